"""The rules of air this administration computes with: the program's, and its own from ``standards/air`` of the data
folder (``standards.air.overlay``). Recording one is here; whether somebody may is the page's to ask."""

from __future__ import annotations

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.air.held import Held
from qingtian.standards.air.overlay import Entry, overlays, parsed, with_changes
from qingtian.tables.whole_file import WholeFile

TAKEN = Text("同时有人登记了另一项，请再看一遍。", "somebody recorded another one meanwhile; look again.")

#: name, size and time of every file: what is read once until one of them changes
Stamp = tuple[tuple[str, int, int], ...]


def own_rules_folder() -> Path:
    """Where the administration's own rules lie; it need not exist."""
    return Path(settings.DATA) / "standards" / "air"


def held_rules() -> Held:
    """Every edition in force here; DeclarationError ``air.overlay`` while a file of the folder does not hold."""
    return _held(own_rules_folder(), _stamp(own_rules_folder()))


def own_rules() -> tuple[Entry, ...]:
    """What was laid over, oldest first, with who, when, why and basis."""
    return overlays(own_rules_folder())


def record_own_rule(laid: dict[str, Any], *, who: str, why: str, at: datetime) -> tuple[Entry, Held]:
    """Lay one more ``{change: …}`` or ``{edition: …}`` over the rules, and answer with it and what is then held.

    Nothing is written unless it holds together with all that was laid over before (DeclarationError ``air.overlay``).
    Files are never altered or removed; Refused ``air.overlay_taken`` where another took the same number.
    """
    folder, before = own_rules_folder(), own_rules()
    text = yaml.safe_dump(
        {**laid, "recorded": {"who": who, "when": at, "why": why}}, allow_unicode=True, sort_keys=False
    )
    name = f"{_last_number(before) + 1:04d}.yaml"
    entry = Entry(name, parsed(text, name))
    held = with_changes((*before, entry))
    folder.mkdir(parents=True, exist_ok=True)
    _write_once(folder / name, text)
    return entry, held


def _last_number(entries: tuple[Entry, ...]) -> int:
    names = (entry.name.removesuffix(".yaml") for entry in entries)
    return max((int(name) for name in names if name.isdecimal()), default=0)


def _write_once(path: Path, text: str) -> None:
    """A whole file under its number, or none: another with the same number is never replaced."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    with WholeFile(draft) as file:
        file.text.write(text)
        file.commit()
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise Refused("air.overlay_taken", TAKEN) from error
    finally:
        draft.unlink(missing_ok=True)


def _stamp(folder: Path) -> Stamp:
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return tuple((file.name, (told := file.stat()).st_size, told.st_mtime_ns) for file in files)


@lru_cache(maxsize=4)
def _held(folder: Path, stamp: Stamp) -> Held:
    return with_changes(overlays(folder))
