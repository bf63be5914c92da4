"""``/exchange/v1/``: the weather bureau's batches in, their reports, our air out. Signed; the same twice is once."""

from __future__ import annotations

import base64
import hashlib
import zlib
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.weather.actions.take import Came, take
from qingtian.apps.weather.models import AirHourSent, Delivery
from qingtian.errors import UnusableInput
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.signing import refusals
from qingtian.gateways.signing.refusals import NotAdmitted, Told
from qingtian.gateways.weather.air_obs import VARIABLES, air_rows, batch
from qingtian.gateways.weather.push import DATA_SET
from qingtian.language import Text
from qingtian.measurements.weather.batch import read_batch
from qingtian.measurements.weather.periods import HOUR, ending, iso_moment
from qingtian.procedures.who import Actor
from qingtian.web.api.signed import answer, json_object, signed

#: a batch, as it is sent and unpacked
MOST_BYTES = 5 * 1024 * 1024
#: hours a call may span, and hours in one answer
LONGEST, PAGE_HOURS = timedelta(days=31), 24
OWN_SOURCE = "environment-bureau"
NOT_GZIP = Text("Content-Encoding 是 gzip，正文不是。", "Content-Encoding is gzip, the body is not.")
OTHER_SOURCE = Text("source 要写贵方的代码“{code}”。", "source must be your code, “{code}”.")
UNKNOWN = Told(404, "weather.unknown_batch", Text("没有这一批。", "There is no such batch."),
               Text("用 202 回答里的 batch_id。", "Use the batch_id of the 202 answer."))  # fmt: skip
BAD_TIME = Text(
    "start 和 end 写带时区的时间，start 不晚于 end，最多 31 天。",
    "start and end must be times with an offset, in order, 31 days at most.",
)
BAD_VARIABLE = Text("variable 要是 {names} 里的。", "variable must be among {names}.")
BAD_CURSOR = Text("cursor 要用上一次回答里的。", "cursor must be that of the answer before.")


@signed(Right.WEATHER, most=MOST_BYTES)
def batches(request: HttpRequest, partner: Partner, body: bytes) -> HttpResponse:
    """POST a met-obs/1 batch: 202 ``{batch_id, received_rows, sha256}`` (of the JSON, unpacked) and the counts."""
    content = _unpacked(request, body)
    now: datetime = request.now  # type: ignore[attr-defined]
    delivered = read_batch(json_object(content), now)
    if delivered.source != partner.code:
        raise UnusableInput("weather.source", OTHER_SOURCE.format(code=partner.code), where="source")
    digest = hashlib.sha256(content).hexdigest()
    return answer(_report(take(delivered, Came(Delivery.Channel.API, "met-obs/1", digest, now))), status=202)


@signed(Right.WEATHER)
def one_batch(request: HttpRequest, partner: Partner, body: bytes, code: str) -> HttpResponse:
    """GET the report of one's own batch: counts, and every row that was not simply taken, with why."""
    delivery = Delivery.objects.filter(code=code, source=partner.code).first()
    if delivery is None:
        raise NotAdmitted(UNKNOWN)
    errors = [
        {"row": one.number, "outcome": one.outcome, "code": one.fault, "where": one.field, **one.words.as_dict()}
        for one in delivery.rows.all()
    ]
    return answer({**_report(delivery), "errors": errors})


@signed(Right.AIR_READING)
def observations(request: HttpRequest, partner: Partner, body: bytes) -> HttpResponse:
    """GET ``?variable=&start=&end=&cursor=``: air-obs/1, hours that end after ``start`` and not after ``end``.

    ``next_cursor`` is null on the last page. Every call is a line in the log of use.
    """
    asked = request.GET
    variables = _variables(asked.getlist("variable"))
    start, end = (
        iso_moment(asked.get("start", "").replace(" ", "+")),
        iso_moment(asked.get("end", "").replace(" ", "+")),
    )
    if start is None or end is None or start > end or end - start > LONGEST:
        raise UnusableInput("weather.span", BAD_TIME, where="start")
    now: datetime = request.now  # type: ignore[attr-defined]
    first = _cursor(asked.get("cursor", ""), start, end) or _hour_after(start)
    last = min(end, ending(now).end)
    upto = min(last, first + (PAGE_HOURS - 1) * HOUR)
    rows = _numbered(air_rows(first, upto, variables), partner) if first <= last else []
    note_use(DATA_SET, by=_by(partner), rows=len(rows), way="/exchange/v1/observations",
             purpose="对方系统拉取空气小时数据", now=now)  # fmt: skip
    following = upto + HOUR
    told = batch(OWN_SOURCE, rows, now)
    return answer({**told, "next_cursor": _written(following) if following <= last else None})


def _report(delivery: Delivery) -> dict[str, Any]:
    names = ("received_rows", "sha256", "taken", "revised", "repeated", "conflicts", "rejected", "doubted")
    return {"batch_id": delivery.code, **{name: getattr(delivery, name) for name in names}}


def _unpacked(request: HttpRequest, body: bytes) -> bytes:
    """The JSON, unpacked within the bound: what unpacks to more is too large however small it came."""
    if request.headers.get("Content-Encoding", "").strip().lower() != "gzip":
        return body
    unpack = zlib.decompressobj(wbits=31)
    try:
        content = unpack.decompress(body, MOST_BYTES + 1)
    except zlib.error:
        raise UnusableInput("weather.gzip", NOT_GZIP, where="Content-Encoding") from None
    if len(content) > MOST_BYTES:
        raise NotAdmitted(refusals.TOO_LARGE)
    if not unpack.eof:
        raise UnusableInput("weather.gzip", NOT_GZIP, where="Content-Encoding")
    return content


def _variables(asked: list[str]) -> list[str]:
    names = [name.strip() for text in asked for name in text.split(",") if name.strip()] or list(VARIABLES)
    if set(names) - set(VARIABLES):
        raise UnusableInput("weather.variable", BAD_VARIABLE.format(names=", ".join(VARIABLES)), where="variable")
    return names


def _hour_after(moment: datetime) -> datetime:
    """The first full hour after a moment."""
    return moment.replace(minute=0, second=0, microsecond=0) + HOUR


def _numbered(found: dict[Any, list[dict[str, Any]]], partner: Partner) -> list[dict[str, Any]]:
    """The rows with the revision the partner was sent of their hour; 0 where nothing was ever sent."""
    sent = dict(
        AirHourSent.objects.filter(partner=partner.code, hour__in=[period.end for period in found]).values_list(
            "hour", "revision"
        )
    )
    return [{**row, "revision": sent.get(period.end, 0)} for period, rows in found.items() for row in rows]


def _written(moment: datetime) -> str:
    return base64.urlsafe_b64encode(moment.isoformat().encode()).decode().rstrip("=")


def _cursor(text: str, start: datetime, end: datetime) -> datetime | None:
    """Where the page before ended; it lies inside what is asked for."""
    if not text:
        return None
    try:
        found = iso_moment(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii"))
    except (ValueError, UnicodeError):
        found = None
    if found is None or not start < found <= end or found.minute or found.second or found.microsecond:
        raise UnusableInput("weather.cursor", BAD_CURSOR, where="cursor")
    return found


def _by(partner: Partner) -> Actor:
    return Actor(kind="gateway", organ=partner.code, organ_name=partner.title)
