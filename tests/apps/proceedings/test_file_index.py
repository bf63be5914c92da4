"""The index of a file lists what is in it, in order, and no reporter."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader

from qingtian.apps.proceedings.file_index import index_of, lines_of
from qingtian.apps.proceedings.models import Paper
from qingtian.typeset import set_pdf
from tests.apps.proceedings.driving import case, petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_papers_stand_in_the_order_of_their_acts_with_their_number(city):
    drive = petition(city).to("accepted")
    notice = Paper.objects.get(proceeding=drive.matter, template="petition_acceptance_notice")
    of = {"paper_of": notice.act.seq}
    drive.do("check_paper", "branch-head", fields={**of, "opinion": "agreed"})
    drive.do("sign_paper", "branch-head", fields=of)
    drive.do("number_paper", "handler", fields={**of, "number": "云环信〔2026〕8号"})
    drive.do("seal_paper", "handler", fields=of | {"scan": drive._file()})
    lines = lines_of(drive.matter)
    assert [(line.title.zh, line.number, line.remark.zh) for line in lines] == [
        ("信访事项转送单", "—", "无盖章件"),
        ("信访事项受理告知书", "云环信〔2026〕8号", "附盖章件"),
    ]


def test_what_an_act_attached_is_listed_and_a_voided_paper_is_not(city):
    drive = case(city).to("self_checked")
    assert any(line.remark.zh == "附件" for line in lines_of(drive.matter))
    slip = petition(city).to("assigned")
    slip.do("correct", fields={"number": slip.matter.papers.get().act.seq})
    assert lines_of(slip.matter) == []


@pytest.mark.parametrize(("language", "title"), [("zh", "卷内目录"), ("en", "Index of the file")])
def test_it_is_set_as_pdf_marked_draft_while_the_matter_is_open(city, language, title):
    drive = petition(city).to("accepted")
    publication = index_of(drive.matter, on=drive.day, language=language)
    pdf = set_pdf(publication, fonts=settings.ASSETS / "fonts")
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert title in text
    assert drive.matter.number in text
    assert publication.draft
    assert not index_of(petition(city).to("withdrawn").matter, on=drive.day).draft
