"""What yearly problem lists add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from qingtian.apps.people.queries import names_of_leaders
from qingtian.apps.problem_lists.actions.assign import assign, unassign
from qingtian.apps.problem_lists.actions.confirm import confirm, confirm_first, unconfirm_first
from qingtian.apps.problem_lists.actions.draft import withdraw, write_list
from qingtian.apps.problem_lists.actions.erase import erase
from qingtian.apps.problem_lists.actions.items import (
    change,
    drop,
    leave,
    merge,
    take,
    undrop,
    unleave,
    unmerge,
    untake,
)
from qingtian.apps.problem_lists.actions.publish import conceal, disclose, publish
from qingtian.apps.problem_lists.models import ListItem, ProblemList
from qingtian.apps.problem_lists.proposing import candidates, last_year
from qingtian.apps.problem_lists.writing import items_of, text_of
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards import problem_lists as asked


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, of the state the list is in."""
    if projection.state == "start":
        return {asked.STANDING: _standing()}
    held = ProblemList.objects.filter(proceeding=proceeding).first()
    if held is None or projection.state not in WORLDS:
        return {}
    items = items_of(held)
    found: dict[str, Any] = {asked.ITEMS: _states(items), asked.LIST_TEXT: text_of(items)}
    if projection.state in ("draft", "amending"):
        found |= _drafting(held, items, on)
    if projection.state == "assigned":
        found[asked.NAMING] = _naming(items)
    return found | {asked.FIRST: held.first_principal}


WORLDS = ("draft", "amending", "submitted", "half_confirmed", "confirmed", "assigned")


def _standing() -> dict[str, str]:
    held = ProblemList.objects.filter(withdrawn_on=None).values_list("area__code", "year", "proceeding__number")
    return {f"{area}/{year}": number for area, year, number in held}


def _states(items: Sequence[ListItem]) -> dict[int, dict[str, str]]:
    return {
        item.number: {
            "state": "stands" if item.stands else "gone",
            "case": item.case.number if item.case else "",
            "open_case": item.case.number if item.case and item.case.ended_on is None else "",
        }
        for item in items
    }


def _drafting(held: ProblemList, items: Sequence[ListItem], on: date) -> dict[str, Any]:
    return {
        asked.UNDECIDED: [one.key for one in candidates(held, on)],
        asked.LAST_YEAR: list(last_year(held).values_list("number", flat=True)),
        asked.SOURCES: {
            item.source.number: item.number for item in items if item.source and item.dropped_by is None
        },
        asked.CARRIED: [item.carried_from.number for item in items if item.carried_from and item.dropped_by is None],
    }  # fmt: skip


def _naming(items: Sequence[ListItem]) -> list[int]:
    names = names_of_leaders()
    return [item.number for item in items if item.stands and any(name in item.subject for name in names)]


#: acts whose form holds the list as it stands, for the person who confirms it to read
SAYS_THE_LIST = ("submit_list", "confirm", "confirm_second", "confirm_by_meeting")


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """The list in full, where the act freezes it."""
    held = ProblemList.objects.filter(proceeding=proceeding).first() if act in SAYS_THE_LIST else None
    return {asked.LIST_TEXT: text_of(items_of(held))} if held else {}


CHAPTER = Chapter(
    procedure="problem_list",
    world=world,
    effects={
        "open_list": write_list,
        "take_item": take,
        "leave_candidate": leave,
        "change_item": change,
        "merge_items": merge,
        "drop_item": drop,
        "submit_list": unconfirm_first,
        "send_back_list": unconfirm_first,
        "confirm": confirm_first,
        "confirm_second": confirm,
        "confirm_by_meeting": confirm,
        "assign_item": assign,
        "publish_list": publish,
        "disclose_leaders": disclose,
        "withdraw_list": withdraw,
    },
    undo={
        "take_item": untake,
        "leave_candidate": unleave,
        "merge_items": unmerge,
        "drop_item": undrop,
        "submit_list": unconfirm_first,
        "confirm": unconfirm_first,
        "assign_item": unassign,
        "disclose_leaders": conceal,
    },
    erase=erase,
    offers=offers,
)
