"""Step 4 of a report: photos and a short video, each taken or refused on its own; a place one of them knows."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from qingtian.errors import Refused
from qingtian.web.portal.drafts import Draft
from qingtian.web.portal.photos import JPEG, VIDEOS_MAX, Outcome, put_back, take, too_large
from qingtian.web.portal.places import area_at
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.uploads import StopAtLimit, watch
from qingtian.web.portal.views.report import frame, out_of_order


def _take_posted(request: HttpRequest, draft: Draft, handler: StopAtLimit) -> list[Outcome]:
    """Take what came whole; say which one did not."""
    uploads = [*request.FILES.getlist("photos"), *request.FILES.getlist("video")]
    try:
        for _ in uploads:
            spend("photo", request)
        outcomes = take(draft, uploads, request.now)
    except Refused as refused:
        outcomes = [Outcome("", in_full(refused))]
    if handler.too_large:
        outcomes.append(too_large(handler.too_large, video=handler.was_video))
    return outcomes


def _proposed(draft: Draft) -> dict[str, object] | None:
    """The place a photo knows, in words, while the sender has neither taken it nor marked another."""
    told = draft.values.get("photo_position")
    if not told or draft.values.get("lon"):
        return None
    longitude, latitude, photo = Decimal(told[0]), Decimal(told[1]), told[2]
    number = next((n for n, one in enumerate(draft.photos, 1) if one.pk == photo), 1)
    return {"longitude": longitude, "latitude": latitude, "area": area_at(longitude, latitude), "number": number}


def _answer_about_the_place(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The sender says whether the photo was taken where the pollution is; without a yes the place is forgotten."""
    told = draft.values.get("photo_position")
    place = {"lon": told[0], "lat": told[1]} if told and request.POST["position"] == "use" else {}
    draft.keep(request.now, photo_position=None, **place)
    return draft.give_cookie(redirect("portal:report_photos"))


def _page(request: HttpRequest, draft: Draft, outcomes: list[Outcome]) -> HttpResponse:
    refused = [outcome for outcome in outcomes if outcome.refusal]
    context = frame(draft, "photos") | {
        "photos": draft.photos,
        "refused": refused,
        "taken": len(outcomes) - len(refused),
        "most": settings.PHOTOS_MAX,
        "most_bytes": settings.PHOTO_MAX_BYTES,
        "most_megabytes": settings.PHOTO_MAX_BYTES // (1024 * 1024),
        "full": len(draft.photos) >= settings.PHOTOS_MAX,
        "videos": draft.videos,
        "video_full": len(draft.videos) >= VIDEOS_MAX,
        "video_bytes": settings.VIDEO_MAX_BYTES,
        "video_megabytes": settings.VIDEO_MAX_BYTES // (1024 * 1024),
        "video_seconds": settings.VIDEO_MAX_SECONDS,
        "position": _proposed(draft),
    }
    response = render(request, "portal/report/photos.html", context, status=422 if refused else 200)
    return draft.give_cookie(response) if draft.row else response


@csrf_protect
def _answer(request: HttpRequest, handler: StopAtLimit) -> HttpResponse:
    draft = Draft.of(request, request.now)
    if elsewhere := out_of_order(draft, "photos"):
        return elsewhere
    if request.method != "POST":
        return _page(request, draft, [])
    if "remove" in request.POST:
        put_back(draft, request.POST["remove"], request.now)
        return draft.give_cookie(redirect("portal:report_photos"))
    if "position" in request.POST:
        return _answer_about_the_place(request, draft)
    outcomes = _take_posted(request, draft, handler)
    if "add" in request.POST or any(outcome.refusal for outcome in outcomes) or (outcomes and _proposed(draft)):
        return _page(request, draft, outcomes)
    return draft.give_cookie(redirect("portal:report_who"))


@csrf_exempt  # checked inside, by csrf_protect: the upload handler must be in place before the form is read
@require_http_methods(["GET", "HEAD", "POST"])
@private
def photos(request: HttpRequest) -> HttpResponse:
    """Step 4. Reading stops at the first file that is too large; the ones before it stay."""
    return _answer(request, watch(request))


@require_GET
@private
def photo(request: HttpRequest, number: int) -> HttpResponse:
    """A sterile photo of the draft, for the browser that is writing it."""
    found = next((each for each in Draft.of(request, request.now).photos if each.pk == number), None)
    if found is None:
        raise Http404
    return HttpResponse(found.read(), content_type=JPEG)
