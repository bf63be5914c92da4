"""A small water: two basins, five river sections and one point of a lake, with values for the months a test needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.apps.places.models import Area
from qingtian.apps.water.actions.take_values import NewValue, take_values
from qingtian.apps.water.models import Basin, Section, SectionTarget, WaterImport
from qingtian.standards.periods import period
from qingtian.standards.water.measured import of_item
from tests.days import TODAY, at

#: water of class II in all 21 items and what the trophic index needs
CLEAN = {
    "pH": "7.2",
    "DO": "8.1",
    "CODMn": "3",
    "COD": "12",
    "BOD5": "2",
    "NH3-N": "0.3",
    "TP": "0.02",
    "TN": "1.2",
    "Cu": "0.005",
    "Zn": "0.02",
    "fluoride": "0.3",
    "Se": "<0.0004",
    "As": "0.002",
    "Hg": "<0.00004",
    "Cd": "<0.0001",
    "Cr(VI)": "<0.004",
    "Pb": "<0.002",
    "cyanide": "<0.004",
    "volatile phenol": "<0.0003",
    "petroleum": "<0.01",
    "LAS": "<0.05",
    "sulfide": "<0.01",
    "chla": "4",
    "SD": "2.5",
}
SECTIONS = (
    # code, name, waterbody, area, basin, target of 2026
    ("W1", "双溪源头", "river", "wangxi", "north", "II"),
    ("W2", "溪口大桥", "river", "wangxi", "north", "III"),
    ("W3", "望溪出境", "river", "wangxi", "north", "III"),
    ("W4", "石湾桥", "river", "shiwan", "south", "III"),
    ("W5", "石湾出境", "river", "shiwan", "south", "IV"),
    ("L1", "镜湖湖心", "lake", "shiwan", "south", "III"),
)


def build_water() -> dict[str, Section]:
    """The sections with their targets; the areas of the small city must be there."""
    basins = {
        code: Basin.objects.create(code=code, name_zh=zh, name_en=en)
        for code, zh, en in (("north", "双溪", "Shuangxi"), ("south", "石湾河", "Shiwan River"))
    }
    found = {}
    for order, (code, name, body, area, basin, target) in enumerate(SECTIONS):
        found[code] = Section.objects.create(
            code=code,
            name_zh=name,
            name_en=f"Section {code}",
            waterbody=body,
            level="national" if order < 2 else "city",
            area=Area.objects.get(code=area),
            basin=basins[basin],
            order=order,
        )
        SectionTarget.objects.create(
            section=found[code], year=2026, grade=target, basis="目标责任书（测试）", by="test", at=at(TODAY)
        )
    return found


def measure(section: Section, month: str, why: str = "", only: Mapping[str, str] | None = None, **changed: str) -> None:
    """Values of a section in a month: clean water with some values ``changed`` (``NH3_N``), or ``only`` these."""
    of = period(month)
    named = {name.replace("_", "-"): text for name, text in changed.items()}
    texts = dict(only) if only is not None else {**CLEAN, **named}
    brought = WaterImport.objects.create(origin="test", at=at(date(2026, 11, 3)))
    values = [
        NewValue(section, code, of, text, value) for code, text in texts.items() if (value := of_item(code, text))
    ]
    take_values(values, brought, why=why)
