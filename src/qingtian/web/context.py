"""What every page knows: the city, the day, the two languages, who is signed in, which parts exist."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url

from qingtian.language import Text
from qingtian.web.access import only_reads
from qingtian.web.middleware import city_now
from qingtian.web.templatetags.words import page_language

#: entries of the desk's head: words, name of the address, part of the address that marks it current.
#: One that leads nowhere yet is left out.
NAV: tuple[tuple[Text, str], ...] = (
    (Text("待办", "Worklist"), "desk:worklist"),
    (Text("收件箱", "Inbox"), "desk:inbox"),
    (Text("信访", "Petitions"), "desk:petitions"),
    (Text("包案", "Cases"), "desk:cases"),
    (Text("空气", "Air"), "desk:air"),
    (Text("监测", "Monitoring"), "desk:monitoring"),
    (Text("研判", "Foresight"), "desk:foresight"),
    (Text("执法", "Enforcement"), "desk:enforcement"),
    (Text("督导", "Supervision"), "desk:supervision"),
    (Text("公开", "Publishing"), "desk:publishing"),
    (Text("机关", "Office"), "desk:office"),
)
#: pages that keep the office itself: the list of the office leads to them, and there its entry is the current one
OF_THE_OFFICE: tuple[str, ...] = (
    "desk:checklist",
    "desk:ledgers",
    "desk:people",
    "desk:accounts",
    "desk:procedures",
    "desk:calendar",
    "desk:papers",
    "desk:retention",
    "desk:rewards",
    "desk:upstream",
    "desk:hotlines",
    "desk:exchange",
    "desk:partners",
    "desk:catalogue",
    "desk:capability",
    "desk:channels",
    "desk:operations",
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Names for every template; a page may set any of them itself (``nav_current`` marks an entry as current)."""
    language = page_language()
    person = getattr(getattr(request, "user", None), "person", None)
    now = getattr(request, "now", None) or city_now()
    return {
        "city": _city(),
        "demo": bool(getattr(settings, "DEMO", False)),
        "now": now,
        "as_of": getattr(request, "as_of", None) or now.date(),
        "language": language,
        "html_lang": "en" if language == "en" else "zh-Hans",
        "other_language_url": translate_url(request.get_full_path(), "zh-hans" if language == "en" else "en"),
        "person": person,
        "post": _post(request, person, now.date()),
        "nav": [] if _sees_logs_only(request) else navigation(request),
        "search_url": None if _sees_logs_only(request) else _address("desk:search"),
        "sign_out_url": _address("desk:sign_out"),
        "stay": _stay(request, person),
        "portal_home": _address("portal:home") or "/",
        "desk_home": _address("desk:worklist") or "/desk/",
    }


def _stay(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """What the announcement of the session's end needs; None for somebody who is not signed in."""
    if person is None or not hasattr(request, "session"):
        return None
    from qingtian.web.desk.stay import idle_seconds, seconds_left

    return {
        "url": _address("desk:stay"),
        "left": seconds_left(request),
        "idle": idle_seconds(),
        "minutes": settings.IDLE_MINUTES,
    }


def _sees_logs_only(request: HttpRequest) -> bool:
    """An auditor's post has no matters to go to, nor has one that only reads."""
    actor = getattr(request, "actor", None)
    return actor is not None and ("auditor" in actor.roles or only_reads(actor.roles))


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries that exist, the current one marked: the one the page belongs to, none where it belongs to none."""
    found = [(words, name, url) for words, name in NAV if (url := _address(name))]
    return [
        {"label": words, "name": name, "url": url, "current": _is_here(request.path, name, url)}
        for words, name, url in found
    ]


def _is_here(path: str, name: str, url: str) -> bool:
    """The worklist is its own page only; of every other entry the pages below its address, too."""
    if name == "desk:worklist":
        return path == url
    below = [url, *(at for each in OF_THE_OFFICE if (at := _address(each)))] if name == "desk:office" else [url]
    return path.startswith(tuple(below))


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _city() -> Any:
    """The city's names. Imported late: the records may still be loading when this module is read."""
    try:
        from qingtian.config.city import city
    except ImportError:  # a bare design page, without a configured city
        return {
            "name": Text("本市", "This city"),
            "short": Text("本市", "City"),
            "bureau": Text("生态环境局", "Ecology and Environment Bureau"),
            "map_number": "",
        }
    return city()


def _post(request: HttpRequest, person: Any, day: date) -> Any:
    """The post the officer acts from: what the view chose (``request.post``), else the highest one held on ``day``."""
    chosen = getattr(request, "post", None)
    if chosen is not None or person is None:
        return chosen
    from qingtian.apps.people.queries import posts_of

    return next(iter(posts_of(person, day)), None)
