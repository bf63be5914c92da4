"""Where and when photos were taken, read from the photos themselves before they are redrawn without it (照片位置).

Only for acts that ask for it. What somebody typed is left as it is; lines are added for photos that have none yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from qingtian.apps.identities.photo_position import position_in, taken_at
from qingtian.procedures import Transition
from qingtian.procedures.positions import NOWHERE, written_position

SUFFIX = "_placed"


def lines_of(transition: Transition, files: Any, typed: Callable[[str], str]) -> dict[str, str]:
    """By field of positions its lines: those typed, then one for each further photo sent with this try.

    Photos kept from an earlier try have their lines among those typed.
    """
    found = {}
    for declared in transition.fields:
        if declared.type != "positions":
            continue
        uploads = files.getlist(f"f_{declared.name.removesuffix(SUFFIX)}")
        lines = [line for line in typed(declared.name).splitlines() if line.strip()]
        read = [line_of(upload) for upload in uploads]
        missing = read[len(lines) :] if len(lines) < len(read) else []
        if missing and any(line != NOWHERE for line in [*lines, *read]):
            found[declared.name] = "\n".join([*lines, *missing])
    return found


def line_of(upload: UploadedFile[Any]) -> str:
    """One photo's line; a dash for what it does not say."""
    if not upload.file:
        return NOWHERE
    place, when = position_in(upload.file), taken_at(upload.file)
    told = {"at": when.strftime("%Y-%m-%dT%H:%M")} if when else {}
    if place:
        told |= {"longitude": str(place[0]), "latitude": str(place[1])}
    return written_position(told)["name"]
