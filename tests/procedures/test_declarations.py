"""The loader refuses every declaration that does not hold together, and says where and why in both languages."""

import pytest

from qingtian.errors import DeclarationError
from qingtian.procedures import load_procedures
from qingtian.procedures.guards import GUARDS
from tests.procedures.toy import act, parsed, toy


def test_the_toy_holds_together():
    procedure = parsed(toy())
    assert list(procedure.states) == ["asked", "lent", "back"]
    assert procedure.find("correct", "back"), "the kernel's acts are added"


def spoil(**changes):
    """A change of one transition of the toy: ``spoil(lend={"to": "nowhere"})``."""

    def change(raw):
        for name, values in changes.items():
            act(raw, name).update(values)

    return change


def drop(*path):
    def change(raw):
        *way, last = path
        inner = raw
        for key in way:
            inner = act(raw, key) if inner is raw and key not in raw else inner[key]
        del inner[last]

    return change


def state(name, **values):
    def change(raw):
        raw["states"][name] = {"title": {"zh": "态", "en": "State"}, **values}

    return change


def twice(raw):
    raw["transitions"].append(dict(act(raw, "lend")))


FIELD = {"name": "extra", "title": {"zh": "项", "en": "Item"}}
FAULTS = [
    (spoil(lend={"to": "nowhere"}), "unknown state nowhere"),
    (spoil(lend={"from": ["nowhere"]}), "unknown state nowhere"),
    (spoil(note={"except": ["nowhere"]}), "unknown state nowhere"),
    (spoil(lend={"basis": []}), "lend has no basis"),
    (lambda raw: raw.update(basis=[]), "loan has no basis"),
    (spoil(lend={"basis": [{"instrument": "no_such_law", "article": "1"}]}), "cites unknown no_such_law"),
    (state("lonely", final=True), "state lonely cannot be reached"),
    (drop("transitions", 3), "state lent has no way out and is not final"),
    (spoil(lend={"guards": [{"name": "no_such_guard"}]}), "guard no_such_guard has no function"),
    (spoil(give_back={"to": {"field": "whole", "map": {"yes": "back"}}}), "destinations and choices differ"),
    (
        spoil(give_back={"to": {"field": "whole", "map": {"yes": "back", "no": "asked", "perhaps": "asked"}}}),
        "destinations and choices differ",
    ),
    (spoil(give_back={"to": {"field": "other", "map": {"yes": "back"}}}), "destinations and choices differ"),
    (
        spoil(
            lend={
                "fields": [
                    {**FIELD, "name": "w", "required": False, "type": "choice", "choices": {"y": FIELD["title"]}}
                ],
                "to": {"field": "w", "map": {"y": "lent"}},
            }
        ),
        "destinations and choices differ",
    ),
    (spoil(lend={"by": [{"role": "clerk", "at": "nobody"}]}), "unknown relation nobody"),
    (spoil(lend={"by": [{"post": "nobody"}]}), "unknown relation nobody"),
    (spoil(lend={"clocks": [{"start": "cases.plan", "owner": "nobody"}]}), "unknown relation nobody"),
    (spoil(lend={"relations": {"library": "above:nobody"}}), "unknown relation nobody"),
    (spoil(lend={"fields": [{**FIELD, "relation": "nobody"}]}), "unknown relation nobody"),
    (lambda raw: raw.update(pinned=["nobody"]), "unknown relation nobody"),
    (spoil(lend={"by": [{"role": "emperor"}]}), "unknown role emperor"),
    (spoil(lend={"by": []}), "nobody may perform lend"),
    (spoil(lend={"clocks": [{"start": "no.such_limit", "owner": "library"}]}), "unknown limit no.such_limit"),
    (spoil(lend={"clocks": [{"start": "cases.plan"}]}), "without an owner"),
    (
        spoil(
            lend={
                "clocks": [{"start": "x.y", "due_field": "day"}],
                "fields": [{**FIELD, "name": "day", "type": "date"}],
            }
        ),
        "without an owner",
    ),
    (
        spoil(lend={"clocks": [{"start": "cases.plan", "owner": "library", "from_field": "day"}]}),
        "needs a required field day",
    ),
    (
        spoil(lend={"clocks": [{"start": "cases.plan", "owner": "library", "only_if": {"kind": ["a"]}}]}),
        "needs a required field kind",
    ),
    (spoil(lend={"clocks": [{"start": "x.y", "owner": "library", "due_field": "day"}]}), "needs a required field day"),
    (twice, "two transitions lend from asked"),
    (spoil(note={"fields": [FIELD, FIELD]}), "has two fields extra"),
    (spoil(note={"fields": [{**FIELD, "type": "choice"}]}), "offers no choices"),
    (spoil(note={"fields": [{**FIELD, "sealed": True, "fact": "said"}]}), "is sealed and cannot become a fact"),
    (spoil(note={"to": {"before": "no_such_act"}}), "unknown act no_such_act"),
    (spoil(note={"returns": ["no_such_act"]}), "unknown act no_such_act"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_a_declaration_with_a_fault_is_refused_and_the_fault_is_named(change, said):
    raw = toy()
    change(raw)
    with pytest.raises(DeclarationError) as refused:
        parsed(raw)
    assert refused.value.code == "procedures.inconsistent"
    assert said in refused.value.message.en
    assert refused.value.message.zh
    assert refused.value.where == "loan/2020-01-01.yaml"


SHAPES = [
    spoil(lend={"title": {"zh": "借出", "en": "Lend", "and then": None}}),
    spoil(lend={"title": {"zh": "借出"}}),
    spoil(lend={"title": {"zh": "借出", "en": " "}}),
    spoil(lend={"title": "借出"}),
    spoil(lend={"title": None}),
    spoil(lend={"title": 7}),
    spoil(lend={"colour": "blue"}),
    spoil(lend={"clocks": [{"owner": "library"}]}),
    spoil(lend={"clocks": [{"start": "cases.plan", "stop": "cases.plan", "owner": "library"}]}),
    spoil(note={"fields": [{**FIELD, "type": "number"}]}),
    spoil(give_back={"to": {"field": "whole", "map": {True: "back", False: "asked"}}}),
    drop("edition"),
    drop("lend", "to"),
]


@pytest.mark.parametrize("change", SHAPES)
def test_a_declaration_of_another_shape_is_refused_with_its_place(change):
    raw = toy()
    change(raw)
    with pytest.raises(DeclarationError) as refused:
        parsed(raw)
    assert refused.value.code == "procedures.shape"
    assert refused.value.where == "loan/2020-01-01.yaml"


@pytest.mark.parametrize("raw", [None, [], "text"])
def test_a_file_that_is_no_mapping_is_refused(raw):
    with pytest.raises(DeclarationError) as refused:
        parsed(raw)
    assert refused.value.code == "procedures.shape"


def test_all_faults_of_a_file_are_told_at_once():
    raw = toy()
    spoil(lend={"basis": [], "by": []})(raw)
    with pytest.raises(DeclarationError) as refused:
        parsed(raw)
    assert "lend has no basis" in refused.value.message.en
    assert "nobody may perform lend" in refused.value.message.en


def test_every_shipped_declaration_is_loaded():
    assert {(p.id, p.edition) for p in load_procedures()} >= {
        ("petition", "2022-05-01"),
        ("five_ones_case", "2018-01-01"),
    }


def test_every_registered_guard_is_used_by_a_declaration():
    used = {g.name for p in load_procedures() for t in p.transitions for g in t.guards}
    assert used == set(GUARDS)


def test_every_act_a_guard_rests_on_is_declared():
    for procedure in load_procedures():
        acts = {t.act for t in procedure.transitions}
        for transition in procedure.transitions:
            for reference in transition.guards:
                assert set(GUARDS[reference.name].rests_on) <= acts, reference.name


def test_no_sealed_field_is_kept_as_a_fact_or_named_in_a_sentence_for_the_public():
    for procedure in load_procedures():
        for transition in procedure.transitions:
            sealed = [f.name for f in transition.fields if f.sealed]
            assert not [f for f in transition.fields if f.sealed and (f.fact or f.relation)]
            assert not [name for name in sealed if transition.public and f"{{{name}}}" in transition.public.zh]
