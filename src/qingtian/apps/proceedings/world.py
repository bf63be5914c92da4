"""Facts about a matter that only the records know, gathered for its guards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.paper_life import lives_of
from qingtian.apps.proceedings.chapters import CHAPTERS, cleared
from qingtian.apps.proceedings.models import CaseFile, DisposalItem, Proceeding
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.records import complete_records_of
from qingtian.config.city import city
from qingtian.procedures import Procedure, Projection, load_procedures
from qingtian.procedures.guards import GUARDS
from qingtian.procedures.paper_life import PAPER_ACTS


def _alive(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Acts that still count: neither voided nor themselves corrections."""
    gone = {r["voids"] for r in records if r.get("voids")}
    return [r for r in records if r["seq"] not in gone and not r.get("voids")]


def _rests_on(procedure: Procedure, later: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether the later act was let pass by a guard that asks for acts like this one."""
    transition = procedure.find(later["act"], later["from"])
    return transition is not None and any(record["act"] in GUARDS[g.name].rests_on for g in transition.guards)


def _harmless(procedure: Procedure, record: dict[str, Any], alive: list[dict[str, Any]]) -> bool:
    """It moved nothing, touched no clock, and no later act was allowed because of it alone."""
    if record["from"] != record["to"] or record["clocks"] or record.get("kernel"):
        return False
    alike = [r["seq"] for r in alive if (r["act"], r["by"].get("organ")) == (record["act"], record["by"].get("organ"))]
    resting = [r["seq"] for r in alive if r["seq"] > record["seq"] and _rests_on(procedure, r, record)]
    return all(any(seq < later for seq in alike if seq != record["seq"]) for later in resting)


def voidable(records: list[dict[str, Any]], procedure: Procedure) -> tuple[int, ...]:
    """Acts a correction may void: harmless ones, and the last one that moved something or changed a clock.

    Whatever rests on an act is corrected first: after an act that moved the matter, every act done in the new state.
    """
    alive = _alive(records)
    allowed = {r["seq"] for r in alive if _harmless(procedure, r, alive)}
    allowed |= {r["seq"] for r in [r for r in alive if r["clocks"] or not r.get("kernel")][-1:]}
    return tuple(sorted(allowed - {1}))


def _acted_by(records: list[dict[str, Any]], projection: Projection) -> dict[int, list[str]]:
    """Whose act each was, as a chain of authority; what no officer did belongs to the organs that answer for it."""
    acting = Organ.objects.filter(code__in={r["by"].get("organ") for r in records})
    chains = {organ.code: organ.chain for organ in acting}
    answering = [code for relation in projection.relations.values() for code in relation["chain"]]
    return {r["seq"]: chains.get(r["by"].get("organ"), answering) for r in records}


def _papers(proceeding: Proceeding, act: str | None) -> dict[str, Any]:
    """What papers wait for, for the offer; for an act on a paper its whole life, from the acts themselves."""
    if act not in PAPER_ACTS:
        if act not in (None, "archive_matter"):
            return {}
        return {"papers_waiting": list(proceeding.papers.values_list("waits_for", flat=True))}
    told = lives_of(proceeding)
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in={life.organ for life in told.values()})}
    return {
        "papers": told,
        "issuing_chains": {seq: organs[life.organ].chain for seq, life in told.items() if life.organ in organs},
        "number_pattern": city().paper_numbers,
    }


def _speaks_to_the_public(proceeding: Proceeding, projection: Projection) -> bool:
    """Whether an act from this state makes a paper for the public."""
    procedure = load_procedures().edition(proceeding.procedure, projection.edition or proceeding.edition)
    papers = [t.paper for t in procedure.transitions_from(projection.state) if t.paper]
    return any(catalogue()[paper].public for paper in papers)


def world_of(proceeding: Proceeding, projection: Projection, on: date, act: str | None = None) -> Mapping[str, Any]:
    """Everything guards may need beyond the projection; the costly parts only for the act that asks."""
    world: dict[str, Any] = {}
    if act == "correct":
        procedure = load_procedures().edition(proceeding.procedure, projection.edition)
        records = complete_records_of(proceeding)
        world["voidable"] = voidable(records, procedure)
        world["acted_by"] = _acted_by(records, projection)
    if act == "move_edition":
        editions = load_procedures().editions(proceeding.procedure)
        world["editions"] = {p.edition: list(p.states) for p in editions if p.edition != projection.edition}
    world |= _papers(proceeding, act)
    if _speaks_to_the_public(proceeding, projection):
        passed = cleared(proceeding)
        world["cleared"] = passed and passed.text
    if act == "archive_matter":
        kept = CaseFile.objects.filter(proceeding=proceeding).values_list("period", flat=True).first()
        world["retained"] = kept or CaseFile.Period.STANDARD
    if act == "erase_content":
        # the act that erases has just moved the list from approved to erased
        lists = DisposalItem.objects.filter(proceeding=proceeding, disposal__state__in=("approved", "erased"))
        world["approved_lists"] = list(lists.values_list("disposal__number", flat=True))
    chapter = CHAPTERS.get(proceeding.procedure)
    if chapter:
        world |= chapter.world(proceeding, projection, on)
    return world
