"""Every state and every act of the measures: declared and found, or refused with an article. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.apps.measures.kinds import MEASURES
from qingtian.enforcement.correction_orders import CorrectionOrder, cycles_of, day_by_day, reckoned
from qingtian.errors import Refused
from qingtian.law import Calendar, load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import find
from qingtian.procedures.guards import GUARDS
from qingtian.procedures.projection import Projection

PAIRS = [
    (one, state, act)
    for one in (load_procedures().editions(kind)[-1] for kind in MEASURES)
    for state in ("start", *one.states)
    for act in sorted({t.act for t in one.transitions})
]


def test_every_pair_of_state_and_act_is_declared_or_refused_with_an_article():
    refused = 0
    for procedure, state, act in PAIRS:
        declared = procedure.find(act, state)
        if declared:
            assert find(procedure, Projection(state=state), act) is declared
            continue
        with pytest.raises(Refused) as caught:
            find(procedure, Projection(state=state), act)
        assert (caught.value.code, bool(caught.value.basis)) == ("act.not_now", True), (procedure.id, state, act)
        refused += 1
    assert refused > 800, "the kernel's own acts are declared for every state"


def test_every_guard_of_a_measure_names_its_article_and_says_what_it_means():
    for kind in MEASURES:
        for transition in load_procedures().editions(kind)[-1].transitions:
            if transition.kernel:
                continue
            for reference in transition.guards:
                assert reference.basis, (kind, transition.act, reference.name)
                assert load_law().instrument(reference.basis.instrument)
                assert GUARDS[reference.name].means.en


FIRST = date(2026, 1, 1)
cycles = st.lists(st.tuples(st.integers(0, 10), st.integers(1, 30)), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(cycles, st.integers(1, 10**9))
def test_the_days_are_printed_once_each_and_the_sum_is_the_fine_times_their_number(spans, fen):
    """Any gaps between finding and next service, any lengths up to thirty days: no day twice, none of a gap."""
    orders, day = [], FIRST
    for number, (gap, length) in enumerate(spans, 1):
        served = day + timedelta(days=gap)
        day = served + timedelta(days=length)
        orders.append(CorrectionOrder(served, served, day, "still", number))
    count = reckoned(Decimal(fen) / 100, cycles_of(orders), load_law(), Calendar())
    assert count is not None
    days = [one for cycle in count.cycles for one in cycle.each_day()]
    assert len(set(days)) == len(days) == count.days == sum(length for _, length in spans)
    assert count.amount == Decimal(fen) / 100 * count.days
    assert day_by_day(count).count("日 2") == count.days
    split = [cycles_of(orders, until=3), cycles_of(orders, after=2)]
    parts = [reckoned(count.fine, part, load_law(), Calendar()) for part in split if part]
    assert sum(part.amount for part in parts if part) == count.amount, "two decisions come to one sum"
