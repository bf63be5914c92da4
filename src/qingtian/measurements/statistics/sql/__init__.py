"""The statistics as SQL files, one question a file, in the portable subset ``tests/.../test_portable_subset`` holds.

Each begins with its question. No file holds a legal number: rules are tables (``rule_*``) joined by edition. How they
follow each other says ``chain``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def question(name: str) -> str:
    """The text of ``name``.sql."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """Every question there is, without the macros."""
    found = (file.name.removesuffix(".sql") for file in files(__name__).iterdir() if file.name.endswith(".sql"))
    return tuple(sorted(set(found) - {"macros"}))


@cache
def macros() -> tuple[str, ...]:
    """The statements of ``macros.sql``."""
    return tuple(part.strip() for part in question("macros").split(";") if part.strip())


def one_statement(sql: str) -> str:
    """``sql`` without its closing semicolon."""
    return sql.strip().removesuffix(";")
