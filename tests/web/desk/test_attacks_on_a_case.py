"""Attack and bad input on a case: forged jumps, another county's case, injected names, days to come, odd sums."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from docx import Document

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act
from qingtian.errors import Refused
from tests.apps.penalties.walking import FIELDS, FOUND, HEAD, Case
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
INJECTED = "恒达{{ 7 * 7 }}<script>alert(1)</script>{% raw %}厂"


def posted(case: Case, act: str, **values: str) -> dict[str, str]:
    sent = {f"f_{name}": value for name, value in {**FIELDS.get(act, {}), **values}.items()}
    return {**sent, "on": case.day.isoformat(), "seq": str(case.matter.seq), "once": f"forged-{act}"}


@pytest.mark.parametrize("act", ["decide", "serve_decision", "close_case", "notify", "legal_review"])
def test_a_forged_jump_by_direct_http_changes_nothing(sign_in, city, act):
    case = Case(city)
    acts = Act.objects.filter(proceeding=case.matter).count()
    answer = sign_in(HEAD).post(f"/desk/{case.matter.number}/act/{act}/", posted(case, act))
    assert answer.status_code in (403, 404, 409, 422)
    case.matter.refresh_from_db()
    assert (case.state, Act.objects.filter(proceeding=case.matter).count()) == ("clue", acts)


def test_another_countys_case_is_not_found_by_its_number(sign_in, city):
    case = Case(city)
    for post in ("handler-2", "branch-2-head"):
        for page in ("", "record/", "act/file_case/"):
            assert sign_in(post).get(f"/desk/{case.matter.number}/{page}").status_code == 404
        answer = sign_in(post).post(f"/desk/{case.matter.number}/act/file_case/", posted(case, "file_case"))
        assert answer.status_code == 404


def test_a_name_that_looks_like_a_template_or_a_script_is_printed_as_it_is(sign_in, city):
    case = Case(city)
    Party.objects.filter(number=case.matter.party).update(name=INJECTED)
    page = sign_in("handler").get(f"/desk/{case.matter.number}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "{{ 7 * 7 }}" in page
    case.filed().do("begin_investigation").do("add_evidence", name=INJECTED)
    case.do("report_investigation", facts_found=INJECTED)
    paper = case.matter.papers.order_by("-pk").first()
    words = "\n".join(one.text for one in Document(io.BytesIO(paper.text.read())).paragraphs)
    assert "{{ 7 * 7 }}<script>" in words
    assert "49" not in words.replace("1949", "")


def test_a_day_to_come_is_refused(city):
    case = Case(city)
    with pytest.raises(Refused):
        case.do("check_clue", act_on=(FOUND + timedelta(days=1)).isoformat())
    with pytest.raises(Refused):
        perform(
            case.matter,
            "check_clue",
            by=city.actor("handler", FOUND),
            on=FOUND + timedelta(days=1),
            now=at(FOUND),
            fields=FIELDS["check_clue"],
            expected_seq=case.matter.seq,
        )


@pytest.mark.parametrize("fine", ["310000.00000000000000000001", "-310000", "NaN", "1e9", "31万", "310,000.001", "∞"])
def test_a_fine_that_is_no_sum_in_fen_is_refused(city, fine):
    case = Case(city).reviewed()
    with pytest.raises(Refused):
        case.do("notify", fine=fine)
    assert case.state == "reviewed"


def test_of_two_heads_who_decide_at_once_one_is_told_that_the_other_did(city):
    case = Case(city)
    case.do("check_clue")
    seen = case.matter.seq
    case.do("file_case")
    with pytest.raises(Refused) as refused:
        perform(
            case.matter,
            "decline_filing",
            by=city.actor(HEAD, date(2026, 9, 1)),
            on=FOUND,
            now=at(FOUND),
            fields=FIELDS["decline_filing"],
            expected_seq=seen,
        )
    assert refused.value.code == "act.stale"
