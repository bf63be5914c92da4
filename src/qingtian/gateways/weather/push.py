"""Hand our air over (推送): every hour once, again when it changed, again until the other side confirmed it.

Confirmed means: their answer names our count of rows and our SHA-256. What fails is tried in the next round.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.operations.jobs import Counts
from qingtian.apps.operations.tasks import code_of
from qingtian.apps.weather.models import AirHourSent, ExchangeLook
from qingtian.errors import QingtianError, UnusableInput
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.secret import unseal
from qingtian.gateways.signing.canonical import signed_headers
from qingtian.gateways.weather import air_files
from qingtian.gateways.weather.air_obs import air_rows, batch, digest, full_hour, heard_of
from qingtian.gateways.weather.calling import Call, Sleep, call
from qingtian.gateways.weather.settings import Push, Settings, weather_settings
from qingtian.language import Text
from qingtian.measurements.weather.elements import agreement_on
from qingtian.measurements.weather.periods import HOUR
from qingtian.procedures.who import Actor

PATH = "/exchange/v1/batches"
#: hours looked at again for changes, and hours not yet confirmed that are sent in one round
LOOKED_BACK, MOST = 48, 48
DATA_SET = "air_exchange"
NOT_CONFIRMED = Text("对方没有按行数和 SHA-256 确认。", "The other side did not confirm our count and SHA-256.")
NO_PARTNER = Text("weather.yaml 写的对方“{code}”没有登记。", "“{code}” of weather.yaml is no connected system.")
PURPOSE = Text("送气象部门的空气小时数据", "air hours handed to the weather bureau")


def push_air(now: datetime) -> Counts:
    """The job of the schedule: nothing where neither an address nor a folder is declared."""
    found = weather_settings()
    return {} if found is None or (found.push is None and found.out is None) else send(found, now)


def send(settings: Settings, now: datetime, sleep: Sleep = time.sleep) -> Counts:
    """One round. Raises what stopped it, after it is on record; hours before that one are confirmed."""
    partner = Partner.objects.filter(code=settings.source, ended_at=None).first()
    note = ExchangeLook(at=now, way=ExchangeLook.Way.PUSH, outcome=ExchangeLook.Outcome.NOTHING)
    hours = 0
    try:
        if partner is None:
            raise UnusableInput("weather.no_partner", NO_PARTNER.format(code=settings.source))
        for sent, rows in owed(partner.code, now)[:MOST]:
            _hand_over(settings, partner, sent, rows, now, sleep)
            hours, note.rows = hours + 1, note.rows + len(rows)
            note.outcome = ExchangeLook.Outcome.TAKEN
    except (QingtianError, OSError) as error:
        note.outcome, note.error = ExchangeLook.Outcome.FAILED, code_of(error)
        note.tries = getattr(error, "tries", 1)
        raise
    finally:
        note.save()
        if note.rows:
            _used(settings, note.rows, now)
    return {"hours": hours, "rows": note.rows}


def owed(partner: str, now: datetime) -> list[tuple[AirHourSent, list[dict[str, Any]]]]:
    """Hours the other side lacks, the oldest first: never sent, changed since, or not confirmed.

    An hour of which nothing was heard waits until it is due: then its gap is told.
    """
    last = full_hour(now)
    first = last - (LOOKED_BACK - 1) * HOUR
    there = {one.hour: one for one in AirHourSent.objects.filter(partner=partner, hour__gte=first)}
    found = []
    for period, rows in air_rows(first, last).items():
        due = period.end + timedelta(minutes=agreement_on(period.end.date()).air_minutes)
        if not rows or (not heard_of(rows) and now < due):
            continue
        content, sent = digest(rows), there.get(period.end)
        if sent is None:
            sent = AirHourSent(partner=partner, hour=period.end, digest=content)
        elif sent.digest != content:
            # what was tried may have arrived: other content needs another revision
            sent.revision, sent.tries = sent.revision + bool(sent.tries), 0
            sent.digest, sent.confirmed_at = content, None
        elif sent.confirmed_at:
            continue
        found.append((sent, rows))
    return found


def _hand_over(
    settings: Settings, partner: Partner, sent: AirHourSent, rows: Sequence[Mapping[str, Any]], now: datetime,
    sleep: Sleep,
) -> None:  # fmt: skip
    sent.tries, sent.tried_at, sent.rows, sent.error = sent.tries + 1, now, len(rows), ""
    try:
        if settings.push is not None:
            sent.batch = _post(settings.push, partner, sent, rows, now, sleep)
        else:
            sent.batch = _file(settings.out, partner, sent, rows, now)
        sent.confirmed_at = now
    except (QingtianError, OSError) as error:
        sent.error = code_of(error)
        raise
    finally:
        sent.save()


def _file(
    folder: Path | None, partner: Partner, sent: AirHourSent, rows: Sequence[Mapping[str, Any]], now: datetime
) -> str:
    assert folder is not None
    source = f"environment-{partner.code}"[:60]
    return air_files.write(folder, source, sent.hour, sent.revision, rows, now, "csv").name[:64]


def _post(
    push: Push, partner: Partner, sent: AirHourSent, rows: Sequence[Mapping[str, Any]], now: datetime, sleep: Sleep
) -> str:
    """Their number of the batch. Raises NotReached, UnusableInput ``weather.not_confirmed``."""
    late = now - sent.hour > timedelta(hours=agreement_on(sent.hour.date()).backfill_hours)
    body = json.dumps(batch(push.own_code, rows, now, revision=sent.revision, backfill=late)).encode()
    address = push.address.rstrip("/") + PATH
    secret = unseal(partner).decode()

    def headers() -> Mapping[str, str]:
        stamp, nonce = int(now.timestamp()), secrets.token_urlsafe(18)
        signed = signed_headers(
            push.own_code, secret, "POST", urlsplit(address).path, body, timestamp=stamp, nonce=nonce
        )
        return {**signed, "Content-Type": "application/json"}

    answered = call(Call("POST", address, body, headers), sleep)
    try:
        told = json.loads(answered.content)
        confirmed = (told["received_rows"], told["sha256"]) == (len(rows), hashlib.sha256(body).hexdigest())
    except (ValueError, KeyError, TypeError):
        confirmed = False
    if not confirmed:
        raise UnusableInput("weather.not_confirmed", NOT_CONFIRMED)
    return str(told.get("batch_id", ""))[:64]


def _used(settings: Settings, rows: int, now: datetime) -> None:
    """One line in the log of use for the round."""
    way = "air-obs/1 push" if settings.push else "air-obs/1 files"
    by = Actor(kind="system", organ=settings.source)
    note_use(DATA_SET, by=by, rows=rows, way=way, purpose=PURPOSE.zh, now=now)
