"""What the tests of the register share: a keeper at a post, and a registration that is taken."""

from __future__ import annotations

from qingtian.apps.people.models import Person, Post, Tenure
from tests.small_city import STARTED, SmallCity

REGISTERED = {
    "case": "BA-2026-000001",
    "conduct_on": "2026-03-02",
    "post": "town",
    "circumstance": "7-3",
    "facts": "夜查记录缺六晚",
}


def appoint_keeper(city: SmallCity) -> None:
    """The post ``keeper`` in the inspection office, held since the city began."""
    city.posts["keeper"] = Post.objects.create(
        code="keeper", organ=city.organs["office"], title_zh="线索专管员", title_en="Keeper", roles=["clue_keeper"]
    )
    city.people["keeper"] = Person.objects.create(code="p-keeper", name_zh="专管员甲", name_en="Keeper A")
    Tenure.objects.create(person=city.people["keeper"], post=city.posts["keeper"], starts=STARTED)
