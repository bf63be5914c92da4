"""The life of every paper of a matter (拟稿 核稿 会签 签发 编号 用印 送达 归档), folded from the matter's acts.

Nothing about a paper is remembered elsewhere: its row repeats this fold, and ``verify`` compares the two. Which steps
a paper needs was frozen when it was drafted; papers drafted before steps were recorded demand none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]

_BRACKETS = str.maketrans("[【（(［]】）)］", "〔〔〔〔〔〕〕〕〕〕")
_YEAR = re.compile(r"〔(\d{4})〕")

#: the steps a kind of paper may need, in their order; every life ends with the archiving of its matter's file
STEPS = ("check", "countersign", "sign", "number", "seal", "serve")
#: what a paper can wait for: a step, a new version after a check sent it back, the archiving; or nothing any more
EDIT, ARCHIVE, ARCHIVED, VOID = "edit", "archive", "archived", "void"
WAITS = (EDIT, *STEPS, ARCHIVE, ARCHIVED, VOID)


@dataclass(slots=True)
class Version:
    """One version of the text: who drafted or edited it, and the digest of the Word file."""

    number: int
    seq: int
    on: str
    sm3: str
    by: Mapping[str, Any]
    file: int | None = None


@dataclass(slots=True)
class PaperLife:
    """One paper after all its acts. ``seq`` is the act that drafted it; days are legal days, ISO 8601."""

    seq: int
    template: str
    title: Mapping[str, str]
    steps: tuple[str, ...]
    organ: str
    versions: list[Version]
    since: str
    checked: bool = False
    returned: bool = False
    countersigners: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    countersigned: dict[str, str] = field(default_factory=dict)
    signed: int | None = None
    copies: int = 1
    number: str = ""
    numbered_on: str = ""
    scan: int | None = None
    sealed_on: str = ""
    services: list[Mapping[str, Any]] = field(default_factory=list)
    void: bool = False
    archived: bool = False

    @property
    def version(self) -> Version:
        """The version in force: the latest, which after signing is the one that was signed."""
        return self.versions[-1]

    @property
    def unanswered(self) -> list[str]:
        """Organs named for countersigning that have not agreed."""
        return [code for code in self.countersigners if self.countersigned.get(code) != "agreed"]

    def done(self, step: str) -> bool:
        """Whether a step has been taken."""
        return {
            "check": self.checked,
            "countersign": self.checked and not self.unanswered,
            "sign": self.signed is not None,
            "number": bool(self.number),
            "seal": self.scan is not None,
            "serve": len(self.services) >= self.copies,
        }[step]

    def needs(self, step: str) -> bool:
        """Whether the step must be taken: declared for the kind, or a countersignature asked for at the check."""
        return step in self.steps or (step == "countersign" and bool(self.countersigners))

    @property
    def waits_for(self) -> str:
        """What comes next."""
        if self.void:
            return VOID
        if self.returned:
            return EDIT
        open_steps = (step for step in STEPS if self.needs(step) and not self.done(step))
        return next(open_steps, ARCHIVED if self.archived else ARCHIVE)


def lives(records: Iterable[Record]) -> dict[int, PaperLife]:
    """Every paper of a matter by the act that drafted it, in the order of the acts."""
    kept = list(records)
    voided = {r["voids"] for r in kept if r.get("voids")}
    found: dict[int, PaperLife] = {}
    for record in kept:
        if record.get("paper"):
            found[record["seq"]] = _drafted(record, void=record["seq"] in voided)
        if record["act"] == "archive_matter":
            for life in found.values():
                life.archived = True
        step = _STEPS.get(record["act"])
        if step and (taken := found.get(record["fields"].get("paper_of"))):
            step(taken, record)
            taken.since = record["on"]
    return found


def _drafted(record: Record, *, void: bool) -> PaperLife:
    paper = record["paper"]
    version = Version(1, record["seq"], record["on"], paper["sm3"], record["by"])
    steps = tuple(paper.get("steps", ()))
    organ = record["by"].get("organ") or ""
    return PaperLife(record["seq"], paper["template"], paper["title"], steps, organ, [version], record["on"], void=void)


def _edit(life: PaperLife, record: Record) -> None:
    """A new version has to be checked, and countersigned, anew."""
    file = record["fields"]["version"][0]
    life.versions.append(
        Version(len(life.versions) + 1, record["seq"], record["on"], file["sm3"], record["by"], file["id"])
    )
    life.checked = life.returned = False
    life.countersigners, life.countersigned = {}, {}


def _check(life: PaperLife, record: Record) -> None:
    agreed = record["fields"]["opinion"] == "agreed"
    life.checked, life.returned = agreed, not agreed
    life.countersigners = {organ["chain"][-1]: organ for organ in record["fields"].get("countersigners", [])}
    life.countersigned = {}


def _countersign(life: PaperLife, record: Record) -> None:
    fields = record["fields"]
    life.countersigned[fields["countersigner"]["chain"][-1]] = fields["opinion"]
    life.returned = fields["opinion"] != "agreed"


def _sign(life: PaperLife, record: Record) -> None:
    life.signed = record["seq"]
    life.copies = record["fields"].get("copies", 1)


def _number(life: PaperLife, record: Record) -> None:
    life.number, life.numbered_on = record["fields"]["number"], record["on"]
    if scan := record["fields"].get("scan"):
        life.scan, life.sealed_on = scan[0]["id"], record["on"]


def _seal(life: PaperLife, record: Record) -> None:
    life.scan, life.sealed_on = record["fields"]["scan"][0]["id"], record["on"]


def _serve(life: PaperLife, record: Record) -> None:
    life.services.append({**record["fields"], "seq": record["seq"]})


_STEPS = {
    "edit_paper": _edit,
    "check_paper": _check,
    "countersign_paper": _countersign,
    "sign_paper": _sign,
    "number_paper": _number,
    "seal_paper": _seal,
    "serve_paper": _serve,
}
#: the kernel's acts on a paper
PAPER_ACTS = frozenset(_STEPS)


def tidy_number(number: str) -> str:
    """A number as it is printed (GB/T 9704): the year in hexagonal brackets, no blanks.

    >>> tidy_number("云环信[2026] 8号")
    '云环信〔2026〕8号'
    """
    return "".join(number.translate(_BRACKETS).split())


def number_key(organ: str, number: str, numbered_on: str) -> str:
    """What must be unique: organ, year and number, whatever brackets and blanks were typed. Empty: no number yet.

    The year is the one in the number, or that of the day it was entered.
    """
    plain = "".join(unicodedata.normalize("NFKC", number.translate(_BRACKETS)).split())
    if not plain:
        return ""
    year = match[1] if (match := _YEAR.search(plain)) else numbered_on[:4]
    return f"{organ} {year} {plain}"
