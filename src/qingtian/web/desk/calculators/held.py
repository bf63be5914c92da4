"""The catalogue and the tables a page works with: those declared."""

from __future__ import annotations

from qingtian.enforcement.discretion.reading import load_tables
from qingtian.enforcement.discretion.table import MODELS, Table
from qingtian.enforcement.violations.catalogue import Catalogue
from qingtian.enforcement.violations.reading import load_catalogue


def catalogue() -> Catalogue:
    return load_catalogue()


def tables() -> dict[str, Table]:
    """In the order of the models."""
    return dict(sorted(load_tables().items(), key=lambda item: list(MODELS).index(item[1].model)))
