"""Files by hand or from a folder (导入文件): each a delivery with its report, rejects kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from qingtian.apps.operations.jobs import Counts
from qingtian.apps.weather.actions.take import Came, refuse, take
from qingtian.apps.weather.models import Delivery, DeliveryRow, ExchangeLook
from qingtian.errors import UnusableInput
from qingtian.gateways.weather.settings import weather_settings
from qingtian.language import Text
from qingtian.measurements.lake.files import sha256_of
from qingtian.measurements.weather.files import KINDS, NAME, PART, read_file, sidecar_of
from qingtian.measurements.weather.value import Family
from qingtian.tables.writing import write_csv

NO_FOLDER = Text("收文件的文件夹不在。", "The drop folder is not there.")
OTHER_SOURCE = Text(
    "文件写的来源是“{found}”，这里收的是“{wanted}”。", "The file names “{found}”; “{wanted}” is read here."
)
#: written to in the last seconds: still being copied
STILL = 5.0
REJECT_HEADS = ("row", "outcome", "code", "field", "reason", "raw")


def take_file(path: Path, source: str, now: datetime, family: Family = "music") -> Delivery:
    """One file, whatever its form. UnusableInput where the whole of it cannot be used; that is on record too."""
    came = Came(Delivery.Channel.FILE, path.name, sha256_of(path), now)
    try:
        delivered = read_file(path, source, now, family)
        if delivered.source != source:
            words = OTHER_SOURCE.format(found=delivered.source, wanted=source)
            raise UnusableInput("weather.source", words, where=path.name)
    except UnusableInput as unusable:
        refuse(source, came, unusable.code)
        raise
    return take(delivered, came)


def write_rejects(delivery: Delivery, path: Path) -> Path | None:
    """Rejected and conflicting rows beside the file, as ``NAME.rejects.csv``; None where there are none."""
    rows = delivery.rows.exclude(outcome=DeliveryRow.Outcome.DOUBT)
    beside = path.with_name(f"{path.name}.rejects.csv")
    found = [
        (str(one.number), one.outcome, one.fault, one.field, f"{one.words_zh} {one.words_en}",
         "; ".join(f"{key}={value}" for key, value in one.raw.items()))
        for one in rows
    ]  # fmt: skip
    if not found:
        beside.unlink(missing_ok=True)
        return None
    write_csv(beside, REJECT_HEADS, found, private=True)
    return beside


def read_drop(now: datetime) -> Counts:
    """The job of the schedule: whole files of the folder, each once; nothing where no folder is declared."""
    found = weather_settings()
    return {} if found is None or found.drop is None else look(found.drop, found.source, now)


def look(folder: Path, source: str, now: datetime) -> Counts:
    """One look. A file that cannot be used stops no other. UnusableInput ``weather.no_folder``."""
    note = ExchangeLook(at=now, way=ExchangeLook.Way.DROP, outcome=ExchangeLook.Outcome.NOTHING)
    files = refused = 0
    try:
        for path in waiting(folder):
            if Delivery.objects.filter(name=path.name[:200], sha256=sha256_of(path)).exists():
                continue
            files += 1
            try:
                note.rows += take_file(path, source, now).taken
            except UnusableInput as unusable:
                refused, note.error = refused + 1, unusable.code
        if files:
            note.outcome = ExchangeLook.Outcome.FAILED if refused == files else ExchangeLook.Outcome.TAKEN
    except UnusableInput as unusable:
        note.outcome, note.error = ExchangeLook.Outcome.FAILED, unusable.code
        raise
    finally:
        note.save()
    return {"files": files, "refused": refused, "rows": note.rows}


def waiting(folder: Path) -> Sequence[Path]:
    """Whole files, by name: none still written (``.part``), no sidecar, no met-obs file that lacks its sidecar."""
    if not folder.is_dir():
        raise UnusableInput("weather.no_folder", NO_FOLDER, where=str(folder))
    there = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    names = {path.name for path in there}
    beside = {sidecar_of(path).name for path in there if NAME.fullmatch(path.name)}

    def whole(path: Path) -> bool:
        if path.name.endswith((PART, ".rejects.csv")) or path.suffix not in KINDS or path.name in beside:
            return False
        return not NAME.fullmatch(path.name) or sidecar_of(path).name in names

    return [path for path in there if whole(path)]
