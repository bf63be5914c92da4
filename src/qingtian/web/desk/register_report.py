"""Register what a resident says by telephone, at the window or by letter (登记来电来访来信); the identity is sealed."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.identities.vault import Identity, seal, seal_file
from qingtian.apps.people.models import Organ
from qingtian.apps.petitions.actions.receive import LETTER, Received, Report, receive
from qingtian.apps.petitions.collective import is_collective
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.store_file import (
    SecretRefused,
    Undeclared,
    refuse_marked_name,
    store_file,
    store_sealed,
)
from qingtian.apps.proceedings.models import StoredFile
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.model import Transition
from qingtian.secrecy import Declaration
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk import file_mark
from qingtian.web.desk.act_page import Draft, legal_day
from qingtian.web.desk.citing import in_full
from qingtian.web.desk.repeats_view import repeats_of
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import is_whole

ROLE = "petition_officer"
#: channels an officer registers by hand; the others arrive by the portal or an interface
BY_HAND = ("phone", "visit", "letter", "fax", "email", "hotline_12369", "hotline_12345", "hotline_12319")
IDENTITY = ("name", "phone", "other")
NOTHING = Choice("", Text("— 还不清楚 —", "— not known yet —"))
TOO_MANY = Text("照片最多 {n} 张。", "At most {n} photos.")
VISIT_HINT = Text(
    "人再多也要接待登记；代表人数有规定。人多的是集体访，一收下，紧急报告的期限就开始。",
    "A visit is never turned away; the rules limit how many represent it. "
    "With a collective visit the clock of the urgent report starts at receipt.",
)
LETTER_HINT = Text(
    "现场照片。来信原件会露出姓名住址，放到“来信扫描件”里。",
    "Photos of the place. The letter itself shows who wrote it: it goes under “Scan of the letter”.",
)
SCAN_HINT = Text(
    "来信、传真或邮件的扫描件（PDF、JPG、PNG）：整件密封，要打开得写理由。",
    "Scan of a letter, fax or mail (PDF, JPG, PNG): sealed whole, opened only with a reason.",
)
NO_SCAN = Text("扫描件要是 PDF、JPG 或 PNG。", "A scan is a PDF, JPG or PNG.")
#: by the first bytes, whatever the name says
SCANS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n")


def receiving(on: Any) -> Transition:
    """The declared first act of a petition."""
    return load_procedures().on("petition", on).transitions_from("start")[0]


@sensitive_post_parameters(*(f"reporter_{name}" for name in IDENTITY))
@officer
@sensitive_variables()
def register_report(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to receive; the receipt is shown once. For petition officers."""
    if ROLE not in request.actor.roles:
        return render(request, "desk/register_not_yours.html", status=403)
    if request.method != "POST":
        draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0, values={"channel": "phone"})
        return _form(request, draft)
    draft = _sent(request)
    day = legal_day(draft)
    photos = _files(request, draft) if day and not draft.faults else None
    if photos is None or day is None:
        return _form(request, draft, status=422)
    try:
        received = receive(
            _report(request, draft, *photos),
            _identity(request),
            by=request.actor,
            on=day,
            now=request.now,
            prefix=city().prefix,
            once=draft.once,
        )
    except FieldsRefused as refused:
        draft.faults = refused.faults
    except QingtianError as refused:
        draft.refused = refused
    else:
        return _receipt(request, received)
    return _form(request, draft, status=422)


def _sent(request: DeskRequest) -> Draft:
    post = request.POST
    names = ("channel", "report", "place", "occurred", "area", "source_number", "present", "representatives")
    draft = Draft(post.get("on", ""), post.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = {name: post.get(name, "").strip() for name in names} | {"kinds": post.getlist("kinds")}
    if draft.values["channel"] not in BY_HAND:
        draft.faults["channel"] = Text("选一个渠道。", "Choose a channel.")
    for name in ("present", "representatives"):
        if draft.values[name] and not is_whole(draft.values[name]):
            draft.faults[name] = Text("写整数。", "Write a whole number.")
    if not draft.values["report"]:
        draft.faults["report"] = Text("写下反映的内容。", "Write down what is reported.")
    return draft


@sensitive_variables()
def _identity(request: DeskRequest) -> Identity:
    return Identity(*(request.POST.get(f"reporter_{name}", "").strip() for name in IDENTITY))


def _report(request: DeskRequest, draft: Draft, photos: list[StoredFile], token: str) -> Report:
    v = draft.values
    own = Organ.objects.filter(code=request.actor.organ, kind=Organ.Kind.PETITION_OFFICE).exists()
    return Report(
        report=v["report"],
        channel=v["channel"],
        receiver=request.actor.organ or "" if own else city().receiver,
        kinds=v["kinds"],
        place=v["place"],
        occurred=v["occurred"],
        area=v["area"],
        source_number=v["source_number"],
        present=int(v["present"]) if v["present"] else None,
        representatives=int(v["representatives"]) if v["representatives"] else None,
        photos=photos,
        photos_token=token,
    )


def _files(request: DeskRequest, draft: Draft) -> tuple[list[StoredFile], str] | None:
    """Sterile copies to show, originals and scans sealed under a token of their own; None when one cannot be taken."""
    uploads, scans = request.FILES.getlist("photos"), request.FILES.getlist("scans")
    if len(uploads) > settings.PHOTOS_MAX or len(scans) > settings.PHOTOS_MAX:
        draft.faults["photos" if len(uploads) > settings.PHOTOS_MAX else "scans"] = TOO_MANY.format(
            n=settings.PHOTOS_MAX
        )
        return None
    if not uploads and not scans:
        return [], ""
    if any(not _head(scan).startswith(SCANS) for scan in scans):
        draft.faults["scans"] = NO_SCAN
        return None
    try:
        _refuse_secrets(request, [*uploads, *scans])
        sterile = [sterilise(upload) for upload in uploads]
    except QingtianError as refused:
        said = refused.message, refused.remedy or refused.message
        draft.faults["photos"] = Text("".join(t.zh for t in said), " ".join(t.en for t in said))
        return None
    token = seal(Identity("", "", ""), now=request.now)
    shown = [_stored(request, u, s.jpeg, token, n) for n, (u, s) in enumerate(zip(uploads, sterile, strict=True), 1)]
    return [*shown, *(_sealed(request, scan, token) for scan in scans)], token


def _head(upload: UploadedFile[Any]) -> bytes:
    upload.seek(0)
    head = upload.read(8)
    upload.seek(0)
    return head


@sensitive_variables()
def _sealed(request: DeskRequest, scan: UploadedFile[Any], token: str) -> StoredFile:
    """The scan under the seal; nothing of it lies in the open."""
    declared = file_mark.declared(request.POST)
    return store_sealed(scan.read(), token=token, name="letter", media_type=LETTER, now=request.now, declared=declared)


def _refuse_secrets(request: DeskRequest, uploads: list[UploadedFile[Any]]) -> None:
    """Before anything is sealed or stored: no file with a marked name, and somebody has looked at every picture."""
    declared = file_mark.declared(request.POST)
    for upload in uploads:
        refuse_marked_name(upload.name or "")
    if declared is Declaration.STATE_SECRET:
        raise SecretRefused
    if declared is None:
        raise Undeclared


def _stored(request: DeskRequest, upload: UploadedFile[Any], jpeg: bytes, token: str, number: int) -> StoredFile:
    upload.seek(0)
    original = seal_file(token, upload.read(), "image/jpeg", now=request.now)
    return store_file(
        jpeg,
        name=f"photo-{number}.jpg",
        media_type="image/jpeg",
        now=request.now,
        sealed_original=original.ref,
        declared=file_mark.declared(request.POST),
    )


def _receipt(request: DeskRequest, received: Received) -> HttpResponse:
    """The receipt to read out or hand over. A second sending of the same form shows the number without the key."""
    matter = received.petition.proceeding
    present = int(request.POST.get("present") or 0)
    context = {
        "received": received,
        "matter": matter,
        "collective": is_collective(request.POST.get("channel", ""), present, on=matter.opened_on),
        "present": present,
        "repeats": repeats_of(matter, request.actor),
    }
    response = render(request, "desk/registered.html", context)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


def _form(request: DeskRequest, draft: Draft, status: int = 200) -> HttpResponse:
    context = {
        "report_fields": _report_fields(request, draft),
        "identity_fields": _identity_fields(request),
        "visit_fields": _visit_fields(draft),
        "errors": [(f"id_{name}", words) for name, words in draft.faults.items()],
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "nav_current": "desk:petitions",
    }
    response = render(request, "desk/register_report.html", context, status=status)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


def _declared(transition: Transition, name: str) -> dict[str, Text]:
    found = transition.field(name)
    return dict(found.choices) if found else {}


def _report_fields(request: DeskRequest, draft: Draft) -> list[FieldView]:
    v, wrong, first = draft.values, draft.faults, receiving(request.as_of)
    channels = [Choice(c, t) for c, t in _declared(first, "channel").items() if c in BY_HAND]
    kinds = [Choice(c, t) for c, t in _declared(first, "kinds").items()]
    areas = [NOTHING, *(Choice(a.code, Text(a.name_zh, a.name_en)) for a in Area.objects.order_by("path"))]
    return [
        _view("channel", Text("渠道", "Channel"), v, wrong, kind="radio", choices=channels),
        _view(
            "report",
            Text("反映的内容", "What is reported"),
            v,
            wrong,
            kind="textarea",
            rows=6,
            hint=Text(
                "照本人的话记；不写本人是谁，下面单独密封。", "In their own words; who it is goes below and is sealed."
            ),
        ),
        _view("kinds", Text("类别", "Kind"), v, wrong, kind="checkboxes", choices=kinds, required=False),
        _view("place", Text("地点", "Place"), v, wrong, required=False),
        _view("occurred", Text("什么时候", "When"), v, wrong, required=False),
        _view("area", Text("属地", "Area"), v, wrong, kind="select", choices=areas, required=False, width="medium"),
        _view("source_number", Text("来源编号", "Number at the source"), v, wrong, required=False, width="medium"),
        _view(
            "photos", Text("照片", "Photos"), {}, wrong, kind="file", required=False, multiple=True, hint=LETTER_HINT
        ),
        _view(
            "scans",
            Text("来信扫描件", "Scan of the letter"),
            {},
            wrong,
            kind="file",
            required=False,
            multiple=True,
            accept=".pdf,.jpg,.jpeg,.png",
            hint=SCAN_HINT,
        ),
        file_mark.question(request.POST if request.method == "POST" else None),
        FieldView(
            "on",
            Text("收到日期", "Received on"),
            "date",
            value=draft.on,
            error=wrong.get("on", ""),
            maximum=str(request.as_of),
            hint=Text("信件按收到那天；期限从这天起算。", "For a letter the day it arrived; the clocks run from it."),
        ),
    ]


def _view(name: str, label: Text, values: dict[str, Any], faults: dict[str, Text], **more: Any) -> FieldView:
    return FieldView(name, label, value=values.get(name, ""), error=faults.get(name, ""), **more)


def _visit_fields(draft: Draft) -> list[FieldView]:
    v, wrong = draft.values, draft.faults
    more: dict[str, Any] = {"kind": "number", "required": False, "width": "short", "minimum": "1"}
    return [
        _view("present", Text("来访人数", "Number present"), v, wrong, hint=VISIT_HINT, **more),
        _view("representatives", Text("代表人数", "Representatives"), v, wrong, **more),
    ]


@sensitive_variables()
def _identity_fields(request: DeskRequest) -> list[FieldView]:
    """Typed again after a refusal stays in this one answer only, which no browser keeps."""
    labels = {
        "name": Text("姓名", "Name"),
        "phone": Text("电话", "Telephone"),
        "other": Text("其他（住址、证件等）", "Other (address, papers)"),
    }
    return [
        FieldView(
            f"reporter_{name}",
            label,
            "tel" if name == "phone" else "text",
            value=request.POST.get(f"reporter_{name}", ""),
            required=False,
            width="medium" if name != "other" else "full",
        )
        for name, label in labels.items()
    ]
