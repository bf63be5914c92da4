"""Who may take which step of a transfer, written from the procedures of the field and not from the declarations."""

import pytest

from qingtian.procedures import load_procedures
from tests.apps.transfers.walk import MONDAY

OPENERS = {"handling_officer", "penalty_officer", "legal_officer"}
HEADS = {"organ_head", "chief"}
OFFICERS = OPENERS
CONVENERS = {"legal_officer", "organ_head", "penalty_officer"}
CONVENERS_DESK = CONVENERS | {"clerk"}
DESK = OFFICERS | {"clerk", "gateway"}
MAY = {
    "criminal_transfer": {
        "open_transfer": OPENERS,
        **dict.fromkeys(("form_team", "decide_transfer", "withdraw_transfer"), HEADS),
        **dict.fromkeys(("confirm_limb", "report", "hand_over", "supplement", "hand_goods", "set_off"), OFFICERS),
        **dict.fromkeys(("ask_reconsideration", "ask_supervision", "conclude_transfer", "return_to_penalty"), OFFICERS),
        **dict.fromkeys(("receive_opinion", "police_receipt", "ask_supplement", "need_longer", "forwarded"), DESK),
        **dict.fromkeys(("no_jurisdiction", "file_case", "not_file", "answer_reconsideration", "prosecute"), DESK),
        **dict.fromkeys(("answer_supervision", "enter_platform", "note_receipt", "drop", "judge"), DESK),
    },
    "detention_transfer": {
        "propose_detention": OPENERS,
        **dict.fromkeys(("decide_detention_transfer", "withdraw_detention"), HEADS),
        **dict.fromkeys(("hand_over", "supplement", "turn_criminal", "close_detention"), OFFICERS),
        **dict.fromkeys(("ask_supplement", "note_detention", "receive_copy", "receive_refusal", "note_receipt"), DESK),
    },
    "joint_meeting": {
        "call_meeting": CONVENERS,
        **dict.fromkeys(
            ("hold_meeting", "give_feedback", "close_meeting", "cancel_meeting"),
            CONVENERS_DESK,
        ),
    },
}


@pytest.mark.parametrize("procedure", MAY)
def test_every_step_is_for_the_posts_of_the_table_at_the_transferring_organ(procedure):
    declared = load_procedures().on(procedure, MONDAY)
    own = [t for t in declared.transitions if not t.kernel]
    assert {t.act for t in own} == set(MAY[procedure])
    for transition in own:
        roles = {who.role or who.actor for who in transition.by}
        assert roles == MAY[procedure][transition.act], transition.act
        if transition.source != ["start"]:
            assert all(who.at == "office" or who.above == "office" for who in transition.by if who.role)


def test_what_a_head_decides_nobody_decides_in_their_place():
    for procedure, act in (
        ("criminal_transfer", "decide_transfer"),
        ("detention_transfer", "decide_detention_transfer"),
    ):
        assert load_procedures().on(procedure, MONDAY).named(act).personal
