"""Signing in, choosing a post, and the one-click seats that exist in the demonstration only."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from qingtian.apps.people.models import Tenure
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
PASSWORD = "a long password"
TOLD = ("handler", "nobody-holds-it")  # the posts the loader of the demonstration left for the page


def page(response) -> str:
    return response.content.decode()


@pytest.fixture
def officer(city):
    person = city.people["handler"]
    person.user = get_user_model().objects.create_user("zhou", password=PASSWORD)
    person.save()
    return person


def test_name_and_password_lead_to_the_worklist(officer):
    answer = Client().post("/desk/sign-in/", {"username": "zhou", "password": PASSWORD})
    assert answer["Location"] == "/desk/"


def test_a_wrong_password_says_so_and_not_which_of_the_two_it_was(officer):
    wrong = Client().post("/desk/sign-in/", {"username": "zhou", "password": "nonsense"})
    unknown = Client().post("/desk/sign-in/", {"username": "zhov", "password": "nonsense"})
    assert wrong.status_code == unknown.status_code == 401
    assert page(wrong).replace("zhou", "") == page(unknown).replace("zhov", "") or "用户名或密码不对" in page(wrong)
    assert "nonsense" not in page(wrong)


def test_too_many_wrong_passwords_lock_with_a_page_of_our_own(officer, settings):
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    client = Client()
    for _ in range(4):
        answer = client.post("/desk/sign-in/", {"username": "zhou", "password": "nonsense"})
    assert answer.status_code == 429
    assert "暂时锁住" in page(answer)


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_off_the_site(officer, where):
    answer = Client().post("/desk/sign-in/", {"username": "zhou", "password": PASSWORD, "next": where})
    assert answer["Location"] == "/desk/"


def test_signing_out_takes_a_post_and_ends_the_session(officer):
    client = Client()
    client.force_login(officer.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/sign-out/").status_code == 405
    assert client.post("/desk/sign-out/").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_outside_the_demonstration_no_seat_is_offered_and_none_can_be_taken(city, settings):
    settings.DEMO = False
    assert "demo-sign-in" not in page(Client().get("/desk/sign-in/"))
    assert Client().post("/desk/demo-sign-in/", {"post": "handler"}).status_code == 404


def test_in_the_demonstration_one_click_takes_a_seat(city, settings, tmp_path):
    settings.DEMO, settings.DATA = True, tmp_path
    words = {"title": {"zh": "执法队员", "en": "Officer"}, "organ": {"zh": "望溪分局", "en": "Wangxi Branch"}}
    told = [{"post": post, "task": {"zh": "记一次调查。", "en": "Record an inquiry."}, **words} for post in TOLD]
    (tmp_path / "demonstration.json").write_text(json.dumps(told), encoding="utf-8")
    client = Client()
    offered = page(client.get("/desk/sign-in/"))
    assert 'value="handler"' in offered
    assert "记一次调查。" in offered
    assert "nobody-holds-it" not in offered
    assert client.post("/desk/demo-sign-in/", {"post": "handler"})["Location"] == "/desk/"
    assert "望溪分局执法队员" in page(client.get("/desk/"))
    assert client.post("/desk/demo-sign-in/", {"post": "no-such-post"}).status_code == 404


def test_the_tour_is_of_the_demonstration_only(officer, settings):
    client = Client()
    client.force_login(officer.user, backend="django.contrib.auth.backends.ModelBackend")
    settings.DEMO = False
    assert client.get("/desk/tour/1/").status_code == 404
    settings.DEMO = True
    assert [client.get(f"/desk/tour/{n}/").status_code for n in range(8)] == [404, *[200] * 6, 404]
    assert "跟着走一遍" in page(client.get("/desk/"))
    client.post("/desk/tour/dismiss/")
    assert "跟着走一遍" not in page(client.get("/desk/"))


def test_somebody_with_two_posts_acts_from_the_highest_until_another_is_chosen(city, officer):
    Tenure.objects.create(person=officer, post=city.posts["branch-head"], starts=TODAY)
    client = Client()
    client.force_login(officer.user, backend="django.contrib.auth.backends.ModelBackend")
    assert "望溪分局局长" in page(client.get("/desk/"))
    client.post("/desk/post/", {"post": "handler"})
    assert "望溪分局执法队员" in page(client.get("/desk/"))
    client.post("/desk/post/", {"post": "mayor"})  # not theirs: the choice stays
    assert "望溪分局执法队员" in page(client.get("/desk/"))


def test_a_form_without_its_token_is_refused_with_a_page_that_says_what_is_safe(officer):
    client = Client(enforce_csrf_checks=True)
    for prefix, words in (("", "什么都没有存"), ("/en", "Nothing was saved")):
        answer = client.post(f"{prefix}/desk/sign-in/", {"username": "zhou", "password": PASSWORD})
        assert answer.status_code == 403
        assert words in page(answer)
