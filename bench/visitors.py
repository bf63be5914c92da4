"""Sixteen officers of the invented city, signed in."""

from __future__ import annotations

from datetime import date
from itertools import cycle, islice
from random import Random

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from bench.addresses import Visitor, numbers_for
from qingtian.apps.people.queries import actor_at, posts_of
from qingtian.demo.roles import ROLES

USERS = 16
BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(username: str) -> Client:
    """The test client with that officer signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    return client


def visitors(today: date) -> list[Visitor]:
    """The officers who work with matters, each several times until there are sixteen."""
    rng, found = Random(16), []
    for role in ROLES:
        user = User.objects.get(username=role.username)
        post = posts_of(user.person, today)[0]
        numbers = numbers_for(actor_at(user.person, post, today), rng)
        if len(numbers) >= 20:
            found.append((role.username, numbers))
    assert found, "no officer sees enough matters"
    several = islice(cycle(found), USERS)
    return [Visitor(name, signed_in(name).cookies[settings.SESSION_COOKIE_NAME].value, n) for name, n in several]
