"""Guards of the steps of a paper. Offered without fields, they ask whether any paper of the matter is that far."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.paper_life import ARCHIVED, EDIT, VOID, PaperLife

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NONE = Text("没有走到这一步的文书。", "No paper of this matter has come to this step.")
NO_PAPER = Text("第 {seq} 个动作没有文书。", "Act {seq} produced no paper.")
IS_VOID = Text("产生《{paper}》的动作已经作废。", "The act that made “{paper}” was voided.")
SIGNED = Text("《{paper}》已经签发，不能再改。", "“{paper}” was issued and can no longer be changed.")
NOT_SIGNED = Text("《{paper}》还没有签发，不能编号。", "“{paper}” has not been issued, so it has no number yet.")
NOT_NUMBERED = Text("《{paper}》还没有文号，先登记文号。", "“{paper}” has no number yet; enter the number first.")
NOT_SEALED = Text(
    "《{paper}》还没有盖章件，不能送达。", "There is no sealed copy of “{paper}” yet, so it cannot be served."
)
NOT_CHECKED = Text("《{paper}》还没有核稿。", "“{paper}” has not been checked yet.")
CHECKED = Text("《{paper}》这一稿已经核过。", "This version of “{paper}” has been checked already.")
RETURNED = Text("《{paper}》退回修改了，先上传改稿。", "“{paper}” was sent back; upload the edited version first.")
SAME_PERSON = Text(
    "《{paper}》这一稿是{who}自己拟的，核稿要换一个人。",
    "{who} drafted this version of “{paper}”; somebody else has to check it.",
)
NOT_ABOVE = Text("只由出文单位或它的上级来做。", "Only the issuing organ, or one above it, does this.")
NAME_COUNTERSIGNERS = Text("《{paper}》要会签，请写明会签单位。", "“{paper}” needs countersigning; name the organs.")
NOT_NAMED = Text("核稿时没有把{organ}列为会签单位。", "{organ} was not named for countersigning at the check.")
STILL_OPEN = Text("还没有会签：{organs}。", "Not countersigned yet: {organs}.")
ONE_WORD_FILE = Text("改稿要一个 Word 文件（.docx）。", "An edited draft is one Word file (.docx).")
NOT_LIKE_A_NUMBER = Text(
    "“{number}”不像本单位的文号（例如 {example}）。", "“{number}” does not look like the office's numbers ({example})."
)
NO_COPIES = Text("送达份数从 1 起。", "At least one copy is served.")
SERVED_LATE = Text(
    "送达日期 {on} 在今天的登记日期之后。", "The day of service, {on}, lies after the day of this entry."
)
SERVED_EARLY = Text(
    "送达日期 {on} 早于用印日期 {sealed}。", "The day of service, {on}, lies before the sealing on {sealed}."
)
NAME_THE_UNIT = Text("送达单位或机关的，写明是哪个。", "Name the unit or organ that was served.")
NO_NAME = Text(
    "送达居民的，不写姓名，也不放进普通附件；回证放“回证（封存）”。",
    "For a resident write no name and attach no open file; the receipt goes to “Receipt (sealed)”.",
)
NO_SEALED_RECEIPT = Text("送达单位的回证放“送达回证”。", "The receipt of a unit goes to “Receipt of service”.")

#: what an unissued paper may wait for
_BEFORE = ("check", "countersign", "sign")

Specific = Callable[[GuardContext, PaperLife], Text | None]


def step(name: str, means: Text, waits: Callable[[str], bool]) -> Callable[[Specific], Specific]:
    """Register the guard of one step. ``waits`` says from what a paper waits for whether the act is offered."""

    def register(specific: Specific) -> Specific:
        @guard(name, means, needs_world=("papers", "papers_waiting"))
        def check(context: GuardContext) -> Text | None:
            if not context.fields:
                return None if any(waits(w) for w in context.world.get("papers_waiting", ())) else NONE
            seq = context.fields["paper_of"]
            life = context.world.get("papers", {}).get(seq)
            if life is None:
                return NO_PAPER.format(seq=seq)
            if life.void:
                return IS_VOID.format(paper=Text.of(life.title))
            return specific(context, life)

        return specific

    return register


def _title(life: PaperLife) -> Text:
    return Text.of(life.title)


def _outside(context: GuardContext, life: PaperLife) -> Text | None:
    """The paper's own organ and those above it check and issue; nobody else."""
    chain = context.world.get("issuing_chains", {}).get(life.seq, ())
    return None if context.actor.organ in chain else NOT_ABOVE


@step("paper_may_be_edited", Text("文书还没有签发", "the paper has not been issued"), lambda w: w in (EDIT, *_BEFORE))
def may_be_edited(context: GuardContext, life: PaperLife) -> Text | None:
    if life.signed is not None or life.number or life.scan is not None:
        return SIGNED.format(paper=_title(life))
    files = context.fields["version"]
    return None if len(files) == 1 and files[0]["media_type"] == WORD else ONE_WORD_FILE


@step(
    "paper_may_be_checked", Text("换一个人核稿", "checked by another person than the drafter"), lambda w: w == "check"
)
def may_be_checked(context: GuardContext, life: PaperLife) -> Text | None:
    paper, drafter = _title(life), life.version.by
    if life.signed is not None:
        return SIGNED.format(paper=paper)
    if life.returned:
        return RETURNED.format(paper=paper)
    if life.checked:
        return CHECKED.format(paper=paper)
    if outside := _outside(context, life):
        return outside
    if drafter.get("person_id") is not None and drafter["person_id"] == context.actor.person_id:
        return SAME_PERSON.format(paper=paper, who=context.actor.person or "—")
    agreed = context.fields["opinion"] == "agreed"
    if agreed and "countersign" in life.steps and not context.fields.get("countersigners"):
        return NAME_COUNTERSIGNERS.format(paper=paper)
    return None


@step(
    "paper_may_be_countersigned",
    Text("核稿时列明的会签单位", "an organ named at the check"),
    lambda w: w == "countersign",
)
def may_be_countersigned(context: GuardContext, life: PaperLife) -> Text | None:
    if life.signed is not None:
        return SIGNED.format(paper=_title(life))
    if life.returned:
        return RETURNED.format(paper=_title(life))
    organ = context.fields["countersigner"]
    if organ["chain"][-1] not in life.countersigners:
        return NOT_NAMED.format(organ=Text.of(organ["name"]))
    return None


@step("paper_may_be_signed", Text("已核稿、已会签", "checked and countersigned"), lambda w: w == "sign")
def may_be_signed(context: GuardContext, life: PaperLife) -> Text | None:
    paper = _title(life)
    if life.signed is not None:
        return SIGNED.format(paper=paper)
    if life.returned:
        return RETURNED.format(paper=paper)
    if "check" in life.steps and not life.checked:
        return NOT_CHECKED.format(paper=paper)
    if life.unanswered:
        names = [Text.of(life.countersigners[code]["name"]) for code in life.unanswered]
        return STILL_OPEN.format(organs=Text("、".join(n.zh for n in names), ", ".join(n.en for n in names)))
    if context.fields.get("copies", 1) < 1:
        return NO_COPIES
    return _outside(context, life)


def _sent(waits: str) -> bool:
    return waits in ("number", "seal", "serve", "archive", ARCHIVED)


@step("act_has_paper", Text("文书已经签发", "the paper was issued"), _sent)
def may_be_numbered(context: GuardContext, life: PaperLife) -> Text | None:
    unsigned = life.needs("sign") and life.signed is None
    return NOT_SIGNED.format(paper=_title(life)) if unsigned else None


@guard(
    "number_looks_right",
    Text("文号像本单位的文号", "the number looks like the office's own"),
    needs_fields=True,
    needs_world=("number_pattern",),
)
def number_looks_right(context: GuardContext) -> Text | None:
    pattern, example = context.world.get("number_pattern", ("", ""))
    number = context.fields["number"]
    if not pattern or re.fullmatch(pattern, number):
        return None
    return NOT_LIKE_A_NUMBER.format(number=number, example=example)


@step(
    "paper_may_be_sealed", Text("文书已有文号", "the paper has its number"), lambda w: w in ("seal", "serve", "archive")
)
def may_be_sealed(context: GuardContext, life: PaperLife) -> Text | None:
    if life.needs("sign") and life.signed is None:
        return NOT_SIGNED.format(paper=_title(life))
    return NOT_NUMBERED.format(paper=_title(life)) if life.needs("number") and not life.number else None


@step(
    "paper_may_be_served",
    Text("文书已有盖章件", "there is a sealed copy"),
    lambda w: w in ("serve", "archive", ARCHIVED),
)
def may_be_served(context: GuardContext, life: PaperLife) -> Text | None:
    if (life.needs("sign") and life.signed is None) or (life.needs("seal") and life.scan is None):
        return NOT_SEALED.format(paper=_title(life))
    day = date.fromisoformat(context.fields["served_on"])
    if day > context.on:
        return SERVED_LATE.format(on=day)
    if life.sealed_on and day.isoformat() < life.sealed_on:
        return SERVED_EARLY.format(on=day, sealed=life.sealed_on)
    return _recipient(context)


def _recipient(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["recipient"] == "resident":
        return NO_NAME if fields.get("unit") or fields.get("receipt") else None
    if fields["recipient"] in ("unit", "organ") and not fields.get("unit"):
        return NAME_THE_UNIT
    return NO_SEALED_RECEIPT if fields.get("receipt_sealed") else None


@guard(
    "matter_has_ended",
    Text("事项已经办结", "the matter has ended"),
)
def matter_has_ended(context: GuardContext) -> Text | None:
    if context.projection.ended_on:
        return None
    return Text("办结以后才能归档。", "A matter is archived after it has ended.")


@guard(
    "papers_are_finished",
    Text("文书都办完了", "every paper has taken all its steps"),
    needs_world=("papers_waiting",),
)
def papers_are_finished(context: GuardContext) -> Text | None:
    waiting = [w for w in context.world.get("papers_waiting", ()) if w not in ("archive", ARCHIVED, VOID)]
    if not waiting:
        return None
    return Text(
        f"还有 {len(waiting)} 份文书没有办完（签发、文号、盖章件或送达）。",
        f"{len(waiting)} papers have not taken all their steps (issue, number, seal or service).",
    )


@guard(
    "not_kept_shorter",
    Text("保管期限不缩短", "the retention is not shortened"),
    needs_fields=True,
    needs_world=("retained",),
)
def not_kept_shorter(context: GuardContext) -> Text | None:
    order = ("standard", "long", "permanent")
    before = context.world.get("retained", "standard")
    if order.index(context.fields["period"]) >= order.index(before):
        return None
    return Text("保管期限只能延长，不能缩短。", "A retention period may be lengthened, never shortened.")


@guard(
    "on_an_approved_list",
    Text("列入已批准的销毁清册", "on an approved list of disposal"),
    needs_world=("approved_lists",),
)
def on_an_approved_list(context: GuardContext) -> Text | None:
    if context.world.get("approved_lists"):
        return None
    return Text("没有列入已批准的销毁清册。", "The matter stands on no approved list of disposal.")
