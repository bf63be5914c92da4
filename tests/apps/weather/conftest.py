"""A small city, once a module, with two analysts and a chief at the city bureau; every test leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import transaction

from qingtian.apps.people.models import Person, Post, Tenure
from tests.small_city import STARTED, SmallCity, build

POSTS = {"analyst-1": ["analyst"], "analyst-2": ["analyst"], "centre-chief": ["chief", "analyst"]}


def add_posts(city: SmallCity) -> None:
    for code, roles in POSTS.items():
        post = Post.objects.create(code=code, organ=city.organs["eeb"], title_zh=code, title_en=code, roles=roles)
        city.posts[code] = post
        city.people[code] = Person.objects.create(code=f"p-{code}", name_zh=f"人{code}", name_en=code)
        Tenure.objects.create(person=city.people[code], post=post, starts=STARTED)


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallCity]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "identity"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True
            stack.enter_context(atomic)
        built = build()
        add_posts(built)
        yield built
        for alias in ("default", "identity"):
            transaction.set_rollback(True, using=alias)
