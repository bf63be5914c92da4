"""Every act that declares a paper makes it, from what the matter knows, or the whole act is refused."""

from __future__ import annotations

import io
import shutil
from datetime import timedelta

import pytest
from docx import Document
from pypdf import PdfReader

from qingtian.apps.proceedings.models import Act, Paper, StoredFile, UpstreamNumber
from qingtian.apps.proceedings.papers import catalogue, chinese_date, to_pdf
from qingtian.apps.proceedings.papers.catalogue import TEMPLATES
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.trail import sm3
from tests.apps.proceedings.papers.matters import (
    DAY,
    NAME,
    PHONE,
    case_acts,
    opinion,
    own,
    petition,
    petition_acts,
    sorted_petition,
    text,
)

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.mark.parametrize("acts", [petition_acts, case_acts])
def test_every_act_with_a_paper_makes_it_and_says_number_organ_and_date(acts, city):
    made = set()
    for matter, act in acts(city):
        record = act.content.content
        words = matter.text(act)
        made.add((record["act"], record["paper"]["template"]))
        assert "{{" not in words
        assert "{%" not in words
        assert matter.proceeding.number in words
        assert record["by"]["organ_name"]["zh"] in words
        assert chinese_date(act.on) in words
        assert not [secret for secret in (NAME, PHONE, "三单元", "熏得睡不着") if secret in words]
    declared = load_procedures().editions(matter.proceeding.procedure)[-1].transitions
    assert made == {(t.act, t.paper) for t in declared if t.paper}


def test_the_record_freezes_the_digests_of_file_and_template_and_the_row_keeps_the_file(city):
    matter = sorted_petition(city)
    act = matter.act("forward", "petition-officer", handler="branch")
    paper, frozen = act.paper, act.content.content["paper"]
    kind = catalogue()["petition_forwarding_slip"]
    assert frozen == {
        "template": kind.id,
        "template_sm3": sm3((TEMPLATES / f"{kind.id}.docx").read_bytes()),
        "sm3": sm3(paper.file.read()),
        "title": kind.title.as_dict(),
        "steps": ["check", "sign", "number", "seal"],
    }
    assert (paper.template, paper.template_sm3, paper.file.sm3) == (kind.id, frozen["template_sm3"], frozen["sm3"])
    assert (paper.title_zh, paper.title_en, paper.number) == (kind.title.zh, kind.title.en, "")
    assert paper.file.name == f"{kind.title.zh} {matter.proceeding.number}.docx"
    assert paper.file.proceeding == matter.proceeding


def test_an_act_without_a_paper_makes_none(city):
    matter = sorted_petition(city)
    assert not [act for act in matter.proceeding.acts.all() if "paper" in act.content.content]
    assert not Paper.objects.exists()


# ---- refusal
def counted() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Act, Paper, StoredFile))


def test_a_missing_datum_refuses_the_whole_act_and_writes_nothing(city, settings, tmp_path):
    matter = sorted_petition(city)
    settings.PAPER_TEMPLATES = own(tmp_path, "petition_forwarding_slip", "{{ fields.wind }}", "{{ fields.note }}")
    state, before = matter.proceeding.state, counted()
    files = {path for path in (settings.DATA / "files").rglob("*") if path.is_file()}
    with pytest.raises(Refused) as refused:
        matter.act("forward", "petition-officer", handler="branch")
    assert refused.value.code == "paper.missing"
    assert "转送意见" in refused.value.message.zh or "转送、交办意见" in refused.value.message.zh
    matter.proceeding.refresh_from_db()
    assert (matter.proceeding.state, counted()) == (state, before)
    assert {path for path in (settings.DATA / "files").rglob("*") if path.is_file()} == files


def test_an_opinion_of_an_organ_with_nobody_above_it_is_refused_for_want_of_a_remedy(city):
    city.organs["branch"].parent = None
    city.organs["branch"].save()
    matter = sorted_petition(city)
    matter.act("forward", "petition-officer", handler="branch")
    matter.act("accept", "handler", contact="12345")
    with pytest.raises(Refused) as refused:
        opinion(matter)
    assert (refused.value.code, refused.value.message.zh) == ("paper.missing", "《信访事项处理意见书》还缺：救济途径。")


def test_a_template_that_cannot_be_used_refuses_the_act_and_names_the_file(city, settings, tmp_path):
    settings.PAPER_TEMPLATES = own(tmp_path, "petition_forwarding_slip", "{{ fields.handler")
    with pytest.raises(Refused) as refused:
        sorted_petition(city).act("forward", "petition-officer", handler="branch")
    assert (refused.value.code, refused.value.where) == ("paper.template_broken", "petition_forwarding_slip.docx")


# ---- an office's own template, marks, number, upstream
def test_an_edited_template_takes_effect_with_the_next_paper(city, settings, tmp_path):
    settings.PAPER_TEMPLATES = own(tmp_path, "petition_forwarding_slip", "甲式 {{ fields.handler }}")
    first, second = sorted_petition(city), sorted_petition(city)
    one = first.act("forward", "petition-officer", handler="branch")
    own(tmp_path, "petition_forwarding_slip", "乙式 {{ fields.handler }}")
    two = second.act("forward", "petition-officer", handler="branch")
    assert (first.text(one).strip(), second.text(two).strip()) == ("甲式 望溪分局", "乙式 望溪分局")
    assert one.paper.template_sm3 != two.paper.template_sm3
    assert two.paper.template_sm3 == sm3((tmp_path / "petition_forwarding_slip.docx").read_bytes())


@pytest.mark.libreoffice
def test_an_edited_template_changes_word_file_and_pdf_alike(city, settings, tmp_path):
    path = tmp_path / "petition_reply.docx"
    shutil.copy(TEMPLATES / path.name, path)
    document = Document(path)
    document.add_paragraph("本局监督电话另行公布。")
    document.save(path)
    settings.PAPER_TEMPLATES = tmp_path
    matter = sorted_petition(city)
    matter.act("forward", "petition-officer", handler="branch")
    matter.act("accept", "handler", contact="12345")
    opinion(matter)
    docx = matter.act("reply", "handler", reply="情况属实，已责令改正。").paper.file.read()
    pages = PdfReader(io.BytesIO(to_pdf(docx))).pages
    pdf = "".join(page.extract_text() for page in pages).replace(" ", "")
    for sentence in ("本局监督电话另行公布。", "情况属实，已责令改正。"):
        assert sentence in text(docx)
        assert sentence in pdf.replace("\n", "")


@pytest.mark.parametrize("generated", [True, False])
def test_a_paper_of_a_generated_matter_is_marked_and_a_real_one_is_not(generated, city):
    matter = petition(city, generated=generated)
    act = matter.act("decline", "petition-officer", ground="court_or_review", where_to_go="法院")
    header = Document(io.BytesIO(act.paper.file.read())).sections[0].header
    assert any("演示数据" in paragraph.text for paragraph in header.paragraphs) == generated


def test_the_offices_number_and_the_scan_come_to_the_paper_and_a_later_number_stands(city):
    matter = sorted_petition(city)
    slip = matter.act("forward", "petition-officer", handler="branch")
    scan = matter.file("盖章件.pdf", b"sealed")
    matter.act("check_paper", "reviewer", paper_of=slip.seq, opinion="agreed")
    matter.act("sign_paper", "reviewer", paper_of=slip.seq)
    matter.act("number_paper", "petition-officer", paper_of=slip.seq, number="云环信〔2026〕8号", scan=[scan])
    matter.act("number_paper", "petition-officer", paper_of=slip.seq, number="云环信〔2026〕9号")
    paper = Paper.objects.get(act=slip)
    assert (paper.number, paper.scan.read(), paper.scan.proceeding) == (
        "云环信〔2026〕9号",
        b"sealed",
        matter.proceeding,
    )
    assert matter.text(slip).count("〔　　　　〕　　号") == 1


def test_a_number_for_an_act_without_a_paper_is_refused(city):
    matter = sorted_petition(city)
    with pytest.raises(Refused, match="produced no paper"):
        matter.act("number_paper", "petition-officer", paper_of=1, number="1号")


def test_the_number_in_another_system_is_kept_once_a_system_with_the_latest_words(city):
    matter = petition(city)
    matter.act("note_upstream", "petition-officer", system="national_petitions", system_number="A1")
    changes = {"system_number": "A2", "uploaded": "1", "difference": "区县写法不同"}
    matter.act("note_upstream", "petition-officer", later=1, system="national_petitions", **changes)
    matter.act("note_upstream", "petition-officer", system="12345", system_number="B1")
    rows = UpstreamNumber.objects.filter(proceeding=matter.proceeding).order_by("number")
    found = [(row.system, row.number, row.uploaded, row.difference, row.noted_on) for row in rows]
    assert found == [
        ("national_petitions", "A2", True, "区县写法不同", DAY + timedelta(days=1)),
        ("12345", "B1", False, "", DAY + timedelta(days=1)),
    ]
