"""Every page, as everybody, about every kind of record: exactly what ``qingtian.web.access`` declares, never a crash.

The list of pages comes from the resolver. A page without a line in the table fails here and is refused when served.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.urls import path, reverse
from django.utils import translation

from qingtian.apps.people import queries as people_queries
from qingtian.apps.rates.models import Tally
from qingtian.procedures.who import ROLES
from qingtian.web import access, gate
from qingtian.web.access import PAGES, Address, Door, Page
from qingtian.web.access_reference import page as printed
from qingtian.web.design.figures import SHANGHAI
from tests.days import TODAY, at
from tests.web.access_world import (
    ANONYMOUS,
    CONFIRMS,
    LEFT_OFFICE,
    NAME,
    OPENS,
    OUTSIDERS,
    PHONE,
    SEES,
    WITHOUT_POST,
    World,
    make,
)

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
ADDRESSES = {address.name: address for address in access.addresses()}
UNKNOWN = "unknown"
KINDS = (*SEES, UNKNOWN)
#: by what a page is about: who may open it
SIGHTS = {"matter": SEES, "identity": OPENS, "working copy": CONFIRMS}
#: what an admitted person may be answered: the page, another address, a form refused, an act not possible now or not
#: this officer's, a thing that is not there
FINE = {200, 302, 401, 403, 404, 409, 422}
#: pages of a matter in one's scope about something that not every matter has
MAY_BE_MISSING = {
    "desk:original",
    "desk:consultation",
    "desk:repeats",
    *("desk:paper", "desk:paper_page", "desk:publication_texts", "desk:typing_sheet", "desk:upstream_mark"),
    "desk:sample",
    "desk:visit",
    *("desk:outlet", "desk:outlet_entry", "desk:outlet_mark_withdraw"),
    *("desk:case_brief", "desk:case_pack", "desk:case_file", "desk:look_back", "desk:draw", "desk:draw_file"),
    *("desk:oversight_draft", "desk:oversight_draft_file"),
    *("desk:schedule", "desk:schedule_row", "desk:schedule_chase", "desk:schedule_merge"),
    *("desk:feedback", "desk:findings_import", "desk:daily_count", "desk:candidates"),
    "desk:penalty_discretion",
    "desk:fine_ledger",
    *("desk:compensation_losses", "desk:compensation_payments"),
    *("desk:air_publication", "desk:air_publication_file", "desk:air_publication_correct"),
    *("desk:water_report", "desk:water_report_file", "desk:water_report_correct"),
}
#: rows a request may leave that change nothing of the office: the session itself and logs of who knocked
LOGS = re.compile(
    r'"(django_session|axes_\w+|accounts_(sitting|logentry)|catalogue_useofdata|rates_tally|clues_registerentry)"'
)
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


# ---- the world, once a worker ---------------------------------------------------------------------------------------


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back, in both databases; a durable seal may stand inside, as in any test."""
    with ExitStack() as stack:
        for alias in ("default", "identity"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True
            stack.enter_context(atomic)
        try:
            yield
        finally:
            for alias in ("default", "identity"):
                transaction.set_rollback(True, using=alias)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), undone():
        yield make()


@pytest.fixture(scope="module")
def seats() -> dict[str, Any]:
    """Who holds which posts on the day, asked once a person: nobody takes or leaves office in these tests."""
    return {name: cache(getattr(people_queries, name)) for name in ("posts_of", "standing_in")}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, seats: dict[str, Any]) -> None:
    for name, asked_once in seats.items():
        monkeypatch.setattr(f"qingtian.web.desk.seat.{name}", asked_once)
    settings.AXES_ENABLED = False
    settings.SECOND_FACTOR_ROLES, settings.CONFIRM_MINUTES = frozenset(), 0  # tried where they are built
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 6).astimezone(SHANGHAI))


@contextmanager
def no_writes() -> Iterator[list[str]]:
    """The statements that changed something, in either database, beyond sessions and logs."""
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not LOGS.search(sql):
            found.append(sql)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in ("default", "identity"):
            stack.enter_context(connections[alias].execute_wrapper(watch))
        yield found


# ---- identifiers ----------------------------------------------------------------------------------------------------


def parameters(world: World, address: Address, kind: str) -> dict[str, Any]:
    """Values for the parameters of an address that name a record of this kind."""
    known = kind != UNKNOWN
    matter = world.matters[kind] if known else None
    paper = world.paper(kind) if known else None
    values: dict[str, Any] = {
        "number": matter.number if matter else "XF-1999-000001",
        "act": "investigate" if known else "nonsense",
        "seq": 1 if known else 999_999,
        "key": world.received[kind].key if known else "k" * 32,
        "id_": "petition" if known else "nonsense",
        "edition": "2022-05-01" if known else "1999-01-01",
        "step": 1,
        "version": 1,
        "suffix": "csv" if known else "exe",
        "system": "national_petitions" if known else "nonsense",
        "organ": "branch" if known else "nonsense",
        "pk": 999_999,
    }
    if address.parameters.get("number") == "IntConverter":
        values["number"] = 999_999  # a photo, not a matter
    if address.name == "desk:file" and known:
        values["pk"] = world.files[kind].pk
    if address.name == "desk:paper" and paper:
        values["pk"] = paper.pk
    if address.name == "desk:paper_page" and paper:
        values["seq"] = paper.act.seq
    # what a later page calls its own identifiers: something that cannot be there
    other = {
        "IntConverter": 999_999,
        "UUIDConverter": "00000000-0000-4000-8000-000000000000",
        "Number": "ZZ-1999-000001",
    }
    return {
        name: values.get(name, other.get(kind_of, "nothing-of-that-name"))
        for name, kind_of in address.parameters.items()
    }


def knockers(world: World, page: Page) -> tuple[str, ...]:
    """Everybody; at a door that asks nobody who they are, three kinds of people are enough."""
    if page.door not in (Door.OFFICE, Door.DEMONSTRATION):
        return (ANONYMOUS, WITHOUT_POST, "petition-officer")
    return world.everybody if page.about in ("matter", "identity") else one_of_each_kind(world)


def one_of_each_kind(world: World) -> tuple[str, ...]:
    """Where no record decides, roles do: people outside, and enough people inside that every set of roles knocks."""
    inside = {world.roles(who): who for who in reversed(world.everybody) if who != ANONYMOUS and who not in OUTSIDERS}
    return tuple(who for who in world.everybody if who in {ANONYMOUS, *OUTSIDERS, *inside.values()})


def cases(page: Page, address: Address) -> tuple[str, ...]:
    return KINDS if page.about and address.parameters else ("own", UNKNOWN) if address.parameters else ("own",)


def expected(world: World, page: Page, address: Address, who: str, kind: str, method: str) -> set[int]:
    """The statuses the table allows. The order is that of the doors: sign-in, office, role, record."""
    if page.door is Door.DEMONSTRATION:
        apart = "auditor" in world.roles(who) or access.only_reads(world.roles(who))
        if apart and method == "GET":
            return {403}
        return {404} if who in world.city.posts or method == "POST" else {302, 403, 404}
    if page.door is Door.SYSTEM:
        return FINE | {400}
    if page.door in (Door.PUBLIC, Door.LINK):
        # a photo's number is counted within the report: with the right link it may still not be there
        return {404} if page.about == "link" and kind == UNKNOWN else FINE - {403}
    if who == ANONYMOUS:
        return {302}
    if who in OUTSIDERS:
        return {403}
    if access.only_reads(world.roles(who)) and not page.readers:
        return {302} if address.name == "desk:worklist" else {403}
    roles = (page.acting if method == "POST" else frozenset()) or page.roles
    if roles and not roles & world.roles(who):
        return {403}
    if "auditor" in world.roles(who) and not page.auditors:
        return {302} if address.name == "desk:worklist" else {403}
    sight = SIGHTS.get(page.about)
    if sight and (kind == UNKNOWN or who not in sight[kind]):
        return {404}
    there = page.about in ("", *SIGHTS) and address.name not in MAY_BE_MISSING
    return FINE - ({404} if kind != UNKNOWN and there else set())


def knock(world: World, address: Address, who: str, kind: str, method: str, data: dict[str, str] | None = None) -> Any:
    url = reverse(address.name, kwargs=parameters(world, address, kind))
    client = world.browser(who)
    # a crash is a finding with its address, not a traceback of the first one
    client.raise_request_exception = False
    return (
        client.generic(method, url)
        if method not in ("GET", "POST")
        else getattr(client, method.lower())(url, data or {})
    )


# ---- the table ------------------------------------------------------------------------------------------------------


def test_every_page_has_a_declared_policy():
    missing = sorted(ADDRESSES.keys() - PAGES.keys())
    assert not missing, f"no policy in qingtian/web/access.py for: {', '.join(missing)}; add one line to PAGES for each"


def test_no_policy_is_left_of_a_page_that_is_gone():
    assert not PAGES.keys() - ADDRESSES.keys(), "take these lines out of PAGES"


def test_every_role_is_tried(world: World):
    """A role may be given to a post, so it must be known what its holder sees; SEES and OPENS hold posts that exist."""
    assert ROLES.keys() <= {role for post in world.city.posts.values() for role in post.roles}
    assert {post for table in (SEES, OPENS) for posts in table.values() for post in posts} <= world.city.posts.keys()


def test_a_page_nobody_declared_is_refused_to_everybody(world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any):
    monkeypatch.delitem(PAGES, "desk:people")
    monkeypatch.delitem(PAGES, "portal:about")
    for who, url in (("petition-officer", "/desk/people/"), (ANONYMOUS, "/about/")):
        assert world.browser(who).get(url).status_code == 404
    assert "desk:people has no declared policy" in caplog.text


def test_a_view_somebody_forgot_to_guard_is_closed_to_people_outside(world: World, monkeypatch: pytest.MonkeyPatch):
    """The outer door is tried alone: a bare view without any check of its own, declared as an office page."""
    from django.http import HttpResponse
    from django.test import RequestFactory

    request = RequestFactory().get("/desk/people/")
    request.resolver_match = path("", lambda r: HttpResponse("secret"), name="people").resolve("")
    request.resolver_match.view_name = "desk:people"
    request.user = type("Nobody", (), {"is_authenticated": False})()
    with translation.override("zh-hans"):
        answer = gate.AccessMiddleware(lambda r: HttpResponse("secret")).process_view(request, None, (), {})
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/sign-in/?next=/desk/people/"


def test_the_reference_page_is_printed_from_the_table():
    stored = Path(__file__).parents[2] / "docs" / "reference" / "access.md"
    assert stored.read_text(encoding="utf-8") == printed(), (
        "print it again: python -m qingtian.web.access_reference > docs/reference/access.md"
    )


# ---- the matrix -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", sorted(name for name in ADDRESSES if "GET" in PAGES[name].methods))
def test_reading_a_page(world: World, name: str):
    """GET as everybody about every record: the declared answer, and nothing written."""
    page, address, wrong = PAGES[name], ADDRESSES[name], []
    for who, kind in itertools.product(knockers(world, page), cases(page, address)):
        with undone(), no_writes() as written:
            answer = knock(world, address, who, kind, "GET")
        allowed = expected(world, page, address, who, kind, "GET")
        if answer.status_code not in allowed:
            wrong.append(f"{who} / {kind}: {answer.status_code}, declared {sorted(allowed)}")
        wrong += [f"{who} / {kind}: a GET wrote {sql[:120]}" for sql in written]
    assert not wrong, f"{name}\n" + "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_sending_an_empty_form(world: World, name: str):
    """POST as everybody about every record: the refused write nothing at all, nobody gets a crash."""
    page, address, wrong = PAGES[name], ADDRESSES[name], []
    # a page that takes no form says so at the outer door, whoever asks about whatever
    who_ask = knockers(world, page) if "POST" in page.methods else (ANONYMOUS, WITHOUT_POST, "petition-officer")
    for who, kind in itertools.product(who_ask, cases(page, address) if "POST" in page.methods else ("own", UNKNOWN)):
        with undone(), no_writes() as written:
            answer = knock(world, address, who, kind, "POST")
        allowed = expected(world, page, address, who, kind, "POST") if "POST" in page.methods else {405}
        if answer.status_code not in allowed:
            wrong.append(f"{who} / {kind}: {answer.status_code}, declared {sorted(allowed)}")
        if answer.status_code in (403, 404, 405) and written:
            wrong.append(f"{who} / {kind}: refused with {answer.status_code} and wrote {written[0][:120]}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


#: systems bring no token of a form; each proves itself in its own tests
FORMS = sorted(n for n, page in PAGES.items() if "POST" in page.methods and page.door is not Door.SYSTEM)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_without_its_token_is_refused(world: World, name: str):
    address = ADDRESSES[name]
    url = reverse(name, kwargs=parameters(world, address, "own"))
    for who in (ANONYMOUS, "petition-officer", "handler", "administrator"):
        client = world.browser(who, enforce_csrf_checks=True)
        with undone(), no_writes() as written:
            answer = client.post(url, {"f_subject": "x", "on": str(TODAY)})
        # the door for officers stands after the token: neither tells anything
        assert answer.status_code == 403, who
        assert not written, who


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_no_other_method_is_answered(world: World, name: str):
    address = ADDRESSES[name]
    for method, who in itertools.product(("PUT", "PATCH", "DELETE", "TRACE"), (ANONYMOUS, "petition-officer")):
        with undone(), no_writes() as written:
            assert knock(world, address, who, "own", method).status_code == 405
        assert not written


# ---- identifiers of another matter ----------------------------------------------------------------------------------


def test_a_paper_of_another_matter_is_not_found_under_ones_own_number(world: World):
    own, foreign = world.matters["own"], world.paper("other county")
    assert foreign is not None
    client = world.browser("handler")
    assert client.get(f"/desk/{own.number}/paper/{world.paper('own').pk}/").status_code == 200
    assert client.get(f"/desk/{own.number}/paper/{foreign.pk}/").status_code == 404
    # not even by one who may see both: the address must not lie about which matter a paper belongs to
    assert world.browser("petition-officer").get(f"/desk/{own.number}/paper/{foreign.pk}/").status_code == 404


def test_a_file_is_opened_through_its_own_matter_alone(world: World):
    for kind, file in world.files.items():
        for who in world.city.posts:
            answer = world.browser(who).get(f"/desk/files/{file.pk}/")
            apart = "auditor" in world.roles(who) or access.only_reads(world.roles(who))
            hidden = 403 if apart else 404
            assert answer.status_code == (200 if who in SEES[kind] else hidden), (who, kind)


def test_a_photo_of_another_report_is_not_found_under_ones_own_link(world: World):
    key = world.received["own"].key
    for number in (0, 1, 2, 999_999):
        assert world.browser(ANONYMOUS).get(f"/r/{key}/photos/{number}.jpg").status_code == 404


def test_lists_and_search_show_each_matter_to_exactly_those_who_may_see_it(world: World):
    for who in world.city.posts:
        client = world.browser(who)
        shown = "".join(
            client.get(url).content.decode()
            for url in ("/desk/?list=all", "/desk/?list=all&format=csv", "/desk/petitions/", "/desk/search/?q=XF-")
        )
        for kind, matter in world.matters.items():
            assert (matter.number in shown) == (who in SEES[kind]), (who, kind)


@pytest.mark.slow
def test_no_list_page_or_record_shows_a_sealed_identity(world: World):
    """Without opening, on any page of any matter, as those who may even open it, and as one who may not."""
    for who, address in itertools.product(
        ("petition-officer", "handler", "discipline", "inspector"), ADDRESSES.values()
    ):
        page = PAGES[address.name]
        if page.door is not Door.OFFICE or "GET" not in page.methods:
            continue
        for kind in cases(page, address):
            if expected(world, page, address, who, kind, "GET") <= {403, 404}:
                continue
            answer = knock(world, address, who, kind, "GET")
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert NAME.encode() not in content, (who, address.name)
            assert PHONE.encode() not in content, (who, address.name)
            break


# ---- hostile values -------------------------------------------------------------------------------------------------

HOSTILE = [
    "\0", "x\0y", "²", "९" * 5, "9" * 20, "9" * 5000, "-1", "0000", "NaN", "1e400", "9999-12-31", "0001-01-01",
    "2026-11-23~" + "9" * 30, "../../etc/passwd", "'\"><script>", "\u202e", "\xed\xa0\x80", "a" * 10_000,
]  # fmt: skip
FIELDS = """
    q list format order page which area on after n channel year due procedure state status receipt seq once expected_seq
    post next username password report present representatives lat lon when when_words place kinds remove day working
    name_zh name_en source reason purpose satisfaction remark grounds f_subject f_handler f_where f_raised from as kind
    which tenure tick system_number difference code passkey person starts ends decision file_number organ system do
    role title areas roles post_code
""".split()  # noqa: SIM905 (one word each reads better than a list of quotes)


def admitted(world: World, page: Page, address: Address, method: str) -> str:
    """Somebody the page lets in: who is refused at the door proves nothing about what lies behind it."""
    if page.door is not Door.OFFICE:
        return ANONYMOUS
    first = ("petition-officer", "inspector", "administrator")
    people = (*first, *(who for who in world.city.posts if who not in first))
    inside = (who for who in people if 200 in expected(world, page, address, who, "own", method))
    return next(inside, first[0])


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_no_value_of_a_form_or_an_address_crashes_a_page(world: World, name: str):
    page, address = PAGES[name], ADDRESSES[name]
    for method in sorted(page.methods):
        who = admitted(world, page, address, method)
        for value in HOSTILE:
            if method == "POST" and page.door is not Door.OFFICE:
                Tally.objects.all().delete()
            with undone():
                answer = knock(world, address, who, "own", method, dict.fromkeys(FIELDS, value))
            assert answer.status_code < 500, (method, who, value[:20])


def test_nobody_is_an_administrator_of_the_framework(world: World):
    """There is no second way in: Django's own administration is not installed and answers nowhere."""
    from django.conf import settings

    assert not [app for app in settings.INSTALLED_APPS if "admin" in app]
    for url in ("/admin/", "/en/admin/", "/admin/login/", "/desk/admin/"):
        assert world.browser("administrator").get(url).status_code == 404


def test_the_kinds_of_outsiders_are_three(world: World):
    assert {ANONYMOUS, WITHOUT_POST, LEFT_OFFICE} == set(OUTSIDERS)
