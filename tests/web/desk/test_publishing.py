"""The desk's page of publishing, the form of a draft, wordings compared; and what an outsider sees of them."""

from __future__ import annotations

from html import unescape

import pytest

from qingtian.apps.publishing.models import Publication
from qingtian.web.desk.publishing import compared
from tests.conftest import TODAY
from tests.publishing import DRAFT, act, drafted, published, standing, walk

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
TITLE = DRAFT["subject"]


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_says_what_waits_for_whom_what_is_public_and_what_is_withheld(city, sign_in, prefix):
    standing(city, kinds=["matter"])
    published(city, subject="已经发布的通知")
    walk(city, drafted(city), "read_1")
    gone = drafted(city, subject="不公开的稿子")
    act(city, gone, "withhold", "petition-officer", ground="internal", why="讨论过程")
    shown = page(sign_in("petition-officer"), f"{prefix}/desk/publishing/")
    zh = not prefix
    for words in [TITLE, "已经发布的通知", "不公开的稿子", "二审二校" if zh else "Second reading"]:
        assert words in shown
    assert ("内部事务、过程性信息，条例16条" if zh else "Internal affairs or deliberation, art. 16") in shown
    assert ("各站空气小时数据" if zh else "Hourly air of a station") in shown, "what no decision admits is named"


def test_an_outsider_sees_no_text_on_its_way(city, sign_in):
    matter = drafted(city)
    for post in ("handler", "administrator", "town"):
        assert TITLE not in page(sign_in(post), "/desk/publishing/")
        page(sign_in(post), f"/desk/{matter.number}/", 404)
        page(sign_in(post), f"/desk/{matter.number}/texts/", 404)


def test_a_draft_is_made_by_the_form_once_and_by_those_who_may(city, sign_in):
    form = {f"f_{name}": value for name, value in DRAFT.items()} | {"on": str(TODAY), "once": "draft-1"}
    client = sign_in("petition-officer")
    locations = {client.post("/desk/publishing/new/", form)["Location"] for _ in range(2)}
    assert locations == {f"/desk/{Publication.objects.get().proceeding.number}/"}
    assert sign_in("acceptor").get("/desk/publishing/new/").status_code == 403
    marked = form | {"f_text": "秘密★5年\n内容", "once": "draft-2"}
    refused = client.post("/desk/publishing/new/", marked)
    assert refused.status_code == 422
    assert Publication.objects.count() == 1


def test_the_way_to_a_draft_is_shown_to_those_who_may_draft(city, sign_in):
    way = 'href="/desk/publishing/new/"'
    assert way in page(sign_in("petition-officer"), "/desk/publishing/")
    assert way not in page(sign_in("acceptor"), "/desk/publishing/")


def test_wordings_are_compared_and_nothing_in_them_is_taken_for_markup(city, sign_in):
    matter = walk(city, drafted(city), "read_1", read_1={"text": "本月起<b>夜间施工</b>要先公告。"})
    shown = sign_in("petition-officer").get(f"/desk/{matter.number}/texts/").content.decode()
    assert "<ins>&lt;b&gt;</ins>" in shown
    assert "<b>夜间" not in shown
    assert compared("甲乙", "甲丙") == "甲<del>乙</del><ins>丙</ins>"


def test_the_form_of_every_step_opens_for_who_may_and_says_what_stands_against_others(city, sign_in):
    matter = drafted(city)
    assert sign_in("discipline").get(f"/desk/{matter.number}/act/read_1/").status_code == 200
    own = sign_in("petition-officer").get(f"/desk/{matter.number}/act/read_1/")
    assert own.status_code == 409
    assert "拟稿的人不能审自己的稿" in own.content.decode()


def test_the_page_asks_the_database_the_same_however_many_wait(city, sign_in, django_assert_max_num_queries):
    client = sign_in("petition-officer")
    for _ in range(2):
        drafted(city)
    client.get("/desk/publishing/")
    with django_assert_max_num_queries(20) as first:
        client.get("/desk/publishing/")
    for _ in range(4):
        walk(city, drafted(city), "read_1")
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get("/desk/publishing/")
