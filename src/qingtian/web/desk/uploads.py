"""Files an officer attaches: what they are is told by their content, their names are cleaned, photos are redrawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.proceedings.actions.serve_paper import NOBODY_SEALED
from qingtian.apps.proceedings.actions.store_file import (
    SecretRefused,
    Undeclared,
    refuse_marked_name,
    store_file,
    store_sealed,
)
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.secrecy import Declaration
from qingtian.web.desk.packed import harmless_names

SALT = "desk.kept-file"
NAME_LENGTH = 80
OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "OFD.xml": ("ofd", "application/ofd"),
}
PHOTO_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
TOO_LARGE = Text("“{name}”超过 {limit} MB，没有收。", "“{name}” is larger than {limit} MB and was not taken.")
EMPTY = Text("“{name}”是空文件。", "“{name}” is empty.")
NOT_TAKEN = Text(
    "“{name}”不是照片、PDF、Word、Excel 或 OFD，没有收。",
    "“{name}” is no photo, PDF, Word, Excel or OFD file and was not taken.",
)
#: a refused file is told by its place among the files: its name may itself be the secret
NUMBERED = Text("第 {n} 个文件{what}", "File {n}: {what}")
TOO_MANY = Text("一次最多 {limit} 个文件。", "At most {limit} files at a time.")
MOST = 20
UNWANTED = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


class FileRefused(Exception):
    """One file that cannot be taken, with the sentence that says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file already stored in an earlier try of the same form; ``ticket`` brings it back, for this person only."""

    pk: int
    name: str
    ticket: str


def clean_name(name: str, extension: str) -> str:
    """The last part of the name without control, direction or path characters, with the extension of its content."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(c for c in bare if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem = UNWANTED.sub("_", bare).rsplit(".", 1)[0].strip(" ._")[:NAME_LENGTH]
    return f"{stem or 'file'}.{extension}"


def judged(content: bytes) -> tuple[bytes, str, str] | None:
    """Bytes to keep, extension and media type; None for what is not taken. Photos come back without their metadata."""
    if content.startswith(b"%PDF-"):
        return content, "pdf", "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(PHOTO_BEGINNINGS):
        return sterilise(content).jpeg, "jpg", "image/jpeg"
    return None


def _packed(content: bytes) -> tuple[bytes, str, str] | None:
    names = harmless_names(content)
    for beginning, (extension, media_type) in OFFICE.items():
        if any(name.startswith(beginning) for name in names):
            return content, extension, media_type
    return None


@sensitive_variables()
def take(
    upload: UploadedFile[Any],
    proceeding: Proceeding | None,
    now: datetime,
    declared: Declaration | None = None,
    token: str | None = None,
) -> StoredFile:
    """Store one upload; raises FileRefused with the sentence for the form, SecretRefused and Undeclared as they are.

    With ``token`` it is sealed with that identity at once and never written in the open.
    """
    name, limit = str(upload.name), settings.PHOTO_MAX_BYTES
    refuse_marked_name(name)
    if (upload.size or 0) > limit:
        raise FileRefused(TOO_LARGE.format(name=name, limit=limit // (1024 * 1024)))
    content = upload.read()
    if not content:
        raise FileRefused(EMPTY.format(name=name))
    try:
        kept = judged(content)
    except QingtianError as error:
        words = Text("“{name}”：{what}", "“{name}”: {what}").format(name=name, what=error.message)
        raise FileRefused(words) from error
    if kept is None:
        raise FileRefused(NOT_TAKEN.format(name=name))
    data, extension, media_type = kept
    if token is not None:
        clean = clean_name(name, extension)
        return store_sealed(data, token=token, name=clean, media_type=media_type, now=now, declared=declared)
    return store_file(
        data,
        name=clean_name(name, extension),
        media_type=media_type,
        now=now,
        proceeding=proceeding,
        declared=declared,
    )


@sensitive_variables()
def take_all(
    uploads: Iterable[UploadedFile[Any]],
    proceeding: Proceeding | None,
    now: datetime,
    declared: Declaration | None = None,
    token: str | None = None,
) -> tuple[list[StoredFile], list[Text]]:
    """Every upload that can be taken, and a sentence for each that cannot. ``declared`` is what the form answered.

    ``token`` seals them with that identity; empty where there is none to seal with: then none is taken.
    """
    wanted, stored, faults = list(uploads), [], []
    if wanted and token == "":
        return [], [NOBODY_SEALED]
    if len(wanted) > MOST:
        return [], [TOO_MANY.format(limit=MOST)]
    for number, upload in enumerate(wanted, 1):
        try:
            stored.append(take(upload, proceeding, now, declared, token))
        except (SecretRefused, Undeclared) as refused:
            said = refused.message, refused.remedy or refused.message
            what = Text("".join(t.zh for t in said), " ".join(t.en for t in said))
            faults.append(NUMBERED.format(n=number, what=what))
        except FileRefused as refused:
            faults.append(refused.text)
    return stored, faults


def ticket(stored: StoredFile, person_id: int) -> Taken:
    """What the form carries for a file it has already sent."""
    return Taken(stored.pk, stored.name, signing.dumps([stored.pk, person_id], salt=SALT))


def redeemed(tickets: Iterable[str], person_id: int) -> list[StoredFile]:
    """The files behind tickets made out to this person; forged and foreign ones fall away."""
    keys = []
    for one in tickets:
        try:
            pk, owner = signing.loads(one, salt=SALT, max_age=24 * 3600)
        except signing.BadSignature:
            continue
        if owner == person_id:
            keys.append(pk)
    found = StoredFile.objects.in_bulk(keys)
    return [found[pk] for pk in dict.fromkeys(keys) if pk in found]
