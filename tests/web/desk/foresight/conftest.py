"""An analyst at the city's bureau, whose log-in the pages are opened with."""

from __future__ import annotations

from typing import Any

import pytest

from qingtian.apps.people.models import Person, Post, Tenure
from tests.small_city import STARTED


@pytest.fixture
def analyst(city: Any) -> str:
    post = Post.objects.create(
        code="analyst-1", organ=city.organs["eeb"], title_zh="分析员", title_en="Analyst", roles=["analyst"]
    )
    city.posts["analyst-1"] = post
    city.people["analyst-1"] = Person.objects.create(code="p-analyst-1", name_zh="人", name_en="one")
    Tenure.objects.create(person=city.people["analyst-1"], post=post, starts=STARTED)
    return "analyst-1"
