"""The field of the small city on the day its visits are planned for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from qingtian.web.design.figures import SHANGHAI
from tests.apps.inspections.field import DAY
from tests.conftest import at

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _day_of_the_visit(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.AXES_ENABLED = False
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: at(DAY, 15).astimezone(SHANGHAI))


def account(city: Any, post: str) -> Any:
    """The user of who holds a post."""
    person = city.people[post]
    if person.user is None:
        person.user = get_user_model().objects.create_user(f"u-{post}", password="a long password")
        person.save()
    return person.user


@pytest.fixture
def signed(request: pytest.FixtureRequest) -> Callable[..., Client]:
    """A phone or a desk signed in at a post."""

    def sign_in(post: str, **more: Any) -> Client:
        client = Client(**more)
        client.force_login(account(request.getfixturevalue("city"), post), backend=BACKEND)
        return client

    return sign_in
