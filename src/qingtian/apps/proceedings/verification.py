"""Prove the trails: every chain holds, every row equals the replay of its acts, every checkpoint is still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from qingtian.apps.proceedings.actions.paper_life import paper_columns
from qingtian.apps.proceedings.actions.perform import SHANGHAI
from qingtian.apps.proceedings.actions.project import CLOCK_COLUMNS, clock_row, columns, party_row
from qingtian.apps.proceedings.checkpoints import CHAINS, missing_from_checkpoints
from qingtian.apps.proceedings.models import Act, ActContent, CaseFile, Paper, Proceeding
from qingtian.language import Text
from qingtian.procedures import Projection, fold
from qingtian.procedures.paper_life import lives
from qingtian.trail import Link, erased, verify_chain


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: the matter's number, the act, a sentence."""

    number: str
    seq: int
    what: Text


def links_of(proceeding: Proceeding) -> list[Link]:
    """The stored links of one chain."""
    acts = Act.objects.filter(proceeding=proceeding).order_by("seq").select_related("content")
    return [_link(act) for act in acts]


def _link(act: Act) -> Link:
    content = getattr(act, "content", None)
    record = content.content if content else None
    at = act.recorded_at.astimezone(SHANGHAI).isoformat()
    return Link(act.seq, act.previous, act.commitment, act.hash, at, content.salt if content else None, record)


def _act_columns(proceeding: Proceeding) -> Iterator[Finding]:
    """Columns of an act beside its chained content: they are not hashed, so they must say the same."""
    for content in ActContent.objects.filter(act__proceeding=proceeding).select_related("act"):
        act, record = content.act, content.content
        said = (record.get("seq"), record.get("act"), record.get("on"))
        if said != (act.seq, act.act, act.on.isoformat()):
            words = Text("动作的列与内容不符", "the columns of the act differ from its content")
            yield Finding(proceeding.number, act.seq, words)


def _rows(proceeding: Proceeding, projection: Projection) -> Iterator[str]:
    """Names of what is stored beside the acts and differs from their replay."""
    yield from (name for name, value in columns(projection).items() if getattr(proceeding, name) != value)
    area = projection.facts.get("area")
    if (proceeding.area.code if proceeding.area else None) != (area["code"] if area else None):
        yield "area"
    clocks = {clock.key: clock for clock in proceeding.clocks.all()}
    wanted = {key: clock_row(proceeding, clock) for key, clock in projection.clocks.items()}
    for key in sorted(clocks.keys() | wanted.keys()):
        if not _same(clocks.get(key), wanted.get(key), CLOCK_COLUMNS):
            yield f"clock {key}"
    parties = {party.relation: party for party in proceeding.parties.all()}
    related = {name: party_row(proceeding, name, dict(value)) for name, value in projection.relations.items()}
    for name in sorted(parties.keys() | related.keys()):
        if not _same(parties.get(name), related.get(name), ["organ", "organ_path", "post"]):
            yield f"party {name}"


def _papers(proceeding: Proceeding, records: list[dict[str, Any]]) -> Iterator[str]:
    """Papers whose row says something else than the acts, and a retention that its act did not give."""
    told = lives(records)
    for paper in Paper.objects.filter(proceeding=proceeding).select_related("act"):
        life = told.get(paper.act.seq)
        wanted = {**paper_columns(life), "since": date.fromisoformat(life.since)} if life else {}
        if not life or any(getattr(paper, name) != value for name, value in wanted.items()):
            yield f"paper {paper.act.seq}"
    if _retained(records) != set(
        CaseFile.objects.filter(proceeding=proceeding).values_list("period", "retained_until")
    ):
        yield "case_file"


def _retained(records: list[dict[str, Any]]) -> set[tuple[str, date | None]]:
    """Period and last day that the acts of archiving give: the latest period, the latest day."""
    kept = [record["retention"] for record in records if record["act"] == "archive_matter"]
    days = [date.fromisoformat(each["until"]) for each in kept if each["until"]]
    return {(kept[-1]["period"], max(days) if kept[-1]["until"] else None)} if kept else set()


def told_of_erasure(proceeding: Proceeding) -> list[Text]:
    """For each content lawfully erased a sentence: by which act, and when. It is told, and is no fault."""
    return [each.what for each in erased(links_of(proceeding)) if each.lawful]


def _same(stored: Model | None, wanted: Model | None, names: list[str]) -> bool:
    if stored is None or wanted is None:
        return False
    return all(getattr(stored, name) == getattr(wanted, name) for name in names)


def verify_proceeding(proceeding: Proceeding) -> Iterator[Finding]:
    """Everything wrong with one matter."""
    links = links_of(proceeding)
    broken = verify_chain(proceeding.uid, links)
    yield from (Finding(proceeding.number, each.seq, each.what) for each in broken)
    last = links[-1] if links else None
    if last is None or proceeding.head != last.hash or proceeding.seq != last.seq:
        yield Finding(proceeding.number, proceeding.seq, Text("链头与最后一个动作不符", "the head is not its last act"))
    yield from _act_columns(proceeding)
    yield from (Finding(proceeding.number, each.seq, each.what) for each in erased(links) if not each.lawful)
    if broken or any(link.content is None for link in links):
        return  # what was changed or erased cannot be replayed; the chain above says as much as can be said
    records = [link.content for link in links]
    for name in [*_rows(proceeding, fold(records)), *_papers(proceeding, records)]:  # type: ignore[arg-type]
        words = Text(f"“{name}”与动作重放不符", f"“{name}” differs from the replay of its acts")
        yield Finding(proceeding.number, proceeding.seq, words)


def verify_all() -> Iterator[Finding | None]:
    """One None a matter that holds, and every finding; callers count progress by the Nones."""
    for proceeding in Proceeding.objects.order_by("pk").iterator(chunk_size=500):
        found = list(verify_proceeding(proceeding))
        yield from found or [None]
    for chain in CHAINS.values():
        yield from (Finding(chain.name, one.seq, one.what) for one in chain.broken())
    for number, seq, what in missing_from_checkpoints():
        yield Finding(number, seq, what)
