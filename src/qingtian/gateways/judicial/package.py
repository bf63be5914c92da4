"""The package of one outgoing message (去文包): a signed manifest and the papers it names, each with its digest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.attached import attached_to
from qingtian.apps.proceedings.checkpoints import public_key, sign
from qingtian.apps.proceedings.export import FILE_CHANGED, FILE_MISSING, RESTORE, stays_here
from qingtian.apps.proceedings.models import ActContent, Paper, StoredFile
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.transfers.message_kinds import load_kinds
from qingtian.apps.transfers.models import JudicialMessage
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.trail import canonical, sm3

FORMAT = "qingtian-judicial-message"
VERSION = 1
#: every part bears this moment, so that the same message packs to the same bytes
MOMENT = (2000, 1, 1, 0, 0, 0)
NOT_OUT = Text("收到的文书没有去文包。", "A message that came in has no package.")
VOID = Text("这个动作已经作废，不能发出。", "Its act was voided; it cannot be sent.")


def package(message: JudicialMessage) -> bytes:
    """A ZIP of ``manifest.json`` and the papers and files of the act. A work secret stays: only its digest is told.

    Raises Refused ``judicial.not_out``, ``judicial.void``, UnusableInput where a file is missing or changed.
    """
    if message.way != JudicialMessage.Way.OUT:
        raise Refused("judicial.not_out", NOT_OUT, where=message.number)
    if message.voided:
        raise Refused("judicial.void", VOID, where=message.number)
    files = list(_files(message))
    body = _body(message, files)
    manifest = canonical({"body": body, "signature": sign(canonical(body)), "public_key": public_key()})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("manifest.json", MOMENT), manifest)
        for place, file in enumerate(files, 1):
            if not stays_here(file):
                archive.writestr(zipfile.ZipInfo(_name(place, file), MOMENT), _read(file))
    return packed.getvalue()


def _body(message: JudicialMessage, files: list[StoredFile]) -> dict[str, Any]:
    matter, kind = message.proceeding, load_kinds()[message.kind]
    sender = projection_of(matter).relations.get("office") or {}
    organ = Organ.objects.filter(code=message.other).first()
    return {
        "format": FORMAT,
        "v": VERSION,
        "number": message.number,
        "kind": message.kind,
        "title": kind.title.as_dict(),
        "on": message.on.isoformat(),
        "about": {"number": matter.number, "procedure": matter.procedure, "act": message.act, "head": matter.head},
        "from": sender.get("name"),
        "to": {"zh": organ.name_zh, "en": organ.name_en} if organ else None,
        "owes_receipt": message.owes_receipt,
        "generated": matter.generated,
        "papers": [_told(place, file) for place, file in enumerate(files, 1)],
    }


def _told(place: int, file: StoredFile) -> dict[str, Any]:
    """A file with its name in the package; of a work secret the digest alone."""
    if stays_here(file):
        return {"withheld": True, "sm3": file.sm3}
    return {"file": _name(place, file), "media_type": file.media_type, "size": file.size, "sm3": file.sm3}


def _name(place: int, file: StoredFile) -> str:
    """A number before the name: two papers of one name stand side by side, and no name leads out of the package."""
    return f"papers/{place:02d}-" + file.name.replace("/", "_").replace("\\", "_").lstrip(".")


def _files(message: JudicialMessage) -> Iterator[StoredFile]:
    """The act's paper, sealed where a scan of it is there, then what the act attached."""
    paper = Paper.objects.filter(proceeding=message.proceeding, act__seq=message.act).first()
    if paper:
        yield paper.scan or paper.text
    record = ActContent.objects.get(act__proceeding=message.proceeding, act__seq=message.act).content
    known = {file.pk: file for file in StoredFile.objects.filter(proceeding=message.proceeding)}
    yield from (one.file for one in attached_to(message.proceeding, record, known))


def _read(file: StoredFile) -> bytes:
    """The bytes, proved against their digest. Raises UnusableInput."""
    if not file.path.exists():
        raise UnusableInput("export.file_missing", FILE_MISSING.format(name=file.name), remedy=RESTORE)
    content = file.read()
    if sm3(content) != file.sm3:
        raise UnusableInput("export.file_changed", FILE_CHANGED.format(name=file.name), remedy=RESTORE)
    return content
