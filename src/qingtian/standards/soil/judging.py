"""Judge a sample of soil (土壤样品评价): every item against its screening and intervention value, the worst decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.entered import Entry, entry_on
from qingtian.standards.soil.levels import Risk, worst
from qingtian.standards.soil.values import Construction, Farmland, LandUse, edition_on, land_uses

OTHER_ITEMS = "soil.other_items"
BACKGROUND = "soil.background"
_CLASS = {"construction_1": "1", "construction_2": "2"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A content in mg/kg; ``below``: below this detection limit, whatever it is."""

    value: Decimal
    below: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured at a point on a day. ``ph`` None: not measured; ``area`` is the code its background has."""

    sampled_on: date
    land_use: str
    contents: Mapping[str, Measured]
    ph: Decimal | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class ItemRisk:
    """One item. ``control`` None: the standard sets none. ``background``: the local value it lies at or below."""

    item: str
    measured: Measured
    screening: Decimal
    control: Decimal | None
    risk: Risk
    background: Decimal | None = None

    @property
    def exceedance(self) -> Fraction | None:
        """How far above the screening value, as a multiple of it (超标倍数); None where it is not above."""
        if self.measured.below or self.measured.value <= self.screening:
            return None
        return Fraction(self.measured.value) / Fraction(self.screening) - 1


@dataclass(frozen=True, slots=True)
class PointRisk:
    """The whole sample. ``risk`` None: no item could be judged. ``no_value``: measured, but no value is held for it;
    ``unsure``: below a detection limit that lies above the screening value."""

    edition: str
    risk: Risk | None
    items: tuple[ItemRisk, ...]
    no_value: tuple[str, ...]
    unsure: tuple[str, ...]
    entered: tuple[Entry, ...] = ()

    @property
    def worst_items(self) -> tuple[str, ...]:
        """The items that decide; none at low risk."""
        return tuple(one.item for one in self.items if one.risk == self.risk != "low_risk" and one.background is None)

    @property
    def at_background(self) -> tuple[str, ...]:
        """Items above the screening value, at or below the local background: noted, not counted as pollution."""
        return tuple(one.item for one in self.items if one.background is not None)


def judge(sample: Sample, entries: Sequence[Entry] = ()) -> PointRisk:
    """Raises Refused by name: ``soil.land_use``, ``soil.no_edition``, ``soil.missing_ph`` (farmland), ``soil.ph``."""
    use = land_uses().get(sample.land_use)
    if use is None:
        known = ", ".join(land_uses())
        words = Text("不认识的用途：{use}。", "No such use of land: {use}.").format(use=sample.land_use or "–")
        remedy = Text("写其中一个：{known}。", "Write one of: {known}.").format(known=known)
        raise Refused("soil.land_use", words, where="land_use", remedy=remedy)
    edition = edition_on(use.kind, sample.sampled_on)
    refuse_missing_ph(use, sample.ph)
    others = entry_on(entries, OTHER_ITEMS, sample.sampled_on)
    local = entry_on(entries, BACKGROUND, sample.sampled_on)
    judged, no_value, unsure = [], [], []
    for item, measured in sample.contents.items():
        screening, control = _values_of(edition, use, sample, item, others)
        if screening is None:
            no_value.append(item)
        elif measured.below and measured.value > screening:
            unsure.append(item)
        else:
            background = _background(edition, sample, item, measured, screening, local)
            risk = _risk(measured, screening, control)
            judged.append(ItemRisk(item, measured, screening, control, risk, background))
    counted: list[Risk] = ["low_risk" if one.background is not None else one.risk for one in judged]
    used = tuple(entry for entry in (others, local) if entry is not None and use.kind == "construction")
    return PointRisk(edition.id, worst(counted), tuple(judged), tuple(no_value), tuple(unsure), used)


def refuse_missing_ph(use: LandUse, ph: Decimal | None) -> None:
    """Farmland is judged by its pH, and a pH lies from 0 to 14: nothing is guessed in its place."""
    if use.kind != "farmland":
        return
    if ph is None:
        raise Refused(
            "soil.missing_ph",
            Text("农用地没有 pH，不能评价。", "Farmland without a pH is not judged."),
            where="ph",
            remedy=Text("补测 pH。", "Have the pH measured."),
        )
    if not 0 <= ph <= 14:
        raise Refused("soil.ph", Text("pH 应在 0 到 14 之间。", "A pH lies from 0 to 14."), where="ph")


def _risk(measured: Measured, screening: Decimal, control: Decimal | None) -> Risk:
    """Equal to a value is not above it; without a control value an item is at most a possible risk."""
    if measured.below or measured.value <= screening:
        return "low_risk"
    return "possible_risk" if control is None or measured.value <= control else "high_risk"


def _values_of(
    edition: Construction | Farmland, use: LandUse, sample: Sample, item: str, others: Entry | None
) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(edition, Farmland):
        return _of_farmland(edition, use, sample.ph or Decimal(0), item)
    column = use.columns[0]
    if item in edition.screening:
        return edition.screening[item][column], edition.control.get(item, {}).get(column)
    if others is None:
        return None, None
    number = _CLASS[column]
    return others.number_at(item, f"screening_{number}"), others.number_at(item, f"control_{number}")


def _of_farmland(edition: Farmland, use: LandUse, ph: Decimal, item: str) -> tuple[Decimal | None, Decimal | None]:
    columns = edition.screening.get(item)
    if columns is None:
        return None, None
    band = edition.band(ph)
    strictest = min(columns.get(name, columns["other"])[band] for name in use.columns)
    control = edition.control.get(item)
    return strictest, control[band] if control else None


def _background(
    edition: Construction | Farmland,
    sample: Sample,
    item: str,
    measured: Measured,
    screening: Decimal,
    local: Entry | None,
) -> Decimal | None:
    """The local background a value above the screening value does not exceed; None where the note does not apply."""
    if local is None or not isinstance(edition, Construction) or item not in edition.background.items:
        return None
    background = local.number_at(sample.area, item)
    above = not measured.below and measured.value > screening
    return background if background is not None and above and measured.value <= background else None
