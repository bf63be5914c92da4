"""``qingtian soil classify``: all rows and columns kept, classes added, refusals named, unreadable rows kept apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingtian.errors import UnusableInput
from qingtian.standards.soil.commands import classify

ROWS = """point,sampled_on,land_use,pH,As,Cd,note,V,area
p1,2026-03-01,paddy,5.5,30,0.3,甲,,a
p2,2026/3/1,paddy,5.51,31,<0.1,乙,,a
p3,2026-03-01,paddy,,31,0.41,丙,,a
p4,2026-03-01,construction_1,,130,0.05L,丁,100,county
p5,soon,paddy,6,1,1,戊,,a
p6,2026-03-01,paddy,6,-1,1,己,,a
,2026-03-01,paddy,6,1,1,庚,,a
"""


def run(tmp_path: Path, text: str, *more: str):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    answer = CliRunner().invoke(classify, [str(source), "--out", str(out), "--json", *more])
    return answer, out


def test_every_readable_row_has_its_class_and_the_rest_is_kept_apart(tmp_path: Path):
    answer, out = run(tmp_path, ROWS)
    assert answer.exit_code == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [(row["point"], row["risk"], row["worst_items"], row["not_judged"]) for row in rows] == [
        ("p1", "low_risk", "", ""),
        ("p2", "possible_risk", "As", ""),
        ("p3", "", "", "missing_ph"),
        ("p4", "high_risk", "As", "V"),
    ]
    assert rows[3]["exceedance"] == "As:5.50"
    assert [row["note"] for row in rows] == ["甲", "乙", "丙", "丁"]
    counts = json.loads(answer.stdout)
    assert (counts["rows"], counts["judged"], counts["refused"]) == (7, 3, {"missing_ph": 1})
    assert counts["rejected"] == {"bad_time": 1, "negative": 1, "no_place": 1}
    rejects = list(csv.DictReader((tmp_path / "out.rejects.csv").open(encoding="utf-8")))
    assert [(row["row"], row["reason"], row["column"]) for row in rejects] == [
        ("5", "bad_time", "sampled_on"),
        ("6", "negative", "as"),
        ("7", "no_place", "point"),
    ]


def test_a_background_the_office_entered_is_taken_from_a_folder(tmp_path: Path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "1.yaml").write_text(
        "table: soil.background\nfirst_day: 2026-01-01\nvalues: { county: { As: '150' } }\n"
        "basis: { instrument: 报告, clause: 表 2, certainty: copy }\n",
        encoding="utf-8",
    )
    _, out = run(tmp_path, ROWS, "--tables", str(folder))
    row = list(csv.DictReader(out.open(encoding="utf-8")))[3]
    assert (row["risk"], row["high_background"]) == ("low_risk", "As")


def test_a_file_without_its_columns_is_unusable_and_the_output_stays(tmp_path: Path):
    (tmp_path / "out.csv").write_text("before")
    answer, out = run(tmp_path, "point,land_use\np,paddy\n")
    assert isinstance(answer.exception, UnusableInput)
    assert "sampled_on" in str(answer.exception)
    assert out.read_text() == "before"


@pytest.mark.parametrize("heading", ["crvi,cr6", "As,as"])
def test_an_item_in_two_columns_is_never_chosen_between(tmp_path: Path, heading: str):
    answer, out = run(tmp_path, f"point,sampled_on,land_use,{heading}\np,2026-03-01,construction_1,1,2\n")
    assert answer.exception is not None or list(csv.DictReader(out.open())) == []
