"""A Word file is a zip; settled, equal contents give equal bytes on every machine and day."""

from __future__ import annotations

import io
import zipfile

#: the earliest day a zip can carry; says plainly that it is no real time
NO_TIME = (1980, 1, 1, 0, 0, 0)


def settled(archive: bytes) -> bytes:
    """The same zip with members in order of name and without times, so that its digest depends on contents alone."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
    return buffer.getvalue()
