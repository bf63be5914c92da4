"""Column mapping (列对应): which heading of the sheet is which declared column. Guessed, corrected, kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import yaml

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.columns import Column

#: column name → heading in the sheet
Mapping = dict[str, str]

_NOISE = re.compile(r"[\s*＊:：_\-－()（）\[\]【】/／.。、]|必填|选填|required|optional", re.IGNORECASE)


def _plain(heading: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def guess(columns: Sequence[Column], headings: Sequence[str]) -> Mapping:
    """The columns whose heading is known: by title, name or alias, blanks, width, marks and case not regarded."""
    known: dict[str, str] = {}
    for column in columns:
        for heading in column.headings:
            known.setdefault(_plain(heading), column.name)
    found: Mapping = {}
    for heading in headings:
        name = known.get(_plain(heading)) if _plain(heading) else None
        if name is not None:
            found.setdefault(name, heading)
    return found


def checked(mapping: Mapping, columns: Sequence[Column], headings: Sequence[str], where: str = "") -> Mapping:
    """The mapping, or UnusableInput naming what is missing, unknown or pointed at twice."""
    names = {column.name: column for column in columns}
    for name, heading in mapping.items():
        if name not in names:
            raise _refused("unknown_column", f"没有“{name}”这一列。", f"There is no column “{name}”.", where)
        if heading not in headings:
            raise _refused(
                "no_heading", f"表里没有“{heading}”这个列名。", f"The sheet has no heading “{heading}”.", where
            )
    if missing := [column for column in columns if column.required and column.name not in mapping]:
        zh, en = "、".join(c.title.zh for c in missing), ", ".join(c.title.en for c in missing)
        raise _refused("missing_column", f"表里缺必填的列：{zh}。", f"Required columns are missing: {en}.", where)
    twice = [heading for heading in mapping.values() if list(mapping.values()).count(heading) > 1]
    if twice:
        words = f"“{twice[0]}”对应了两列。", f"“{twice[0]}” is taken for two columns."
        raise _refused("heading_twice", *words, where)
    return mapping


def _refused(code: str, zh: str, en: str, where: str) -> UnusableInput:
    remedy = Text(
        "改列对应，或用 qingtian ledger template 要一张空表。", "Correct the mapping, or ask for an empty sheet."
    )
    return UnusableInput(f"tables.{code}", Text(zh, en), where=where, remedy=remedy)


def read_mapping(path: Path) -> Mapping:
    """A kept mapping: YAML with ``columns: {name: heading}``. Raises UnusableInput."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        found = None
    columns = found.get("columns") if isinstance(found, dict) else None
    if not isinstance(columns, dict):
        zh, en = "这不是列对应文件（要有 columns）。", "This is no mapping file (it needs “columns”)."
        raise _refused("mapping_file", zh, en, path.name)
    return {str(name): str(heading) for name, heading in columns.items()}


def written_mapping(mapping: Mapping) -> str:
    """The mapping as ``read_mapping`` reads it."""
    return yaml.safe_dump({"columns": mapping}, allow_unicode=True, sort_keys=False)
