"""Make the paper an act declares, and keep it with its data (出具文书)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.chapters import cleared
from qingtian.apps.proceedings.models import Act, Paper, Proceeding
from qingtian.apps.proceedings.papers import PaperKind, RenderedPaper, asked_for, catalogue, render, steps_asked
from qingtian.apps.proceedings.papers.filling import context_of, known_without_earlier_acts
from qingtian.apps.proceedings.papers.public import persons_named
from qingtian.apps.proceedings.papers.telling import Telling
from qingtian.apps.proceedings.records import complete_records_of, records_of
from qingtian.config.city import city
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Actor, Decision, Procedure, Projection, load_procedures
from qingtian.procedures.paper_life import Record, lives
from qingtian.procedures.projection import fold
from qingtian.secrecy import Declaration
from qingtian.trail import sm3

MADE_HERE = Declaration.EXEMPT
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES_A_PERSON = Text(
    "《{paper}》向社会公开，不写人名，里面写了：{names}。",
    "The paper “{paper}” is public and names no person; it names: {names}.",
)
NOT_CLEARED = Text(
    "《{paper}》向社会公开，还没有核准的公开稿。",
    "The paper “{paper}” is public, and no publication of it has been approved.",
)
GO_THROUGH_THE_GATE = Text("先在“公开”里拟稿，走完三审三校和保密审查。", "Take a draft through Publishing first.")
NO_SUCH_ACT = Text("这份文书的动作找不到了。", "The act of that paper is not found.")
WRITE_THE_POST = Text("请改写为岗位或单位。", "Write the post or the unit instead.")


@dataclass(frozen=True, slots=True)
class ActPaper:
    """A paper made for one act, before either is written."""

    kind: PaperKind
    rendered: RenderedPaper
    steps: tuple[str, ...]

    def as_record(self) -> dict[str, Any]:
        """What the act's record freezes of its paper: the digests of the file and of the template it was made from."""
        return {
            "template": self.kind.id,
            "template_sm3": self.rendered.template_sm3,
            "sm3": sm3(self.rendered.docx),
            "title": self.kind.title.as_dict(),
            "steps": list(self.steps),
        }


def rendered_paper(
    proceeding: Proceeding,
    procedure: Procedure,
    decision: Decision,
    record: dict[str, Any],
    actor: Actor,
    before: Projection,
) -> ActPaper | None:
    """The act's paper, or None where it declares none. Nothing is written.

    Raises Refused ``paper.missing`` naming every datum that is absent, ``paper.names_a_person`` where a public paper
    would spell out an office holder, ``paper.not_cleared`` where nothing of the matter has passed the gate of
    publishing, whatever the procedure declares, ``paper.template_broken`` where an office's own template cannot be
    used.
    """
    if decision.transition.paper is None:
        return None
    kind = catalogue()[decision.transition.paper]
    if kind.public and cleared(proceeding) is None:
        raise Refused(
            "paper.not_cleared", NOT_CLEARED.format(paper=kind.title), where=kind.id, remedy=GO_THROUGH_THE_GATE
        )
    try:
        telling = _telling(kind, proceeding, procedure, decision, record, before)
        context = _context(telling, proceeding)
        rendered = render(kind.id, context, template_dirs=[settings.PAPER_TEMPLATES])
        return ActPaper(kind, rendered, steps_asked(kind, date.fromisoformat(record["on"])))
    except UnusableInput as broken:
        raise Refused(broken.code, broken.message, where=broken.where, remedy=broken.remedy) from broken


def _telling(
    kind: PaperKind,
    proceeding: Proceeding,
    procedure: Procedure,
    decision: Decision,
    record: dict[str, Any],
    before: Projection,
) -> Telling:
    """Earlier records are read only where the template asks for one of their fields, or all names must be known."""
    asked = asked_for(kind.id, template_dirs=[settings.PAPER_TEMPLATES])
    fields = {name.split(".")[1] if "." in name else "" for name in asked if name.split(".")[0] == "fields"}
    earlier = fields - known_without_earlier_acts(procedure, decision.transition)
    records = records_of(proceeding) if earlier or kind.public else []
    return Telling(kind, procedure, decision.transition, record, before, records, load_law())


def _context(telling: Telling, proceeding: Proceeding) -> dict[str, Any]:
    context = context_of(
        telling,
        number=proceeding.number,
        title=proceeding.title,
        city=city().name,
        generated=proceeding.generated,
    )
    said = {**telling.record["fields"], "title": context["proceeding"]["title"]}
    if telling.kind.public and (names := persons_named(telling, said)):
        words = NAMES_A_PERSON.format(paper=telling.kind.title, names="、".join(names))
        raise Refused("paper.names_a_person", words, where=telling.kind.id, remedy=WRITE_THE_POST)
    return context


def context_again(paper: Paper) -> dict[str, Any]:
    """What the paper was filled with, from the trail as it stands: for seeing another template on a real matter."""
    proceeding, records = paper.proceeding, complete_records_of(paper.proceeding)
    place = next(n for n, record in enumerate(records) if record["seq"] == paper.act.seq)
    record, earlier = records[place], records[:place]
    before = fold(earlier)
    procedure = load_procedures().edition(proceeding.procedure, record["edition"])
    transition = procedure.find(record["act"], record["from"]) or procedure.named(record["act"])
    if transition is None:
        raise Refused("template.other_paper", NO_SUCH_ACT, where=paper.template)
    telling = Telling(catalogue()[paper.template], procedure, transition, record, before, earlier, load_law())
    return _context(telling, proceeding)


def issue_paper(proceeding: Proceeding, act: Act, record: Record, paper: ActPaper, now: datetime) -> Paper:
    """Keep the Word file and its row with the act that was just written."""
    title = paper.kind.title
    life = lives([record])[act.seq]
    name = f"{title.zh} {proceeding.number}.docx"
    stored = store_file(
        paper.rendered.docx, name=name, media_type=WORD, now=now, proceeding=proceeding, declared=MADE_HERE
    )
    return Paper.objects.create(
        proceeding=proceeding,
        act=act,
        template=paper.kind.id,
        template_sm3=paper.rendered.template_sm3,
        title_zh=title.zh,
        title_en=title.en,
        file=stored,
        organ=life.organ,
        waits_for=life.waits_for,
        since=act.on,
    )
