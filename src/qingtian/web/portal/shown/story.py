"""How far a matter has come: its public acts, where it stands now, and what is still to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingtian.apps.proceedings.queries import TimelineEntry
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Procedure, Projection, Transition
from qingtian.web.design.shapes import Step, Words
from qingtian.web.portal.shown.headline import PROMISES, day_words, names
from qingtian.web.templatetags.words import page_language

Record = Mapping[str, Any]

#: acts of the main petition that are not told as such to those merged with it: they have the same act of their own
NOT_OF_THE_MERGED = frozenset({"receive", "reply", "reply_with_main", "answer", "merge"})


def as_written(before: Text, words: str, language: str = "zh-Hans") -> SafeString:
    """An officer's own words after ours, marked with the language they are in."""
    return format_html('{}<span lang="{}">{}</span>', before.in_(page_language()), language, words)


def _received(record: Record, transition: Transition) -> Words:
    fields = record["fields"]
    count = len(fields.get("photos") or ())
    named = fields.get("naming") == "named"
    who = (
        Text("姓名和联系方式单独密封。", "Your name and contact are sealed apart.")
        if named
        else Text("没有留姓名。", "No name given.")
    )
    if not count:
        return who
    photos = Text(
        "{n} 张照片，拍摄位置已去掉，原件封存。", "{n} without the place they were taken; the originals are sealed."
    ).format(n=Text(str(count), "1 photo" if count == 1 else f"{count} photos"))
    return Text(photos.zh + who.zh, f"{photos.en} {who.en}")


def _added(record: Record, transition: Transition) -> Words:
    count = len(record["fields"].get("photos") or ())
    more = Text("{n} 张照片。", "{n}.").format(n=Text(str(count), "1 photo" if count == 1 else f"{count} photos"))
    return more if count else ""


def _chosen(name: str) -> Callable[[Record, Transition], Words]:
    """The title of the choice made in one declared field."""

    def words(record: Record, transition: Transition) -> Words:
        declared = transition.field(name)
        return declared.choices[record["fields"][name]] if declared else ""

    return words


def _accepted(record: Record, transition: Transition) -> Words:
    return as_written(Text("联系：", "Contact: "), record["fields"].get("contact") or "—")


def _extended(record: Record, transition: Transition) -> Words:
    return as_written(Text("理由：", "Reason: "), record["fields"]["why"])


def _merged(record: Record, transition: Transition) -> Words:
    return Text("您的回执不变。", "Your receipt stays valid.")


def _hearing(record: Record, transition: Transition) -> Words:
    """Day, hour and place; that the reporter may come, and may send somebody."""
    planned = date.fromisoformat(record["fields"]["planned_on"])
    day = day_words(planned, date.fromisoformat(record["on"]))
    may_come = Text(
        "{day}。您可以参加，也可以请人代您参加。", "{day}. You may come, or send somebody for you. "
    ).format(day=day)
    return as_written(may_come, record["fields"]["where"])


#: what is added under an act; everything here is declared as told to the reporter
SENTENCES: dict[str, Callable[[Record, Transition], Words]] = {
    "receive": _received,
    "add_information": _added,
    "merge": _merged,
    "accept": _accepted,
    "extend": _extended,
    "decline": _chosen("ground"),
    "call_hearing": _hearing,
    "call_review_hearing": _hearing,
    "mediate": _chosen("result"),
    "decide_withdrawal": _chosen("decision"),
    "carry_out": _chosen("done"),
    "send_back": _chosen("ground"),
    "spot_check": _chosen("result"),
    "verify": _chosen("found"),
    "rate": _chosen("satisfaction"),
    "review": _chosen("result"),
    "re_review": _chosen("result"),
}


def _when(record: Record) -> date | datetime:
    """The hour only where the resident gave it: the moment of reporting."""
    if record["act"] == "receive":
        recorded = datetime.fromisoformat(record["recorded_at"])
        if recorded.date().isoformat() == record["on"]:
            return recorded
    return date.fromisoformat(record["on"])


def standing(entries: Iterable[TimelineEntry]) -> list[Record]:
    """The acts that hold, oldest first: neither voided nor themselves a correction."""
    return [entry.record for entry in entries if entry.voided_by is None and not entry.record.get("voids")]


def transition_of(procedure: Procedure, record: Record) -> Transition | None:
    return procedure.find(record["act"], record["from"]) or procedure.named(record["act"])


def past_steps(procedure: Procedure, records: Iterable[Record], *, told: bool = True) -> list[Step]:
    """One step for every public act that is not quiet. ``told=False`` leaves out what only the reporter is told."""
    relations: dict[str, Any] = {}
    steps = []
    for record in records:
        relations |= record.get("relations", {})
        transition = transition_of(procedure, record)
        if transition is None or transition.public is None or transition.quiet:
            continue
        add = SENTENCES.get(record["act"]) if told else None
        title = transition.public.format(**names(procedure, relations))
        steps.append(Step(title, _when(record), add(record, transition) if add else ""))
    return steps


def steps_of_the_main(procedure: Procedure, records: Iterable[Record], since: date) -> list[Step]:
    """What was done about the main petition after the merging; nothing that its own reporter said or was told."""

    def shared(record: Record) -> bool:
        return record["by"]["kind"] != "reporter" and record["act"] not in NOT_OF_THE_MERGED

    kept = [r for r in records if shared(r) and (r["on"] >= since.isoformat() or r.get("relations"))]
    steps = past_steps(procedure, kept, told=False)
    return [step for step in steps if isinstance(step.when, date) and _day(step.when) >= since]


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def in_order(steps: Iterable[Step]) -> list[Step]:
    """By day; of one day, in the order given."""
    return sorted(steps, key=lambda step: _day(step.when) if isinstance(step.when, date) else date.max)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the way: ``now`` while the matter is in one of ``states``, ``ahead`` before that."""

    states: frozenset[str]
    now: Text
    ahead: Text
    sentence: Text | None = None


WAY = (
    Stage(
        frozenset({"received", "registered", "duty", "proper", "suggestion", "accusation"}),
        Text("确定由哪个单位办", "Settling which unit handles it"),
        Text("告诉您由谁办", "You learn who handles it"),
    ),
    Stage(
        frozenset({"assigned"}),
        Text("承办单位研究是否受理", "The unit decides whether it accepts"),
        Text("告诉您由谁办、是否受理", "You learn who handles it and whether it is accepted"),
    ),
    Stage(
        frozenset({"accepted", "second_look"}),
        Text("到现场查，研究怎么处理", "Looking into it and deciding what to do"),
        Text("调查", "It is looked into"),
    ),
    Stage(
        frozenset({"concluded"}),
        Text("有了结果，正在写答复", "There is a result; the answer is being written"),
        Text("给您答复", "You have an answer"),
        Text("就在这一页。", "On this page."),
    ),
    Stage(
        frozenset({"replied"}),
        Text("请您评价", "Your rating"),
        Text("您来评价", "You rate the answer"),
        Text(
            "不满意，就换一个单位再办；也可以申请复查。",
            "If not satisfied, another unit takes it up; or ask for a review.",
        ),
    ),
)
VERIFY = Text("另一单位到现场核实", "Another unit checks on site")
NOT_THE_HANDLER = Text("核实的不是{handler}。", "Not by {handler}.")
NOT_WHO_HANDLES = Text("核实的不是承办的单位。", "Not by the unit that handles it.")
REVIEWS = {
    "reviewing": Text("上一级正在复查", "The higher organ is reviewing it"),
    "reviewed": Text("等您决定要不要申请复核", "Yours to decide whether to ask for a re-review"),
    "re_reviewing": Text("正在复核", "It is under re-review"),
}


def _place(state: str) -> int | None:
    return next((n for n, stage in enumerate(WAY) if state in stage.states), None)


def _until(projection: Projection, as_of: date) -> Text | str:
    """最晚 1月8日: the promise that runs now."""
    clock = projection.clocks.get(PROMISES.get(projection.state, ""))
    if clock is None or clock.status != "running" or clock.due < as_of.isoformat():
        return ""  # a day that has passed is no promise; the headline says by how much
    return Text("最晚 {due}", "By {due}").format(due=day_words(date.fromisoformat(clock.due), as_of))


def _not_by(procedure: Procedure, projection: Projection) -> Text:
    """Who will not be the one to check, by name once it is known."""
    if "handler" not in projection.relations:
        return NOT_WHO_HANDLES
    return NOT_THE_HANDLER.format(handler=names(procedure, projection.relations)["handler"])


def _rating_time(as_of: date) -> Text:
    limit = load_law().limit("petitions.rating", on=as_of)
    return Text("答复后 {n} 天内", "Within {n} days of the answer").format(n=limit.value)


def future_steps(procedure: Procedure, projection: Projection, as_of: date) -> list[Step]:
    """Where the matter is now and the way that is left; nothing once it has ended or was merged."""
    state = projection.state
    if state in REVIEWS:
        return [Step(REVIEWS[state], Text("现在", "Now"), _until(projection, as_of), "now")]
    place = _place(state)
    if place is None:
        return []
    steps = [Step(WAY[place].now, Text("现在", "Now"), "", "now")]
    ahead = WAY[place + 1 :]
    until = _until(projection, as_of)
    for stage in ahead:
        rating = stage is WAY[-1]
        when = _rating_time(as_of) if rating else until
        if rating and not projection.has_done("verify"):
            steps.append(Step(VERIFY, Text("答复以后", "After the answer"), _not_by(procedure, projection), "future"))
        if stage.states == {"accepted", "second_look"}:
            until = ""
            continue  # it is the work between two things the resident is told
        steps.append(Step(stage.ahead, when, stage.sentence or "", "future"))
        until = ""
    return steps
