"""Conditions of a listing (违法者名单): a decision in force, notice and defence, lawful days, repair, take-down.

What the records know arrives as the world fact ``listing`` (see ``ListingFacts``), gathered by the chapter of credit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_until_over
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

LISTING = "listing"
SERIOUS_LIST, SERIOUS = "serious_dishonesty", "serious"


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """Of one entry on the day of the act: level, the days the law leaves for it, and why its decision does not hold.

    ``shortest`` and ``longest`` are last days; ``shortest`` is None where the level has none. For an entry that is
    published they are its own, before that those of a publication beginning that day.
    """

    level: str = ""
    level_title: Text | None = None
    shortest: date | None = None
    longest: date | None = None
    shown_until: date | None = None
    lack: Text | None = None
    undone: bool = False


def _facts(context: GuardContext) -> ListingFacts:
    found = context.world.get(LISTING)
    return found if isinstance(found, ListingFacts) else ListingFacts()


@guard("serious_list_has_basis", Text("严重失信名单要有法定依据", "a serious list rests on a law"), needs_fields=True)
def serious_list_has_basis(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["list_kind"] != SERIOUS_LIST or str(fields.get("legal_basis") or "").strip():
        return None
    return Text(
        "列入严重失信主体名单，要写明法律、行政法规或者党中央、国务院文件的哪一条；没有的，列入违法者名单。",
        "A list of serious dishonesty needs the article of a law, regulation or central policy; without one, use the "
        "public list of violators.",
    )


@guard("minors_are_not_listed", Text("未成年人不列入", "minors are never listed"), needs_fields=True)
def minors_are_not_listed(context: GuardContext) -> Text | None:
    if not context.fields.get("minor"):
        return None
    return Text("当事人是未成年人，不列入，也不公开。", "The party is a minor: never listed, nothing is published.")


@guard("listed_decision_in_force", Text("处罚决定有效", "the decision is in force"), needs_world=(LISTING,))
def listed_decision_in_force(context: GuardContext) -> Text | None:
    return _facts(context).lack


@guard(
    "defended_or_time_over",
    Text("申辩过，或申辩期过完", "defence made, or its time over"),
    needs_fields=True,
    rests_on=("notify",),
)
def defended_or_time_over(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["defence"] == "none":
        return lack_until_over(
            context,
            "credit.defence",
            Text(
                "申辩期到 {due}，过完才能记“没有申辩”。", "The time to defend ends on {due}; only then is there none."
            ),
        )
    if fields.get("words") and fields.get("answer"):
        return None
    return Text("写下申辩说了什么，采纳不采纳、为什么。", "Write what was said, and whether and why it was accepted.")


@guard(
    "notice_and_defence_first",
    Text("先告知、听取申辩", "notice and defence come first"),
    rests_on=("notify", "record_defence"),
)
def notice_and_defence_first(context: GuardContext) -> Text | None:
    if context.projection.has_done("notify") and context.projection.has_done("record_defence"):
        return None
    return Text("没有告知、没有听取申辩，不能列入。", "Nobody is listed without notice and defence.")


@guard("listing_words_reviewed", Text("做过保密审查", "reviewed for secrecy"), rests_on=("review_words",))
def listing_words_reviewed(context: GuardContext) -> Text | None:
    if context.projection.has_done("review_words"):
        return None
    return Text("公开的内容先做保密审查。", "What will be published is reviewed for secrecy first.")


@guard("listing_by_another", Text("不是提出的人", "another person than who proposed"))
def listing_by_another(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("propose", ())):
        return None
    return Text("这一件是您提出的，换一个人。", "You proposed this entry; somebody else does this.")


@guard(
    "level_follows_sanction",
    Text("失信程度按处罚种类", "the level follows from the sanction"),
    needs_fields=True,
    needs_world=(LISTING,),
)
def level_follows_sanction(context: GuardContext) -> Text | None:
    facts = _facts(context)
    if context.fields["level"] != facts.level:
        told = facts.level_title or Text("没有定", "not set")
        return Text(f"按处罚种类是“{told.zh}”。", f"By its sanction the level is “{told.en}”.")
    if context.projection.facts.get("list_kind") == SERIOUS_LIST and facts.level != SERIOUS:
        return Text("严重失信主体名单只列严重的。", "The list of serious dishonesty holds serious entries only.")
    return None


@guard(
    "period_within_the_law",
    Text("公示到哪天在最短和最长之间", "the last day lies between the shortest and the longest"),
    needs_fields=True,
    needs_world=(LISTING,),
)
def period_within_the_law(context: GuardContext) -> Text | None:
    facts, until = _facts(context), date.fromisoformat(context.fields["shown_until"])
    if facts.longest is None:
        return Text("这一天还没有规定公示期限。", "No periods of publication are in force on that day.")
    first = facts.shortest or context.on
    if first <= until <= facts.longest:
        return None
    return Text(
        f"公示到哪天，要在 {first} 到 {facts.longest} 之间。", f"The last day lies between {first} and {facts.longest}."
    )


def _too_early(context: GuardContext) -> Text | None:
    shortest = _facts(context).shortest
    if shortest is None or context.on > shortest:
        return None
    return Text(
        f"最短公示期到 {shortest}，过完才能修复、移出。",
        f"The shortest publication ends on {shortest}; repair and removal come after it.",
    )


@guard("shortest_period_over", Text("最短公示期过完", "the shortest publication is over"), needs_world=(LISTING,))
def shortest_period_over(context: GuardContext) -> Text | None:
    return _too_early(context)


@guard("application_not_ahead", Text("申请日期不在以后", "the application is not in the future"), needs_fields=True)
def application_not_ahead(context: GuardContext) -> Text | None:
    listed = [mark["on"] for mark in context.projection.done.get("list", ())] or [""]
    if listed[-1] <= context.fields["received_on"] <= context.on.isoformat():
        return None
    return Text("收到申请的日期在列入以后、今天以前。", "The application came after the listing and not after today.")


@guard("repair_decided_by_another", Text("不是受理的人", "another person than who took the application"))
def repair_decided_by_another(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("apply_repair", ())):
        return None
    return Text("申请是您受理的，换一个人决定。", "You took the application; somebody else decides.")


@guard("longest_period_over", Text("公示期过完", "the publication is over"), needs_world=(LISTING,))
def longest_period_over(context: GuardContext) -> Text | None:
    until = _facts(context).shown_until
    if until is not None and context.on > until:
        return None
    return Text(
        f"公示到 {until or '—'}，过完才能到期。", f"It is shown until {until or '—'}; it expires after that day."
    )


@guard("listed_decision_is_gone", Text("决定不再有效", "the decision no longer stands"), needs_world=(LISTING,))
def listed_decision_is_gone(context: GuardContext) -> Text | None:
    if _facts(context).undone:
        return None
    return Text("处罚决定仍然有效，不能撤下。", "The decision stands; the entry is not taken down.")


@guard("listing_masks_occur", Text("要隐去的词在公开内容里", "the words to be masked occur"), needs_fields=True)
def listing_masks_occur(context: GuardContext) -> Text | None:
    masks = [line.strip() for line in str(context.fields.get("masks") or "").splitlines() if line.strip()]
    if (context.fields["conclusion"] == "masked") != bool(masks):
        return Text("结论是隐去的，逐行写要隐去的词；别的结论不写。", "List the words to be masked, and only then.")
    absent = [mask for mask in masks if mask not in str(context.projection.facts.get("subject") or "")]
    if not absent:
        return None
    return Text(f"公开内容里没有：{'、'.join(absent)}。", f"Not in the words: {', '.join(absent)}.")
