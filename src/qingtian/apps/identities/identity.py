"""The words the vault speaks: who reported, who opens, what the reporter is told. Their reprs show nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qingtian.language import Text

#: lengths no real answer reaches; they keep a form field from becoming a store of documents
LONGEST = {"name": 100, "phone": 50, "other": 1000}
#: the sealed text is padded to a multiple of this, so that its length says nothing about the name in it
PADDING = 256


@dataclass(frozen=True, repr=False)
class Identity:
    """Who reported (举报人): name, telephone, and anything else that tells who it is. Empty means not given."""

    name: str
    phone: str
    other: str

    def __repr__(self) -> str:
        return "Identity(sealed)"

    def to_bytes(self) -> bytes:
        """JSON, padded with blanks (which JSON ignores) to hide its length."""
        text = json.dumps({"name": self.name, "phone": self.phone, "other": self.other}, ensure_ascii=False).encode()
        return text.ljust(-(-len(text) // PADDING) * PADDING)

    @classmethod
    def from_bytes(cls, text: bytes) -> Identity:
        fields = json.loads(text)
        return cls(fields["name"], fields["phone"], fields["other"])


class Kind(StrEnum):
    """How much the reporter gave; real-name reports (实名举报) are owed feedback, Code art. 146."""

    NAMED = "named"
    CONTACT = "contact"
    ANONYMOUS = "anonymous"

    @classmethod
    def of(cls, identity: Identity) -> Kind:
        """Named with a name, contact with only a way to answer, else anonymous."""
        if identity.name.strip():
            return cls.NAMED
        return cls.CONTACT if identity.phone.strip() or identity.other.strip() else cls.ANONYMOUS

    @property
    def text(self) -> Text:
        return _KINDS[self]


_KINDS = {
    Kind.NAMED: Text("实名", "Named"),
    Kind.CONTACT: Text("未署名，留有联系方式", "No name, contact given"),
    Kind.ANONYMOUS: Text("匿名", "Anonymous"),
}


class Purpose(StrEnum):
    """What an opening is for, in the few words the reporter is shown. The officer's own reason stays internal."""

    HANDLING = "handling"
    REPLY = "reply"
    REWARD = "reward"
    TRANSFER = "transfer"

    @property
    def text(self) -> Text:
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.HANDLING: Text("核实和办理您反映的问题", "To verify and handle what you reported"),
    Purpose.REPLY: Text("向您答复和反馈", "To answer you"),
    Purpose.REWARD: Text("核发举报奖励", "To pay a reward"),
    Purpose.TRANSFER: Text("依法移送有权机关", "To hand over to a competent organ as the law requires"),
}


class Subject(StrEnum):
    """What was opened."""

    IDENTITY = "identity"
    FILE = "file"

    @property
    def text(self) -> Text:
        return _SUBJECTS[self]


_SUBJECTS = {
    Subject.IDENTITY: Text("姓名和联系方式", "Name and contact"),
    Subject.FILE: Text("原始照片或文件", "Original photo or file"),
}


@dataclass(frozen=True)
class Opener:
    """The official who opens: the person, and the post and organ held on that day, as the log will keep them."""

    person_id: int | str
    person: str
    post: str
    organ: str


@dataclass(frozen=True)
class Opening:
    """One opening as the reporter sees it on the receipt: when, which organ, what, what for; never which person."""

    at: datetime
    organ: str
    purpose: Text
    subject: Text


@dataclass(frozen=True)
class SealedFileRef:
    """A sealed file: its reference, the SM3 of the original bytes (64 hexadecimal digits), its size in bytes."""

    ref: str
    sm3: str
    size: int
