"""Runs every case of ``cases/*.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qingtian.law import Calendar, load_law

FOLDER = Path(__file__).parent / "cases"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
FIELDS = {"name", "limit", "from", "due", "why", "extend", "suspend", "rolled", "provisional"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_due_day_is_as_the_lawyer_says(case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS, "a misspelt field would be passed over in silence"
    derived = load_law().derive(
        case["limit"],
        start=case["from"],
        calendar=Calendar(),
        suspensions=[tuple(gap) for gap in case.get("suspend", [])],
        extension=case.get("extend", 0),
    )
    assert derived.due == case["due"]
    for property_ in ("rolled", "provisional"):
        if property_ in case:
            assert getattr(derived, property_) is case[property_]
