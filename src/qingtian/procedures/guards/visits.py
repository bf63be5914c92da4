"""Conditions of a visit to a party (现场检查): type, ground, yearly cap, two officers without interest, evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from qingtian.enforcement.visit_caps import GROUNDS, CapLine, exemption
from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter before a visit is opened: ``(party, office, year)`` gives its line, see ``inspections.caps``
CAP_LINE = "cap_line"
#: given by the chapter: from how many visits outside the cap in a year a reason is asked
REASONABLE = "visits_reasonable"
#: given by the chapter: persons who hold an enforcement licence on the day
LICENSED = "licensed_persons"
#: given by the chapter: by post of the officers, what each declared (``none``, ``interest``)
DECLARED = "declared_interest"
#: given by the chapter: whether a code is scanned at the gate
SCAN_ASKED = "scan_asked"
#: given by the chapter: SHA-256 of the photos of the visit that were sealed in the field and received
SEALED_PHOTOS = "sealed_photos"
#: given by the chapter: how many items of evidence were received
EVIDENCE = "evidence_received"
#: given by the chapter: of a chain that came in whole, how many items and the last seal
CHAIN_END = "chain_end"
#: given by the chapter: ``(draw, party, officers)`` says what is wrong with a visit of that draw, or nothing
OF_A_DRAW = "of_a_draw"
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
OFFICERS = ("officer_1", "officer_2")
#: grounds that come from somewhere: the matter or the clue is named
FROM_A_CLUE = ("complaint", "transfer", "abnormal_data", "remote_clue", "reinspection")


def posts_of_officers(values: Mapping[str, Any]) -> list[str]:
    """Codes of the two officers' posts, from fields or relations."""
    return [str((values.get(name) or {}).get("post", "")) for name in OFFICERS]


@guard("ground_fits_the_type", Text("事由和检查类型相符", "the ground fits the type of visit"), needs_fields=True)
def ground_fits_the_type(context: GuardContext) -> Text | None:
    kind, ground = context.fields["kind"], context.fields["ground"]
    if ground in GROUNDS.get(kind, ()):
        return None
    return Text(
        "日常检查依计划或抽查，专项检查依部署，个案检查依线索或复查；这个事由不属于所选的类型。",
        "A daily visit rests on a plan or a draw, a special one on a campaign, one on a case on a clue; this does not.",
    )


@guard("clue_is_named", Text("写明线索", "the clue is named"), needs_fields=True)
def clue_is_named(context: GuardContext) -> Text | None:
    if context.fields["ground"] not in FROM_A_CLUE or context.fields.get("about") or context.fields.get("clue"):
        return None
    return Text(
        "个案检查要写明线索：哪一件，或者哪来的。", "A case visit names its clue: the matter, or where it came from."
    )


@guard(
    "random_is_drawn",
    Text("叫随机的是抽到的", "what is called random was drawn"),
    needs_fields=True,
    needs_world=(OF_A_DRAW,),
)
def random_is_drawn(context: GuardContext) -> Text | None:
    if context.fields["ground"] != "random_draw":
        return None
    about, asked = context.fields.get("about") or {}, context.world.get(OF_A_DRAW)
    if about.get("procedure") == "random_draw" and asked:
        party = (context.fields.get("party") or {}).get("number", "")
        said: Text | None = asked(str(about["number"]), party, frozenset(posts_of_officers(context.fields)))
        return said
    if context.fields.get("clue") and not about:
        return None  # drawn in a system above: its number is the clue
    return Text(
        "手挑的不能叫随机：填双随机抽查的编号（SU-…）；在上级系统里抽的，在线索里写系统和抽查编号。",
        "What was picked by hand is not random: name the draw (SU-…); for one drawn in a system above, write that "
        "system and its number as the clue.",
    )


@guard("planned_for_today_or_later", Text("检查日期不在以前", "planned for the day or later"), needs_fields=True)
def planned_for_today_or_later(context: GuardContext) -> Text | None:
    if context.fields["planned_on"] >= context.on.isoformat():
        return None
    return Text("检查日期已经过了，要先登记后检查。", "The day has passed; a visit is entered before it is made.")


def _line(context: GuardContext) -> CapLine | None:
    party = (context.fields.get("party") or {}).get("number", "")
    year = date.fromisoformat(context.fields["planned_on"]).year
    asked: Callable[[str, str, int], CapLine | None] | None = context.world.get(CAP_LINE)
    return asked(party, context.actor.organ or "", year) if asked else None


@guard(
    "within_the_yearly_cap",
    Text("不超过年度检查频次上限", "within the yearly cap"),
    needs_fields=True,
    needs_world=(CAP_LINE,),
)
def within_the_yearly_cap(context: GuardContext) -> Text | None:
    if exemption(context.fields["ground"]):
        return None
    line = _line(context)
    if line is None or not line.used_up:
        return None
    return over_the_cap(line)


def over_the_cap(line: CapLine) -> Text:
    """The sentence for a cap that is used up."""
    return Text(
        f"本级对该当事人今年的检查已到上限（{line.counted} 次，上限 {line.cap} 次）。"
        "有投诉、转办、数据异常或非现场线索的，按个案检查。",
        f"This level has used up its visits to the party this year ({line.counted} of {line.cap}). On a complaint, "
        "transfer, abnormal data or remote clue, enter a visit on a case.",
    )


@guard(
    "not_visited_too_often",
    Text("不受上限限制的也不频繁检查", "not too often outside the cap either"),
    needs_fields=True,
    needs_world=(CAP_LINE, REASONABLE),
)
def not_visited_too_often(context: GuardContext) -> Text | None:
    if not exemption(context.fields["ground"]):
        return None
    line = _line(context)
    if line is None or line.exempt + 1 < context.world.get(REASONABLE, 1):
        return None
    return Text(
        f"这是今年对该当事人第 {line.exempt + 1} 次不受上限限制的检查，写明为什么还要去。",
        f"This is visit {line.exempt + 1} of the year to the party outside the cap; say why one more is needed.",
    )


@guard("two_different_officers", Text("两名以上执法人员", "two officers"), needs_fields=True)
def two_different_officers(context: GuardContext) -> Text | None:
    one, other = (context.fields.get(name) or {} for name in OFFICERS)
    manned = one.get("person") and other.get("person")
    if manned and one["post"] != other["post"] and one["person"] != other["person"]:
        return None
    return Text(
        "执法人员不得少于两人，写两个有人在任的不同岗位。", "At least two officers: two posts held by two persons."
    )


@guard("officers_are_of_the_office", Text("执法人员属于本单位", "the officers belong to the office"), needs_fields=True)
def officers_are_of_the_office(context: GuardContext) -> Text | None:
    """An officer of another organ has no duty there; a joint visit is each organ's own."""
    chains = [(context.fields.get(name) or {}).get("chain", ()) for name in OFFICERS]
    if all(context.actor.organ in chain for chain in chains):
        return None
    return Text("两名执法人员都要是本单位的。", "Both officers belong to the office that makes the visit.")


@guard(
    "officers_are_licensed",
    Text("执法人员持有有效执法证", "the officers hold a valid licence"),
    needs_fields=True,
    needs_world=(LICENSED,),
)
def officers_are_licensed(context: GuardContext) -> Text | None:
    licensed = context.world.get(LICENSED, frozenset())
    if all((context.fields.get(name) or {}).get("person") in licensed for name in OFFICERS):
        return None
    return Text(
        "登记里没有两名执法人员当天有效的执法证；确有证件的，写明证号和核对情况。",
        "No licence valid on the day is on record for both; if they hold one, note its number and who checked it.",
    )


@guard("approved_by_another", Text("批准的不是提出的人", "approved by another person"))
def approved_by_another(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("open", ())):
        return None
    return Text("这次检查是您提出的，由别的负责人批准。", "You proposed this visit; another head approves it.")


@guard(
    "both_declared_no_interest",
    Text("两人都申明没有利害关系", "both declared that they have no interest"),
    needs_world=(DECLARED,),
    rests_on=("declare",),
)
def both_declared_no_interest(context: GuardContext) -> Text | None:
    told: Mapping[str, str] = context.world.get(DECLARED, {})
    if "interest" in told.values():
        return Text(
            "有一名执法人员申明有利害关系，要先换人。", "One officer declared an interest and must be replaced first."
        )
    missing = [code for code in posts_of_officers(context.projection.relations) if told.get(code) != "none"]
    if not missing:
        return None
    return Text(
        f"还有 {len(missing)} 名执法人员没有申明是否有利害关系。",
        f"{len(missing)} of the two officers has not declared whether there is an interest.",
    )


@guard("visited_as_planned", Text("在登记的日期去", "made on the planned day or later"))
def visited_as_planned(context: GuardContext) -> Text | None:
    planned = str(context.projection.facts.get("planned_on", ""))
    if context.on.isoformat() >= planned:
        return None
    return Text(f"检查定在 {planned}，还没有到。", f"The visit is planned for {planned}.")


@guard(
    "code_scanned_where_asked",
    Text("要求扫码的扫过", "the code was scanned where it is asked"),
    needs_fields=True,
    needs_world=(SCAN_ASKED,),
)
def code_scanned_where_asked(context: GuardContext) -> Text | None:
    if not context.world.get(SCAN_ASKED) or context.fields.get("scan_code"):
        return None
    return Text("本地要求扫码入企，没有扫的写明原因。", "A code is scanned at the gate here; say why it was not.")


@guard("evidence_is_in", Text("现场取证已经收到", "the evidence of the field was received"), needs_world=(EVIDENCE,))
def evidence_is_in(context: GuardContext) -> Text | None:
    if context.world.get(EVIDENCE, 0):
        return None
    return Text(
        "还没有收到现场取证；没有取证的写明原因。", "No evidence of the field has come in; say why there is none."
    )


@guard(
    "chain_came_in_whole",
    Text("取证链收齐了，件数和封条相符", "the chain came in whole, with that count and seal"),
    needs_fields=True,
    needs_world=(CHAIN_END,),
)
def chain_came_in_whole(context: GuardContext) -> Text | None:
    """Whoever types the act by hand cannot say what the phones did not send."""
    asked: Callable[[str], tuple[int, str] | None] | None = context.world.get(CHAIN_END)
    end = asked(context.fields["chain"]) if asked else None
    if end == (context.fields["items"], context.fields["seal"]):
        return None
    return Text("这条链没有收齐，或者件数、封条不符。", "That chain is not here whole, or its count or seal differs.")


@guard(
    "photo_sheet_shows_sealed_photos",
    Text("照片都是现场固定的", "every photo was sealed in the field"),
    needs_fields=True,
    needs_world=(SEALED_PHOTOS,),
)
def photo_sheet_shows_sealed_photos(context: GuardContext) -> Text | None:
    named = set(DIGEST.findall(context.fields["photos"]))
    foreign = named - set(context.world.get(SEALED_PHOTOS, ()))
    if named and not foreign:
        return None
    if not named:
        return Text("照片清单里没有一张写着摘要。", "No photo of the sheet bears its digest.")
    first = min(foreign)[:12]
    return Text(f"摘要 {first}… 不是这次检查现场固定的照片。", f"{first}… is no photo sealed on this visit.")


@guard("correction_lies_ahead", Text("改正期限在以后", "the correction is due later"), needs_fields=True)
def correction_lies_ahead(context: GuardContext) -> Text | None:
    if context.fields["result"] != "told_to_correct":
        return None
    due = context.fields.get("correct_by")
    if due and due > context.on.isoformat():
        return None
    return Text(
        "责令改正的，写明改正期限，在今天以后。", "Where a correction is asked, give its day, later than today."
    )


@guard("licences_were_shown", Text("出示了执法证件", "the licences were shown"), needs_fields=True)
def licences_were_shown(context: GuardContext) -> Text | None:
    if context.fields["shown"]:
        return None
    return Text("不出示执法证件的，当事人有权拒绝。", "Where no licence is shown the party may refuse.")
