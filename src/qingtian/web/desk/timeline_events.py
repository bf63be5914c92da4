"""The timeline of a matter as the desk reads it: newest first, every sentence made from what the act froze."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from qingtian.apps.people.models import Person
from qingtian.apps.proceedings.models import Handling, Proceeding
from qingtian.apps.proceedings.policy import takes_part
from qingtian.apps.proceedings.queries import TimelineEntry
from qingtian.language import Text
from qingtian.procedures import Procedure
from qingtian.procedures.model import FieldDeclaration
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Event, Link
from qingtian.web.desk.clock_views import long_day
from qingtian.web.desk.paper_words import WAITING

LONGEST = 160
MARKS = {
    Handling.OPEN.value: Text("公开", "open"),
    Handling.INTERNAL.value: Text("内部", "internal"),
    Handling.WORK_SECRET.value: Text("工作秘密", "work secret"),
}
HIDDEN = Text(
    "另有 {n} 份工作秘密文件，只给参与单位看。", "Files marked work secret, for the organs taking part only: {n}."
)
OTHERS = {
    "reporter": Text("反映人", "the reporter"),
    "gateway": Text("接口收取", "received by interface"),
    "system": Text("到期自动", "by the clock"),
    "anyone": Text("公众", "a member of the public"),
}
CLOCK_WORDS = {
    "start": Text("开出期限“{title}”，到 {due}。", "Clock opened: {title}, to {due}."),
    "extend": Text("“{title}”延到 {due}。", "{title} extended to {due}."),
    "resume": Text("“{title}”继续算，到 {due}。", "{title} runs again, to {due}."),
    "recompute": Text("“{title}”重算，到 {due}。", "{title} computed again, to {due}."),
}


def names_in_english(entries: Iterable[TimelineEntry]) -> dict[int, str]:
    """Officials of the timeline in Latin letters, by person; one query."""
    acting = [e.record["by"] for e in entries]
    wanted = {by.get("person_id") for by in [*acting, *(by.get("for") or {} for by in acting)]} - {None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name_en"))


def who(by: Mapping[str, Any], english: Mapping[int, str]) -> Text:
    """Organ and person; a liaison reads "entered by X for Y" where the name stands."""
    if by["kind"] != "officer":
        return OTHERS.get(by["kind"], Text(by["kind"], by["kind"]))
    organ = Text.of(by["organ_name"]) if by.get("organ_name") else Text("—", "—")
    person = by.get("person") or "—"
    latin = english.get(by.get("person_id") or 0) or person
    served = by.get("for")
    if not served:
        return Text(f"{organ.zh}　{person}", f"{organ.en}, {latin}")
    title = Text.of(served["post_title"]) if served.get("post_title") else Text(served["post"], served["post"])
    leader = served.get("person") or "—"
    leader_latin = english.get(served.get("person_id") or 0) or leader
    if stands_in := served.get("substitution"):
        since = stands_in["decided_on"]
        return Text(
            f"{person} 代 {title.zh} {leader}（离岗，{since} 定的顶岗）",
            f"{latin} for {leader_latin}, {title.en} (absent, substitution of {since})",
        )
    return Text(f"{person} 代 {title.zh} {leader} 录入", f"entered by {latin} for {leader_latin}, {title.en}")


@dataclass(frozen=True, slots=True)
class Files:
    """The marks of the files of a matter, by their keys, and which of them this reader may open."""

    marks: Mapping[int, str]
    open: frozenset[int]


def files_of(proceeding: Proceeding, actor: Actor) -> Files:
    """Every file of the matter with its mark; work secrets open only to those who take part."""
    marks = dict(proceeding.files.values_list("pk", "handling_mark"))
    secret = {pk for pk, mark in marks.items() if mark == Handling.WORK_SECRET}
    hidden = secret if secret and not takes_part(actor, proceeding) else set()
    return Files(marks, frozenset(marks.keys() - hidden))


def events(proceeding: Proceeding, procedure: Procedure, entries: list[TimelineEntry], actor: Actor) -> list[Event]:
    """All acts, the newest first; quiet acts too. Of files marked work secret only the fact is told to outsiders."""
    english, files = names_in_english(entries), files_of(proceeding, actor)
    titles = {e.record["seq"]: Text(e.paper.title_zh, e.paper.title_en) for e in entries if e.paper}
    return [_event(proceeding, procedure, entry, english, files, titles) for entry in reversed(entries)]


def _event(
    proceeding: Proceeding,
    procedure: Procedure,
    entry: TimelineEntry,
    english: Mapping[int, str],
    files: Files,
    titles: Mapping[int, Text],
) -> Event:
    record = entry.record
    named, hidden = _files(record, files)
    return Event(
        on=date.fromisoformat(record["on"]),
        act=Text.of(record["title"]),
        who=who(record["by"], english),
        sentence=_with_hidden(sentence(record, procedure, titles), hidden),
        papers=[*_papers(entry, proceeding, files), *named],
        seq=record["seq"],
        corrected_by=entry.voided_by,
        href=reverse("desk:record", args=[proceeding.number, record["seq"]]),
    )


def sentence(record: Mapping[str, Any], procedure: Procedure, titles: Mapping[int, Text] | None = None) -> Text:
    """What was entered, then what it did to the clocks, then the reason, if one was asked.

    ``titles``: the papers of the matter by the number of their act, so that a step of a paper names it.
    """
    parts = [Text(f"{t.zh}。", f"{t.en}.") for t in entered(record, procedure, titles or {}) if t.zh]
    parts += clock_sentences(record)
    if record.get("reason"):
        parts.append(Text(f"理由：{record['reason']}", f"Reason: {record['reason']}"))
    if not parts:
        return Text("没有另外的内容。", "Nothing further was entered.")
    return Text("".join(p.zh for p in parts), " ".join(p.en for p in parts))


def entered(record: Mapping[str, Any], procedure: Procedure, titles: Mapping[int, Text]) -> list[Text]:
    """The values of an act in words, with their label where the act has several."""
    named = procedure.named(record["act"])
    declared = {f.name: f for f in named.fields} if named else {}
    shown = [
        (declared[name], words)
        for name, value in record["fields"].items()
        if name in declared
        and declared[name].type != "files"
        and (words := _titled(name, value, titles) or in_words(declared[name], value))
    ]
    if len(shown) == 1:
        return [words for _, words in shown]
    return [Text(f"{f.title.zh}：{words.zh}", f"{f.title.en}: {words.en}") for f, words in shown]


def _titled(name: str, value: Any, titles: Mapping[int, Text]) -> Text | None:
    return titles.get(value) if name == "paper_of" else None


def in_words(declared: FieldDeclaration, value: Any, *, longest: int = LONGEST) -> Text | None:
    """One value as a reader reads it; a sealed one is not here at all."""
    if isinstance(value, Mapping) and "sealed" in value:
        return None
    if isinstance(value, list):
        parts = [w for one in value if (w := in_words(declared, one, longest=longest))]
        return Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts)) if parts else None
    if isinstance(value, Mapping):
        return _reference(value)
    if declared.choices:
        return declared.choices.get(str(value), Text(str(value), str(value)))
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if declared.type == "act_number":
        return Text(f"第 {value} 号动作", f"act {value}")
    if declared.type == "date":
        return long_day(str(value))
    words = " ".join(str(value).split()).rstrip("。.")
    words = words if len(words) <= longest else words[:longest] + "…"
    return Text(words, words) if words else None


def _reference(value: Mapping[str, Any]) -> Text | None:
    if "due" in value and "title" in value:
        day = long_day(value["due"])
        return Text(f"{day.zh} {value['title']}", f"{day.en} {value['title']}")
    if "number" in value:
        return Text(value["number"], value["number"])
    organ = Text.of(value["name"]) if isinstance(value.get("name"), Mapping) else None
    if value.get("post_title"):
        post, person = Text.of(value["post_title"]), value.get("person_name") or {"zh": "空缺", "en": "vacant"}
        organ = organ or Text("—", "—")
        return Text(f"{organ.zh}{post.zh} {person['zh']}", f"{person['en']}, {post.en}, {organ.en}")
    return organ


def clock_sentences(record: Mapping[str, Any]) -> list[Text]:
    """What the act did to clocks, with the days it froze."""
    found = []
    for operation in record.get("clocks", []):
        words = CLOCK_WORDS.get(operation["op"])
        if words and operation.get("derivation"):
            title = Text.of(operation["derivation"]["title"])
            found.append(words.format(title=title, due=long_day(operation["due"])))
    return found


def marked(words: Text, mark: str) -> Text:
    """The name of a file with its handling mark beside it."""
    return Text(f"{words.zh}（{MARKS[mark].zh}）", f"{words.en} ({MARKS[mark].en})")


def _with_hidden(said: Text, hidden: int) -> Text:
    return Text(said.zh + HIDDEN.zh.format(n=hidden), f"{said.en} {HIDDEN.en.format(n=hidden)}") if hidden else said


def _papers(entry: TimelineEntry, proceeding: Proceeding, files: Files) -> list[Link]:
    paper = entry.paper
    if paper is None or paper.file_id not in files.open:
        return []
    number = f" {paper.number}" if paper.number else ""
    words = marked(Text(f"{paper.title_zh}{number}", f"{paper.title_en}{number}"), files.marks[paper.file_id])
    found = [
        Link(words, reverse("desk:paper", args=[proceeding.number, paper.pk])),
        Link(WAITING[paper.waits_for], reverse("desk:paper_page", args=[proceeding.number, entry.record["seq"]])),
    ]
    if paper.scan_id:
        found.append(Link(Text("盖章件", "Sealed copy"), reverse("desk:file", args=[paper.scan_id])))
    return found


def _files(record: Mapping[str, Any], files: Files) -> tuple[list[Link], int]:
    """Links to the files an act names that may be opened, and how many may not."""
    values = [one for value in record["fields"].values() for one in (value if isinstance(value, list) else [value])]
    named = [one for one in values if isinstance(one, Mapping) and "sm3" in one and one.get("id") in files.marks]
    links = [
        Link(marked(Text(one["name"], one["name"]), files.marks[one["id"]]), reverse("desk:file", args=[one["id"]]))
        for one in named
        if one["id"] in files.open
    ]
    return links, len(named) - len(links)
