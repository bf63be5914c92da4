"""Two public consultations: one open, with comments to be sorted, one answered point by point."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

from qingtian.apps.consultations.actions.receive_comment import receive_comment
from qingtian.apps.consultations.actions.sort_and_answer import answer_comment, answer_point, new_point
from qingtian.apps.consultations.models import Consultation
from qingtian.apps.identities.vault import Identity
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.publishing.models import PublishedVersion
from qingtian.config.city import city
from qingtian.demo.declared import declared
from qingtian.demo.stage import Life, Stage, moment

CLERK, HEAD, TITLE = "yunping-publicity", "yunping-eeb-head", "宣教科干部"
NOBODY = Identity("", "", "")


def consultation_life(stage: Stage, told: dict[str, Any]) -> Life:
    """Draft, announce, comments, close, answers, result: as far as the declaration goes."""
    at = yield from _once_published(stage, told["notice"], moment(stage.day(told["opened"]), 15))
    opening = {"subject": told["subject"]}
    by = stage.actor(CLERK, at.date())
    matter = open_proceeding(
        "consultation", by=by, on=at.date(), now=at, title=told["subject"], fields=opening, generated=True
    )
    stage.counted()
    last = at.date() + timedelta(days=told["lasts"])
    notice = stage.publications[told["notice"]].number
    stage.act(matter, "announce", HEAD, at, kind=told["kind"], notice=notice, closes_on=last.isoformat())
    held, numbers = Consultation.objects.get(proceeding=matter), []
    for before, words in told["comments"]:
        at = max(at, moment(stage.day(before), 20, 10))
        yield at
        numbers.append(_comment(held, words, at))
    if "closed" not in told:
        return
    at = moment(last + timedelta(days=told["closed"]), 9, 30)
    yield at
    stage.act(matter, "close", CLERK, at)
    _sort(held, told, numbers, at)
    at = yield from _once_published(stage, told["result"], moment(stage.day(told["answered"]), 16))
    stage.act(matter, "answer", HEAD, at, summary=stage.publications[told["result"]].number)


def _once_published(stage: Stage, key: str, at: datetime) -> Generator[datetime, None, datetime]:
    """That moment, or the same hour of the first day after on which the text stands on the public pages."""
    yield at
    while key not in stage.publications or not PublishedVersion.objects.filter(
        publication__proceeding=stage.publications[key]
    ):
        at += timedelta(days=1)
        yield at
    return at


def _comment(held: Consultation, words: str, at: datetime) -> int:
    said = {"language": "zh-Hans", "on": at.date(), "now": at, "prefix": city().prefix}
    held.proceeding.refresh_from_db()
    return int(receive_comment(held, words, NOBODY, **said).comment.pk)


def _sort(held: Consultation, told: dict[str, Any], numbers: list[int], at: datetime) -> None:
    """Points and answers; a declaration counts comments from one."""
    held.proceeding.refresh_from_db()
    said = {"by": TITLE, "on": at.date()}
    for one in told["points"]:
        point = new_point(held, one["title"], [numbers[n - 1] for n in one["of"]])
        answer_point(held, point.number, one["adoption"], one["reply"], **said)
    for one in told["alone"]:
        answer_comment(held, numbers[one["of"] - 1], one["adoption"], one["reply"], **said)


def schedule_consultations(stage: Stage) -> None:
    """Queue every declared consultation."""
    for told in declared("consultations")["consultations"]:
        stage.begin(consultation_life(stage, told))
