"""User names to begin with (用户名): from the name in Latin letters, else from the staff number; no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth import get_user_model

from qingtian.apps.people.models import Person

LONGEST = 60
_FORM = re.compile(rf"[\w.-]{{1,{LONGEST}}}")


def usable(name: str) -> bool:
    """Letters (of any script), figures, dots, dashes and lines below; no blanks."""
    return bool(_FORM.fullmatch(name))


def suggested(people: Iterable[Person]) -> dict[int, str]:
    """A free user name for each person, by primary key: Cen Su is censu, a second one censu2."""
    taken = {name.lower() for name in get_user_model().objects.values_list("username", flat=True)}
    found = {}
    for person in people:
        base = _plain(person.name_en) or _plain(person.code) or "user"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}{number}"
        taken.add(name)
        found[person.pk] = name
    return found


def _plain(words: str) -> str:
    """Small Latin letters and figures; nothing where the words are not written in them."""
    if not words.isascii():
        return ""
    return "".join(letter for letter in words.lower() if letter.isalnum())[:30]
