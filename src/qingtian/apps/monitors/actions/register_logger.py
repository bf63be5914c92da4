"""Register a data logger (登记数采仪), or change its profile: what the gateway must know to read its frames."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.monitors.actions.typed import lacks, words
from qingtian.apps.monitors.logger_key import seal_key
from qingtian.apps.monitors.models import DataLogger, Outlet
from qingtian.apps.people.models import Organ
from qingtian.language import Text

THERE = Text("这个 MN 已经登记。", "That MN is registered already.")
NO_CHOICE = Text("选一项。", "Choose one.")
NO_OUTLET = Text("没有这个排放口，或者不归您的机关管。", "No such outlet, or not one of your organ.")
NO_RHYTHM = Text("写成 1 到 1440 的分钟数。", "Write minutes, 1 to 1440.")
NO_CODES = Text("写因子编码，用逗号隔开，如 a21026,a21002。", "Write codes parted by commas, such as a21026,a21002.")
NO_UNITS = Text("每行一个：编码、空格、单位，如 a34004 µg/m³。", "One a line: code, blank, unit, such as a34004 µg/m³.")
NO_KEY = Text("密钥写成 32 个十六进制数字。", "A key is 32 hexadecimal digits.")
CODE = re.compile(r"[A-Za-z0-9_]{1,12}")
MN = re.compile(r"[A-Za-z0-9_.\-]{1,40}")
LONGEST_RHYTHM = 1440


@sensitive_variables("typed")
def register_logger(
    typed: Mapping[str, str], organ: Organ, logger: DataLogger | None = None, *, anywhere: bool = False
) -> DataLogger:
    """A new logger under ``organ``, or the changed profile of one. Raises Refused naming the field.

    ``anywhere``: its outlet may be of any organ, and the logger is then under that one. An empty key leaves the one
    there is. The MN of a registered logger stays: its frames are filed under it.
    """
    kept = logger or DataLogger(mn=_mn(typed), organ=organ)
    kept.name = words(typed.get("name", ""), "name", 120)
    for field, choices in (
        ("edition", DataLogger.Edition),
        ("crc_policy", DataLogger.CrcPolicy),
        ("charset", DataLogger.Charset),
    ):
        if typed.get(field) not in choices.values:
            raise lacks(field, NO_CHOICE)
        setattr(kept, field, typed[field])
    kept.outlet = _outlet(typed.get("outlet", "").strip(), None if anywhere else organ)
    if kept.outlet is not None:
        kept.organ = kept.outlet.organ
    kept.rhythm_minutes = _rhythm(typed.get("rhythm_minutes", ""))
    kept.expected = _codes(typed.get("expected", ""))
    kept.units = _units(typed.get("units", ""))
    kept.active = bool(typed.get("active"))
    _key(kept, typed.get("key", "").strip())
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise lacks("mn", THERE) from None
    return kept


def _mn(typed: Mapping[str, str]) -> str:
    mn = words(typed.get("mn", ""), "mn", 40)
    if not MN.fullmatch(mn):
        raise lacks("mn")
    return mn


def _outlet(number: str, organ: Organ | None) -> Outlet | None:
    if not number:
        return None
    found = Outlet.objects.select_related("organ").filter(number=number).first()
    if found is None or (organ is not None and organ.code not in found.organ.path.split("/")):
        raise lacks("outlet", NO_OUTLET)
    return found


def _rhythm(typed: str) -> int:
    plain = typed.strip()
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 4 or not 0 < int(plain) <= LONGEST_RHYTHM:
        raise lacks("rhythm_minutes", NO_RHYTHM)
    return int(plain)


def _codes(typed: str) -> list[str]:
    codes = [code.strip() for code in re.split(r"[,，、\s]+", typed) if code.strip()]
    if any(not CODE.fullmatch(code) for code in codes) or len(codes) > 60:
        raise lacks("expected", NO_CODES)
    return list(dict.fromkeys(codes))


def _units(typed: str) -> dict[str, str]:
    units: dict[str, str] = {}
    for line in typed.splitlines():
        parts = line.split()
        if not parts:
            continue
        if len(parts) != 2 or not CODE.fullmatch(parts[0]) or len(parts[1]) > 16:
            raise lacks("units", NO_UNITS)
        units[parts[0]] = parts[1]
    return units


@sensitive_variables()
def _key(logger: DataLogger, typed: str) -> None:
    if not typed:
        return
    if not re.fullmatch(r"[0-9A-Fa-f]{32}", typed):
        raise lacks("key", NO_KEY)
    seal_key(logger, bytes.fromhex(typed))
