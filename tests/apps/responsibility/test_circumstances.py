"""Coded circumstances: every line says how certain it is, and an incomplete list says that it is."""

import pytest

from qingtian.apps.responsibility.circumstances import circumstances, read_circumstances
from qingtian.errors import DeclarationError
from qingtian.law import load_law


def test_the_list_is_marked_incomplete_and_rests_on_a_registered_instrument():
    found = circumstances()
    assert found.complete is False
    assert {load_law().instrument(group.basis.instrument).certainty for group in found.groups} == {"secondary"}


def test_twenty_five_items_in_four_articles_each_ending_with_other():
    groups = circumstances().groups
    assert [(group.basis.article, len(group.items)) for group in groups] == [("5", 8), ("6", 5), ("7", 7), ("8", 5)]
    assert all(group.items[-1].words.en == "other" for group in groups)


def test_what_was_only_remembered_is_marked_so_and_nothing_is_called_sure():
    found = {code: one.certainty for code, one in circumstances().by_code.items()}
    assert [code for code, certainty in found.items() if certainty == "from_memory"] == ["7-1"]
    assert set(found.values()) == {"secondary", "from_memory"}


def _held(**item: str) -> dict[str, object]:
    words = {"zh": "情形", "en": "one"}
    items = {"5-1": {**words, "certainty": "secondary"}, "5-2": {**words, "certainty": "secondary"} | item}
    group = {"article": "5", "against": words, "items": items}
    return {"instrument": "accountability_measures_2015", "complete": False, "note": words, "groups": [group]}


def test_a_code_that_skips_a_number_and_an_unknown_mark_are_refused():
    assert read_circumstances(_held()).by_code.keys() == {"5-1", "5-2"}
    skipping = _held()
    skipping["groups"][0]["items"]["5-4"] = skipping["groups"][0]["items"].pop("5-2")
    for wrong in (skipping, _held(certainty="perhaps"), {**_held(), "note": {}}):
        with pytest.raises(DeclarationError) as refused:
            read_circumstances(wrong)
        assert refused.value.code == "responsibility.circumstances"
