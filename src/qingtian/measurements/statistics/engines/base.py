"""What an engine can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

Cell = int | str | date | None
Row = tuple[Cell, ...]


class Engine(Protocol):
    """Named relations in one session. SQL is the DuckDB dialect of ``sql/``; a name given again is replaced."""

    def read(self, name: str, source: object) -> None:
        """Name a source of rows: Parquet files (paths, one or more) or what else the engine can read."""

    def table(self, name: str, columns: Mapping[str, str], rows: Sequence[Row]) -> None:
        """A small table of given rows; column types are BIGINT, VARCHAR or DATE."""

    def view(self, name: str, sql: str) -> None:
        """A relation computed whenever it is read; names in it mean what they mean now."""

    def define(self, name: str, sql: str) -> None:
        """A relation computed once and kept."""

    def rows(self, sql: str) -> list[Row]:
        """The rows a query answers with."""
