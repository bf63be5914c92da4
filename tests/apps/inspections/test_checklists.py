"""Checklists name their basis and how sure it is, and the form offers exactly those that are declared."""

from qingtian.apps.inspections.checklists import checklists
from qingtian.law.model import CERTAINTIES
from qingtian.procedures import load_procedures


def test_the_form_offers_every_declared_checklist_under_its_own_title():
    opening = load_procedures().editions("inspection_visit")[-1].transitions_from("start")[0]
    offered = opening.field("checklist").choices
    assert {code: title.zh for code, title in offered.items()} == {
        code: listed.title.zh for code, listed in checklists().items()
    }


def test_every_item_has_a_basis_with_its_certainty_and_a_code_of_its_own():
    for listed in checklists().values():
        codes = [item.code for item in listed.items]
        assert len(codes) == len(set(codes))
        assert all(item.certainty in CERTAINTIES and item.basis.zh for item in listed.items)
        # what names no article is never said to be read
        assert all(item.article or item.certainty != "copy" for item in listed.items)
