"""The seat an officer acts from: one person, one post, one day; and what must be done before anything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.people.models import Absence, Person, Post
from qingtian.apps.people.queries import acting, posts_of, standing_in, substitute_at
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor
from qingtian.web.access import PAGES, only_reads
from qingtian.web.desk.proof import first_steps
from qingtian.web.portal.rate import address_of

CHOSEN = "desk.post"
AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Seat:
    """A post to act from: one's own, or an absent colleague's for these days."""

    post: Post
    absence: Absence | None = None

    @property
    def key(self) -> str:
        """What the session keeps of the choice."""
        return f"for-{self.absence.pk}" if self.absence else self.post.code


class DeskRequest(HttpRequest):
    """What a view behind ``officer`` may rely on; the request itself is Django's, these are set on it."""

    person: Person
    post: Post
    posts: list[Post]
    seats: list[Seat]
    absence: Absence | None
    actor: Actor
    as_of: date
    now: datetime
    clock: datetime
    #: where a page that only takes posts wants to come back to after a proof of who one is
    back: str


View = Callable[..., HttpResponse]


def chosen_seat(seats: list[Seat], key: str | None) -> Seat:
    """The seat chosen for this session, while it is still theirs; otherwise the highest post of one's own."""
    return next((seat for seat in seats if seat.key == key), seats[0])


def take_seat(request: HttpRequest) -> bool:
    """Set person, posts, seats, post and actor on the request; False for somebody who holds no post that day."""
    person = getattr(request.user, "person", None)
    day: date = request.as_of  # type: ignore[attr-defined]
    posts = posts_of(person, day) if person else []
    if not posts:
        return False
    seated = cast(Any, request)
    seated.person, seated.posts = person, posts
    seated.seats = [*map(Seat, posts), *(Seat(absence.post, absence) for absence in standing_in(person, day))]
    seat = chosen_seat(seated.seats, request.session.get(CHOSEN))
    seated.post, seated.absence = seat.post, seat.absence
    seated.actor = substitute_at(person, seat.absence, day) if seat.absence else acting(person, seat.post, day)
    return True


def open_to_auditors(view: View) -> View:
    """A page an auditor may open; every other one is closed to a post that sees logs and nothing else."""
    view.open_to_auditors = True  # type: ignore[attr-defined]
    return view


def before_anything(view: View) -> View:
    """A page that is open while the password must still be set or a second factor be added: it is where one does."""
    view.before_anything = True  # type: ignore[attr-defined]
    return view


def officer(view: View) -> View:
    """For officers in office only, and never kept by a browser: the next person at the desk sees nothing of it."""

    @wraps(view)
    def seated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        response = _admitted(request, view) or view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return seated


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back, saying why the session ended; a part of a page asks for the whole one."""
    told = {"next": request.get_full_path() if request.method == "GET" else reverse("desk:worklist")}
    if ended := getattr(request, "ended", None):
        told["ended"] = ended.value
        if request.method == "POST":
            told["unsaved"] = "1"
    address = f"{reverse('desk:sign_in')}?{urlencode(told, safe='/')}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _admitted(request: HttpRequest, view: View) -> HttpResponse | None:
    """None when the view may answer; otherwise what stands before it."""
    if not take_seat(request):
        name = request.user.get_username()
        logout(request)
        return render(request, "desk/no_post.html", {"account": name}, status=403)
    seated = cast(DeskRequest, request)
    if not hasattr(view, "before_anything") and (step := first_steps(seated)):
        return step
    if AUDITOR in seated.actor.roles and not hasattr(view, "open_to_auditors"):
        if request.resolver_match and request.resolver_match.view_name == "desk:worklist":
            return redirect("desk:audit")
        return render(request, "desk/logs_only.html", status=403)
    return _reads_only(seated)


def _reads_only(request: DeskRequest) -> HttpResponse | None:
    """An account for reading opens what is declared for it and nothing else; its worklist is what it may read."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    page = PAGES.get(name)
    if not only_reads(request.actor.roles) or (page is not None and page.readers):
        return None
    if name == "desk:worklist":
        return redirect("desk:oversight_reading")
    return render(request, "desk/congress/reading_only.html", status=403)


def post_in_words(request: DeskRequest) -> str:
    """The post as a log keeps it; while standing in, for whom and by which substitution."""
    if request.absence is None:
        return str(request.post)
    away = request.absence
    return f"{away.post}（代{away.person.name_zh}，离岗，{away.decided_on} 定的顶岗）"


def doer(request: DeskRequest) -> Doer:
    """Who does it, for the log of accounts."""
    return Doer(request.person, post_in_words(request), address_of(request))


def matter(request: DeskRequest, number: str) -> Proceeding:
    """The matter of that number, if it lies in this actor's scope; what is out of scope does not exist (404)."""
    found = visible(request.actor).select_related("area").filter(number=number).first()
    if found is None:
        raise Http404
    return found
