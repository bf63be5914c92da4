"""The reference page says what the data say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qingtian.standards.air import categories, edition_on
from qingtian.standards.air.feed import Reason, national_feed
from tests.standards.air.tables import FIRST_DAY_OF_2026, LAST_DAY_OF_2012

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "air-index.md").read_text(encoding="utf-8")
EDITIONS = {"2012": edition_on(LAST_DAY_OF_2012), "2026": edition_on(FIRST_DAY_OF_2026)}


def table_under(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}", 1)[1]
    lines = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert lines is not None
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines[0].splitlines() if "---" not in line
    ]


def test_the_printed_breakpoints_are_the_declared_ones():
    heading, *rows = table_under("Breakpoints")
    for column, name in enumerate(heading[1:], start=1):
        table, _, year = name.partition(" ")
        printed = [row[column] for row in rows if row[column] != "–"]
        for edition in [EDITIONS[year]] if year else EDITIONS.values():
            assert printed == [str(value) for value in edition.tables[table].concentrations]
    assert [int(row[0]) for row in rows] == list(EDITIONS["2026"].indices)


def test_the_printed_levels_are_the_declared_ones():
    printed = [(row[0], row[2], row[3], row[4]) for row in table_under("Levels")[1:]]
    assert printed == [
        (str(c.level), f"{c.word.zh} {c.word.en}", f"{c.colour_name.zh} {c.colour_name.en}", ", ".join(map(str, c.rgb)))
        for c in categories(FIRST_DAY_OF_2026)
    ]


@pytest.mark.parametrize("name", [*national_feed().wanted, *Reason.__args__])
def test_every_column_wanted_and_every_reason_is_on_the_page(name):
    assert re.search(rf"[` ]{name}[` ]", PAGE)


def test_the_example_on_the_page_runs():
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "air-index.md", "exec"), {})
