"""A cell as the value its column declares, or the sentence saying what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from qingtian.language import Text
from qingtian.tables.columns import Column, Value

_DATE = re.compile(
    r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*(?:\2|月)\s*(\d{1,2})\s*日?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
#: a day counted from the end of 1899, which a spreadsheet shows once the column has lost its format: 2000 to 2099
_SERIAL, _FROM, _SERIALS = re.compile(r"\d{5}", re.ASCII), date(1899, 12, 30), range(36526, 73051)
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,12})?", re.ASCII)
#: what a spreadsheet program leaves of a long number it took for a quantity
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d{2,3}", re.ASCII | re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_YES, _NO = {"是", "有", "y", "yes", "true", "1", "√", "✓"}, {"否", "无", "n", "no", "false", "0", "×"}


class BadCell(Exception):
    """A cell that is not what its column declares. ``why`` never holds a value of a private column."""

    def __init__(self, zh: str, en: str) -> None:
        self.why = Text(zh, en)
        super().__init__(en)


def _shown(column: Column, cell: str) -> tuple[str, str]:
    """The cell as a sentence may repeat it."""
    if column.private:
        return "", ""
    short = cell if len(cell) <= 40 else f"{cell[:40]}…"
    return f"：{short}", f": {short}"


def value_of(column: Column, cell: str) -> Value:
    """What ``cell`` means in ``column``; None when empty. Raises BadCell."""
    if not cell:
        if column.required:
            raise BadCell("必填，却是空的。", "It is required and empty.")
        return None
    if _CONTROL.search(cell):
        raise BadCell("里面有控制字符。", "It holds control characters.")
    if len(cell) > column.longest:
        raise BadCell(f"超过 {column.longest} 个字。", f"It is longer than {column.longest} characters.")
    return _READERS[column.type](column, cell)


def _text(column: Column, cell: str) -> str:
    if _SCIENTIFIC.fullmatch(cell):
        zh = "长号码被表格软件改成了科学计数，后几位已经丢失；把这一列设为文本，重新填写。"
        en = "A long number lost its last digits to scientific notation; format the column as text and type it again."
        raise BadCell(zh, en)
    return cell


def _code(column: Column, cell: str) -> str:
    code = unicodedata.normalize("NFKC", _text(column, cell))
    if any(letter.isspace() for letter in code):
        raise BadCell("代码里不能有空格。", "A code holds no blanks.")
    return code


def _date(column: Column, cell: str) -> date:
    match = _DATE.fullmatch(cell)
    parts = (match[1], match[3], match[4]) if match else None
    if parts is None and (compact := _COMPACT.fullmatch(cell)):
        parts = (compact[1], compact[2], compact[3])
    if _SERIAL.fullmatch(cell) and int(cell) in _SERIALS:
        return _FROM + timedelta(days=int(cell))
    try:
        if parts is not None:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        pass
    zh, en = _shown(column, cell)
    raise BadCell(f"不是日期（要像 2026-03-02）{zh}", f"Not a date like 2026-03-02{en}")


def _whole(column: Column, cell: str) -> int:
    plain = unicodedata.normalize("NFKC", cell)
    if not _WHOLE.fullmatch(plain):
        zh, en = _shown(column, cell)
        raise BadCell(f"不是整数{zh}", f"Not a whole number{en}")
    return int(plain)


def _decimal(column: Column, cell: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", cell)
    if not _DECIMAL.fullmatch(plain):
        zh, en = _shown(column, cell)
        raise BadCell(f"不是数字{zh}", f"Not a number{en}")
    return Decimal(plain)


def _yes_no(column: Column, cell: str) -> bool:
    plain = unicodedata.normalize("NFKC", cell).casefold()
    if plain in _YES or plain in _NO:
        return plain in _YES
    zh, en = _shown(column, cell)
    raise BadCell(f"要填“是”或“否”{zh}", f"Yes or no is wanted{en}")


def _choice(column: Column, cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).casefold()
    for choice in column.choices:
        spellings = (choice.code, choice.title.zh, choice.title.en, *choice.aliases)
        if plain in (unicodedata.normalize("NFKC", one).casefold() for one in spellings):
            return choice.code
    zh, en = _shown(column, cell)
    known_zh = "、".join(choice.title.zh for choice in column.choices)
    known_en = ", ".join(choice.title.en for choice in column.choices)
    raise BadCell(f"没有这一项{zh}（可填：{known_zh}）", f"Not one of the choices{en} (there are: {known_en})")


_READERS: dict[str, Callable[[Column, str], Value]] = {
    "text": _text,
    "code": _code,
    "date": _date,
    "whole": _whole,
    "decimal": _decimal,
    "yes_no": _yes_no,
    "choice": _choice,
}
