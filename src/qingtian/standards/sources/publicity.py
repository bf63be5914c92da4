"""Under what the hours of key discharging units are public (公开依据), and how sure we are of it."""

from __future__ import annotations

from functools import cache

from qingtian.standards.declared import Basis, Declared, package_data, read


class Publicity(Declared):
    """The instruments and clauses, each with its certainty."""

    basis: tuple[Basis, ...]


@cache
def publicity() -> Publicity:
    """As declared."""
    return read(Publicity, package_data("qingtian.standards.sources", "publicity.yaml"))
