"""An order as it came (工单), whichever way: fields of ours, the reporter apart, the raw record whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from qingtian.apps.identities.vault import Identity
from qingtian.trail import sm3


@dataclass(frozen=True, repr=False)
class Order:
    """``raw`` is the record as it came, unknown fields too; it is sealed. ``stamp`` orders versions: the later text or
    number is the newer version; empty where the source gives none."""

    system: str
    number: str
    content: str
    raw: Mapping[str, Any]
    identity: Identity
    title: str = ""
    remark: str = ""
    place: str = ""
    subject_name: str = ""
    district: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    source_channel: str = ""
    business_type: str = ""
    category: tuple[str, ...] = ()
    urgency: str = ""
    status: str = ""
    confidential: bool = False
    need_callback: bool = False
    accepted_at: datetime | None = None
    dispatched_at: datetime | None = None
    due_at: datetime | None = None
    stamp: str = ""
    evaluation: Mapping[str, bool] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Order({self.system}:{self.number})"

    @property
    def words(self) -> str:
        """What is reported, for the sealed record: title, content, remark, each once."""
        parts: list[str] = []
        for part in (self.title, self.content, self.remark):
            if part and not any(part in known for known in parts):
                parts.append(part)
        named = f"被反映对象：{self.subject_name}" if self.subject_name else ""
        return "\n".join([*parts, named] if named and self.subject_name not in "".join(parts) else parts)

    @property
    def raw_bytes(self) -> bytes:
        """The raw record in one writing."""
        return json.dumps(self.raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()

    @property
    def digest(self) -> str:
        """Tells a version that came before."""
        return sm3(self.raw_bytes)
