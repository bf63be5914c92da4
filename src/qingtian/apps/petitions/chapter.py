"""What petitions add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.petitions.actions import erase
from qingtian.apps.petitions.actions.add_information import keep_addition
from qingtian.apps.petitions.actions.carry import answer_merged, keep_remark_and_part, part_when_over, refuse_if_carried
from qingtian.apps.petitions.actions.confirm_copy import refuse_unconfirmed
from qingtian.apps.petitions.actions.give_rise import link_to_case, link_to_earlier, link_to_pressed, undo
from qingtian.apps.petitions.actions.keep_words import keep_grounds, nothing_to_undo
from qingtian.apps.petitions.actions.merge import link_to_main, unlink_from_main
from qingtian.apps.petitions.actions.receive import write_petition
from qingtian.apps.petitions.actions.working_title import restore_title
from qingtian.apps.petitions.policy import withdrawn
from qingtian.apps.petitions.queries import handlers_of
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.law import load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.petitions import REPRESENTATIVES


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards of the petition procedure ask for; only the opening act asks how many may represent a visit."""
    if projection.state == "second_look":
        return {"withdrawn": withdrawn(proceeding, projection), "earlier_handlers": handlers_of(proceeding)}
    if projection.seq:
        return {"withdrawn": withdrawn(proceeding, projection)}
    return {REPRESENTATIVES: int(load_law().figure("petitions.visit_representatives", on=on).value)}


#: acts that may end a petition, or take it out of ordinary hands, before those merged into it have their answer
ENDING = ("sort", "decline", "answer", "transfer_discipline", "withdraw", "close_unrated", "re_review", "lapse")

CHAPTER = Chapter(
    procedure="petition",
    world=world,
    effects={
        **dict.fromkeys(ENDING, part_when_over),
        "receive": write_petition,
        "add_information": keep_addition,
        "merge": link_to_main,
        "unmerge": unlink_from_main,
        "give_rise": link_to_case,
        "recur": link_to_earlier,
        "press": link_to_pressed,
        "show_reported": refuse_unconfirmed,
        "reply": answer_merged,
        "county_result": answer_merged,
        "reply_with_main": answer_merged,
        "rate": keep_remark_and_part,
        "request_review": keep_grounds,
        "request_re_review": keep_grounds,
    },
    undo={
        **dict.fromkeys(ENDING, nothing_to_undo),
        "add_information": nothing_to_undo,
        "register": restore_title,
        "carry_forward": restore_title,
        "merge": undo(Link.Kind.DUPLICATE_OF),
        "give_rise": undo(Link.Kind.GAVE_RISE_TO),
        "recur": undo(Link.Kind.RECURRENCE_OF),
        "press": undo(Link.Kind.PRESSES),
        "show_reported": nothing_to_undo,
        "reply": refuse_if_carried,
        "county_result": refuse_if_carried,
        "reply_with_main": refuse_if_carried,
        "rate": nothing_to_undo,
        "request_review": nothing_to_undo,
        "request_re_review": nothing_to_undo,
    },
    sealed=erase.sealed,
    erase=erase.erase,
    forget=erase.forget,
)
