"""What is still to be typed where: the list, the typing sheet, many marked at once, by scope and in fixed queries."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.proceedings.models import Act, UpstreamNumber
from tests.conftest import TODAY
from tests.web.desk.conftest import NAME, PHONE, WORDS

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

LIST = "/desk/upstream/?system=national_petitions"
#: the first visit after an act: the list of one system, and the figures of six counted
QUERIES = 28


def page(response) -> str:
    return response.content.decode()


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as main, CaptureQueriesContext(connections["identity"]) as sealed:
        assert client.get(address).status_code == 200
    return len(main) + len(sealed)


@pytest.fixture
def registered(report, act):
    def made(area="wangxi"):
        return act(report(area=area), "register", "petition-officer", area=area, subject="窑湾片区夜间焦糊味")

    return made


def marking(*matters, token="once-1", **numbers) -> dict:
    sent = {"system": "national_petitions", "token": token, "tick": [m.number for m in matters]}
    for matter in matters:
        sent[f"seen_{matter.number}"] = str(matter.seq)
        sent[f"number_{matter.number}"] = numbers.get(matter.number, "")
    return sent


def test_a_registered_petition_waits_to_be_entered_and_one_just_received_does_not(report, registered, sign_in):
    waiting, fresh = registered(), report()
    shown = page(sign_in("petition-officer").get(LIST))
    assert waiting.number in shown
    assert fresh.number not in shown


def test_a_hotline_order_waits_only_once_it_has_a_result(report, sign_in):
    order = report(channel="hotline_12345")
    client = sign_in("petition-officer")
    assert order.number not in page(client.get("/desk/upstream/?system=12345"))
    assert order.number not in page(client.get(LIST))


def test_the_list_takes_as_many_queries_for_twenty_rows_as_for_two(registered, sign_in):
    client = sign_in("petition-officer")
    for _ in range(2):
        registered()
    first, kept = queries_of(client, LIST), queries_of(client, LIST)
    for n in range(18):
        registered(("wangxi", "shiwan")[n % 2])
    assert queries_of(client, LIST) <= first <= QUERIES
    assert queries_of(client, LIST) <= kept < first


def test_many_are_marked_with_one_click_each_by_its_own_act(registered, sign_in):
    first, second = registered(), registered()
    client = sign_in("petition-officer")
    client.post("/desk/upstream/mark/", marking(first, second, **{first.number: "530001"}))
    noted = UpstreamNumber.objects.order_by("proceeding")
    assert [(n.number, n.uploaded, n.noted_on) for n in noted] == [("530001", True, TODAY), ("", True, TODAY)]
    assert Act.objects.filter(act="note_upstream").count() == 2
    assert first.number not in page(client.get(LIST))


def test_a_click_sent_twice_notes_once(registered, sign_in):
    matter = registered()
    client = sign_in("petition-officer")
    for _ in range(2):
        client.post("/desk/upstream/mark/", marking(matter))
    assert Act.objects.filter(act="note_upstream").count() == 1


def test_who_looked_at_an_older_page_is_told_and_the_others_are_noted(registered, act, sign_in):
    late, other = registered(), registered()
    sent = marking(late, other)
    act(late, "sort", "petition-officer", **{"class": "statutory_duty"})
    client = sign_in("petition-officer")
    shown = page(client.post("/desk/upstream/mark/", sent, follow=True))
    assert f"{late.number} 没有登记" in shown
    assert list(UpstreamNumber.objects.values_list("proceeding", flat=True)) == [other.pk]


def test_what_was_done_after_the_entry_must_be_entered_too(accepted, sign_in, act):
    client = sign_in("petition-officer")
    client.post("/desk/upstream/mark/", marking(accepted))
    assert accepted.number not in page(client.get(f"{LIST}&which=changed"))
    act(accepted, "call_back", "handler", TODAY, result="no_view", note="谈了")
    assert accepted.number not in page(client.get(f"{LIST}&which=changed"))  # a call is none of that system's business
    act(accepted, "extend", "branch-head", TODAY, why="复杂")
    shown = page(client.get(f"{LIST}&which=changed"))
    assert accepted.number in shown
    assert "11-23 延期" in shown


def test_a_difference_in_words_has_its_own_list(registered, sign_in):
    matter = registered()
    client = sign_in("petition-officer")
    client.post(
        f"/desk/{matter.number}/upstream/national_petitions/",
        {"expected_seq": str(matter.seq), "once": "a", "system_number": "530009", "difference": "那边只到街道"},
    )
    shown = page(client.get(f"{LIST}&which=differs"))
    assert "那边只到街道" in shown
    assert "530009" in shown


def test_the_typing_sheet_has_the_fields_in_the_order_of_that_form_and_no_identity(registered, sign_in):
    matter = registered()
    shown = page(sign_in("petition-officer").get(f"/desk/{matter.number}/upstream/national_petitions/"))
    heads = ["信访件编号", "本单位编号", "信访形式", "登记日期", "问题属地", "概况信息"]
    places = [shown.index(f">{head}<") for head in heads]
    assert places == sorted(places)
    assert "网上信访" in shown
    assert NAME not in shown
    assert PHONE not in shown


def test_another_county_sees_neither_the_matter_nor_its_sheet_nor_may_mark_it(accepted, sign_in, city):
    for post in ("handler-2", "administrator"):
        client = sign_in(post)
        assert accepted.number not in page(client.get(f"{LIST}&of=all"))
        assert client.get(f"/desk/{accepted.number}/upstream/national_petitions/").status_code == 404
    client = sign_in("town")  # a clerk of another organ
    client.post("/desk/upstream/mark/", marking(accepted))
    assert not UpstreamNumber.objects.exists()


def test_who_is_no_clerk_may_not_mark(registered, sign_in):
    matter = registered()
    assert sign_in("inspector").get(LIST).status_code == 200
    assert sign_in("branch-head").post("/desk/upstream/mark/", marking(matter)).status_code == 403


def test_an_accusation_is_in_no_list_and_no_file(registered, sign_in, act):
    matter = act(registered(), "sort", "petition-officer", **{"class": "accusation"})
    client = sign_in("discipline")
    assert client.get(f"/desk/{matter.number}/").status_code == 200
    assert matter.number not in page(client.get(f"{LIST}&of=all"))
    assert client.get(f"/desk/{matter.number}/upstream/national_petitions/").status_code == 404


def exported(client, **more) -> str:
    sent = {"which": "enter", "of": "all", "form": "csv", **more}
    return b"".join(client.post("/desk/upstream/national_petitions/export/", sent)).decode()


def test_an_export_has_their_heads_and_nothing_of_the_reporter_and_is_logged(registered, sign_in):
    matter = registered()
    written = exported(sign_in("petition-officer"))
    assert written.startswith("\ufeff信访件编号,本单位编号,信访形式")
    assert matter.number in written
    for secret in (NAME, PHONE, WORDS, matter.petition.receipt):
        assert secret not in written
    use = UseOfData.objects.get()
    assert (use.data_set, use.rows, use.identities, use.organ) == ("petition", 1, False, "petitions")


def test_identities_are_exported_with_a_reason_only_and_each_opening_is_logged(registered, sign_in):
    from qingtian.apps.identities.vault import openings

    matter = registered()
    client = sign_in("petition-officer")
    refused = client.post("/desk/upstream/national_petitions/export/", {"sealed": "on", "of": "all"})
    assert refused.status_code == 422
    assert not openings(matter.petition.identity_token)
    written = exported(client, sealed="on", reason="录入国家信访信息系统")
    assert NAME in written
    assert len(openings(matter.petition.identity_token)) == 1
    assert UseOfData.objects.get().identities


def test_who_may_not_open_the_seal_gets_an_empty_cell(accepted, sign_in):
    from qingtian.apps.identities.vault import openings

    written = exported(sign_in("inspector"), sealed="on", reason="督察要看")
    assert accepted.number in written
    assert PHONE not in written
    assert not openings(accepted.petition.identity_token)


def test_an_export_holds_no_matter_of_another_county(registered, accepted, act, sign_in):
    other = registered("shiwan")
    act(other, "sort", "petition-officer", **{"class": "statutory_duty"})
    act(other, "forward", "petition-officer", handler="branch-2")
    written = exported(sign_in("clerk"))  # of the government of Wangxi
    assert accepted.number in written
    assert other.number not in written


def test_a_subject_that_begins_like_a_formula_is_text_in_the_file(report, act, sign_in):
    act(report(), "register", "petition-officer", area="wangxi", subject="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in exported(sign_in("petition-officer"))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ["", "12345/columns/", "12345/export/", "12345/import/"])
def test_every_page_opens_for_a_clerk_in_both_languages(registered, sign_in, prefix, path):
    registered()
    assert sign_in("petition-officer").get(f"{prefix}/desk/upstream/{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "12345/columns/", "12345/export/", "12345/import/", "nowhere/columns/"])
def test_nobody_comes_in_without_signing_in(client, path):
    response = client.get(f"/desk/upstream/{path}")
    assert response.status_code == 302
    assert "/desk/sign-in/" in response["Location"]


def test_a_system_nobody_declared_is_not_found(sign_in):
    client = sign_in("petition-officer")
    assert client.get("/desk/upstream/nowhere/columns/").status_code == 404
    assert client.post("/desk/upstream/mark/", {"system": "nowhere"}).status_code == 404
