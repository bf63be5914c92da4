"""One sentence for a standard: what it is, where it stands, how sure we are; for the foot of a page and of a sheet."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES, Basis

LINE = Text("{title}（{instrument} {clause}；{certainty}）", "{title} ({instrument} {clause}; {certainty})")


def standing(title: Text, basis: Basis) -> Text:
    """The sentence, whatever the certainty: the mark is never hidden."""
    return LINE.format(
        title=title,
        instrument=basis.instrument,
        clause=basis.clause,
        certainty=CERTAINTIES[basis.certainty],
    )
