"""Enter a service (送达): a resident's receipt goes under the seal of the identity, never into the open file."""

from __future__ import annotations

from qingtian.apps.identities.vault import seal_file
from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.apps.proceedings.actions.paper_life import refresh_papers
from qingtian.apps.proceedings.chapters import CHAPTERS, Performed
from qingtian.apps.proceedings.models import StoredFile
from qingtian.errors import Refused
from qingtian.language import Text

NOBODY_SEALED = Text(
    "这件事没有密封的身份，回证不能封存；纸质回证存案卷。",
    "This matter has no sealed identity to seal the receipt with; keep the paper receipt in the file.",
)


def serve_paper(performed: Performed) -> None:
    """The effect of ``serve_paper``. The trail keeps a digest of a sealed receipt; its bytes are encrypted here."""
    files = performed.values.get("receipt_sealed", [])
    if files:
        _seal(performed, [one["id"] for one in files])
    refresh_papers(performed)


def _seal(performed: Performed, keys: list[int]) -> None:
    chapter = CHAPTERS.get(performed.proceeding.procedure)
    tokens = chapter.sealed(performed.proceeding) if chapter and chapter.sealed else []
    if not tokens:
        raise Refused("paper.nobody_sealed", NOBODY_SEALED, where="receipt_sealed")
    receipts = list(StoredFile.objects.filter(pk__in=keys, proceeding=None))
    for stored in receipts:
        seal_file(tokens[0], stored.read(), stored.media_type, now=performed.act.recorded_at)
    delete_unclaimed(receipts)
