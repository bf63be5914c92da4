"""An administrator adds to the violation catalogue or brings a local discretion table; nothing is ever changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from qingtian.apps.penalties.models import CatalogueEntry, LocalTable
from qingtian.enforcement.discretion.reading import read_table
from qingtian.enforcement.discretion.table import Table
from qingtian.enforcement.violations.catalogue import MEASURES, MEDIA, PARTIES
from qingtian.errors import DeclarationError, Refused
from qingtian.language import Text
from qingtian.law import Law, load_law
from qingtian.law.model import CERTAINTIES

CODE = re.compile(r"[a-z][a-z0-9_]{1,58}")
ARTICLE = re.compile(r"(\d[\d.\-]*(\(\d+\))*(, )?)+")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One edition of a violation as it was typed; sums and days are read already."""

    violation: str
    title_zh: str
    title_en: str
    from_day: date
    to_day: date | None
    instrument: str
    article: str
    medium: str
    party: str
    minimum: Decimal | None
    maximum: Decimal | None
    measures: tuple[str, ...]
    certainty: str
    source: str


def add_entry(entry: NewEntry, by: str, on: date) -> CatalogueEntry:
    """A further row. Raises Refused ``rule.<field>``: every entry has an article, a source and a certainty, and its
    days lie in those of its instrument."""
    law = load_law()
    _refuse_wrong(entry, law)
    fields = {name: getattr(entry, name) for name in NewEntry.__slots__}
    return CatalogueEntry.objects.create(**fields | {"measures": list(entry.measures)}, added_by=by, added_on=on)


def _refuse_wrong(entry: NewEntry, law: Law) -> None:
    checks = (
        ("violation", bool(CODE.fullmatch(entry.violation)), _CODE),
        ("title_zh", bool(entry.title_zh.strip() and entry.title_en.strip()), _TITLE),
        ("instrument", entry.instrument in law.instruments, _INSTRUMENT),
        ("article", bool(ARTICLE.fullmatch(entry.article)), _ARTICLE),
        ("to_day", entry.to_day is None or entry.from_day <= entry.to_day, _DAYS),
        ("medium", entry.medium in ("", *MEDIA), _UNKNOWN),
        ("party", entry.party in ("", *PARTIES), _UNKNOWN),
        ("measures", set(entry.measures) <= set(MEASURES), _UNKNOWN),
        ("certainty", entry.certainty in CERTAINTIES, _UNKNOWN),
        ("source", bool(entry.source.strip()), _SOURCE),
        ("minimum", entry.minimum is not None or entry.maximum is not None, _RANGE),
        ("maximum", not _crossed(entry), _CROSSED),
    )
    for field, holds, words in checks:
        if not holds:
            raise Refused(f"rule.{field}", words, where=field)
    _refuse_outside(entry, law)


def _crossed(entry: NewEntry) -> bool:
    return entry.minimum is not None and entry.maximum is not None and entry.minimum > entry.maximum


def _refuse_outside(entry: NewEntry, law: Law) -> None:
    """An edition cannot begin before its instrument or outlast it."""
    held = law.instrument(entry.instrument)
    early = held.in_force_from is not None and entry.from_day < held.in_force_from
    late = held.in_force_to is not None and (entry.to_day is None or entry.to_day > held.in_force_to)
    if early or late:
        words = _OUTSIDE.format(i=held.title, a=held.in_force_from or "—", b=held.in_force_to or "—")
        raise Refused("rule.from_day" if early else "rule.to_day", words, where="from_day" if early else "to_day")


def add_table(code: str, text: str, source: str, by: str, on: date) -> Table:
    """A further version of a local table. Raises Refused ``rule.code``, ``rule.source``, ``rule.text`` (naming the
    field of the file that does not hold together) and ``rule.version`` (there already)."""
    if not CODE.fullmatch(code):
        raise Refused("rule.code", _CODE, where="code")
    if not source.strip():
        raise Refused("rule.source", _SOURCE, where="source")
    try:
        table = read_table(text, code, load_law())
    except DeclarationError as error:
        words = _TEXT.format(w=error.where, m=error.message)
        raise Refused("rule.text", words, where="text") from error
    try:
        with transaction.atomic():
            LocalTable.objects.create(
                code=code, version=table.version, text=text, source=source[:LONGEST], added_by=by, added_on=on
            )
    except IntegrityError:
        raise Refused("rule.version", _THERE.format(k=table.key), where="text") from None
    return table


_CODE = Text("代码用小写字母、数字和下划线。", "A code has small letters, digits and underscores.")
_TITLE = Text("中英文名称都要写。", "Give the name in both languages.")
_INSTRUMENT = Text("法规库里没有这件文件。", "the law room has no such instrument.")
_ARTICLE = Text("条款写成 83 或 83(3)。", "Write the article like 83 or 83(3).")
_DAYS = Text("止日早于起日。", "it ends before it begins.")
_UNKNOWN = Text("没有这一项。", "no such choice.")
_SOURCE = Text("写明从哪里读到的。", "Say where it was read.")
_RANGE = Text("下限、上限至少写一个。", "Give the minimum or the maximum.")
_CROSSED = Text("下限高于上限。", "the minimum is above the maximum.")
_OUTSIDE = Text("{i}有效期为 {a} 至 {b}。", "{i} was in force from {a} to {b}.")
_TEXT = Text("裁量表不合要求（{w}）：{m}", "the table does not hold together ({w}): {m}")
_THERE = Text("{k} 已经有了；改动请用新版本号。", "{k} is there already: give a change a version of its own.")
