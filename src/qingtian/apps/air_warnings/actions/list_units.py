"""Keep the list (维护应急减排清单): a line is added with its days, ended, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.air_warnings.models import ListedUnit
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.errors import Refused, UnusableInput
from qingtian.foresight.warning import TIERS
from qingtian.language import Text

LACKS = Text("要填。", "Enter it.")
NO_ORGAN = Text("没有这个单位代码。", "There is no organ with that code.")
NO_PARTY = Text("没有这个当事人编号。", "There is no party with that number.")
NO_DAY = Text("日期写成 2026-11-23。", "Write the day as 2026-11-23.")
NO_MEASURES = Text("至少写一级的措施。", "Enter the measures of one tier at least.")
ENDED = Text("这一行已经停用。", "This line is ended already.")
NO_LINE = Text("没有这一行，页面可能旧了。", "There is no such line; the page may be old.")
LONGEST = 400


def add_unit(typed: Mapping[str, str], *, by: Doer, on: date, now: datetime) -> ListedUnit:
    """One line. Raises UnusableInput naming the field."""
    kind, grade = _one_of(typed, "kind", ListedUnit.Kind.values), typed.get("grade", "")
    if grade not in ListedUnit.Grade.values:
        raise UnusableInput("warning.grade", LACKS, where="grade")
    measures = {f"measures_{tier}": typed.get(f"measures_{tier}", "").strip()[:LONGEST] for tier in TIERS}
    if not any(measures.values()):
        raise UnusableInput("warning.measures", NO_MEASURES, where="measures_yellow")
    organ, party = typed.get("organ", "").strip(), typed.get("party", "").strip()
    found = Organ.objects.filter(code=organ).first() if organ else None
    if organ and found is None:
        raise UnusableInput("warning.organ", NO_ORGAN, where="organ")
    unit = Party.objects.filter(number=party, kind=Party.Kind.UNIT).first() if party else None
    if party and unit is None:
        raise UnusableInput("warning.party", NO_PARTY, where="party")
    area = unit.area if unit else Area.objects.filter(code=typed.get("area", "")).first()
    name = typed.get("name_zh", "").strip() or (unit.name if unit else found.name_zh if found else "")
    if not name:
        raise UnusableInput("warning.name", LACKS, where="name_zh")
    english = typed.get("name_en", "").strip() or (found.name_en if found else "")
    return ListedUnit.objects.create(
        kind=kind, name_zh=name[:120], name_en=english[:160], organ=found, party=party, area=area, grade=grade,
        source=_filled(typed, "source")[:160], valid_from=_day(typed.get("valid_from") or on.isoformat()),
        entered_by=by.post[:60], entered_at=now, **measures,
    )  # fmt: skip


def end_unit(unit: ListedUnit, *, on: date) -> None:
    """It holds for the last time on the day before ``on``, or on its first day."""
    if unit.valid_to is not None:
        raise Refused("warning.ended", ENDED)
    unit.valid_to = max(on - timedelta(days=1), unit.valid_from)
    unit.save(update_fields=["valid_to"])


def _filled(typed: Mapping[str, str], name: str) -> str:
    value = typed.get(name, "").strip()
    if not value:
        raise UnusableInput(f"warning.{name}", LACKS, where=name)
    return value


def _one_of(typed: Mapping[str, str], name: str, known: list[str]) -> str:
    value = _filled(typed, name)
    if value not in known:
        raise UnusableInput(f"warning.{name}", LACKS, where=name)
    return value


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise UnusableInput("warning.day", NO_DAY, where="valid_from") from None
