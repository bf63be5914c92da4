"""What transfers add to the kernel: ties to the case, messages, what guards ask of records, words of forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter, Effect, Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.transfers.actions.no_fine_instead import RELEASED
from qingtian.apps.transfers.actions.note_messages import BY_HAND, note_messages, void_messages
from qingtian.apps.transfers.actions.tie import tie
from qingtian.apps.transfers.message_kinds import acts_of
from qingtian.apps.transfers.offers import offers
from qingtian.apps.transfers.queries import (
    awaiting_receipt,
    case_of,
    confirmed_limbs,
    latest_sheet,
    levels_of_organs,
    standing_records,
    transfers_about,
)
from qingtian.apps.transfers.sheet import candidates_of
from qingtian.procedures import Projection
from qingtian.procedures.guards.joint_meetings import FED_BACK
from qingtian.procedures.guards.transfers import (
    AWAITING,
    CANDIDATES,
    CONFIRMED,
    CRIMINAL_TRANSFERS,
    DECIDED,
    LEVELS,
    PENALTY_DECIDED,
)


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards of a criminal transfer ask for, each in the states whose acts ask."""
    if projection.state == "start":
        return {}
    found: dict[str, Any] = {AWAITING: awaiting_receipt(proceeding)}
    if projection.state == "checking":
        found |= {CONFIRMED: confirmed_limbs(proceeding), CANDIDATES: _candidates(projection)}
    if projection.state == "approved":
        found |= {LEVELS: levels_of_organs(), PENALTY_DECIDED: _decided(projection)}
    return found


def _candidates(projection: Projection) -> frozenset[str] | None:
    case = case_of(projection.facts)
    sheet = latest_sheet(case) if case else None
    return frozenset(one.id for one in candidates_of(sheet).candidates) if sheet else None


def _decided(projection: Projection) -> bool:
    case = case_of(projection.facts)
    return case is not None and case.state in DECIDED


def detention_world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Criminal transfers of the same case that were not given back, and messages that await a receipt."""
    if projection.state == "start":
        return {}
    case = case_of(projection.facts)
    criminal = transfers_about(case, "criminal_transfer").exclude(state__in=RELEASED) if case else None
    numbers = tuple(criminal.values_list("number", flat=True)) if criminal is not None else ()
    return {CRIMINAL_TRANSFERS: numbers, AWAITING: awaiting_receipt(proceeding)}


def meeting_world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Numbers of the agreed items that were fed back."""
    if projection.state != "held":
        return {}
    return {FED_BACK: tuple(record["fields"]["item"] for record in standing_records(proceeding, "give_feedback"))}


def _opened(performed: Performed) -> None:
    tie(performed)
    note_messages(performed)


def _effects(procedure: str, opening: str) -> dict[str, Effect]:
    messages: dict[str, Effect] = dict.fromkeys([*acts_of(procedure), BY_HAND], note_messages)
    return messages | {opening: _opened}


def _undo(procedure: str, opening: str) -> dict[str, Effect]:
    return {act: void_messages for act in [*acts_of(procedure), BY_HAND] if act != opening}


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "criminal_transfer",
        world,
        effects=_effects("criminal_transfer", "open_transfer"),
        undo=_undo("criminal_transfer", "open_transfer"),
        offers=offers,
    ),
    Chapter(
        "detention_transfer",
        detention_world,
        effects=_effects("detention_transfer", "propose_detention"),
        undo=_undo("detention_transfer", "propose_detention"),
    ),
    Chapter("joint_meeting", meeting_world, effects={"call_meeting": tie}),
)
