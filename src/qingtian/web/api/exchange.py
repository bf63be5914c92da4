"""``/api/exchange/letters/``: the other level brings its letter and takes ours away in the answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from qingtian.config.city import city
from qingtian.errors import Refused
from qingtian.gateways.exchange.letters import letter, read_letter
from qingtian.gateways.exchange.models import Line
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.language import Text
from qingtian.web.api.signed import answer, json_object, signed

NO_LINE = Text("这个系统没有登记成市县交换的对方。", "This system is not entered as a line of the exchange.")


@signed(Right.EXCHANGE)
def letters(request: HttpRequest, partner: Partner, body: bytes) -> HttpResponse:
    """Take the letter in, answer with ours; the acknowledgement in it says what stands on the disk here."""
    line = Line.objects.select_related("partner").filter(partner=partner).first()
    if line is None:
        raise Refused("exchange.no_line", NO_LINE)
    read_letter(line, json_object(body), on=request.as_of, now=request.now, prefix=city().prefix)  # type: ignore[attr-defined]
    line.refresh_from_db()
    return answer(letter(line, request.now))  # type: ignore[attr-defined]
