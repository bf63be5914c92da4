"""The inbox of petitions: its steps, the petition beside the list, one act on several, filters kept under a name."""

from __future__ import annotations

import re

import pytest

from qingtian.apps.accounts.models import SavedFilter
from qingtian.apps.proceedings.models import Proceeding
from tests.web.desk.conftest import NAME, PHONE, WORDS

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def three(report) -> list[Proceeding]:
    return [report() for _ in range(3)]


def numbers(answer) -> set[str]:
    return set(re.findall(r'name="n" value="(XF-[\d-]+)"', answer.content.decode()))


def form(answer, chosen, **typed):
    """The fields of the form as the page offers them, for the matters chosen."""
    page = answer.content.decode()
    sequences = dict(re.findall(r'name="(seq-[^"]+)" value="(\d+)"', page))
    batch = re.search(r'name="batch" value="([^"]+)"', page)
    return {"batch": batch[1] if batch else "", "n": [m.number for m in chosen], **sequences, **typed}


def test_a_step_shows_what_waits_for_it_and_its_count(three, sign_in):
    page = sign_in("petition-officer").get("/desk/inbox/?step=register")
    assert numbers(page) == {m.number for m in three}
    assert numbers(sign_in("petition-officer").get("/desk/inbox/?step=sort")) == set()


def test_the_petition_beside_the_list_shows_the_covered_words_and_nobody(three, sign_in):
    client = sign_in("petition-officer")
    page = client.get(f"/desk/inbox/?show={three[1].number}", headers={"HX-Request": "true"}).content.decode()
    assert WORDS in page
    assert "<html" not in page
    assert NAME not in page
    assert PHONE not in page


def test_what_is_out_of_scope_is_neither_listed_nor_shown_nor_acted_on(three, sign_in):
    client = sign_in("town")
    number = three[0].number
    assert number not in client.get("/desk/inbox/?whose=all").content.decode()
    assert number not in client.get(f"/desk/inbox/?show={number}", headers={"HX-Request": "true"}).content.decode()
    assert client.get(f"/desk/inbox/together/register/?n={number}").status_code == 404


def test_several_are_registered_at_once_each_with_its_own_subject(three, sign_in):
    client, address = sign_in("petition-officer"), "/desk/inbox/together/register/"
    page = client.get(address, {"n": [m.number for m in three]})
    typed = {f"{m.number}-f_subject": f"第{n}件" for n, m in enumerate(three)}
    typed |= {f"{m.number}-f_area": "wangxi" for m in three}
    sent = form(page, three, **typed)
    done = client.post(address, sent).content.decode()
    assert done.count("已记入") == 3
    for n, matter in enumerate(three):
        matter.refresh_from_db()
        assert (matter.state, matter.title, matter.seq) == ("registered", f"第{n}件", 2)
    # the same form again: nothing is done twice, and the page says the same
    again = client.post(address, sent).content.decode()
    assert again.count("已记入") == 3
    assert {m.acts.count() for m in three} == {2}


def test_what_is_refused_stays_with_its_sentence_and_the_rest_is_done(three, sign_in, act):
    client, address = sign_in("petition-officer"), "/desk/inbox/together/register/"
    page = client.get(address, {"n": [m.number for m in three]})
    typed = {f"{m.number}-f_subject": "一件" for m in three[1:]} | {f"{m.number}-f_area": "wangxi" for m in three}
    act(three[2], "register", "petition-officer", area="wangxi", subject="先登记的")  # a colleague was first
    answer = client.post(address, form(page, three, **typed))
    states = [Proceeding.objects.get(pk=m.pk).state for m in three]
    assert states == ["received", "registered", "registered"]
    assert Proceeding.objects.get(pk=three[2].pk).title == "先登记的"
    assert answer.content.decode().count("没有存上") == 1


def test_an_act_that_is_not_for_several_has_no_form(three, sign_in):
    assert sign_in("petition-officer").get(f"/desk/inbox/together/withdraw/?n={three[0].number}").status_code == 404


def test_the_page_asks_the_database_the_same_however_long_the_list(report, sign_in, django_assert_max_num_queries):
    client = sign_in("petition-officer")
    first, *_ = [report() for _ in range(4)]  # a list of more than the repeats that are shown
    show = first.number
    client.get(f"/desk/inbox/?show={show}")
    with django_assert_max_num_queries(90) as few:
        client.get(f"/desk/inbox/?show={show}")
    for _ in range(6):
        report()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"/desk/inbox/?show={show}")


def test_a_saved_filter_keeps_filters_only_and_belongs_to_who_saved_it(city, sign_in):
    client = sign_in("petition-officer")
    typed = {"page": "inbox", "name": "王溪待登记", "query": "?step=register&area=wangxi&show=XF-2026-000001&q=田密封"}
    assert client.post("/desk/filters/save/", typed).headers["Location"] == "/desk/inbox/?step=register&area=wangxi"
    row = SavedFilter.objects.get()
    assert row.query == "step=register&area=wangxi"
    assert "王溪待登记" in client.get("/desk/inbox/").content.decode()
    assert sign_in("handler").post(f"/desk/filters/{row.pk}/drop/").status_code == 404
    assert client.post(f"/desk/filters/{row.pk}/drop/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(("name", "saved"), [("", 0), ("字" * 40, 1), ("字" * 41, 0)])
def test_a_filter_needs_a_name_of_at_most_forty_characters(city, sign_in, name, saved):
    sign_in("petition-officer").post("/desk/filters/save/", {"page": "worklist", "name": name, "query": "list=due"})
    assert SavedFilter.objects.count() == saved
