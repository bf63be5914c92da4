"""The violation catalogue and the discretion tables in use: those declared, and those an administrator added."""

from __future__ import annotations

from collections.abc import Iterator

from qingtian.apps.penalties.models import CatalogueEntry, LocalTable
from qingtian.enforcement.discretion.reading import load_tables, read_table
from qingtian.enforcement.discretion.table import MODELS, Table
from qingtian.enforcement.violations.catalogue import Catalogue, FineRange, Measure, Violation, ViolationEdition
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import Basis


def catalogue() -> Catalogue:
    """The declared violations with every added edition before them, the last added first."""
    return load_catalogue().with_added(_violation(row) for row in reversed(CatalogueEntry.objects.all()))


def _violation(row: CatalogueEntry) -> Violation:
    title = Text(row.title_zh, row.title_en)
    return Violation(row.violation, title, (_edition(row),))


def _edition(row: CatalogueEntry) -> ViolationEdition:
    basis = Basis(row.instrument, row.article)
    fine = FineRange(
        media=frozenset([row.medium] if row.medium else ()),
        parties=frozenset([row.party] if row.party else ()),
        minimum=row.minimum,
        maximum=row.maximum,
        basis=basis,
        certainty=row.certainty,
        source=Text(row.source, row.source),
    )
    measures = tuple(Measure(each, "may", basis, row.certainty) for each in row.measures)
    return ViolationEdition(row.from_day, row.to_day, (basis,), row.certainty, (fine,), measures)


def tables() -> dict[str, Table]:
    """Every table by ``id@version``, in the order of the models; local ones before the models from elsewhere."""
    found = {each.key: each for each in (*_local(), *load_tables().values())}
    return dict(sorted(found.items(), key=lambda item: list(MODELS).index(item[1].model)))


def table_of(words: str) -> Table:
    """The table named ``id@version`` or by its id; the first of all where there is none of that name."""
    held = tables()
    return held.get(words) or next((each for each in held.values() if each.id == words), next(iter(held.values())))


def _local() -> Iterator[Table]:
    law = load_law()
    for row in LocalTable.objects.all():
        yield read_table(row.text, row.code, law)
