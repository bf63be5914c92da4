"""Perform one act: the only way anything about a matter changes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from qingtian.apps.proceedings.actions.archive_matter import archive_matter
from qingtian.apps.proceedings.actions.erase_content import KEPT_ACTS, erase_content
from qingtian.apps.proceedings.actions.issue_paper import issue_paper, rendered_paper
from qingtian.apps.proceedings.actions.keep_in_safe import keep_in_safe
from qingtian.apps.proceedings.actions.mark_handling import mark_file, mark_matter
from qingtian.apps.proceedings.actions.note_upstream import note_upstream
from qingtian.apps.proceedings.actions.paper_life import refresh_papers, signed_version
from qingtian.apps.proceedings.actions.project import project
from qingtian.apps.proceedings.actions.serve_paper import serve_paper
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import CHAPTERS, KEEPERS, KEPT_BY_KEEPERS, LISTENERS, Performed
from qingtian.apps.proceedings.models import Act, ActContent, Proceeding, StoredFile
from qingtian.apps.proceedings.records import complete_records_of, refuse_erased
from qingtian.apps.proceedings.references import resolved
from qingtian.apps.proceedings.world import world_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Actor, Decision, Projection, Request, decide, fold, load_procedures
from qingtian.procedures.clocks import recomputed
from qingtian.procedures.fields import LONGEST, plain
from qingtian.procedures.model import Transition
from qingtian.procedures.paper_life import PAPER_ACTS
from qingtian.procedures.projection import advance, from_json
from qingtian.procedures.retention import retention
from qingtian.trail import GENESIS, commit, seal, sm3

FORMAT = 1
SHANGHAI = ZoneInfo("Asia/Shanghai")
#: effects of the kernel's own acts, whatever the procedure
KERNEL_EFFECTS = {
    "note_upstream": note_upstream,
    **dict.fromkeys(PAPER_ACTS, refresh_papers),
    "serve_paper": serve_paper,
    "archive_matter": archive_matter,
    "erase_content": erase_content,
    "keep_in_safe": keep_in_safe,
    "mark_matter": mark_matter,
    "mark_file": mark_file,
}
SOMEBODY = Text("别人", "Somebody else")
WHO = {
    "reporter": Text("反映人", "The reporter"),
    "gateway": Text("接口", "An interface"),
    "system": Text("系统", "The system"),
}
STALE = Text(
    "没有存上。{who} {at} 已做“{act}”，您看到的是旧的。您写的都在。",
    "Not saved. {who} performed “{act}” at {at}; you were looking at an older page. What you wrote is kept.",
)


class TokenUsed(Refused):
    """The form's token stands for another act already; answering with that act would tell of another matter."""

    def __init__(self) -> None:
        words = Text("这张表单已经用在别处。", "This form was used elsewhere already.")
        super().__init__("act.token_used", words, remedy=Text("请重新打开页面。", "Open the page again."))


class StaleProceeding(Refused):
    """Somebody else acted first; nothing was written. Says who and what, when that can still be read."""

    def __init__(self, last: Act) -> None:
        content = getattr(last, "content", None)
        record = content.content if content else {"by": {}, "title": {"zh": last.act, "en": last.act}}
        by = record["by"]
        person = by.get("person")
        who = Text(person, person) if person else WHO.get(by.get("kind", ""), SOMEBODY)
        at = last.recorded_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
        super().__init__(
            "act.stale",
            STALE.format(who=who, act=Text.of(record["title"]), at=at),
            remedy=Text("看改了什么，再试。", "See what changed and try again."),
        )


def _area_chain(projection: Projection, fields: Mapping[str, Any]) -> tuple[str, ...]:
    area = projection.facts.get("area") or fields.get("area")
    return tuple(area["chain"]) if isinstance(area, Mapping) else ()


@dataclass(frozen=True, slots=True)
class _Salts:
    """Of sealed values: ``own`` is stored beside the act and never exported, ``keepers`` only with a keeper."""

    own: str = field(default_factory=lambda: secrets.token_hex(16))
    keepers: str = field(default_factory=lambda: secrets.token_hex(16))

    def of(self, name: str) -> str:
        return self.keepers if name in KEPT_BY_KEEPERS else self.own


def _kept(decision: Decision, salts: _Salts) -> dict[str, Any]:
    """Field values as the trail keeps them: a sealed one only as a digest with a salt that is never exported."""
    kept = {}
    for name, value in decision.fields.items():
        declared = decision.transition.field(name)
        sealed = declared is not None and declared.sealed
        kept[name] = {"sealed": sm3((salts.of(name) + str(value)).encode())} if sealed else value
    return kept


def _record(
    proceeding: Proceeding, projection: Projection, request: Request, decision: Decision, now: datetime, salts: _Salts
) -> dict[str, Any]:
    transition = decision.transition
    record: dict[str, Any] = {
        "v": FORMAT,
        "proceeding": proceeding.number,
        "procedure": proceeding.procedure,
        "edition": projection.edition or proceeding.edition,
        "seq": projection.seq + 1,
        "act": transition.act,
        "title": transition.title.as_dict(),
        "from": projection.state,
        "to": decision.to,
        "ends": decision.ends,
        "on": request.on.isoformat(),
        "recorded_at": now.isoformat(),
        "by": request.actor.as_record(),
        "fields": _kept(decision, salts),
        "relations": dict(decision.relations),
        "facts": dict(decision.facts),
        "clocks": decision.clocks,
        "cited": [c.as_dict() for c in decision.cited],
        "warnings": [w.as_dict() for w in decision.warnings],
        "reason": request.reason,
    }
    if transition.kernel:
        record |= {"kernel": True, **_kernel_part(transition.act, decision, projection, proceeding, request.on)}
    return record


def _kernel_part(
    act: str, decision: Decision, projection: Projection, proceeding: Proceeding, on: date
) -> dict[str, Any]:
    """What the kernel's own acts add to their record."""
    if act == "correct":
        return {"voids": decision.fields["number"]}
    if act == "move_edition":
        return {"edition": decision.fields["edition"]}
    if act == "recompute_clocks":
        return {"clocks": recomputed(projection, load_law(), calendar())}
    if act == "sign_paper":
        return {"version": signed_version(proceeding, decision.fields["paper_of"])}
    if act == "archive_matter":
        return {"retention": _retention(proceeding, decision, projection, on)}
    if act == "erase_content":
        return {"erases": list(proceeding.acts.exclude(act__in=KEPT_ACTS).values_list("seq", flat=True))}
    return {}


def _retention(proceeding: Proceeding, decision: Decision, projection: Projection, on: date) -> dict[str, Any]:
    return retention(
        proceeding.procedure,
        decision.fields["period"],
        ended_on=date.fromisoformat(projection.ended_on or ""),
        archived_on=on,
        law=load_law(),
        calendar=calendar(),
    )


def _write(
    proceeding: Proceeding, record: dict[str, Any], seal_salt: str, on: date, now: datetime, once: str | None
) -> Act:
    salt = secrets.token_hex(16)
    commitment = commit(record, salt)
    previous = proceeding.head or GENESIS
    act = Act.objects.create(
        proceeding=proceeding,
        seq=record["seq"],
        act=record["act"],
        on=on,
        recorded_at=now,
        previous=previous,
        commitment=commitment,
        hash=seal(proceeding.uid, record["seq"], previous, commitment, record["recorded_at"]),
        once=once,
    )
    ActContent.objects.create(act=act, salt=salt, seal_salt=seal_salt, content=record)
    return act


def _after(proceeding: Proceeding, before: Projection, record: dict[str, Any]) -> Projection:
    if record.get("voids"):
        return fold(complete_records_of(proceeding))
    return advance(before, record)


def _effects(performed: Performed) -> None:
    if performed.record.get("voids"):
        refresh_papers(performed)
    if performed.record.get("kernel") and (own := KERNEL_EFFECTS.get(performed.record["act"])):
        own(performed)
        return
    chapter = CHAPTERS.get(performed.proceeding.procedure)
    if chapter is None:
        return
    voids = performed.record.get("voids")
    if not voids:
        if effect := chapter.effects.get(performed.record["act"]):
            effect(performed)
        return
    voided = next(r for r in complete_records_of(performed.proceeding) if r["seq"] == voids)
    if voided["act"] in chapter.undo:
        chapter.undo[voided["act"]](replace(performed, extra={"voided": voided}))
    elif voided["act"] in chapter.effects:
        title = Text.of(voided["title"])
        words = Text("“{act}”不能作废，请用相应的动作改正。", "“{act}” cannot be voided; use the act that reverses it.")
        raise Refused("act.not_voidable", words.format(act=title))


def _same(earlier: Act, proceeding: Proceeding, act: str) -> Act:
    """The act a form token did before; a token of another form is refused, it would answer for the wrong matter."""
    if earlier.proceeding_id != proceeding.pk or earlier.act != act:
        raise TokenUsed
    return earlier


def _attach(proceeding: Proceeding, transition: Transition, values: Mapping[str, Any]) -> None:
    """Files an act names belong to its matter from now on; those that are to be sealed never do."""
    named = [values[f.name] for f in transition.fields if f.type == "files" and not f.sealed and f.name in values]
    if keys := [one["id"] for files in named for one in files]:
        StoredFile.objects.filter(pk__in=keys, proceeding=None).update(proceeding=proceeding)


def perform_within(
    proceeding: Proceeding,
    act: str,
    *,
    by: Actor,
    on: date,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
    reason: str = "",
    expected_seq: int,
    once: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Act:
    """``perform`` for a caller that is in a transaction of its own and gives it up where this refuses.

    ``on`` is the day the act counts for the law, ``now`` the moment of recording. ``expected_seq`` is the number of
    acts the caller saw; another number means somebody acted meanwhile (StaleProceeding). The same ``once`` token acts
    once. ``fields`` may name organs, posts, areas, files and matters by code; ``extra`` reaches the chapter's effect
    and never the trail. Raises Refused (FieldsRefused, ReasonWanted).
    """
    now = now.astimezone(SHANGHAI)
    locked = Proceeding.objects.select_for_update().get(pk=proceeding.pk)
    if once and (earlier := Act.objects.filter(once=once).first()):
        return _same(earlier, locked, act)
    refuse_erased(locked)
    if locked.seq != expected_seq:
        raise StaleProceeding(locked.acts.order_by("-seq")[0])
    before = from_json(locked.projection)
    procedure = load_procedures().edition(locked.procedure, before.edition or locked.edition)
    transition = procedure.find(act, before.state)
    values = resolved(transition, fields or {}, on=on, by=by, own=locked) if transition else {}
    request = Request(
        act=act,
        actor=by,
        on=on,
        today=now.date(),
        fields=values,
        reason=plain(reason)[:LONGEST],
        world=world_of(locked, before, on, act),
        area_chain=_area_chain(before, values),
    )
    decision = decide(procedure, before, request, load_law(), calendar())
    salts = _Salts()
    record = _record(locked, before, request, decision, now, salts)
    paper = rendered_paper(locked, procedure, decision, record, by, before)
    if paper:
        record["paper"] = paper.as_record()
    written = _write(locked, record, salts.own, on, now, once)
    after = _after(locked, before, record)
    project(locked, before, after, head=written.hash)
    _attach(locked, decision.transition, decision.fields)
    if paper:
        issue_paper(locked, written, record, paper, now)
    performed = Performed(locked, written, record, decision.fields, by, before, after, extra or {}, salts.keepers)
    _effects(performed)
    for keeper in KEEPERS:
        keeper(performed)
    for listener in LISTENERS:
        transaction.on_commit(lambda call=listener: call(performed), robust=True)
    return written


#: perform ``act`` in one transaction, or refuse with a sentence and write nothing
perform = transaction.atomic(perform_within)
