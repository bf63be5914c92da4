"""Change the template of a paper (修改文书模板): sent by one, seen on a real matter, put in force by another."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from qingtian.apps.people.models import Person
from qingtian.apps.proceedings.actions.issue_paper import context_again
from qingtian.apps.proceedings.models import Paper, TemplateVersion
from qingtian.apps.proceedings.papers import check_template, fill
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.trail import sm3

#: no template of this product is larger than a tenth of it
LARGEST = 2 * 1024 * 1024
TOO_LARGE = Text("模板超过 2 MB，没有收。", "The template is larger than 2 MB and was not taken.")
SAY_WHAT = Text("写明改了什么。", "Say what was changed.")
SAME = Text("和第 {version} 稿一模一样。", "It is the same as version {version}.")
NOT_TRIED = Text(
    "还没有在一件真实的事上看过，不能启用。", "It has not been seen on a real matter and cannot go into force."
)
OWN = Text("这一稿是您送来的，换一个人启用。", "You sent this version; somebody else puts it in force.")
IN_FORCE = Text("这一稿正在用。", "This version is in force.")
OTHER_PAPER = Text("这份文书不是用这个模板出的。", "That paper was not made from this template.")


def send_template(template: str, content: bytes, change: str, *, by: Person, now: datetime) -> TemplateVersion:
    """Keep one more version; nothing is in force yet.

    Raises Refused ``template.too_large``, ``template.change``, ``template.same``, UnusableInput ``paper.unknown`` and
    ``paper.template_broken``.
    """
    if len(content) > LARGEST:
        raise Refused("template.too_large", TOO_LARGE, where="template")
    if not change.strip():
        raise Refused("template.change", SAY_WHAT, where="change")
    check_template(template, content)
    digest = sm3(content)
    with transaction.atomic():
        kept = TemplateVersion.objects.select_for_update().filter(template=template)
        if there := kept.filter(sm3=digest).first():
            raise Refused("template.same", SAME.format(version=there.version), where="template")
        last = kept.aggregate(last=Max("version"))["last"] or 0
        return TemplateVersion.objects.create(
            template=template,
            version=last + 1,
            content=content,
            sm3=digest,
            change=change.strip()[:200],
            sent_by=by,
            sent_at=now,
        )


def try_template(version: TemplateVersion, paper: Paper, *, by: Person, now: datetime) -> bytes:
    """That paper filled from this version and marked as a draft, as a Word file; what it was made from is unchanged.

    Raises Refused ``template.other_paper``, ``paper.missing`` with every datum this version asks for in vain.
    """
    if paper.template != version.template:
        raise Refused("template.other_paper", OTHER_PAPER, where=paper.template)
    filled = fill(version.template, bytes(version.content), context_again(paper) | {"draft": True})
    version.tried_by, version.tried_on, version.tried_at = by, paper.proceeding.number, now
    version.save(update_fields=["tried_by", "tried_on", "tried_at"])
    return filled


def put_in_force(version: TemplateVersion, *, by: Person, now: datetime) -> None:
    """The next paper is made from this version. Raises Refused ``template.in_force``, ``.not_tried``, ``.own``."""
    if version.in_force:
        raise Refused("template.in_force", IN_FORCE)
    if version.tried_at is None:
        raise Refused("template.not_tried", NOT_TRIED)
    if version.sent_by_id == by.pk:
        raise Refused("template.own", OWN)
    with transaction.atomic():
        _end(version.template, now)
        version.live_by, version.live_at, version.ended_at = by, now, None
        version.save(update_fields=["live_by", "live_at", "ended_at"])
        _write(place_of(version.template), bytes(version.content))


def return_to_shipped(template: str, *, now: datetime) -> None:
    """The next paper is made from the template the product ships; earlier versions stay to be put in force again."""
    with transaction.atomic():
        _end(template, now)
        place_of(template).unlink(missing_ok=True)


def place_of(template: str) -> Path:
    """Where filling a paper looks for this office's own template."""
    return Path(settings.PAPER_TEMPLATES) / f"{template}.docx"


def _end(template: str, now: datetime) -> None:
    TemplateVersion.objects.filter(template=template, live_at__isnull=False, ended_at=None).update(ended_at=now)


def _write(place: Path, content: bytes) -> None:
    """Whole or not at all: a paper made in the same moment reads the one or the other."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
