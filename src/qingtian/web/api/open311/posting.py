"""A report through Open311: who sends is proved, the arguments are read, the report is received once."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.identities.vault import Identity, seal, seal_file
from qingtian.apps.petitions.actions.receive import Received, Report, receive
from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.apps.proceedings.actions.store_file import refuse_marked_name, store_file
from qingtian.apps.proceedings.models import StoredFile
from qingtian.config.city import city
from qingtian.errors import QingtianError, Refused
from qingtian.gateways.open311.asked import clean, degrees
from qingtian.gateways.open311.policy import Policy
from qingtian.gateways.open311.problems import Problem, missing, no_key, unknown, wrong
from qingtian.gateways.open311.services import OTHER, Service, answered, in_words, services
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.signing.proof import NotAdmitted, by_key
from qingtian.language import written_in
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import Actor
from qingtian.secrecy import Declaration
from qingtian.web.api.open311.rates import count_partner, count_wrong_key
from qingtian.web.api.told import area_code
from qingtian.web.portal.rate import spend

SALT = "open311.token"
#: the standard's own bound on a description; ours on the rest
LONGEST = {"description": 4000, "address_string": 300, "address_id": 100, "media_url": 500}
PERSON = {"first_name": 50, "last_name": 49, "phone": 50, "email": 200}
_ATTRIBUTE = re.compile(r"attribute\[([A-Za-z0-9_-]{1,40})\](?:\[\])?")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
NOTICE = "Receipt 回执号 {receipt}. Follow it, only you have this address 只有您有这个网址: {link}"
NOTICE_AGAIN = "Received before 已经收到: {receipt}"


@sensitive_variables()
def post(request: HttpRequest, own: Policy) -> dict[str, Any]:
    """The answer to a report. Raises Problem."""
    form, sender = request.POST, _sender(request, own)
    service = _service(form)
    place = _place(form)
    _lengths(form)
    answers = answered(service, _attributes(form))
    words = _words(form, answers)
    files = [file for name in ("media", "media[]") for file in request.FILES.getlist(name)]
    if len(files) > settings.PHOTOS_MAX:
        raise Problem(400, wrong("media", f"最多 {settings.PHOTOS_MAX} 张。", f"at most {settings.PHOTOS_MAX} files."))
    received = _received(request, service, words, place, files, sender)
    return _told(request, own, service, received)


@sensitive_variables("key")
def _sender(request: HttpRequest, own: Policy) -> str:
    """The code of the partner; empty where none is needed. Raises Problem: 403, too often."""
    key = request.POST.get("api_key", "")
    if not key and own.without_key:
        try:
            spend("report", request)
        except Refused as often:
            raise Problem(400, ("429", often.message)) from None
        return ""
    try:
        code = by_key(key, Right.OPEN311).code
    except (NotAdmitted, QingtianError):
        count_wrong_key(request)
        raise no_key() from None
    count_partner(request, code)
    return code


def _service(form: QueryDict) -> Service:
    code = form.get("service_code", "").strip()
    if not code:
        raise Problem(400, missing("service_code"))
    found = services().get(code)
    if found is None:
        raise unknown("service_code")
    return found


def _place(form: QueryDict) -> tuple[Decimal | None, Decimal | None, str]:
    """Longitude, latitude (WGS-84) and address; one of them at least, and never half a point. Raises Problem."""
    latitude, longitude = degrees("lat", form.get("lat", ""), 90), degrees("long", form.get("long", ""), 180)
    if (latitude is None) != (longitude is None):
        raise Problem(400, missing("lat" if latitude is None else "long"))
    address = clean(form.get("address_string", ""))
    number = clean(form.get("address_id", ""))
    if latitude is None and not address and not number:
        raise Problem(400, missing("lat and long, address_string or address_id"))
    return longitude, latitude, address or number


def _lengths(form: QueryDict) -> None:
    bounds = LONGEST | PERSON
    long = [name for name, most in bounds.items() if len(form.get(name, "")) > most]
    faults = [wrong(name, f"超过 {bounds[name]} 字。", f"is longer than {bounds[name]} characters.") for name in long]
    url = form.get("media_url", "").strip()
    if url and not _URL.fullmatch(url):
        faults.append(wrong("media_url", "要是 http 或 https 网址。", "must be an http or https address."))
    if faults:
        raise Problem(400, *faults)


def _attributes(form: QueryDict) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in form:
        if match := _ATTRIBUTE.fullmatch(name):
            found.setdefault(match[1], []).extend(clean(value) for value in form.getlist(name))
    return found


@sensitive_variables()
def _words(form: QueryDict, answers: Any) -> tuple[str, str, str]:
    """Report, when it happened, and the language. A file named by an address is named, never fetched."""
    said, url = clean(form.get("description", "")), form.get("media_url", "").strip()
    language = written_in(said) if said else "zh-Hans"
    told = in_words([pair for pair in answers if pair[0].code != "WHEN"], language)
    occurred = next((answer for _, answer in in_words([p for p in answers if p[0].code == "WHEN"], language)), "")
    lines = [said, *(f"{question}：{answer}" for question, answer in told), f"media_url: {url}" if url else ""]
    return "\n".join(line for line in lines if line), occurred, language


@sensitive_variables()
def _identity(form: QueryDict) -> Identity:
    """Name, telephone and e-mail go under seal; device and account are not kept."""
    last, first = clean(form.get("last_name", "")), clean(form.get("first_name", ""))
    name = last + first if written_in(last + first) == "zh-Hans" else f"{first} {last}".strip()
    return Identity(name, clean(form.get("phone", "")), clean(form.get("email", "")))


def _once(request: HttpRequest, sender: str, files: list[Any]) -> str:
    """The same call again on the same day is the same report: the standard knows no number of the sender."""
    parts = [sender, str(request.as_of)]  # type: ignore[attr-defined]
    parts += sorted(f"{name}={value}" for name, values in request.POST.lists() for value in values if name != "api_key")
    for file in files:
        file.seek(0)
        parts.append(hashlib.sha256(file.read()).hexdigest())
        file.seek(0)
    return "open311:" + salted_hmac("open311.once", "\0".join(parts), algorithm="sha256").hexdigest()[:48]


@sensitive_variables()
def _photos(files: list[Any], now: Any) -> tuple[list[StoredFile], str]:
    """Originals sealed, sterile copies kept. Raises Problem before anything is kept of a file that is none."""
    if not files:
        return [], ""
    try:
        for file in files:
            refuse_marked_name(file.name or "")
        clean_ones = [sterilise(file) for file in files]
        token = seal(Identity("", "", ""), now=now)
        kept = []
        for number, (file, sterile) in enumerate(zip(files, clean_ones, strict=True), 1):
            original = seal_file(token, file, "application/octet-stream", now=now)
            kept.append(
                store_file(
                    sterile.jpeg, name=f"photo-{number}.jpg", media_type="image/jpeg", now=now,
                    sealed_original=original.ref, declared=Declaration.EXEMPT,
                )
            )  # fmt: skip
    except QingtianError as refused:
        raise Problem(400, ("400", refused.message)) from None
    return kept, token


@sensitive_variables()
def _received(
    request: HttpRequest, service: Service, words: tuple[str, str, str], place: Any, files: list[Any], sender: str
) -> Received:
    longitude, latitude, address = place
    now, once = request.now, _once(request, sender, files)  # type: ignore[attr-defined]
    photos, token = _photos(files, now)
    report = Report(
        report=words[0] or service.keywords.zh,
        channel="open311",
        receiver=city().receiver,
        kinds=() if service.code == OTHER else (service.code,),
        place=address,
        occurred=words[1],
        area=area_code(longitude, latitude) if longitude is not None else "",
        longitude=longitude,
        latitude=latitude,
        language=words[2],
        photos=photos,
        photos_token=token,
    )
    actor = Actor(kind="gateway" if sender else "reporter")
    try:
        received = receive(
            report, _identity(request.POST), by=actor, on=request.as_of, now=now, prefix=city().prefix,  # type: ignore[attr-defined]
            once=once, generated=settings.DEMO,
        )  # fmt: skip
    except FieldsRefused as refused:
        delete_unclaimed(photos)
        raise Problem(400, *(("400", why) for why in refused.faults.values())) from None
    except QingtianError as refused:
        delete_unclaimed(photos)
        raise Problem(400, ("400", refused.message)) from None
    if not received.key:
        delete_unclaimed(photos)
    return received


def _told(request: HttpRequest, own: Policy, service: Service, received: Received) -> dict[str, Any]:
    """A number, or a token for a service that numbers later; the receipt and the private address in the notice."""
    uid = received.petition.proceeding.uid
    notice = NOTICE_AGAIN.format(receipt=received.receipt)
    if received.key:
        link = request.build_absolute_uri(reverse("portal:receipt", args=[received.key]))
        notice = NOTICE.format(receipt=received.receipt, link=link)
    named = {"token": signing.dumps(uid, salt=SALT)} if service.code in own.batch else {"service_request_id": uid}
    return {**named, "service_notice": notice, "account_id": None}
