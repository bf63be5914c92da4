"""A few points of soil and noise for their pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from qingtian.apps.noise.actions.keep_levels import Sent, keep_levels
from qingtian.apps.noise.models import NoisePoint, NoisePointZone
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area, Source
from qingtian.apps.soil.actions.keep_result import NewResult, keep_result
from qingtian.apps.soil.models import KeyUnit, SoilPoint, SoilSample
from tests.days import SHANGHAI

NOW = datetime(2026, 10, 1, 9, tzinfo=SHANGHAI)
USER = "DSR-000077"


def soil(area: Area) -> None:
    """A plot of high risk with a correction, one without pH, one of low risk of a key unit."""
    unit = Source.objects.create(code="src-soil", name_zh="某厂", name_en="A plant", kind="industry", area=area)
    KeyUnit.objects.create(source=unit, first_day=date(2026, 1, 1), listed_by="市环发〔2026〕9号")
    user = Party.objects.create(number=USER, kind="person", name="王五", entered_on=date(2026, 1, 1))
    for code, use, items in (
        ("high", "paddy", {"pH": "5.5", "Cd": "1.6", "As": "30"}),
        ("bare", "paddy", {"Cd": "9"}),
        ("low", "construction_1", {"As": "20", "Co": "5"}),
    ):
        point = SoilPoint.objects.create(
            code=code, name_zh=f"点{code}", name_en=f"Point {code}", plot=f"地块{code}", land_use=use, area=area,
            land_user=user if code == "high" else None, source=unit if code == "low" else None,
        )  # fmt: skip
        sample = SoilSample.objects.create(point=point, sampled_on=date(2026, 9, 1), layer="0-20", land_use=use)
        if code == "high":
            keep_result(sample, NewResult("Cd", "0.2", Decimal("0.2")), origin="first", at=NOW)
        for item, text in items.items():
            keep_result(sample, NewResult(item, text, Decimal(text)), origin="test", at=NOW)


def noise(area: Area, on: date) -> None:
    """A zone above its night limit, a zone that keeps both, and a site of 2026, all on one day."""
    site = Source.objects.create(code="src-site", name_zh="某工地", name_en="A site", kind="construction", area=area)
    for code, place, zone, day, night in (
        ("loud", "zone", "2", "60", "53"),
        ("calm", "zone", "1", "55", "45"),
        ("site", "construction", "site", "70", "60"),
    ):
        point = NoisePoint.objects.create(
            code=code, name_zh=f"点{code}", name_en=f"Point {code}", place=place, area=area,
            source=site if place == "construction" else None,
        )  # fmt: skip
        NoisePointZone.objects.create(point=point, zone=zone, first_day=date(2026, 1, 1))
        start = datetime(on.year, on.month, on.day, 6, tzinfo=SHANGHAI)
        keep_levels(
            Sent(point, "Leq", at := start + timedelta(hours=hour), at + timedelta(hours=1), level, NOW, "test")
            for hour in range(24)
            for level in [day if hour < 16 else night]
        )
