"""``qingtian water classify``: a table of sections in, the same with class, items, exceedance and indices out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qingtian.cli import water
from qingtian.errors import UnusableInput
from qingtian.standards.water.measured import UnreadableValue, measured, of_item
from tests.standards.water import oracle

pytestmark = pytest.mark.once
HEADING = ["section", "period", "waterbody", *oracle.ITEMS]


def run(here: Path, rows: list[list[str]], heading: list[str] = HEADING, *options: str, encoding="utf-8") -> Result:
    with (here / "in.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    return CliRunner().invoke(water, ["classify", str(here / "in.csv"), "--out", str(here / "out.csv"), *options])


def written(here: Path) -> list[dict[str, str]]:
    with (here / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(section="双溪", period="2026-10", body="river", **changed: str) -> list[str]:
    values = {code: str(float(value)) for code, value in oracle.CLEAN.items()} | changed
    return [section, period, body, *(values[code] for code in oracle.ITEMS)]


def test_the_input_is_kept_and_five_columns_are_added(tmp_path):
    assert run(tmp_path, [row(COD="30", TP="0.25"), row("镜湖", body="lake", DO="")]).exit_code == 0
    river, lake = written(tmp_path)
    assert list(river)[: len(HEADING)] == HEADING
    assert list(river)[len(HEADING) :] == ["class", "worst_items", "exceedance", "cwqi", "tli"]
    assert (river["class"], river["worst_items"], river["exceedance"]) == ("IV", "COD;TP", "COD:0.5000;TP:0.2500")
    clean = sum(oracle.ratio(c, v, "river") for c, v in oracle.CLEAN.items() if c not in ("COD", "TP"))
    assert float(river["cwqi"]) == pytest.approx(float(clean) + 1.5 + 1.25, abs=5e-5)
    assert (lake["section"], lake["class"], lake["cwqi"], lake["tli"]) == ("镜湖", "I", "incomplete", "")


def test_a_lake_with_all_five_items_has_a_trophic_index_and_a_river_has_none(tmp_path):
    heading = ["section", "period", "waterbody", "CODMn", "TP", "TN", "chla", "SD"]
    values = ["16", "0.06", "3", "20", "0.5"]
    run(tmp_path, [["a", "2026", "lake", *values], ["b", "2026", "river", *values]], heading)
    lake, river = written(tmp_path)
    assert (lake["class"], lake["tli"], river["tli"]) == ("劣V", "63.1420", "")


def test_headings_are_known_in_chinese_and_by_their_symbols(tmp_path):
    heading = [
        "断面名称",
        "月份",
        "水体类型",
        "pH值",
        "溶解氧(mg/L)",
        "CODcr",
        "NH₃-N",
        "F-",
        "Cr6+",
        "TP lake",
        "备注",
    ]
    result = run(tmp_path, [["甲", "2026年10月", "湖库", "7", "8", "21", "0.1", "1.2", "0.01", "0.06", "x"]], heading)
    (found,) = written(tmp_path)
    assert (found["class"], found["worst_items"]) == ("IV", "COD;TP;fluoride")
    assert "备注" in result.stderr, "what was not understood is said"


@pytest.mark.parametrize("unit", ["mg/m3", "μg/L", "µg/L", "ug/l"])
def test_chlorophyll_in_either_way_of_writing_its_unit(tmp_path, unit):
    heading = ["section", "period", "waterbody", "CODMn", "TP", "TN", f"Chl-a({unit})", "SD (m)"]
    run(tmp_path, [["a", "2026", "lake", "16", "0.06", "3", "20", "0.5"]], heading)
    assert written(tmp_path)[0]["tli"] == "63.1420"


def test_both_forms_of_phosphorus_are_read_each_for_its_waterbody(tmp_path):
    heading = ["section", "period", "waterbody", "TP river", "TP lake/reservoir"]
    run(tmp_path, [["a", "2026", "river", "0.02", "9"], ["b", "2026", "lake", "9", "0.02"]], heading)
    assert [found["class"] for found in written(tmp_path)] == ["I", "II"]


def test_a_row_that_cannot_be_read_is_kept_without_results_and_says_why(tmp_path):
    faulty = row("坏", COD="abc", pH="15", TP="-1")
    result = run(tmp_path, [row(), faulty, row("缺", body="海")], HEADING, "--json")
    good, bad, sea = written(tmp_path)
    assert (good["class"], good["error"]) == ("I", "")
    assert (bad["section"], bad["COD"], bad["class"], bad["cwqi"], bad["tli"]) == ("坏", "abc", "", "", "")
    assert set(bad["error"].split(";")) == {"bad_number:COD", "out_of_range:pH", "negative:TP"}
    assert sea["error"] == "bad_waterbody:waterbody"
    told = json.loads(result.stdout)
    assert (told["rows"], told["faulty"], told["classes"]) == (3, 2, {"I": 1})


def test_a_row_of_another_width_is_kept_and_refused(tmp_path):
    run(tmp_path, [row()[:5], [*row(), "1"], row()])
    assert [found["error"] for found in written(tmp_path)] == ["too_few_fields", "too_many_fields", ""]


def test_a_row_without_items_has_no_class(tmp_path):
    run(tmp_path, [["空", "2026-10", "river", *[""] * 21]])
    (found,) = written(tmp_path)
    assert (found["class"], found["worst_items"], found["exceedance"], found["cwqi"]) == ("", "", "", "incomplete")


def test_below_detection_is_half_the_limit_and_completes_the_index(tmp_path):
    run(tmp_path, [row(Pb="<0.01"), row(Pb="0.005"), row(Pb="0.010L")])
    assert len({found["cwqi"] for found in written(tmp_path)}) == 1


def test_columns_named_as_those_added_are_kept_under_another_name(tmp_path):
    run(tmp_path, [["a", "2026", "river", "12", "V"]], ["section", "period", "waterbody", "COD", "class"])
    (found,) = written(tmp_path)
    assert (found["given_class"], found["class"]) == ("V", "I")


def test_gb18030_is_read(tmp_path):
    assert run(tmp_path, [row("观音山")], encoding="gb18030").exit_code == 0
    assert written(tmp_path)[0]["section"] == "观音山"


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        (["section", "period", "COD"], "water.columns"),
        (["section", "period", "waterbody"], "water.columns"),
        (["section", "period", "waterbody", "COD", "CODcr"], "water.columns"),
        (["section", "period", "waterbody", "Hg(µg/L)"], "water.unit"),
        (["section", "period", "waterbody", "DO(%)"], "water.unit"),
        (["section", "period", "waterbody", "透明度(cm)"], "water.unit"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_and_the_output_untouched(tmp_path, heading, code):
    (tmp_path / "out.csv").write_text("before")
    result = run(tmp_path, [["a", "2026", "river"][: len(heading)]], heading)
    assert isinstance(result.exception, UnusableInput)
    assert result.exception.code == code
    assert (tmp_path / "out.csv").read_text() == "before"


def test_the_output_never_replaces_the_input(tmp_path):
    (tmp_path / "in.csv").write_text("section,period,waterbody,COD\n")
    path = str(tmp_path / "in.csv")
    result = CliRunner().invoke(water, ["classify", path, "--out", path])
    assert isinstance(result.exception, UnusableInput)


def test_words_beside_a_name_that_are_no_unit_make_another_column(tmp_path):
    run(tmp_path, [["a", "2026", "river", "12", "99"]], ["section", "period", "waterbody", "COD", "COD remark"])
    assert written(tmp_path)[0]["class"] == "I"


@pytest.mark.parametrize(
    "text", ["1,000", "1 2", "0x10", "nan", "inf", "1..2", "12mg/L", "未检出", "<", "<0", "+-1", "１e999"]
)
def test_numbers_are_read_strictly(text):
    with pytest.raises(UnreadableValue):
        measured(text)


@pytest.mark.parametrize("text", ["4e-05", "0.00004", "４E-5", "  .00004 "])
def test_one_number_in_the_ways_programs_write_it(text):
    found = measured(text)
    assert found is not None
    assert float(found.number) == 4e-05


def test_only_a_temperature_may_be_below_zero():
    cold = of_item("temperature", "-0.5")
    assert cold is not None
    assert float(cold.number) == -0.5
    with pytest.raises(UnreadableValue):
        of_item("COD", "-0.5")
