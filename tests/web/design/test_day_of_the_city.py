"""The day is read once a request; a demonstration may stand still on one; what does not exist is not offered."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from qingtian.errors import UnusableInput
from qingtian.web import context
from qingtian.web.design.figures import SHANGHAI, page_day
from qingtian.web.middleware import AsOfMiddleware, fixed_day


def passed_through(request):
    seen = {}

    def view(inner):
        seen.update(now=inner.now, as_of=inner.as_of, page_day=page_day.get())
        return HttpResponse()

    AsOfMiddleware(view)(request)
    return seen


def test_the_request_carries_an_aware_moment_of_shanghai_and_its_date():
    seen = passed_through(RequestFactory().get("/"))
    assert seen["now"].utcoffset().total_seconds() == 8 * 3600
    assert seen["as_of"] == seen["now"].date() == seen["page_day"]
    assert page_day.get() is None


def test_a_demonstration_stands_still_on_its_day(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("QINGTIAN_TODAY", "2026-11-23")
    assert passed_through(RequestFactory().get("/"))["as_of"] == date(2026, 11, 23)


def test_a_real_city_cannot_be_set_to_another_day(settings, monkeypatch):
    settings.DEMO = False
    monkeypatch.setenv("QINGTIAN_TODAY", "2026-11-23")
    assert fixed_day() is None


def test_a_day_that_is_no_date_is_refused(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("QINGTIAN_TODAY", "yesterday")
    with pytest.raises(UnusableInput, match=r"QINGTIAN_TODAY.*web\.today"):
        fixed_day()


def test_entries_that_lead_nowhere_are_left_out_and_the_longest_match_is_current(monkeypatch):
    known = {"desk:worklist": "/desk/", "desk:petitions": "/desk/petitions/"}
    monkeypatch.setattr(context, "_address", known.get)
    found = context.navigation(RequestFactory().get("/desk/petitions/17/"))
    assert [(entry["url"], entry["current"]) for entry in found] == [("/desk/", False), ("/desk/petitions/", True)]


@pytest.mark.parametrize(("language", "expected"), [("zh-hans", "zh"), ("en", "en")])
def test_the_page_knows_its_language_and_is_calm_about_who_is_missing(language, expected):
    request = RequestFactory().get("/nowhere/?a=1")
    with translation.override(language):
        known = context.page(request)
    assert known["language"] == expected
    assert known["person"] is None
    assert known["post"] is None


def test_the_officer_acts_from_the_highest_post_of_that_day_unless_the_view_chose_one(monkeypatch):
    deputy, liaison, person = object(), object(), object()
    asked = []
    monkeypatch.setattr("qingtian.apps.people.queries.posts_of", lambda *of: asked.append(of) or [deputy, liaison])
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(person=person)
    request.now = datetime(2026, 11, 23, 23, 30, tzinfo=SHANGHAI)
    assert context.page(request)["post"] is deputy
    assert asked == [(person, date(2026, 11, 23))]
    request.post = liaison
    assert context.page(request)["post"] is liaison
