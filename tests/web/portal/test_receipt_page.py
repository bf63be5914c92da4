"""The page of a secret link: what is happening and by when, state by state, and nothing that is not the reporter's."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client

from qingtian.apps.identities.vault import Opener, Purpose, open_identity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.web.portal.private import KeyFilter, without_key
from tests.conftest import TODAY, at
from tests.web.portal.conftest import NAME, PHONE, WORDS, at_act, picture, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def words(found, language: str = "zh", extra: str = "") -> str:
    """The page as it is read, without its marks."""
    page = Client().get(f"{'/en' if language == 'en' else ''}/r/{found.key}/{extra}")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


def test_a_report_just_received_says_by_when_one_learns_who_handles_it(city):
    page = words(received())
    assert "已收到。" in page
    assert "最晚 12月8日 告诉您由谁办。" in page
    assert "规定是 15 天，从 11月23日的第二天算起。还有 15 天。" in page
    assert "核实的不是承办的单位。" in page


@pytest.mark.parametrize(
    ("until", "zh", "en"),
    [
        ("forward", "已分给望溪分局。", "Given to Wangxi Branch."),
        ("accept", "正在调查。", "We are looking into it."),
        ("conclude", "已有结果，正在给您写答复。", "There is a result; the answer is being written."),
        ("reply", "已经答复您。", "You have your answer."),
        ("rate", "已办结。", "Closed."),
    ],
)
def test_the_headline_is_the_public_sentence_of_the_state(city, until, zh, en):
    found = at_act(city, until)
    assert zh in words(found)
    assert en in words(found, "en")


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [(59, "还有 1 天。"), (60, "今天是最后一天。"), (61, "已经晚了 1 天。")],
)
def test_the_last_day_the_day_before_and_the_day_after(city, days_ago, said):
    found = at_act(city, "accept", TODAY - timedelta(days=days_ago + 4))
    clock = found.petition.proceeding.clocks.get(key="petitions.handling")
    assert (clock.due - TODAY).days == 60 - days_ago
    page = words(found)
    assert said in page
    assert ("晚了多少天，都记在承办单位名下。" in page) is (days_ago == 61)


def test_how_the_day_was_reached_is_told_without_the_law_s_name_for_a_reporter(city):
    page = words(at_act(city, "accept"), "en")
    assert "Answering you, 60 days: how" in page
    assert "Handling a petition" not in page


def test_what_the_reporter_is_told_and_what_stays_inside(city):
    page = words(at_act(city, "rate"))
    for told in ("加工点已经停了。", "执法一科 0871-1", "另一单位到现场核实", "已改好", "到现场看了"):
        assert told in page
    for inside in ("机密", "内部", "执法队员", "信访科长", "甲", "诉求"):
        assert inside not in page


def test_the_way_ahead_is_shown_and_shrinks(city):
    ahead = words(at_act(city, "accept"))
    for step in ("给您答复", "另一单位到现场核实", "核实的不是望溪分局。", "答复后 30 天内", "您来评价"):
        assert step in ahead
    done = words(at_act(city, "verify"))
    assert "核实的不是" not in done
    assert "请您评价" in done


def test_a_voided_act_is_not_part_of_the_story(city):
    found = at_act(city, "investigate")
    proceeding = found.petition.proceeding
    number = proceeding.seq
    by = city.actor("branch-head", TODAY)
    perform(proceeding, "correct", by=by, on=TODAY, now=at(TODAY), fields={"number": number, "why": "记错件"}, expected_seq=number)  # fmt: skip # noqa: E501
    page = words(found)
    assert "到现场看了" not in page
    assert "记错件" not in page


def done(city, proceeding, act, post, fields, day=TODAY):
    proceeding.refresh_from_db()
    by = city.actor(post, day)
    perform(proceeding, act, by=by, on=day, now=at(day), fields=fields, expected_seq=proceeding.seq)


def joined(city):
    """A matter under inquiry, and a later report of the same merged with it the day before yesterday."""
    main, other = at_act(city, "accept"), received(TODAY - timedelta(days=3))
    day = TODAY - timedelta(days=2)
    proceeding = other.petition.proceeding
    done(city, proceeding, "register", "petition-officer", {"area": "wangxi", "subject": "同一处"}, day)
    number = main.petition.proceeding.number
    done(city, proceeding, "merge", "petition-officer", {"main": number, "why": "内部比对"}, day)
    return main, other


def test_a_merged_report_shows_where_the_joint_matter_stands_and_what_is_done_about_it(city):
    main, other = joined(city)
    found = {"where": "厂区", "officers": "机密甲、机密乙", "findings": "内部发现"}
    done(city, main.petition.proceeding, "investigate", "handler", found)
    page = words(other)
    assert "和别人说的是同一件事，一起办。 您的回执不变。" in page
    assert "一起办的那一件： 正在调查。" in page
    assert "到现场看了" in page
    for hidden in ("内部", "机密", "执法一科", WORDS + " " + WORDS):
        assert hidden not in page


def test_a_merged_reporter_reads_the_answer_and_rates_it_on_their_own_page(city):
    main, other = joined(city)
    matter = main.petition.proceeding
    opinion = {"request": "内部", "facts_and_reasons": "内部", "opinion": "内部", "legal_basis": "内部"}
    done(city, matter, "investigate", "handler", {"where": "厂区", "officers": "甲、乙", "findings": "内部发现"})
    done(city, matter, "conclude", "branch-head", opinion | {"outcome": "supported"})
    done(city, matter, "reply", "handler", {"reply": "加工点已经停了。"})
    page = words(other)
    assert "加工点已经停了。" in page
    assert page.count("给您答复了") == 1
    assert page.index("一起办") < page.index("到现场看了") < page.index("给您答复了")
    assert rated(other, "not").status_code == 302
    assert "要换一个单位再办。" in words(other)
    assert "您评价了" not in words(main)


def test_every_opening_of_the_identity_is_shown_without_the_officer_s_name(city):
    found = at_act(city, "accept")
    assert "到今天没有人打开过。" in words(found)
    opener = Opener(1, "王某某", "执法队员", "望溪分局")
    open_identity(found.petition.identity_token, by=opener, reason="内部理由", now=at(TODAY, 12), purpose=Purpose.REPLY)
    page = words(found)
    assert "打开过 1 次" in page
    assert "11月23日 12:00，望溪分局，姓名和联系方式：向您答复和反馈" in page
    assert "王某某" not in page
    assert "内部理由" not in page


def test_neither_name_nor_number_is_on_any_page(city, resident):
    resident.up_to_sending()
    resident.send()
    link = resident.secret_link()
    for address in ("/report/received/", link, f"{link}withdraw/", "/", "/matters/", "/en" + link):
        page = resident.client.get(address).content.decode()
        assert NAME not in page
        assert PHONE not in page


def test_a_photo_is_served_through_the_secret_link_only(city, resident):
    resident.up_to_sending()
    resident.photos(picture())
    resident.send()
    link = resident.secret_link()
    answer = Client().get(f"{link}photos/1.jpg")
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(f"{link}photos/2.jpg").status_code == 404
    assert Client().get("/r/wrong/photos/1.jpg").status_code == 404


def rated(found, satisfaction, **changes):
    proceeding = found.petition.proceeding
    proceeding.refresh_from_db()
    form = {"satisfaction": satisfaction, "seq": proceeding.seq, "once": "form-1"} | changes
    return Client().post(f"/r/{found.key}/rate/", form)


@pytest.mark.parametrize(("choice", "state"), [("satisfied", "closed"), ("fairly", "closed"), ("not", "second_look")])
def test_rating_closes_it_or_gives_it_to_another_unit(city, choice, state):
    found = at_act(city, "reply")
    assert rated(found, choice, remark="还有味道").status_code == 302
    petition = Petition.objects.get()
    assert petition.proceeding.state == state
    assert petition.remark == "还有味道"
    assert "还有味道" not in str(petition.proceeding.projection)


def test_rating_twice_with_one_form_rates_once(city):
    found = at_act(city, "reply")
    seq = found.petition.proceeding.seq
    assert rated(found, "satisfied", seq=seq).status_code == 302
    assert rated(found, "satisfied", seq=seq).status_code == 302
    found.petition.proceeding.refresh_from_db()
    assert found.petition.proceeding.seq == seq + 1


def test_rating_an_older_page_is_refused_without_naming_anybody_and_keeps_the_words(city):
    found = at_act(city, "reply")
    answer = rated(found, "satisfied", seq=3, remark="我的话")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这件事刚有了新进展" in page
    assert "我的话" in page
    assert "执法队员甲" not in page


def test_a_review_is_asked_for_within_its_time_and_its_grounds_stay_with_the_reporter(city):
    found = at_act(city, "reply")
    proceeding = found.petition.proceeding
    assert "申请复查" in words(found)
    form = {"grounds": "没有查夜里", "seq": proceeding.seq, "once": "r"}
    assert Client().post(f"/r/{found.key}/review/", form).status_code == 302
    proceeding.refresh_from_db()
    assert proceeding.state == "reviewing"
    assert Petition.objects.get().grounds == "没有查夜里"
    assert "上一级正在复查。" in words(found)


def test_a_review_without_grounds_is_refused_in_a_sentence(city):
    found = at_act(city, "reply")
    answer = Client().post(f"/r/{found.key}/review/", {"grounds": "", "seq": found.petition.proceeding.seq})
    assert answer.status_code == 422
    assert "请填写“不服的理由”。" in answer.content.decode()


def test_an_act_that_is_not_possible_has_no_page(city):
    found = at_act(city, "accept")
    assert Client().get(f"/r/{found.key}/review/").url == f"/r/{found.key}/"
    assert f"/r/{found.key}/review/" not in Client().get(f"/r/{found.key}/").content.decode()


def test_withdrawing_says_its_consequence_beside_the_button_and_ends_it(city):
    found = at_act(city, "accept")
    assert "撤回以后，有违法的仍会查处。" in words(found, extra="withdraw/")
    seq = found.petition.proceeding.seq
    assert Client().post(f"/r/{found.key}/withdraw/", {"seq": seq, "once": "w"}).status_code == 302
    assert "您已撤回。" in words(found)


@pytest.mark.parametrize("page", ["", "withdraw/", "rate/", "review/", "re-review/"])
def test_a_wrong_key_is_answered_alike_and_leaves_no_trace_in_the_logs(city, caplog, page):
    with caplog.at_level(logging.DEBUG):
        client = Client()
        answer = client.post("/r/almost-the-key/rate/") if page == "rate/" else client.get(f"/r/almost-the-key/{page}")
    assert answer.status_code == 404
    assert "almost-the-key" not in caplog.text


def test_the_key_is_in_no_log_when_a_form_is_refused_or_a_page_breaks(city, caplog, monkeypatch):
    found = at_act(city, "reply")
    caplog.set_level(logging.DEBUG)
    Client(enforce_csrf_checks=True).post(f"/r/{found.key}/rate/", {"satisfaction": "satisfied"})
    rated(found, "nonsense")
    monkeypatch.setattr("qingtian.web.portal.views.receipt.receipt_context", lambda *given: 1 / 0)
    Client(raise_request_exception=False).get(f"/r/{found.key}/")
    assert "Forbidden" in caplog.text
    assert "Internal Server Error" in caplog.text
    assert found.key not in caplog.text
    assert all(found.key not in str(getattr(record, "request", "")) for record in caplog.records)


def test_the_filter_takes_the_key_out_of_a_server_s_own_line():
    record = logging.LogRecord(
        "django.server", 20, "", 0, '"%s" %s', ("GET /en/r/SECRET/photos/1.jpg HTTP/1.1", "200"), None
    )
    assert KeyFilter().filter(record)
    assert record.getMessage() == '"GET /en/r/…/photos/1.jpg HTTP/1.1" 200'
    assert without_key("/report/what/") == "/report/what/"


@pytest.mark.parametrize("page", ["", "withdraw/", "review/"])
def test_private_pages_are_kept_nowhere_and_indexed_by_nobody(city, page):
    found = at_act(city, "reply")
    answer = Client().get(f"/r/{found.key}/{page}")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "strict-origin"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_a_form_from_the_page_is_accepted_when_forged_ones_are_checked(city):
    """With no-referrer browsers send "Origin: null" and every form was refused: the pages say strict-origin."""
    found = at_act(city, "reply")
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(f"/r/{found.key}/").content.decode()
    metas = re.findall(r'<meta name="referrer" content="([^"]+)"', page)
    assert metas[-1] == "strict-origin"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    seq = found.petition.proceeding.seq
    form = {"satisfaction": "satisfied", "seq": seq, "once": "o", "csrfmiddlewaretoken": token}
    assert browser.post(f"/r/{found.key}/rate/", form, headers={"origin": "http://testserver"}).status_code == 302
    assert browser.post(f"/r/{found.key}/rate/", form, headers={"origin": "http://elsewhere"}).status_code == 403


def test_the_page_asks_the_database_a_steady_number_of_questions(city, django_assert_max_num_queries):
    found = at_act(city, "rate")
    client = Client()
    client.get(f"/r/{found.key}/")
    with django_assert_max_num_queries(20):
        client.get(f"/r/{found.key}/")


def test_what_was_written_is_shown_to_its_writer(city):
    assert WORDS in words(at_act(city, "accept"))


def test_a_case_raised_from_it_is_told_without_the_leader_s_name(city):
    found = at_act(city, "accept")
    start = TODAY - timedelta(days=3)
    case = open_proceeding(
        "five_ones_case",
        by=city.actor("inspector", start),
        on=start,
        now=at(start),
        title="窑湾片区焦糊味",
        fields={
            "subject": "窑湾片区焦糊味",
            "problem": "内部描述",
            "source": "petition",
            "source_level": "city",
            "year": 2026,
            "area": "wangxi",
            "county": "wangxi-government",
            "office": "office",
        },
    )
    done(city, found.petition.proceeding, "give_rise", "handler", {"raised": case.number})
    before = words(found)
    assert "这件事已交给一名领导包案整改" in before
    assert "已有一名领导包案。" not in before
    done(city, case, "list", "inspector", {"confirmed_by": "区委会议"})
    done(city, case, "contract", "inspector", {"leader": "vice-mayor", "decision": "内部纪要"})
    after = words(found)
    assert "已有一名领导包案。" in after
    assert "一名领导包案" in after
    for hidden in ("副区长", "内部", "区委会议"):
        assert hidden not in after
