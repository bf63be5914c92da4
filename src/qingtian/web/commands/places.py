"""``qingtian places``: areas and grid cells from GeoJSON, and the configuration pack of a city."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.errors import UnusableInput
from qingtian.grid.faults import KINDS
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, django_ready, note, print_json, say

if TYPE_CHECKING:
    from qingtian.apps.places.geojson import Report
    from qingtian.packs import PackReport

NO_FILE = Text("没有这个文件。", "There is no such file.")
COUNTS = Text(
    "新建 {created}，更新 {changed}，不变 {unchanged}，拒收 {rejected}。",
    "{created} created, {changed} changed, {unchanged} unchanged, {rejected} rejected.",
)
REJECTED = Text("  第 {number} 项 {code}：{why}", "  feature {number} {code}: {why}")
KEPT = Text("拒收的在 {file}，改好再导入。", "The rejected ones are in {file}; correct them and import that file.")
FAULTS = Text("网格没有拼严，{count} 处：", "The cells do not tile, {count} fault(s):")
FAULT = Text("  {parent} {what} {cells} {hectares} 公顷", "  {parent} {what} {cells} {hectares} ha")
LOADED = Text(
    "“{pack}”：区域 {areas}，站点 {stations}；新建 {created}，更新 {changed}，不变 {unchanged}。",
    "“{pack}”: {areas} areas, {stations} stations; {created} created, {changed} changed, {unchanged} unchanged.",
)
VERIFY = Text("还要核实 {count} 项：", "{count} still to be verified:")
UNVERIFIED = Text("  {code} {name}：{certainty}", "  {code} {name}: {certainty}")


@click.group(epilog="Example: qingtian places import areas.geojson --kind areas")
def places() -> None:
    """Areas (属地) and grid cells (网格)."""


@places.command("import", epilog="Example: qingtian places import grid.geojson --kind grid --json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["areas", "grid"]), required=True, help="What the file holds.")
@as_json
def import_(file: Path, kind: str, as_json: bool) -> None:
    """Import FILE.geojson, feature by feature; importing it again changes nothing.

    Rejected features are kept beside FILE with the reason. Exit 0: imported; 1: FILE unusable, nothing changed.
    """
    if not file.is_file():
        raise UnusableInput("places.no_file", NO_FILE, where=file.name)
    django_ready()
    from qingtian.apps.places.geojson import import_areas, import_grid

    report = (import_areas if kind == "areas" else import_grid)(file)
    if as_json:
        print_json(as_dict(report))
    else:
        _tell(report)


def _counts(report: Report) -> dict[str, int]:
    counts = {name: getattr(report, name) for name in ("created", "changed", "unchanged")}
    return {**counts, "rejected": len(report.rejected)}


def _tell(report: Report) -> None:
    say(COUNTS, **_counts(report))
    for row in report.rejected:
        note(REJECTED, number=row.number, code=row.code, why=row.why)
    if report.rejects_file:
        note(KEPT, file=report.rejects_file)
    if report.faults:
        note(FAULTS, count=len(report.faults))
    for fault in report.faults:
        hectares = f"{fault.square_metres / 10_000:.1f}"
        note(FAULT, parent=fault.parent, what=KINDS[fault.kind], cells=" ".join(fault.cells), hectares=hectares)


def as_dict(report: Report) -> dict[str, Any]:
    """The import for programs."""
    rejects = [{"number": r.number, "code": r.code, "why": r.why.in_(terminal_language())} for r in report.rejected]
    faults = [
        {"kind": f.kind, "parent": f.parent, "cells": list(f.cells), "square_metres": f.square_metres}
        for f in report.faults
    ]
    return {**_counts(report), "rejects": rejects, "kept_in": report.rejects_file or None, "faults": faults}


@places.command("load-pack", epilog="Example: qingtian places load-pack kunming")
@click.argument("pack")
@as_json
def load_pack(pack: str, as_json: bool) -> None:
    """Load the configuration pack of a city, such as kunming; loading it again changes nothing.

    What is not verified yet is listed with its mark of certainty.
    """
    django_ready()
    from qingtian import packs

    report = packs.load_pack(pack)
    if as_json:
        print_json(pack_as_dict(report))
        return
    say(LOADED, **{name: value for name, value in pack_as_dict(report).items() if name != "unverified"})
    if report.unverified:
        say(VERIFY, count=len(report.unverified))
        for row in report.unverified:
            say(UNVERIFIED, code=row.code, name=row.name, certainty=row.certainty)


def pack_as_dict(report: PackReport) -> dict[str, Any]:
    """The loading for programs."""
    counts = {
        name: getattr(report, name) for name in ("areas", "stations", "regions", "created", "changed", "unchanged")
    }
    unverified = [
        {
            "code": row.code,
            "name": row.name.in_(terminal_language()),
            "certainty": row.certainty.in_(terminal_language()),
        }
        for row in report.unverified
    ]
    return {"pack": report.pack, **counts, "unverified": unverified}
