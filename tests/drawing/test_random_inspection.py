"""What is drawn follows from frozen pools and seed alone: shares, caps, interests, and a file anybody may verify."""

import hashlib
import json

import pytest
from click.testing import CliRunner

from qingtian.drawing.commands import draw
from qingtian.drawing.conditions import conditions, conditions_on
from qingtian.drawing.ordering import mark
from qingtian.drawing.pools import PoolObject, PoolOfficer, Pools, pools_of
from qingtian.drawing.published import document, faults, read, written
from qingtian.drawing.visits import CAP, OFFICERS, draw_visits
from qingtian.errors import UnusableInput
from qingtian.law.model import CERTAINTIES

HEAD = {
    "number": "SU-2026-000001",
    "office": "望溪分局",
    "period": "2026-Q2",
    "seed_source": "双色球",
    "frozen_on": "2026-04-01",
    "drawn_on": "2026-04-03",
}


#: seed 7 and secret number 5eed
FIXED = [
    ("DSR-000004", ("O-02", "O-01")),
    ("DSR-000010", ("O-02", "O-01")),
    ("DSR-000009", ("O-02", "O-03")),
    ("DSR-000008", ("O-01", "O-02")),
]


def pools(units=12, key=4, officers=3, counts=None, left=2, interests=(), nonce="5eed"):
    objects = [
        PoolObject(f"DSR-{n:06d}", f"单位{n}", "key" if n <= key else "general", left) for n in range(1, units + 1)
    ]
    staff = [PoolOfficer(f"O-{n:02d}", tuple(interests) if n == 1 else ()) for n in range(1, officers + 1)]
    return Pools(tuple(objects), tuple(staff), counts or {"key": 1, "general": 3}, 2, nonce)


def test_the_order_of_the_pools_does_not_move_the_draw_and_seed_or_secret_number_do():
    one = pools()
    turned = Pools(one.objects[::-1], one.officers[::-1], dict(reversed(one.counts.items())), 2, one.nonce)
    assert turned.digest == one.digest
    assert draw_visits(turned, "7") == draw_visits(one, "7")
    many = {tuple(d.number for d in draw_visits(pools(units=60), str(seed)).drawn) for seed in range(20)}
    assert len(many) == 20
    assert draw_visits(pools(nonce="other"), "7") != draw_visits(one, "7")


def test_the_outcome_is_written_down_so_that_no_version_of_a_language_can_change_it():
    outcome = draw_visits(pools(), "7")
    key = hashlib.new("sm3", b"7\n5eed").hexdigest() if "sm3" in hashlib.algorithms_available else None
    assert [(d.number, d.officers) for d in outcome.drawn] == FIXED
    if key:
        assert outcome.drawn[0].ticket == mark(key, outcome.drawn[0].number)


def test_two_officers_go_and_never_one_with_an_interest():
    everything = [f"DSR-{n:06d}" for n in range(1, 13)]
    outcome = draw_visits(pools(interests=everything), "7")
    assert {d.officers for d in outcome.drawn} <= {("O-02", "O-03"), ("O-03", "O-02")}
    alone = draw_visits(pools(officers=2, interests=everything), "7")
    assert alone.drawn == ()
    assert {why for _, why in alone.passed_over} == {OFFICERS}


def test_a_cap_that_is_used_up_passes_an_object_over_and_the_next_is_taken():
    free = pools()
    first = draw_visits(free, "7").drawn[0].number
    capped = Pools(
        tuple(PoolObject(o.number, o.name, o.of_class, 0 if o.number == first else o.left) for o in free.objects),
        free.officers,
        free.counts,
        2,
        free.nonce,
    )
    outcome = draw_visits(capped, "7")
    assert (first, CAP) in outcome.passed_over
    assert first not in {d.number for d in outcome.drawn}
    assert len(outcome.drawn) == 4


def test_without_a_cap_nothing_is_held_and_a_small_class_gives_all_it_has():
    outcome = draw_visits(pools(units=3, key=1, counts={"key": 5, "general": 9}, left=None), "7")
    assert len(outcome.drawn) == 3
    assert [d.of_class for d in outcome.drawn] == ["key", "general", "general"]


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v["pools"]["objects"][0].update({"class": "general"}),
        lambda v: v["drawn"].pop(),
        lambda v: v["drawn"].append(dict(v["drawn"][0])),
        lambda v: v["drawn"][0].update(officers=["O-03", "O-01"]),
        lambda v: v["drawn"][0].update(number="DSR-000012"),
        lambda v: v.update(seed="8"),
        lambda v: v["head"].update(drawn_on=v["head"]["frozen_on"]),
        lambda v: v["passed_over"].append(["DSR-000001", "cap"]),
        lambda v: v.pop("pool_digest"),
        lambda v: v["pools"].update(algorithm="sm3-order/9"),
        lambda v: v["pools"]["objects"].append(dict(v["pools"]["objects"][0])),
    ],
)
def test_whatever_is_changed_in_the_file_is_found(change):
    value = read(written(document(pools(), HEAD, "7", {})))
    assert not faults(value)
    change(value)
    assert faults(value)


def test_results_may_be_told_and_equal_draws_give_equal_bytes():
    value = document(pools(), HEAD, "7", {})
    number = value["drawn"][0]["number"]
    told = document(pools(), HEAD, "7", {number: "nothing_found"})
    assert told["drawn"][0]["result"] == "nothing_found"
    assert written(document(pools(), HEAD, "7", {})) == written(value)
    assert not faults(told)


def test_the_command_verifies_a_file_and_exits_one_for_another(tmp_path):
    file = tmp_path / "draw.json"
    file.write_bytes(written(document(pools(), HEAD, "7", {})))
    well = CliRunner().invoke(draw, ["verify", str(file), "--json"])
    assert (well.exit_code, json.loads(well.output)) == (0, {"holds": True, "faults": [], "drawn": 4})
    file.write_bytes(file.read_bytes().replace(b'"seed":"7"', b'"seed":"8"'))
    assert CliRunner().invoke(draw, ["verify", str(file)]).exit_code == 1
    for content in (b"", b"[]", b'{"format":"other"}', b"\xff", b"[" * 100_000):
        with pytest.raises(UnusableInput):
            read(content)


def test_pools_that_are_no_pools_are_refused():
    record = pools().as_record()
    for wrong in ({}, record | {"objects": [{}]}, record | {"counts": {"z": 1}}, record | {"team": "two"}):
        with pytest.raises(UnusableInput):
            pools_of(wrong)
    assert pools_of(json.loads(json.dumps(record))).digest == pools().digest


def test_conditions_of_special_objects_are_dated_and_none_is_certain():
    assert [one.id for one in conditions_on(conditions()[0].valid_from)]
    assert all(one.certainty in CERTAINTIES and one.certainty != "sure" for one in conditions())
