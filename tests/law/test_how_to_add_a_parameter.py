"""The examples of docs/how-to/add-a-parameter.md are read as they stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from qingtian.law import Calendar, read_law

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-parameter.md"
INSTRUMENT, PARAMETER, _, CASE = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "parameters" / "petitions").mkdir(parents=True)
    own = INSTRUMENT.replace("some_measures_2027", "petition_regulations_2022").replace("2027-01-01", "2022-05-01")
    (tmp_path / "instruments" / "page.yaml").write_text(INSTRUMENT + own, encoding="utf-8")
    (tmp_path / "parameters" / "petitions" / "handling.yaml").write_text(PARAMETER, encoding="utf-8")
    return tmp_path


def test_the_instrument_and_the_number_of_the_page_are_accepted(room: Path) -> None:
    law = read_law(room)
    assert law.instrument("some_measures_2027").in_force_from == date(2027, 1, 1)
    assert law.limit("petitions.handling", on=date(2026, 3, 2)).extension.most == 30


def test_the_case_of_the_page_holds(room: Path) -> None:
    [case] = yaml.safe_load(CASE)
    derived = read_law(room).derive(case["limit"], start=case["from"], calendar=Calendar())
    assert derived.due == case["due"]
