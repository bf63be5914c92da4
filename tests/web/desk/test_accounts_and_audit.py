"""The administrator's pages of accounts, absences, and the auditor's log: who may open them and what they do."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.accounts.usernames import suggested
from qingtian.apps.identities.models import OpeningLog
from qingtian.apps.people.models import Absence, Person, Post, Tenure
from qingtian.apps.people.queries import holder
from qingtian.web.desk.audit_sheet import sheet_of
from tests.conftest import TODAY
from tests.web.desk.conftest import NAME, PHONE

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ACCOUNTS = ["/desk/accounts/", "/desk/accounts/new/", "/desk/accounts/person/p-handler/",
            "/desk/accounts/post/handler/hand-over/"]  # fmt: skip
AUDIT = ["/desk/audit/", "/desk/audit/export/"]
EVERYWHERE = ["/desk/account/", "/desk/account/password/", "/desk/account/second/", "/desk/absences/"]
CODE = re.compile(r"[2-9a-z]{4}(?:-[2-9a-z]{4}){3}")


def page(answer):
    return answer.content.decode()


@pytest.fixture
def auditor(city, sign_in):
    city.posts["auditor"] = Post.objects.create(
        code="auditor", organ=city.organs["office"], title_zh="审计员", title_en="Auditor", roles=["auditor"]
    )
    city.people["auditor"] = Person.objects.create(code="p-auditor", name_zh="审计员甲", name_en="Auditor A")
    Tenure.objects.create(person=city.people["auditor"], post=city.posts["auditor"], starts=TODAY)
    return sign_in("auditor")


class TestWhoMayOpenWhat:
    @pytest.mark.parametrize("path", [*ACCOUNTS, *AUDIT, *EVERYWHERE])
    def test_nobody_without_signing_in(self, city, path):
        assert Client().get(path)["Location"].startswith("/desk/sign-in/")

    @pytest.mark.parametrize("post", ["handler", "petition-officer", "discipline", "mayor", "liaison"])
    def test_officers_neither_accounts_nor_the_log(self, city, sign_in, post):
        client = sign_in(post)
        assert [client.get(path).status_code for path in [*ACCOUNTS, *AUDIT]] == [403] * 6
        assert [client.get(path).status_code for path in EVERYWHERE] == [200] * 4
        assert client.post(ACCOUNTS[2], {"do": "code"}).status_code == 403

    def test_the_administrator_accounts_and_not_the_log(self, city, sign_in):
        client = sign_in("administrator")
        assert [client.get(path).status_code for path in ACCOUNTS] == [200] * 4
        assert [client.get(path).status_code for path in AUDIT] == [403] * 2

    def test_the_auditor_the_log_and_nothing_else(self, auditor, accepted, case):
        assert auditor.get("/desk/")["Location"] == "/desk/audit/"
        assert [auditor.get(path).status_code for path in AUDIT] == [200] * 2
        matters = [f"/desk/{number}/{part}" for number in (accepted.number, case.number)
                   for part in ("", "identity/", "record/1/", "verify/", "export/", "act/inspect/")]  # fmt: skip
        closed = ["/desk/petitions/", "/desk/cases/", "/desk/cases/new/", "/desk/search/?q=x", "/desk/people/",
                  "/desk/calendar/", "/desk/petitions/register/", "/desk/procedures/", *ACCOUNTS, *matters]  # fmt: skip
        assert {path: auditor.get(path).status_code for path in closed} == dict.fromkeys(closed, 403)
        assert "窑湾" not in "".join(page(auditor.get(path)) for path in [*AUDIT, *closed])


class TestTheAdministrator:
    @pytest.fixture
    def client(self, sign_in):
        return sign_in("administrator")

    def test_the_list_asks_a_constant_number_of_questions(self, city, client, sign_in):
        def asked():
            with CaptureQueriesContext(connections["default"]) as questions:
                assert client.get("/desk/accounts/").status_code == 200
            return len(questions)

        once = asked()
        for post in ("handler", "mayor", "clerk", "town", "acceptor"):
            sign_in(post)
        assert asked() == once

    def test_an_account_is_opened_with_a_code_shown_once(self, city, client):
        given = client.post(ACCOUNTS[2], {"do": "open", "username": "zhou"})
        code = CODE.search(page(given))[0]
        assert "no-store" in given["Cache-Control"]
        assert code not in page(client.get(ACCOUNTS[2]))
        assert Client().post("/desk/sign-in/", {"username": "zhou", "password": code}).status_code == 302
        entry = LogEntry.objects.get(kind="account_opened")
        assert (entry.person, entry.about) == ("管理员甲", "执法队员甲")

    @pytest.fixture
    def many(self, city, client):
        """The fields of the page that opens accounts for many: everybody chosen, names as proposed."""
        found = dict(re.findall(r'name="(u_\d+)" value="([^"]+)"', page(client.get("/desk/accounts/open/"))))
        return found | {f"c_{name[2:]}": "on" for name in found}

    def test_accounts_open_for_many_with_a_slip_each_and_those_not_chosen_wait(self, client, many):
        people = [name for name in many if name.startswith("u_")]
        del many[f"c_{people[0][2:]}"]
        given = client.post("/desk/accounts/open/", many)
        assert len(set(CODE.findall(page(given)))) == len(people) - 1
        assert "no-store" in given["Cache-Control"]
        assert re.findall(r'name="(u_\d+)"', page(client.get("/desk/accounts/open/")))[:1] == people[:1]

    @pytest.mark.parametrize("name", ["", "two words", "same", "u-administrator"])
    def test_one_name_that_does_not_do_opens_no_account_at_all(self, client, many, name):
        people = [key for key in many if key.startswith("u_")]
        many |= {people[0]: name} | ({people[1]: "SAME"} if name == "same" else {})
        before = get_user_model().objects.count()
        refused = client.post("/desk/accounts/open/", many)
        assert (refused.status_code, 'aria-invalid="true"' in page(refused)) == (422, True)
        assert get_user_model().objects.count() == before

    def test_proposed_names_are_free_and_no_two_alike(self, city):
        get_user_model().objects.create(username="CenSu")
        people = [Person.objects.create(code=f"n-{n}", name_zh="岑素", name_en=en)
                  for n, en in enumerate(["Cen Su", "Cen Su", "岑素"])]  # fmt: skip
        assert list(suggested(people).values()) == ["censu2", "censu3", "n2"]

    @pytest.mark.parametrize("name", ["", "two words", "x" * 61, "<b>"])
    def test_a_name_that_is_none_is_refused_in_words(self, city, client, name):
        refused = client.post(ACCOUNTS[2], {"do": "open", "username": name})
        assert (refused.status_code, "写用户名" in page(refused)) == (422, True)

    def test_sessions_of_a_person_end_and_an_account_closes_and_opens(self, city, client, sign_in):
        other = sign_in("handler")
        client.post(ACCOUNTS[2], {"do": "end_sessions"})
        assert "ended=administrator" in other.get("/desk/")["Location"]
        other = sign_in("handler")
        client.post(ACCOUNTS[2], {"do": "close"})
        assert other.get("/desk/").status_code == 302
        client.post(ACCOUNTS[2], {"do": "reopen"})
        assert sign_in("handler").get("/desk/").status_code == 200

    def test_the_last_administrator_stays(self, city, client):
        refused = client.post("/desk/accounts/person/p-administrator/", {"do": "close"})
        assert (refused.status_code, "最后一个" in page(refused)) == (422, True)
        assert client.get("/desk/").status_code == 200

    def test_a_post_is_handed_over_to_somebody_new_with_an_account_of_their_own(self, city, client, sign_in):
        former = sign_in("handler")
        told = {"person": "new", "name_zh": "新来", "name_en": "Xin Lai", "username": "xinlai", "starts": str(TODAY),
                "decision": "云组任〔2026〕9号"}  # fmt: skip
        code = CODE.search(page(client.post(ACCOUNTS[3], told)))[0]
        assert holder(city.posts["handler"], TODAY).name_zh == "新来"
        assert former.get("/desk/").status_code == 302  # whose last post it was is out at once
        old = {"username": "u-handler", "password": "a long password"}
        assert "没有任职" in page(Client().post("/desk/sign-in/", old))
        successor = Client()
        successor.post("/desk/sign-in/", {"username": "xinlai", "password": code})
        assert successor.get("/desk/")["Location"].startswith("/desk/account/password/")
        assert {"tenure_started", "tenure_ended", "account_opened"} <= set(
            LogEntry.objects.values_list("kind", flat=True)
        )

    def test_a_hand_over_that_fails_at_its_end_changes_nothing(self, city, client, sign_in):
        sign_in("mayor")
        told = {"person": "new", "name_zh": "新来", "name_en": "Xin Lai", "username": "u-mayor", "starts": str(TODAY),
                "decision": "9号"}  # fmt: skip
        assert "已经有人用" in page(client.post(ACCOUNTS[3], told))
        assert holder(city.posts["handler"], TODAY) == city.people["handler"]
        assert not Person.objects.filter(name_zh="新来").exists()
        assert not LogEntry.objects.filter(kind="tenure_ended").exists()

    def test_somebody_new_a_term_and_its_end(self, city, client):
        told = {"name_zh": "新来", "name_en": "Xin Lai", "username": "xinlai", "post": "acceptor",
                "starts": str(TODAY), "decision": "9号"}  # fmt: skip
        assert CODE.search(page(client.post("/desk/accounts/new/", told)))
        person = Person.objects.get(name_zh="新来")
        its_page = f"/desk/accounts/person/{person.code}/"
        client.post(its_page, {"do": "begin", "post": "handler", "starts": str(TODAY), "decision": "10号"})
        tenure = Tenure.objects.get(person=person, post=city.posts["acceptor"])
        client.post(its_page, {"do": "end", "tenure": tenure.pk, "ends": str(TODAY), "decision": "11号"})
        tenure.refresh_from_db()
        assert tenure.ends == TODAY
        assert "写任免文号" in page(client.post(its_page, {"do": "begin", "post": "mayor", "starts": str(TODAY)}))
        assert client.post(its_page, {"do": "end", "tenure": "x", "ends": str(TODAY)}).status_code == 404

    def test_sensitive_acts_ask_again_who_sits_there(self, city, client, settings):
        settings.CONFIRM_MINUTES = 15
        assert client.post(ACCOUNTS[2], {"do": "code"})["Location"].startswith("/desk/confirm/")


class TestAbsences:
    def test_one_enters_an_absence_and_the_substitute_takes_the_seat(self, city, sign_in, case):
        told = {"starts": str(TODAY), "ends": str(TODAY), "substitute": "p-mayor"}
        assert sign_in("vice-mayor").post("/desk/absences/", told).status_code == 302
        away = Absence.objects.get()
        client = sign_in("mayor")
        assert "代 副区长甲" in page(client.get("/desk/post/"))
        client.post("/desk/post/", {"post": f"for-{away.pk}"})
        shown = page(client.get(f"/desk/{case.number}/"))
        assert "代 副区长甲" in shown
        assert "act/inspect/" not in shown  # 亲自督查
        assert client.get(f"/desk/{case.number}/act/inspect/").status_code == 403

    def test_the_seat_ends_with_the_last_day(self, city, sign_in, monkeypatch):
        from tests.conftest import at

        sign_in("vice-mayor").post(
            "/desk/absences/", {"starts": str(TODAY), "ends": str(TODAY), "substitute": "p-mayor"}
        )
        client = sign_in("mayor")
        client.post("/desk/post/", {"post": f"for-{Absence.objects.get().pk}"})
        assert "副区长</span>" in page(client.get("/desk/"))
        monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY + timedelta(days=1)))
        assert "副区长</span>" not in page(client.get("/desk/"))

    def test_anothers_substitution_cannot_be_chosen(self, city, sign_in):
        sign_in("vice-mayor").post(
            "/desk/absences/", {"starts": str(TODAY), "ends": str(TODAY), "substitute": "p-mayor"}
        )
        client = sign_in("clerk")
        client.post("/desk/post/", {"post": f"for-{Absence.objects.get().pk}"})
        assert "副区长" not in page(client.get("/desk/"))
        assert client.post(f"/desk/absences/{Absence.objects.get().pk}/end/").status_code == 404

    def test_what_is_wrong_stands_at_its_field(self, city, sign_in):
        client = sign_in("vice-mayor")
        refused = client.post("/desk/absences/", {"starts": "x", "ends": str(TODAY)})
        assert (refused.status_code, "写一个日期" in page(refused)) == (422, True)
        early = {"starts": str(TODAY), "ends": str(TODAY - timedelta(days=1))}
        assert "最后一天早于第一天" in page(client.post("/desk/absences/", early))

    def test_a_head_enters_it_for_others_and_ends_it(self, city, sign_in):
        client = sign_in("branch-head")
        tenure = Tenure.objects.get(post=city.posts["handler"])
        told = {"for": tenure.pk, "starts": str(TODAY), "ends": str(TODAY), "substitute": "p-branch-head"}
        assert client.post("/desk/absences/", told).status_code == 302
        client.post(f"/desk/absences/{Absence.objects.get().pk}/end/")
        assert Absence.objects.get().withdrawn_at

    def test_an_identity_opened_by_a_substitute_says_for_whom(self, city, sign_in, accepted):
        told = {"starts": str(TODAY), "ends": str(TODAY), "substitute": "p-branch-head"}
        sign_in("handler").post("/desk/absences/", told)
        client = sign_in("branch-head")
        client.post("/desk/post/", {"post": f"for-{Absence.objects.get().pk}"})
        client.post(f"/desk/{accepted.number}/identity/", {"reason": "回访", "purpose": "handling"})
        row = OpeningLog.objects.get()
        assert (row.person, row.post) == ("局长甲", f"执法队员（代执法队员甲，离岗，{TODAY} 定的顶岗）")


class TestTheLog:
    @pytest.fixture
    def opened(self, accepted, sign_in):
        answer = sign_in("handler").post(
            f"/desk/{accepted.number}/identity/", {"reason": "=1+1 核实地点", "purpose": "handling"}
        )
        assert NAME in page(answer)
        return accepted

    def test_an_opening_names_who_which_matter_and_why_and_never_the_reporter(self, auditor, opened):
        shown = page(auditor.get("/desk/audit/"))
        for words in ("执法队员甲", opened.number, "核实地点", "望溪分局"):
            assert words in shown
        exported = page(auditor.get("/desk/audit/export/"))
        assert opened.number in exported
        for secret in (NAME, PHONE):
            assert secret not in shown + exported

    def test_it_is_filtered_by_day_and_person(self, auditor, opened):
        def shown(query):
            return opened.number in page(auditor.get(f"/desk/audit/?{query}"))

        day, before = TODAY, TODAY - timedelta(days=1)
        assert shown(f"first={day}&last={day}")
        assert not shown(f"first={before}&last={before}")
        assert shown("person=执法队员")
        assert not shown("person=区长")
        assert shown("first=nonsense&last=&page=99&which=nonsense")

    def test_a_formula_is_defused_in_the_export(self, auditor, opened):
        answer = auditor.get("/desk/audit/export/")
        rows = list(csv.reader(io.StringIO(page(answer).removeprefix("\ufeff"))))
        assert rows[0][0] == "时间"
        assert rows[1][5].startswith("'=1+1")
        assert answer["Content-Disposition"].startswith("attachment")

    @pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+2", "-1+2", "@SUM(1)", "\t=1", " =1", "＝1"])
    def test_whatever_a_spreadsheet_would_compute_is_text(self, cell):
        assert sheet_of(["a"], [[cell]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")

    def test_reading_and_exporting_the_log_are_in_the_log(self, auditor, city):
        auditor.get("/desk/audit/?which=sign_in&person=周")
        auditor.get("/desk/audit/export/")
        shown = page(auditor.get("/desk/audit/?which=reading"))
        assert "登录 2026-10-24 至 2026-11-23，周" in shown
        assert "导出日志" in shown

    def test_a_case_file_taken_away_and_a_calendar_changed_are_in_the_log(self, auditor, case, sign_in):
        sign_in("inspector").get(f"/desk/{case.number}/export/")
        assert case.number in page(auditor.get("/desk/audit/?which=export"))

    def test_a_page_of_openings_asks_a_constant_number_of_questions(self, auditor, opened, sign_in):

        def asked():
            with CaptureQueriesContext(connections["default"]) as few:
                auditor.get("/desk/audit/")
            return len(few)

        once = asked()
        for _ in range(5):
            sign_in("handler").post(f"/desk/{opened.number}/identity/", {"reason": "再次", "purpose": "handling"})
        assert asked() == once
