"""Whatever a keeper tries in whatever order: the chain holds, and no clue comes where the table does not lead it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingtian.apps.clues import chain, triggers
from qingtian.apps.clues.actions.enter import enter, register_new
from qingtian.apps.clues.actions.look import look, open_count
from qingtian.apps.clues.chain import Entry, entries, verify
from qingtian.apps.clues.models import RegisterEntry
from qingtian.apps.clues.register import folded
from qingtian.apps.clues.steps import ENDED, OPEN, STEPS
from qingtian.errors import QingtianError
from qingtian.trail import verify_chain
from tests.apps.clues.test_register_of_clues import GIVEN, REGISTERED, keeper
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
__all__ = ["keeper"]
SOME = settings(
    max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TRIED = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(sorted(STEPS))), min_size=1, max_size=14)


@SOME
@given(tried=TRIED)
def test_after_any_attempts_the_chain_holds_and_none_is_closed_without_its_outcome(
    keeper: Any, tried: list[tuple[int, str]]
) -> None:
    """Three clues at a time; every attempt is entered or refused, and a refused one leaves nothing."""
    numbers = [register_new(by=keeper, now=at(TODAY), fields=REGISTERED).number for _ in range(3)]
    for which, name in tried:
        clue = next(one for one in look(keeper, now=at(TODAY), at=numbers[which]) if one.number == numbers[which])
        before = len(entries())
        try:
            enter(name, clue.number, by=keeper, now=at(TODAY), fields=GIVEN[name], seen=len(clue.entries))
        except QingtianError:
            assert len(entries()) == before
        else:
            assert len(entries()) == before + 1
            assert clue.state in STEPS[name].from_
    assert verify() == []
    made = [clue for clue in folded(entries()) if clue.number in numbers]
    assert [clue.number for clue in made] == sorted(numbers)
    for clue in made:
        assert (clue.state in ENDED) == (not clue.is_open)
        assert clue.outcome or clue.state not in ENDED
        if clue.state == "closed":
            steps = [entry.content["step"] for entry in clue.entries]
            assert steps.index("transfer") < steps.index("result") < steps.index("close")
    assert open_count() == sum(clue.is_open for clue in folded(entries()))


STEP = st.tuples(st.sampled_from(["XS-2026-000001", "XS-2026-000002", None]), st.sampled_from(["looked", *STEPS]))


@SOME
@given(made=st.lists(STEP, max_size=20), cut=st.integers(0, 20))
def test_looks_change_no_clue_and_what_was_folded_once_only_grows(made: list[tuple[str | None, str]], cut: int) -> None:
    told = [
        Entry(n, "", {"step": name, "clue": None if name == "looked" else number, "day": "2026-11-02", "fields": {}})
        for n, (number, name) in enumerate(made, start=1)
    ]
    without = [entry for entry in told if entry.content["step"] != "looked"]
    assert folded(told) == folded(without)
    early = {clue.number: clue.entries for clue in folded(told[:cut])}
    late = {clue.number: clue.entries for clue in folded(told)}
    assert all(late[number][: len(held)] == held for number, held in early.items())
    assert all(clue.state in (*OPEN, *ENDED) for clue in folded(told))


COLUMNS = ("seq", "previous", "commitment", "hash", "recorded_at", "salt", "content")


@SOME
@given(from_the_end=st.integers(1, 4), column=st.sampled_from(COLUMNS))
def test_whatever_one_place_of_the_chain_is_changed_it_is_found(keeper: Any, from_the_end: int, column: str) -> None:
    """One column of one entry, read as if it had been written otherwise."""
    clue = register_new(by=keeper, now=at(TODAY), fields=REGISTERED)
    for name in ("transfer", "receipt", "result"):
        clue = enter(name, clue.number, by=keeper, now=at(TODAY), fields=GIVEN[name], seen=len(clue.entries))
    links = list(chain._links())
    assert verify_chain(chain.NAME, links) == []
    other = {"seq": 9999, "content": {"step": "looked"}}.get(column, "0" * 64)
    links[-from_the_end] = replace(links[-from_the_end], **{column: other})
    assert verify_chain(chain.NAME, links)


def test_a_sealed_entry_opens_in_its_own_place_alone(keeper: Any) -> None:
    """Two entries whose sealed parts were exchanged are found, though each is whole."""
    for _ in range(2):
        register_new(by=keeper, now=at(TODAY), fields=REGISTERED)
    first, second = RegisterEntry.objects.order_by("seq")
    triggers.remove(connection)
    try:
        RegisterEntry.objects.filter(pk=first.pk).update(nonce=second.nonce, sealed=second.sealed)
        RegisterEntry.objects.filter(pk=second.pk).update(nonce=first.nonce, sealed=first.sealed)
        assert {found.seq for found in verify()} == {first.seq, second.seq}
    finally:
        triggers.install(connection)
