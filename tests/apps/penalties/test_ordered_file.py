"""The file of a penalty case lies in the order of the penalty measures, in two volumes with pages of their own."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.conf import settings
from docx import Document
from pypdf import PdfReader

from qingtian.apps.proceedings.ordered_file import belonging, ordered_file
from qingtian.errors import DeclarationError
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.filing import load_orders, order_of
from qingtian.procedures.filing.order import WITH_THE_PAPER
from qingtian.procedures.filing.reading import read_orders
from qingtian.typeset import set_pdf
from qingtian.typeset.word import set_docx
from tests.apps.penalties.walking import Case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ON = date(2026, 9, 1)
ORDER = order_of("penalty_case", ON)
ORDERS = pytest.mark.parametrize("order", load_orders(), ids=lambda order: order.id)


def test_the_order_holds_from_the_day_of_the_measures_on():
    assert order_of("penalty_case", date(2023, 6, 30)) is None
    assert order_of("penalty_case", date(2023, 7, 1)) == ORDER
    assert order_of("petition", ON) is None


@ORDERS
def test_every_paper_and_every_act_with_attachments_has_a_place_by_name(order):
    """What nobody named would fall to the last place: only acts of the kernel's paper steps may, by the rule beside."""
    papers = {name for _, place in order.places() for name in place.papers}
    acts = {name for _, place in order.places() for name in place.acts}
    for edition in load_procedures().editions(order.procedure):
        assert {t.paper for t in edition.transitions if t.paper} <= papers
        assert {t.act for t in edition.transitions} - set(WITH_THE_PAPER) <= acts


def test_what_no_place_names_goes_to_the_last_place_which_the_party_does_not_see():
    volume, place = ORDER.of_act("unheard_of")
    assert (volume.id, place.id, volume.open_to_party) == ("secondary", "rest", False)
    assert ORDER.of_paper("unheard_of", "decide")[1].id == "decision"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("papers: [penalty_decision]\n        acts: [decide, decide]", "at two places"),
        ("acts: [dance]", "unknown act"),
        ("matters: [dance]", "unknown procedure"),
    ],
)
def test_an_order_that_does_not_hold_together_is_refused_by_file(tmp_path, words, told):
    head = "procedure: penalty_case\nvalid_from: 2026-01-01\ncertainty: sure\nnote: {zh: 一, en: one}\n"
    place = f"      - id: one\n        title: {{zh: 一, en: one}}\n        {words}\n"
    volumes = "volumes:\n  - id: main\n    title: {zh: 卷, en: v}\n    open_to_party: true\n    places:\n"
    (tmp_path / "bad.yaml").write_text(head + volumes + place, encoding="utf-8")
    with pytest.raises(DeclarationError, match=told):
        read_orders(tmp_path, load_law(), load_procedures())


def headings(publication):
    return [section.heading for section in publication.sections if section.heading]


def test_a_decided_case_lies_in_two_volumes_each_act_and_paper_once_and_the_party_gets_the_main_one(city):
    case = Case(city).notified().do("waive_defence")
    matter = case.do("legal_review").do("discuss").do("decide").do("serve_decision").matter
    assert belonging(matter, ORDER) == ([matter], [])
    whole = ordered_file(matter, ORDER, on=ON)
    _in_order(headings(whole), matter)
    _complete(headings(whole), matter)
    _for_the_party(ordered_file(matter, ORDER, on=ON, for_party=True))
    _pages_are_right(whole, matter.number)
    _word_has_the_index(whole)


def _in_order(found, matter):
    main, secondary = found.index(f"正卷（{matter.number}）"), found.index(f"副卷（{matter.number}）")
    places = [place.title.zh for place in ORDER.volumes[0].places]
    titles = [title for title in found[main:secondary] if title in places]
    assert titles == [title for title in places if title in titles]
    assert titles[:2] == [found[main + 1], "立案审批材料"] == ["处罚决定书及送达回证", "立案审批材料"]
    assert any("法制审核" in heading for heading in found[secondary:])
    assert not any("法制审核" in heading for heading in found[main:secondary])


def _complete(found, matter):
    acts = sorted(int(n) for heading in found for n in re.findall(r"第 (\d+) 号动作：", heading))
    assert acts == list(range(1, matter.seq + 1))
    assert sum(" 文书：" in heading for heading in found) == matter.papers.count()


def _for_the_party(publication):
    said = "\n".join([*headings(publication), *(p for section in publication.sections for p in section.paragraphs)])
    assert "正卷" in said
    for kept in ("副卷（", "登记违法线索", "法制审核", "案件审查", "摘要表"):
        assert kept not in said


def _pages_are_right(publication, number):
    """The page an index prints, counted from the first of its volume, carries the heading."""
    pages = [
        page.extract_text()
        for page in PdfReader(io.BytesIO(set_pdf(publication, fonts=settings.ASSETS / "fonts"))).pages
    ]
    plain = ["".join(page.split()) for page in pages]
    for volume in ORDER.volumes:
        first = next(n for n, page in enumerate(plain) if f"{volume.title.zh}（{number}）" in page)
        marked = [section.heading for section in publication.sections if section.mark.startswith(f"{volume.id}-")]
        printed = _printed("\n".join(pages[first : first + 4]), len(marked))
        for heading, page in zip(marked, printed, strict=True):
            assert "".join(heading.split())[:20] in plain[first + page - 1]


def _printed(text, lines):
    """The page numbers at the ends of the rows of an index: a row begins with its number and ends with a page."""
    found = []
    for n in range(1, lines + 1):
        row = re.search(rf"(?ms)^{n}\s.*?2026-\d\d-\d\d\s+(\d+)\s*$", text)
        assert row, n
        found.append(int(row.group(1)))
        text = text[row.end() :]
    return found


def _word_has_the_index(publication):
    document = Document(io.BytesIO(set_docx(publication)))
    assert "PAGEREF m_main_1" in document.element.xml
    assert 'w:name="m_main_1"' in document.element.xml
    assert len(document.sections) == 3
