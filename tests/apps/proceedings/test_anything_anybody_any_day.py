"""Whatever anybody tries on any day, in any order: the record stays whole, and a refusal writes nothing."""

import os
import random
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, ActContent, Clock, Link, Paper, Party, Proceeding
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import Refused
from qingtian.procedures import fold, load_procedures
from qingtian.procedures.projection import as_json
from tests.apps.proceedings.driving import CASE, OUTSIDE, PETITION, case, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

ACTS = {p.id: sorted({t.act for t in p.transitions}) for p in load_procedures()}
JUNK = [None, "", "x", "\x00", "999999", ["x"], {"chain": ["x"]}, "2026-02-30", "-1", True, 1.5, "wangxi"]
SLOW = settings(
    max_examples=int(os.environ.get("QINGTIAN_EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="QINGTIAN_EXAMPLES" not in os.environ,
    phases=[Phase.explicit, Phase.generate],
)


class Undo(Exception):
    """Ends one example without a trace."""


def written():
    tables = (Act, ActContent, Clock, Link, Paper, Party, Proceeding)
    return [model.objects.count() for model in tables], list(Proceeding.objects.order_by("pk").values())


def whole(drive):
    """Everything that must hold after every single step."""
    drive.matter.refresh_from_db()
    records = records_of(drive.matter)
    assert [r["seq"] for r in records] == list(range(1, len(records) + 1)), "no number is missing"
    assert as_json(fold(records)) == drive.matter.projection, "the row equals the replay"
    assert list(verify_proceeding(drive.matter)) == []
    for clock in drive.matter.clocks.all():
        assert clock.owner_organ, "no clock is without an owner"
        assert clock.owner_name_zh
    final = procedure_of(drive.matter).states[drive.matter.state].final
    assert bool(drive.matter.ended_on) == final


def spoilt(fields, chance):
    """Sometimes one field is junk, missing or too many."""
    if fields and chance.random() < 0.15:
        fields[chance.choice(sorted(fields))] = chance.choice(JUNK)
    if chance.random() < 0.03:
        fields["nobody_declared"] = "x"
    return fields


def tried(drive, chance):
    """One attempt; the act when it was performed, None when it was refused."""
    procedure = procedure_of(drive.matter)
    likely = [t.act for t in procedure.transitions_from(drive.state)]
    act = chance.choice(likely if likely and chance.random() < 0.8 else ACTS[procedure.id])
    transition = procedure.find(act, drive.state)
    actor = drive.actor(chance.choice([*drive.city.posts, *OUTSIDE]))
    if transition and chance.random() < 0.75 and (admitted := drive.admitted(transition)):
        actor = admitted[0]
    fields = spoilt(drive.fields(transition), chance) if transition else {}
    for declared in transition.fields if transition else []:
        if declared.type == "choice" and chance.random() < 0.7:
            fields[declared.name] = chance.choice(sorted(declared.choices))
    drive.day += timedelta(days=chance.choice([0, 0, 0, 1, 3, 16, 31]))
    on = drive.day + timedelta(days=chance.choice([0] * 8 + [-1, -20, 1]))
    seen = drive.matter.seq + chance.choice([0] * 12 + [-1, 1])
    before, rows = drive.projection, written()
    try:
        done = perform(
            drive.matter,
            act,
            by=actor,
            on=on,
            now=at(drive.day),
            fields=fields,
            reason=chance.choice(["", "原因"]),
            expected_seq=seen,
        )
    except Refused as refusal:
        told = refusal.as_dict()
    else:
        told = None
    if told:
        assert told["code"]
        assert told["message"]
        assert written() == rows, "a refusal writes nothing"
        return None
    drive.matter.refresh_from_db()
    assert transition is not None, "never an act that is not declared"
    assert seen == before.seq
    assert on <= drive.day
    allowed = {before.state, *transition.destinations, *before.before.values()}
    assert act == "correct" or drive.state in allowed
    return done


STARTS = [("petition", state, "city") for state in ["received", *PETITION]]
STARTS += [("five_ones_case", state, "central") for state in ["identified", *CASE]]
STARTS += [("five_ones_case", state, "city") for state in ["identified", *CASE] if state != "preliminarily_accepted"]


@pytest.mark.slow
@SLOW
@given(seed=st.integers(0, 2**32), start=st.sampled_from(STARTS))
def test_the_record_stays_whole_whatever_is_tried(city, seed, start):
    chance = random.Random(seed)
    procedure, state, level = start
    try:
        with transaction.atomic():
            drive = petition(city) if procedure == "petition" else case(city, source_level=level)
            drive.to(state)
            for _ in range(12):
                tried(drive, chance)
                whole(drive)
            for other in drive.others.values():
                assert list(verify_proceeding(Proceeding.objects.get(pk=other.pk))) == []
            raise Undo
    except Undo:
        pass


@pytest.mark.slow
def test_the_random_walk_does_get_somewhere(city):
    """Guards the test above against refusing everything."""
    chance, performed = random.Random(7), 0
    drive = petition(city).to("accepted")
    for _ in range(120):
        performed += tried(drive, chance) is not None
    assert performed >= 10
    assert len({r["act"] for r in records_of(drive.matter)}) >= 8
    assert projection_of(drive.matter).seq == drive.matter.seq
