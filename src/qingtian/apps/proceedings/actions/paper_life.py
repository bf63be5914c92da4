"""Carry what the acts say of papers into their rows (核稿 会签 签发 编号 用印 送达)."""

from __future__ import annotations

from typing import Any

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.apps.proceedings.records import records_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.paper_life import PaperLife, lives, number_key

NUMBER_TAKEN = Text(
    "文号“{number}”这一年在本单位已经用在 {where} 的《{paper}》上。",
    "The number “{number}” is used by this organ in that year for “{paper}” of {where}.",
)


def paper_columns(life: PaperLife) -> dict[str, Any]:
    """The columns of a paper's row that repeat its life."""
    return {
        "organ": life.organ,
        "waits_for": life.waits_for,
        "since": life.since,
        "number": life.number,
        "scan_id": life.scan,
        "version_id": life.version.file,
    }


def lives_of(proceeding: Proceeding) -> dict[int, PaperLife]:
    """The life of every paper of a matter, by the act that drafted it."""
    return lives(records_of(proceeding))


def refresh_papers(performed: Performed) -> None:
    """The effect of every act on a paper. Raises Refused ``paper.number_taken``; the whole act is then undone."""
    told = lives_of(performed.proceeding)
    for paper in Paper.objects.filter(proceeding=performed.proceeding).select_related("act"):
        life = told[paper.act.seq]
        for name, value in paper_columns(life).items():
            setattr(paper, name, value)
        if life.seq == performed.record["fields"].get("paper_of") and performed.record["act"] == "number_paper":
            paper.number_key = number_key(life.organ, life.number, life.numbered_on)
            _refuse_taken(paper)
        paper.save()


def _refuse_taken(paper: Paper) -> None:
    other = Paper.objects.filter(number_key=paper.number_key).exclude(pk=paper.pk).select_related("proceeding").first()
    if other:
        words = NUMBER_TAKEN.format(
            number=paper.number, where=other.proceeding.number, paper=Text(other.title_zh, other.title_en)
        )
        raise Refused("paper.number_taken", words, where="number")


def signed_version(proceeding: Proceeding, paper_of: int) -> dict[str, Any]:
    """What the act of issuing freezes: number and digest of the version that goes out."""
    version = lives_of(proceeding)[paper_of].version
    return {"number": version.number, "sm3": version.sm3}
