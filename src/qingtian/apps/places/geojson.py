"""Import areas and grid cells from GeoJSON (RFC 7946): row by row, rejects kept, repeatable without doubling.

A feature names its place by the property ``code``. Areas want ``name_zh``, ``name_en`` and ``kind`` (a kind of Area);
grid cells want ``name_zh``, ``name_en``, ``level`` and ``area``. Both may name a ``parent`` by code. Coordinates are
WGS-84 degrees, longitude first.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models, transaction

from qingtian.apps.places.models import Area, GridCell
from qingtian.apps.places.outlines import fault_of
from qingtian.errors import UnusableInput
from qingtian.grid.tiling import Cell, Fault, check
from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Rejected:
    """One feature that was not taken. ``number`` counts the features of the file from 1."""

    number: int
    code: str
    why: Text


@dataclass
class Report:
    """The import row by row: how many were taken how, and every one that was not.

    ``rejects_file`` holds the rejected features, each with its reason, to be corrected and imported again.
    """

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    rejects_file: str = ""
    #: what keeps the whole grid from tiling after the import; nothing for areas
    faults: list[Fault] = field(default_factory=list)


class RejectedError(ValueError):
    """One feature that cannot be taken."""

    def __init__(self, zh: str, en: str) -> None:
        self.text = Text(zh, en)
        super().__init__(en)


def _unusable(code: str, zh: str, en: str, where: str) -> UnusableInput:
    remedy = Text(
        "请导出为 GeoJSON（FeatureCollection，WGS-84，UTF-8）再试。",
        "Export it as GeoJSON (FeatureCollection, WGS-84, UTF-8) and try again.",
    )
    return UnusableInput(code, Text(zh, en), where=where, remedy=remedy)


def features_of(content: bytes, where: str = "") -> list[Any]:
    """The features of a file. Raises UnusableInput when it is no GeoJSON FeatureCollection in WGS-84."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _unusable("places.not_utf8", "文件不是 UTF-8 编码。", "The file is not UTF-8.", where) from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise _unusable("places.not_json", f"第 {line} 行不是 JSON。", f"Line {line} is not JSON.", where) from None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        zh, en = "文件不是 FeatureCollection。", "The file is not a FeatureCollection."
        raise _unusable("places.not_a_collection", zh, en, where)
    if not isinstance(found.get("features"), list):
        raise _unusable("places.no_features", "文件里没有 features。", "The file has no features.", where)
    _check_reference_system(found, where)
    return list(found["features"])


def _check_reference_system(found: dict[str, Any], where: str) -> None:
    """RFC 7946 knows WGS-84 only; a file in projected or shifted coordinates would land in the wrong place.

    CGCS2000 (EPSG:4490), the national system, lies within centimetres of WGS-84 and is read as such.
    """
    named = json.dumps(found.get("crs") or "")
    if found.get("crs") and not any(known in named for known in ("CRS84", "4326", "4490")):
        zh, en = "坐标系不是 WGS-84。", "The coordinates are not in WGS-84."
        raise _unusable("places.other_coordinates", zh, en, where)


def _word(properties: dict[str, Any], name: str) -> str:
    value = properties.get(name)
    if not isinstance(value, str) or not value.strip():
        raise RejectedError(f"缺“{name}”。", f"“{name}” is missing.")
    return value.strip()


def _fitting(model: type[models.Model], values: dict[str, Any]) -> None:
    """Texts fit their columns: SQLite would take a longer one silently, PostgreSQL would stop half-way."""
    for name, value in values.items():
        longest = getattr(model._meta.get_field(name), "max_length", None)
        if longest and isinstance(value, str) and len(value) > longest:
            raise RejectedError(f"“{name}”超过 {longest} 个字。", f"“{name}” is longer than {longest} characters.")


def _slug(properties: dict[str, Any], name: str) -> str:
    code = _word(properties, name)
    try:
        validate_slug(code)
    except ValidationError:
        zh = f"“{name}”只能用字母、数字、连字符和下划线：{code}"
        raise RejectedError(zh, f"“{name}” may hold letters, digits, - and _ only: {code}") from None
    return code


def _named(model: type[models.Model], code: Any, name: str) -> Any:
    if code in (None, ""):
        return None
    found = model._default_manager.filter(code=str(code)).first()
    if found is None:
        raise RejectedError(f"没有“{name}”：{code}", f"there is no “{name}” {code}")
    return found


def _boundary(feature: dict[str, Any]) -> Any:
    geometry = feature.get("geometry")
    if fault := fault_of(geometry):
        raise RejectedError(fault.zh, fault.en)
    return geometry


def _area(feature: dict[str, Any], properties: dict[str, Any]) -> tuple[type[models.Model], str, dict[str, Any]]:
    kind = _word(properties, "kind")
    if kind not in Area.Kind.values:
        raise RejectedError(f"没有这种区域：{kind}", f"no such kind of area: {kind}")
    congress = properties.get("has_congress", kind != Area.Kind.ZONE)
    values = {
        "name_zh": _word(properties, "name_zh"),
        "name_en": _word(properties, "name_en"),
        "kind": kind,
        "division_code": str(properties.get("division_code") or ""),
        "parent": _named(Area, properties.get("parent"), "parent"),
        "has_congress": congress is True,
        "boundary": _boundary(feature),
    }
    return Area, _slug(properties, "code"), values


def _grid_cell(feature: dict[str, Any], properties: dict[str, Any]) -> tuple[type[models.Model], str, dict[str, Any]]:
    level = properties.get("level")
    if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= 9:
        raise RejectedError("“level”要是 1 到 9 的整数。", "“level” must be a whole number from 1 to 9.")
    values = {
        "name_zh": _word(properties, "name_zh"),
        "name_en": _word(properties, "name_en"),
        "level": level,
        "area": _named(Area, _word(properties, "area"), "area"),
        "parent": _named(GridCell, properties.get("parent"), "parent"),
        "boundary": _boundary(feature),
    }
    return GridCell, _slug(properties, "code"), values


Reader = Callable[[dict[str, Any], dict[str, Any]], tuple[type[models.Model], str, dict[str, Any]]]


def _no_circle(row: Any, parent: Any) -> None:
    above = parent
    while above is not None:
        if above.pk == row.pk:
            raise RejectedError("上级不能是自己或自己的下级。", "The parent is the place itself or lies below it.")
        above = above.parent


def _stored(model: type[models.Model], code: str, values: dict[str, Any]) -> str:
    row = model._default_manager.filter(code=code).first()
    if row is None:
        model._default_manager.create(code=code, **values)
        return "created"
    if all(getattr(row, name) == value for name, value in values.items()):
        return "unchanged"
    _no_circle(row, values["parent"])
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    _below(row)
    return "changed"


def _below(row: Any) -> None:
    """A path holds the codes above it: what lies below moves along."""
    if not hasattr(row, "path"):
        return
    for child in row.children.all():
        child.save()
        _below(child)


def _take(feature: Any, read: Reader, seen: set[str]) -> str:
    """Store one feature and say how it was taken. Raises RejectedError."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or feature.get("type") != "Feature":
        raise RejectedError("不是 Feature，或没有 properties。", "Not a Feature, or without properties.")
    model, code, values = read(feature, properties)
    _fitting(model, {"code": code} | values)
    if code in seen:
        raise RejectedError(f"同一文件里第二次出现：{code}", f"{code} stands in the file a second time.")
    seen.add(code)
    return _stored(model, code, values)


def _code_of(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return str(properties.get("code") or "") if isinstance(properties, dict) else ""


def _import_rows(features: list[Any], read: Reader) -> Report:
    report, seen = Report(), set[str]()
    for number, feature in enumerate(features, 1):
        try:
            outcome = _take(feature, read, seen)
        except RejectedError as rejected:
            report.rejected.append(Rejected(number, _code_of(feature), rejected.text))
        else:
            setattr(report, outcome, getattr(report, outcome) + 1)
    return report


def _keep_rejects(file: Path, features: list[Any], report: Report) -> None:
    """Write the rejected features beside the file; a file of rejects from an earlier run never outlives a clean one."""
    kept = file.with_name(f"{file.stem}.rejected.geojson")
    kept.unlink(missing_ok=True)
    if not report.rejected:
        return
    found = []
    for row in report.rejected:
        feature = features[row.number - 1]
        feature = feature if isinstance(feature, dict) else {"type": "Feature", "geometry": None, "was": feature}
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        found.append({**feature, "properties": {**properties, "rejected": row.why.as_dict()}})
    collection = {"type": "FeatureCollection", "features": found}
    kept.write_text(json.dumps(collection, ensure_ascii=False, indent=1), encoding="utf-8")
    report.rejects_file = kept.name


def _import(file: Path, read: Reader) -> Report:
    features = features_of(file.read_bytes(), file.name)
    with transaction.atomic():
        report = _import_rows(features, read)
    _keep_rejects(file, features, report)
    return report


def import_areas(file: Path) -> Report:
    """Create or update areas, in the order of the file (a parent before its children).

    The same file twice changes nothing. Raises UnusableInput when the file as a whole cannot be read; a feature that
    cannot be taken is rejected with its reason, kept beside the file, and stops no other.
    """
    return _import(file, _area)


def import_grid(file: Path) -> Report:
    """Create or update grid cells; otherwise as ``import_areas``. Afterwards the whole grid is checked: gaps, overlaps
    and what sticks out are reported and refuse nothing, for the next file may mend them."""
    report = _import(file, _grid_cell)
    rows = GridCell.objects.values_list("code", "parent__code", "boundary")
    report.faults = check(Cell(code, parent or "", boundary) for code, parent, boundary in rows)
    return report
