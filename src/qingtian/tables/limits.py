"""How large a sheet may be: far above an office's ledger, far below what would stop the machine."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.errors import UnusableInput
from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Limits:
    """``file_bytes`` as handed over; ``unpacked_bytes`` and ``parts`` inside an XLSX or a gzip; ``characters`` of all
    cells together, repeats counted; ``cells`` of the rectangle that holds everything written."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 128 * 1024 * 1024
    parts: int = 2000
    rows: int = 100_000
    columns: int = 200
    cells: int = 4_000_000
    characters: int = 64_000_000


LIMITS = Limits()


def too_large(where: str, what: Text) -> UnusableInput:
    """Refusal of a sheet beyond a limit."""
    return UnusableInput(
        "tables.too_large",
        Text("表太大：{what}。", "The sheet is too large: {what}.").format(what=what),
        where=where,
        remedy=Text("分成几个文件再导入。", "Split it into several files."),
    )
