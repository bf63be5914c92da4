"""The pages of public opinion, and the push of a monitoring service."""

from io import BytesIO

import pytest
from docx import Document

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.opinion.actions.take import city_names, take
from qingtian.apps.opinion.door import admitted
from qingtian.apps.opinion.models import OpinionItem
from tests.apps.opinion.test_opinion import AUTHORS, SAID, kept
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LIST, BRIEF = "/desk/opinion/", "/desk/opinion/brief/"


@pytest.fixture
def desk(city, sign_in):
    take(admitted(SAID), now=at(TODAY), names=city_names())
    return sign_in("petition-officer")


def test_the_list_and_the_brief_in_both_languages(desk):
    assert "望溪的砖窑又冒黑烟" in desk.get(LIST).content.decode()
    assert "Evidence for" in desk.get("/en" + LIST).content.decode()
    assert "舆情专报" in desk.get(BRIEF).content.decode()
    assert "Like open petitions" in desk.get("/en" + BRIEF).content.decode()


def test_a_number_nobody_knows_is_told(desk):
    item = OpinionItem.objects.get()
    assert desk.post(f"{LIST}{item.pk}/link/", {"number": "XF-2026-999999"}).status_code == 302
    assert "没有编号" in desk.get(LIST).content.decode()


def test_the_brief_is_taken_away_as_word_and_logged(desk):
    answer = desk.get(BRIEF + "?format=docx")
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs)
    assert "共收到 1 条" in words
    assert UseOfData.objects.get().data_set == "opinion"


def test_other_posts_do_not_read_it(city, sign_in):
    assert sign_in("handler").get(LIST).status_code == 403


@pytest.mark.usefixtures("city")
def test_a_push_without_a_signature_is_refused(client):
    answer = client.post("/api/opinion/", {"items": [SAID]}, content_type="application/json")
    assert answer.status_code in (401, 403)
    assert not OpinionItem.objects.exists()


def test_a_signed_push_is_taken_once_and_drops_authors(city, monkeypatch, client):
    from qingtian.gateways.partners.models import Partner

    monkeypatch.setattr("qingtian.web.api.signed._proved", lambda *_: Partner(code="watch", title_zh="监测"))
    items = [SAID | dict.fromkeys(AUTHORS, "SECRETNAME"), {"text": ""}, "x"]
    for outcome in ("new", "same"):
        answer = client.post("/api/opinion/", {"items": items}, content_type="application/json").json()
        assert [one["outcome"] for one in answer["items"]] == [outcome, "rejected", "rejected"]
    assert "SECRETNAME" not in kept()
