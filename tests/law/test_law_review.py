"""``law check``: what the legal officer still has to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qingtian.law import Basis, Law, load_law
from qingtian.law.model import Edition
from qingtian.law.review import findings

SHIPPED = load_law()
DAY = date(2026, 11, 23)


def law_with(edition: Edition) -> Law:
    """One number with one edition, on the shipped instruments."""
    parameter = replace(SHIPPED.parameter("petitions.handling"), editions=(edition,))
    return Law(SHIPPED.instruments, {parameter.id: parameter})


def edition(**changes: object) -> Edition:
    sound = Edition(date(2022, 5, 1), 60, Basis("petition_regulations_2022", "34"), "sure", date(2026, 1, 31))
    return replace(sound, **changes)


def kinds(law: Law, as_of: date = DAY) -> list[str]:
    return [finding.kind for finding in findings(law, as_of=as_of)]


def test_a_number_read_in_the_text_and_checked_this_year_is_not_reported() -> None:
    assert kinds(law_with(edition())) == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2027, 1, 30), []), (date(2027, 1, 31), []), (date(2027, 2, 1), ["unchecked"])],
)
def test_a_check_is_old_after_a_year(as_of: date, expected: list[str]) -> None:
    assert kinds(law_with(edition()), as_of) == expected


@pytest.mark.parametrize("certainty", ["copy", "secondary", "third_party", "from_memory", "observed"])
def test_what_was_not_read_in_the_text_is_unverified(certainty: str) -> None:
    assert kinds(law_with(edition(certainty=certainty))) == ["unverified"]


def test_a_local_default_is_reported_as_such_and_not_as_unverified() -> None:
    local = edition(certainty="local_default", basis=Basis("local_practice", ""), last_checked=None)
    assert kinds(law_with(local)) == ["local_default"]


def test_a_basis_without_an_article_is_reported() -> None:
    assert kinds(law_with(edition(basis=Basis("petition_regulations_2022", "")))) == ["no_article"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2026, 8, 14), []), (date(2026, 8, 15), ["repealed"]), (date(2026, 8, 16), ["repealed"])],
)
def test_a_basis_on_a_repealed_text_is_reported_from_the_day_of_repeal(as_of: date, expected: list[str]) -> None:
    old = edition(basis=Basis("env_protection_law_2014", "59"))
    assert kinds(law_with(old), as_of) == expected


def test_the_extension_is_looked_at_with_its_own_basis() -> None:
    found = [each for each in findings(SHIPPED, as_of=DAY) if each.parameter == "penalty.decision"]
    assert [each.kind for each in found] == ["unverified"]
    assert "art. 57" in found[0].detail.en


def test_numbers_not_yet_or_no_longer_in_force_are_left_out() -> None:
    assert kinds(law_with(edition(certainty="copy")), date(2022, 4, 30)) == []
    assert kinds(law_with(edition(certainty="copy")), date(2022, 5, 1)) == ["unverified"]
    assert kinds(law_with(edition(value=None, certainty="copy"))) == []


def test_the_shipped_law_cites_no_repealed_text() -> None:
    assert [each for each in findings(SHIPPED, as_of=DAY) if each.kind == "repealed"] == []
