"""An XLSX before anything reads it: an honest, bounded zip of plain XML without macros.

A zip may lie about its sizes, its XML may declare entities that grow without end, one cell in the last corner makes a
reader lay out seventeen thousand million, one long string may be repeated a million times. All of this is measured
here with a streaming parser; the reader is then given a copy made of the very bytes that were measured.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.limits import Limits, too_large
from qingtian.tables.sheet_xml import Measured

_CHUNK = 1 << 20
_MACROS = ("vbaproject.bin", "/macrosheets/", "/activex/", "/embeddings/", "vbadata.xml")
SAVE_AGAIN = Text(
    "用表格软件打开，另存为“Excel 工作簿（.xlsx）”再试。",
    "Open it in a spreadsheet program and save it as “Excel workbook (.xlsx)”.",
)


def unusable(code: str, zh: str, en: str, where: str) -> UnusableInput:
    return UnusableInput(f"tables.{code}", Text(zh, en), where=where, remedy=SAVE_AGAIN)


def honest_copy(path: Path, limits: Limits) -> io.BytesIO:
    """The same workbook, measured and repacked in memory. Raises UnusableInput."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _copied(packed, path.name, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        # RuntimeError: encrypted; NotImplementedError: a packing nobody uses; ValueError: a name that is no name
        zh, en = "这个 XLSX 文件损坏或加了密码。", "This XLSX file is damaged or has a password."
        raise unusable("broken_workbook", zh, en, path.name) from None


def _copied(packed: zipfile.ZipFile, where: str, limits: Limits) -> io.BytesIO:
    infos = packed.infolist()
    names = [info.filename for info in infos]
    if len(infos) > limits.parts or len(set(names)) != len(names):
        raise too_large(where, Text("内部部件过多或重名", "too many parts inside, or two of one name"))
    if any(mark in name.lower() for name in names for mark in _MACROS):
        raise unusable("macros", "文件里有宏或嵌入对象，不收。", "The file holds macros or embedded objects.", where)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise unusable("not_a_workbook", "这不是 XLSX 工作簿。", "This is not an XLSX workbook.", where)
    # shared strings first: the sheets only point at them
    infos.sort(key=lambda info: not info.filename.lower().endswith("sharedstrings.xml"))
    return _measured(packed, infos, where, limits)


def _measured(packed: zipfile.ZipFile, infos: list[zipfile.ZipInfo], where: str, limits: Limits) -> io.BytesIO:
    measured, room, copy = Measured(where, limits), limits.unpacked_bytes, io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as honest:
        for info in infos:
            if info.is_dir() or not info.filename.endswith((".xml", ".rels")):
                continue  # pictures and printer settings say nothing about cells
            content = _content(packed, info, room, where)
            room -= len(content)
            measured.part(info.filename, content)
            honest.writestr(info.filename, content)
    copy.seek(0)
    return copy


def _content(packed: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, where: str) -> bytes:
    parts, size = [], 0
    with packed.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise too_large(where, Text("解压后过大", "it unpacks to too much"))
            parts.append(chunk)
    return b"".join(parts)
