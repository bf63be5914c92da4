"""Articles as the desk cites them."""

from __future__ import annotations

from collections.abc import Iterable

from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import Basis, load_law
from qingtian.procedures.model import Basis as DeclaredBasis


def short(bases: Iterable[DeclaredBasis]) -> Text:
    """条例 34；12369办法 9 / Regulations 34; Hotline Measures 9."""
    law = load_law()
    cited = [law.cite(Basis(instrument=b.instrument, article=b.article), short=True) for b in bases]
    return Text("；".join(c.zh for c in cited), "; ".join(c.en.replace("、", ", ") for c in cited))


def in_full(basis: str) -> Text | str:
    """What a refusal gives as its basis (instrument and article), in words; anything else stays as it is."""
    instrument, _, article = basis.partition(" ")
    if not article:
        return basis
    try:
        return load_law().cite(Basis(instrument=instrument, article=article))
    except QingtianError:
        return basis


def cited(bases: Iterable[DeclaredBasis]) -> list[Text]:
    """Every article an act rests on, in full."""
    law = load_law()
    return [law.cite(Basis(instrument=b.instrument, article=b.article)) for b in bases]
