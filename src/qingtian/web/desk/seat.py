"""The seat an officer acts from: one person, one post, one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from qingtian.apps.people.models import Person, Post
from qingtian.apps.people.queries import actor_at, posts_of
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

CHOSEN = "desk.post"


class DeskRequest(HttpRequest):
    """What a view behind ``officer`` may rely on; the request itself is Django's, these are set on it."""

    person: Person
    post: Post
    posts: list[Post]
    actor: Actor
    as_of: date
    now: datetime


View = Callable[..., HttpResponse]


def chosen_post(posts: list[Post], code: str | None) -> Post:
    """The post chosen for this session, while it is still held; otherwise the highest."""
    return next((post for post in posts if post.code == code), posts[0])


def take_seat(request: HttpRequest) -> bool:
    """Set person, posts, post and actor on the request; False for somebody who holds no post that day."""
    person = getattr(request.user, "person", None)
    day: date = request.as_of  # type: ignore[attr-defined]
    posts = posts_of(person, day) if person else []
    if not posts:
        return False
    seated = cast(Any, request)
    seated.person, seated.posts = person, posts
    seated.post = chosen_post(posts, request.session.get(CHOSEN))
    seated.actor = actor_at(person, seated.post, day)
    return True


def officer(view: View) -> View:
    """For officers in office only, and never kept by a browser: the next person at the desk sees nothing of it."""

    @wraps(view)
    def seated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("desk:sign_in"))
        if take_seat(request):
            response = view(request, *args, **kwargs)
        else:
            response = render(request, "desk/no_post.html", status=403)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return seated


def matter(request: DeskRequest, number: str) -> Proceeding:
    """The matter of that number, if it lies in this actor's scope; what is out of scope does not exist (404)."""
    found = visible(request.actor).select_related("area").filter(number=number).first()
    if found is None:
        raise Http404
    return found
