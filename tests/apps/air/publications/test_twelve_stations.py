"""A weekly bulletin, a monthly ranking and a daily text from the twelve PRSA sites, mapped to a test region."""

from __future__ import annotations

import io
import os
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
from django.conf import settings
from docx import Document as WordDocument
from pypdf import PdfReader

from qingtian.apps.air.publications.composing import compose
from qingtian.apps.air.publications.computing import compute
from qingtian.apps.air.publications.figures import canonical
from qingtian.apps.air.publications.issue import Issue, Place
from qingtian.apps.air.publications.kinds import KINDS
from qingtian.apps.air.publications.lake_source import LakeSource
from qingtian.apps.air.publications.writing import as_docx
from qingtian.language import Text
from qingtian.measurements.importers.reading import Wish
from qingtian.measurements.importers.run import import_files
from qingtian.measurements.lake import Lake
from qingtian.measurements.statistics import Membership
from qingtian.typeset import set_pdf
from qingtian.web.air_papers.page import as_html

pytestmark = [pytest.mark.evidence, pytest.mark.slow]
FONTS = settings.ASSETS / "fonts"
#: the sites of a region, and its group: a mapping for tests, not Beijing's own
REGIONS = {
    "dongcheng": ("core", "Dongsi Tiantan"),
    "xicheng": ("core", "Guanyuan Wanshouxigong"),
    "chaoyang": ("inner", "Aotizhongxin Nongzhanguan"),
    "haidian": ("inner", "Wanliu"),
    "shijingshan": ("inner", "Gucheng"),
    "changping": ("outer", "Changping"),
    "huairou": ("outer", "Huairou"),
    "shunyi": ("outer", "Shunyi"),
    "dingling": ("outer", "Dingling"),
}
STAMP = ("year", "month", "day", "hour")
MONTHS = "('2014-10', '2014-11', '2015-10', '2015-11')"


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    default = Path(__file__).resolve().parents[4].parent / "shared" / "data"
    source = Path(os.environ.get("QINGTIAN_EVIDENCE", default)) / "air_weather" / "prsa_beijing_hourly.parquet"
    if not source.is_file():
        pytest.skip("no real data: set QINGTIAN_EVIDENCE to the folder that holds it")
    folder = tmp_path_factory.mktemp("prsa")
    items = ", ".join(f'"{item}"::INT AS "{item}"' for item in ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3"))
    duckdb.sql(
        f"COPY (SELECT {', '.join(f'{part}(time) AS {part}' for part in STAMP)}, {items}, station "
        f"FROM '{source}' WHERE strftime(time, '%Y-%m') IN {MONTHS}) TO '{folder}/prsa.csv' (HEADER, NULLSTR 'NA')"
    )
    held = Lake(folder / "lake")
    received = datetime(2016, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    import_files(held, [folder / "prsa.csv"], received, Wish("prsa", False), lambda *_: None)
    return held


def issue(lake: Lake, kind: str, period: str) -> Issue:
    of = KINDS[kind].period(period)
    places = [Place("city", Text("全市", "Whole city"), lead=True)]
    members = []
    for code, (group, stations) in REGIONS.items():
        places.append(Place(code, Text(code, code), group, Text(group, group)))
        for station in stations.split():
            members += [Membership(code, station), Membership("city", station)]
    source = LakeSource(lake, lake.snapshot(), (date(of.first.year - 1, 1, 1), of.last), members)
    figures = compute(kind, of, places, source)
    rules = source.rules(source.edition(of.last))
    return Issue(kind, of.id, figures, places, source.snapshot, None, "test", rules.unverified, day=date(2015, 11, 9))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("kind", "period"), [("weekly", "2015-W45"), ("ranking", "2015-10")])
def test_the_paper_is_whole_and_says_what_the_page_says(lake, kind, period):
    one = issue(lake, kind, period)
    assert one.figures.editions == ("GB3095-2012",)
    document = compose(one, "zh")
    cells = {squeezed(c) for part in document.parts if part.table for row in part.table.rows for c in row}
    page = squeezed(re.sub(r"<[^>]+>", "", as_html(document, FONTS)))
    reader = PdfReader(io.BytesIO(set_pdf(document.publication(FONTS), fonts=FONTS)))
    pdf = squeezed("".join(part.extract_text() for part in reader.pages))
    tables = WordDocument(io.BytesIO(as_docx(document, FONTS))).tables
    word = squeezed("".join(c.text for table in tables for row in table.rows for c in row.cells))
    for cell in cells:
        assert cell in page
        assert cell in pdf
        assert cell in word


def test_the_week_is_computed_again_byte_for_byte_and_its_text_names_the_worst_day(lake):
    assert canonical(issue(lake, "weekly", "2015-W45").figures) == canonical(issue(lake, "weekly", "2015-W45").figures)
    text = compose(issue(lake, "daily", "2015-11-04"), "zh").text()
    assert "重度污染" in text
    assert "首要污染物PM2.5" in text
