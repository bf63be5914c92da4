"""The home of supervision: every page there is, none that would refuse, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_home_leads_to_pages_that_open(sign_in: SignIn, prefix: str) -> None:
    client = sign_in("handler")
    page = client.get(f"{prefix}/desk/supervision/").content.decode()
    assert "Supervision" in page if prefix else "督导" in page
    for address in re.findall(r'class="line-title" href="([^"]+)"', page):
        assert client.get(address).status_code == 200, address
