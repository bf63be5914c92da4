"""What the server answers a phone about one item of evidence: kept with a receipt, wanted still, or refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qingtian.apps.inspections.models import FieldEvidence
from qingtian.language import Text

#: bytes of a piece; the phone is told, and cuts so
CHUNK = 256 * 1024
#: items announced in one go, at most
MOST_AT_ONCE = 200

OTHER_CONTENT = Text(
    "这个编号已经收过别的内容，没有覆盖；手机上的这一件还在。",
    "Other content came under this number before. Nothing was written over; yours is still on the phone.",
)
PLACE_TAKEN = Text(
    "这条链的这个序号已经收过另一件，没有覆盖；手机上的这一件还在。",
    "Another item holds this place of the chain. Nothing was written over; yours is still on the phone.",
)
FOREIGN = Text("这一件不是这次检查的。", "This item belongs to another visit.")
DIFFERS = Text(
    "收到的内容与现场固定的摘要不一样（应为 {sealed}…，实为 {found}…），没有收，其余的照收；请再传一次。",
    "What came differs from what was sealed (sealed {sealed}…, came {found}…). It was not taken, the others were; "
    "send it again.",
)
TOO_LARGE = Text("超过 {limit} MB，没有收。", "Larger than {limit} MB; it was not taken.")
NOT_THAT_KIND = Text("内容不是{kind}，没有收。", "Its content is no {kind}; it was not taken.")


@dataclass(frozen=True, slots=True)
class Answer:
    """``state`` is kept, wanted or refused. ``have`` are the pieces that are here already."""

    client: str
    state: str
    words: Text | None = None
    have: tuple[int, ...] = ()
    receipt: str = ""

    def as_dict(self, language: str) -> dict[str, Any]:
        """For the phone, in its language."""
        told = {"client": self.client, "state": self.state, "have": list(self.have), "receipt": self.receipt}
        return told | ({"words": self.words.in_(language)} if self.words else {})


def refused(client: str, words: Text) -> Answer:
    return Answer(client, "refused", words)


def answer_for(row: FieldEvidence) -> Answer:
    """How far one item has come. The receipt is the SHA-256 of the bytes as they lie here: the phone compares it with
    its own before it lets go of them."""
    if row.received_at is not None:
        return Answer(row.client, "kept", receipt=row.sha256)
    return Answer(row.client, "wanted", have=tuple(row.chunks.values_list("place", flat=True)))


def pieces_of(size: int) -> int:
    """How many pieces so many bytes make.

    >>> pieces_of(1), pieces_of(CHUNK), pieces_of(CHUNK + 1)
    (1, 1, 2)
    """
    return -(-size // CHUNK)
