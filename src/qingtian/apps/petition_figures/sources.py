"""Sources of the registry named in the covered words of reports: units, and of persons nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.places.models import Source

BATCH = 500
#: a shorter name is found in words that mean something else
SHORTEST_NAME = 4


def batches(keys: Collection[int]) -> Iterator[list[int]]:
    """Keys in as many as one statement takes."""
    held = list(keys)
    for start in range(0, len(held), BATCH):
        yield held[start : start + BATCH]


def named_sources(keys: Collection[int]) -> dict[int, list[str]]:
    """Codes of the sources each report names, by the key of its matter; reports that name none are not in it."""
    named = {name: code for code, name in Source.objects.values_list("code", "name_zh") if len(name) >= SHORTEST_NAME}
    if not named:
        return {}
    # the longest first: a works and its branch begin with the same words
    pattern = re.compile("|".join(re.escape(name) for name in sorted(named, key=len, reverse=True)))
    found = {}
    for batch in batches(keys):
        copies = WorkingCopy.objects.filter(petition__proceeding__in=batch)
        for key, text, place in copies.values_list("petition__proceeding", "text", "place"):
            if codes := {named[name] for name in pattern.findall(f"{text}\n{place}")}:
                found[key] = sorted(codes)
    return found
