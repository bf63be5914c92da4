"""Whatever is entered is either kept in one form or refused with a sentence beside its field; nothing breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.fields import LONGEST, clean, plain
from qingtian.procedures.model import FieldDeclaration, Transition

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
TRANSITIONS = [t for p in load_procedures() for t in p.transitions if t.fields]


def one(type_, **more):
    field = FieldDeclaration(name="value", title=Text("项", "Item"), type=type_, **more)
    return Transition.model_validate(
        {
            "act": "a",
            "title": Text("动", "Act"),
            "from": ["start"],
            "to": "same",
            "by": [],
            "basis": [],
            "fields": [field],
        }
    )


def cleaned(type_, value, **more):
    return clean(one(type_, **more), {"value": value})


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TRANSITIONS), st.data())
def test_any_junk_is_a_fault_or_a_value_and_never_an_error(transition, data):
    raw = {f.name: data.draw(JUNK) for f in transition.fields}
    values, faults = clean(transition, raw)
    assert not values.keys() & faults.keys()
    assert all(isinstance(fault, Text) for fault in faults.values())
    for field in transition.fields:
        assert field.name in values or field.name in faults or not field.required


@settings(max_examples=80, deadline=None)
@given(st.text())
def test_a_cleaned_text_stays_as_it_is_and_can_always_be_written(text):
    once = plain(text)
    assert plain(once) == once
    assert "\x00" not in once
    once.encode()


@pytest.mark.parametrize(("length", "kept"), [(LONGEST - 1, True), (LONGEST, True), (LONGEST + 1, False)])
def test_a_text_ends_at_its_limit(length, kept):
    values, faults = cleaned("long_text", "字" * length)
    assert (bool(values), bool(faults)) == (kept, not kept)


@pytest.mark.parametrize("value", ["2026-02-30", "23/11/2026", "tomorrow", "2026-13-01", "26-1-1"])
def test_what_is_no_day_of_the_calendar_is_refused(value):
    assert "value" in cleaned("date", value)[1]


@pytest.mark.parametrize(("value", "kept"), [("5", 5), (" 5 ", 5), ("-3", -3), (7, 7)])
def test_whole_numbers_are_taken(value, kept):
    assert cleaned("integer", value)[0] == {"value": kept}


@pytest.mark.parametrize("value", ["5.0", "1e3", "五", True, "9" * 13, 2.5])
def test_what_is_no_whole_number_is_refused(value):
    assert "value" in cleaned("integer", value)[1]


def test_milestones_are_read_by_line_and_sorted_by_day():
    values, _ = cleaned("milestones", "2026-12-15 改造\n\n2026-12-01 方案\n")
    assert values["value"] == [{"due": "2026-12-01", "title": "方案"}, {"due": "2026-12-15", "title": "改造"}]
    assert cleaned("milestones", list(reversed(values["value"])))[0] == values


@pytest.mark.parametrize("value", ["方案 2026-12-01", "2026-12-01", "2026-12-32 方案", [{"due": "2026-12-01"}], ["x"]])
def test_a_milestone_without_day_or_words_is_refused(value):
    assert "value" in cleaned("milestones", value)[1]


CHOICES = {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}}


@pytest.mark.parametrize("value", ["c", ["a", "b"], {"a": 1}, [["a"]], "A"])
def test_one_choice_is_one_of_those_offered(value):
    assert "value" in cleaned("choice", value, choices=CHOICES)[1]


def test_several_choices_are_kept_as_a_list():
    assert cleaned("choices", "a", choices=CHOICES)[0] == {"value": ["a"]}
    assert cleaned("choices", ["b", "a"], choices=CHOICES)[0] == {"value": ["b", "a"]}


@pytest.mark.parametrize("type_", ["organ", "post", "area", "proceeding", "files", "organs"])
def test_a_code_that_was_not_found_is_refused_by_name(type_):
    faults = cleaned(type_, ["no-such"] if type_ in ("files", "organs") else "no-such")[1]
    assert "no-such" in faults["value"].zh
