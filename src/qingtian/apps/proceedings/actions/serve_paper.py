"""Enter a service (送达): a resident's receipt lies under the seal of the identity, never in the open file."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.apps.proceedings.actions.paper_life import refresh_papers
from qingtian.apps.proceedings.chapters import CHAPTERS, Performed
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.errors import Refused
from qingtian.language import Text

NOBODY_SEALED = Text(
    "这件事没有密封的身份，回证不能封存；纸质回证存案卷。",
    "This matter has no sealed identity to seal the receipt with; keep the paper receipt in the file.",
)
NOT_SEALED = Text(
    "回证要随上传立即封存，这一份没有封存。", "A receipt is sealed the moment it is sent; this one was not."
)
SEND_AGAIN = Text("请重新打开页面，再传一次。", "Open the page again and send it once more.")


def sealing_token(matter: Proceeding) -> str:
    """The identity what belongs to the reporter is sealed with; empty where the matter has none."""
    chapter = CHAPTERS.get(matter.procedure)
    tokens = chapter.sealed(matter) if chapter and chapter.sealed else []
    return tokens[0] if tokens else ""


def serve_paper(performed: Performed) -> None:
    """The effect of ``serve_paper``. The trail keeps a digest of a sealed receipt; its bytes were sealed when sent."""
    files = performed.values.get("receipt_sealed", [])
    if files:
        _take_from_the_open(performed, [one["id"] for one in files])
    refresh_papers(performed)


def _take_from_the_open(performed: Performed, keys: list[int]) -> None:
    """The row that stood for the upload goes: what stays is the sealed file, and the digest in the act."""
    if not sealing_token(performed.proceeding):
        raise Refused("paper.nobody_sealed", NOBODY_SEALED, where="receipt_sealed")
    receipts = list(StoredFile.objects.filter(pk__in=keys, proceeding=None))
    if not all(stored.sealed_original for stored in receipts):
        raise Refused("paper.not_sealed", NOT_SEALED, where="receipt_sealed", remedy=SEND_AGAIN)
    delete_unclaimed(receipts)
