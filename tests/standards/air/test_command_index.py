"""``qingtian air index``: a table of printed concentrations in, the same with index, primary pollutant and rank out."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qingtian.cli import air
from qingtian.errors import UnusableInput

pytestmark = pytest.mark.once

HEADING = "place,period,so2,no2,pm10,pm2_5,co,o3_8h"
EVIDENCE = Path(os.environ.get("QINGTIAN_EVIDENCE", "/nonexistent")) / "air" / "published_district_tables.csv"


def run(here: Path, content: str | bytes, *options: str, name: str = "month.csv") -> Result:
    (here / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return CliRunner().invoke(air, ["index", str(here / name), "--out", str(here / "out.csv"), *options])


def table(*rows: str, heading: str = HEADING) -> str:
    return "\n".join([heading, *rows]) + "\n"


def row(place="呈贡区", period="2023-10", so2="7", no2="23", pm10="24", pm2_5="15", co="0.9", o3_8h="97") -> str:
    return ",".join([place, period, so2, no2, pm10, pm2_5, co, o3_8h])


def written(here: Path, name: str = "out.csv") -> list[dict[str, str]]:
    with (here / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def added(here: Path) -> list[tuple[str, str, str]]:
    return [(line["composite_index"], line["primary"], line["rank"]) for line in written(here)]


def refused(result: Result) -> UnusableInput:
    assert isinstance(result.exception, UnusableInput), result.output
    return result.exception


def test_the_input_is_kept_and_three_columns_are_added(tmp_path):
    assert run(tmp_path, table(row())).exit_code == 0
    assert (tmp_path / "out.csv").read_bytes().decode() == (
        f"{HEADING},composite_index,primary,rank\n呈贡区,2023-10,7,23,24,15,0.9,97,2.29,O3,1\n"
    )


def test_the_index_always_has_two_decimals_and_exact_halves_go_to_the_even(tmp_path):
    rows = [row(so2="0", no2="0", pm10="0", pm2_5="0", co="0", o3_8h=f"{ozone}") for ozone in ("160", "0.8", "2.4")]
    run(tmp_path, table(*rows))
    assert [line[0] for line in added(tmp_path)] == ["1.00", "0.00", "0.02"]


def test_ratios_are_summed_exactly_and_rounded_once(tmp_path):
    run(tmp_path, table(row(so2="10", no2="10", pm10="35", pm2_5="35", co="1.0", o3_8h="80")))
    assert added(tmp_path) == [("2.67", "PM2_5", "1")]  # 1/6 + 1/4 + 1/2 + 1 + 1/4 + 1/2 = 2.666…


def test_equal_indices_share_a_rank_and_the_next_is_skipped(tmp_path):
    rows = [row(place=name, o3_8h=ozone) for name, ozone in (("d", "120"), ("b", "100"), ("a", "90"), ("c", "100"))]
    run(tmp_path, table(*rows))
    assert [(line["place"], line["rank"]) for line in written(tmp_path)] == [
        ("d", "4"),
        ("b", "2"),
        ("a", "1"),
        ("c", "2"),
    ]


def test_ranks_count_within_a_period_and_a_group(tmp_path):
    heading = HEADING + ",Group"
    rows = [
        row("a", "2023-10", o3_8h="90") + ",国考",
        row("b", "2023-10", o3_8h="80") + ",国考",
        row("c", "2023-10", o3_8h="70") + ",市考",
        row("a", "2023年10月", o3_8h="85") + ",国考",
        row("a", "2023-11", o3_8h="95") + ",国考",
    ]
    run(tmp_path, table(*rows, heading=heading))
    assert [line["rank"] for line in written(tmp_path)] == ["3", "1", "1", "2", "1"]
    assert written(tmp_path)[0]["Group"] == "国考"


def test_primary_pollutants_of_equal_share_stand_side_by_side_in_the_standard_order(tmp_path):
    run(tmp_path, table(row(pm2_5="35", pm10="70", o3_8h="160", so2="60", no2="40", co="4")))
    assert added(tmp_path) == [("6.00", "PM2_5;PM10;SO2;NO2;O3;CO", "1")]


@pytest.mark.parametrize(
    ("period", "index"),
    [
        ("2025", "2.00"),
        ("2026-02", "2.00"),
        ("2026-W09", "2.33"),  # ends on 1 March 2026
        ("2026-Q1", "2.33"),
        ("2026-03 上旬", "2.33"),
        ("2026-02-01..2026-02-28", "2.00"),
        ("2025-winter", "2.00"),  # December to February
        ("2030", "2.33"),
        ("2031-01", "2.80"),
    ],
)
def test_the_last_day_of_the_period_chooses_the_edition(tmp_path, period, index):
    run(tmp_path, table(row(period=period, so2="0", no2="0", co="0", o3_8h="0", pm10="70", pm2_5="35")))
    assert added(tmp_path)[0][0] == index


def test_an_edition_may_be_asked_for_whatever_the_period(tmp_path):
    content = table(row(so2="0", no2="0", co="0", o3_8h="0", pm10="70", pm2_5="35"))
    result = run(tmp_path, content, "--edition", "GB3095-2026", "--json")
    assert added(tmp_path)[0][0] == "2.80"
    assert json.loads(result.stdout)["editions"] == {"GB3095-2026": 1}
    error = refused(run(tmp_path, content, "--edition", "GB3095-1996"))
    assert (error.code, "GB3095-2012" in error.remedy.en) == ("air.edition", True)


@pytest.mark.parametrize("gap", ["", "/", "—", "NA", "-", "--", " ", "／"])
def test_a_missing_concentration_leaves_blanks_keeps_the_row_and_is_counted(tmp_path, gap):
    result = run(tmp_path, table(row("a", o3_8h=gap), row("b")), "--json")
    assert result.exit_code == 0
    assert added(tmp_path) == [("", "", ""), ("2.29", "O3", "1")]
    assert written(tmp_path)[0]["o3_8h"] == gap
    assert "O3 1" in result.stderr
    counts = json.loads(result.stdout)
    assert (counts["rows"], counts["indexed"], counts["blank"], counts["missing"]) == (2, 1, 1, {"O3": 1})


def test_rows_that_cannot_be_read_are_left_out_counted_and_kept(tmp_path):
    bad = [
        row(pm10="1,024").replace("1,024", '"1,024"'),
        row(pm10="-3"),
        row(period="October"),
        row(period="2026-13"),
        row(place=" "),
        row(co="900"),
        row().rsplit(",", 1)[0],
        row() + ",7",
        row(so2="1e2"),
    ]
    result = run(tmp_path, table(row("first"), *bad, row("last")), "--json")
    assert result.exit_code == 0
    assert [line["place"] for line in written(tmp_path)] == ["first", "last"]
    rejects = written(tmp_path, "out.rejects.csv")
    assert [(line["row"], line["reason"], line["column"]) for line in rejects] == [
        ("2", "bad_number", "pm10"),
        ("3", "negative", "pm10"),
        ("4", "bad_period", "period"),
        ("5", "bad_period", "period"),
        ("6", "no_place", "place"),
        ("7", "too_large", "co"),
        ("8", "too_few_fields", ""),
        ("9", "too_many_fields", ""),
        ("10", "bad_number", "so2"),
    ]
    assert [line["text"] for line in rejects] == bad
    counts = json.loads(result.stdout)
    assert counts["rows"] == counts["indexed"] + counts["blank"] + sum(counts["rejected"].values()) == 11


@pytest.mark.parametrize(
    "heading",
    [
        "Place,Period,SO2,NO2,PM10,PM2_5,CO,O3_8h",
        " place , period ,so2,no2,pm10,PM2.5,co,o3_8h",
        "ｐｌａｃｅ,period,ＳＯ２,no2,pm10,ＰＭ２．５,co,O3-8h",
    ],
)
def test_headings_may_be_in_any_case_and_full_width(tmp_path, heading):
    assert run(tmp_path, table(row(pm10="２４", period="２０２３－１０"), heading=heading)).exit_code == 0
    assert added(tmp_path) == [("2.29", "O3", "1")]


@pytest.mark.parametrize("period", ["2019-04 中旬", "2019-04中旬", "2019年4月中旬", "2019-4 中旬"])
def test_ten_days_may_be_written_in_several_ways(tmp_path, period):
    assert run(tmp_path, table(row(period=period))).exit_code == 0
    assert (added(tmp_path), written(tmp_path)[0]["period"]) == ([("2.29", "O3", "1")], period)


PLAIN = table(row("五华区"), row("盘龙区", pm10="24.0"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode("utf-8-sig"), "utf-8-sig"),
        (PLAIN.encode("gb18030"), "gb18030"),
        (PLAIN.replace("\n", "\r\n").encode(), "utf-8-sig"),
        (gzip.compress(PLAIN.encode("gb18030")), "gb18030"),
    ],
    ids=["bom", "gb18030", "crlf", "gz"],
)
def test_every_way_of_storing_it_gives_the_same_table(tmp_path, content, encoding):
    result = run(tmp_path, content, "--json")
    assert json.loads(result.stdout)["encoding"] == encoding
    assert [(line["place"], line["rank"]) for line in written(tmp_path)] == [("五华区", "1"), ("盘龙区", "1")]


def test_missing_and_doubled_columns_are_named_and_the_output_is_untouched(tmp_path):
    (tmp_path / "out.csv").write_text("as it was")
    error = refused(run(tmp_path, table(row(), heading=HEADING.replace("co", "carbon"))))
    assert error.code == "air.index_columns"
    assert error.message.en.startswith("columns missing: co;")
    assert "given twice: so2" in refused(run(tmp_path, table(row(), heading=HEADING.replace("no2", "SO2")))).message.en
    assert refused(run(tmp_path, b"")).code == "air.index_columns"
    assert (tmp_path / "out.csv").read_text() == "as it was"


def test_a_column_named_as_one_that_is_added_is_kept_under_another_name(tmp_path):
    run(tmp_path, table(row() + ",9.99", heading=HEADING + ",composite_index"))
    (line,) = written(tmp_path)
    assert (line["given_composite_index"], line["composite_index"]) == ("9.99", "2.29")


def test_it_needs_neither_django_nor_a_database_and_has_the_exit_codes_of_every_command(tmp_path):
    (tmp_path / "month.csv").write_text(PLAIN, encoding="utf-8")
    program = (
        "import sys; sys.argv[0] = 'qingtian'\n"
        "from qingtian.cli import root\n"
        "try:\n root()\n"
        "finally:\n assert not {'django', 'duckdb', 'pandas'} & sys.modules.keys(), 'a pure command'"
    )
    words = [sys.executable, "-c", program, "air", "index", str(tmp_path / "month.csv")]
    good = subprocess.run([*words, "--out", str(tmp_path / "out.csv")], capture_output=True, text=True, check=False)
    assert (good.returncode, good.stdout) == (0, ""), good.stderr
    assert subprocess.run(words, capture_output=True, check=False).returncode == 2


@pytest.mark.evidence
@pytest.mark.skipif(not EVIDENCE.is_file(), reason="no evidence at QINGTIAN_EVIDENCE")
def test_every_published_index_and_primary_pollutant_is_reproduced(tmp_path):
    """Ranks too where all ranked places stand in the table: the three stations of Hongta."""
    with EVIDENCE.open(encoding="utf-8-sig", newline="") as file:
        published = list(csv.DictReader(file))
    stations = {line["region"] for line in published[:3]}
    rows = [
        ",".join(
            [line["region"], line["period"]]
            + [line[name] for name in ("SO2", "NO2", "PM10", "PM2_5", "CO_p95", "O3_8h_p90")]
            + ["stations" if line["region"] in stations else ""]
        )
        for line in published
    ]
    assert run(tmp_path, table(*rows, heading=HEADING + ",group")).exit_code == 0
    for before, after in zip(published, written(tmp_path), strict=True):
        assert after["composite_index"] == before["composite_index"]
        if before["primary_pollutant"]:
            assert after["primary"] == before["primary_pollutant"].replace(".", "_")
        if after["group"]:
            assert after["rank"] == before["rank"]
