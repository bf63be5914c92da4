"""The page on security names only tests and files that are there, and says the same in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = {language: ROOT / f"docs/explanation/security{end}.md" for language, end in (("en", ""), ("zh", ".zh-CN"))}
TEXT = {language: path.read_text(encoding="utf-8") for language, path in PAGES.items()}
#: a path in backquotes, and a clause at the beginning of a row
NAMED = re.compile(r"`((?:tests|deploy|apps|web|trail)/[\w/.-]+)`")
CLAUSE = re.compile(r"^\| (\d[\d.]*(?:[–-][\d.]+)?)(?: ([a-h])\b)?", re.M)
CODE = re.compile(r"`([^`]+)`")


@pytest.mark.parametrize("language", PAGES)
def test_what_it_names_is_there(language: str) -> None:
    named = NAMED.findall(TEXT[language])
    assert len(named) > 30
    assert [path for path in named if not ((ROOT / path).exists() or (ROOT / "src/qingtian" / path).exists())] == []


def test_both_languages_name_the_same_tests_settings_and_clauses() -> None:
    assert NAMED.findall(TEXT["en"]) == NAMED.findall(TEXT["zh"])
    assert CLAUSE.findall(TEXT["en"]) == CLAUSE.findall(TEXT["zh"])
    settings = {
        language: sorted(c for c in CODE.findall(text) if c.startswith("QINGTIAN_")) for language, text in TEXT.items()
    }
    assert settings["en"] == settings["zh"]


@pytest.mark.parametrize("language", PAGES)
def test_every_row_says_as_much_as_its_heading_asks(language: str) -> None:
    width = 0
    for line in TEXT[language].splitlines():
        if not line.startswith("|"):
            width = 0
        elif width == 0:
            width = line.count("|")
        else:
            assert line.count("|") == width, line
            assert "||" not in line.replace(" ", ""), f"an empty cell: {line}"


def test_numbers_that_stand_in_the_settings_stand_on_the_page(settings) -> None:
    rates = settings.RATES
    for text in TEXT.values():
        for number in (settings.AXES_FAILURE_LIMIT, rates["sign_in"].most, rates["second_step"].most, 30, 12):
            assert re.search(rf"(?<!\d){number}(?!\d)", text), number
        assert f"{rates['photo'].most}" in text
