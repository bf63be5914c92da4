"""Equal values give equal bytes, different values different bytes, and what has no one form is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.trail import canonical, case_file_verifier

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def safe(value):
    try:
        canonical(value)
    except UnicodeEncodeError:
        return False
    return True


@settings(max_examples=80, deadline=None)
@given(VALUES.filter(safe))
def test_reading_the_bytes_and_writing_them_again_gives_the_same_bytes(value):
    once = canonical(value)
    assert json.loads(once) == value
    assert canonical(json.loads(once)) == once
    assert case_file_verifier.canonical(value) == once


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text("abc文", max_size=4), st.integers(), min_size=2, max_size=6), st.randoms())
def test_the_order_in_which_keys_came_does_not_matter(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)


def test_the_form_is_sorted_without_blanks_in_utf_8():
    assert canonical({"b": [1, True, None], "a": "青天"}) == '{"a":"青天","b":[1,true,null]}'.encode()


@pytest.mark.parametrize("value", [1.0, float("nan"), {"a": [1, {"b": 0.5}]}, (1, 2.5)])
def test_a_float_is_refused_with_its_place(value):
    with pytest.raises(TypeError, match="float"):
        canonical(value)


def test_a_key_that_is_no_string_is_refused():
    with pytest.raises(TypeError, match="keys are strings"):
        canonical({1: "a"})


def test_a_one_and_a_true_are_different_contents():
    assert canonical({"a": 1}) != canonical({"a": True})
