"""What the checks share: names in words, who holds what, and how a check is declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from qingtian.apps.installation.checklist import Check
from qingtian.apps.people.models import Organ, Person, Tenure
from qingtian.apps.places.models import Area, Station
from qingtian.language import Text

OPINIONS = ("kunming_opinions_2018", "二")
REGULATIONS = ("petition_regulations_2022", "22、23")


def name_of(record: Organ | Area | Station) -> Text:
    return Text(record.name_zh, record.name_en or record.name_zh)


def held_with_role(role: str, on: date) -> list[Tenure]:
    """Tenures of that day on posts with the role. The role list is JSON: asked in Python, it is small."""
    held = Tenure.objects.on(on).select_related("post__organ", "person__user")
    return [tenure for tenure in held if role in tenure.post.roles]


def can_sign_in(person: Person) -> bool:
    return person.user is not None and person.user.is_active and person.user.has_usable_password()


def below_the_city() -> list[Area]:
    """Areas below the city."""
    return list(Area.objects.exclude(kind=Area.Kind.CITY))


def check(
    code: str,
    zh: str,
    en: str,
    missing: Callable[[date], Sequence[Text]],
    why: tuple[str, str],
    how: tuple[str, str],
    **more: Any,
) -> Check:
    """A check from its words in both languages; ``more`` as ``Check`` declares it."""
    return Check(code, Text(zh, en), Text(*why), missing, Text(*how), **more)
