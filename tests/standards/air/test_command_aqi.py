"""``qingtian air aqi``: a file in, a table out, nothing silent, nothing half-written."""

from __future__ import annotations

import csv
import gzip
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qingtian.cli import air
from qingtian.errors import UnusableInput

HEADING = "TimePoint,StationCode,Area,AQI,PM2_5,PM10,SO2,SO2_24h,NO2,CO,O3,O3_24h"


def row(time="2026-04-01T12:00:00", station="1450A", pm2_5="35", pm10="50", so2="5", so2_24h="5", co="0.5", o3="90"):
    return f"{time},{station},昆明市,,{pm2_5},{pm10},{so2},{so2_24h},10,{co},999,{o3}"


def table(*rows: str) -> str:
    return "\n".join([HEADING, *rows]) + "\n"


@pytest.fixture
def here(tmp_path):
    return tmp_path


def run(here: Path, content: str | bytes, *options: str, name: str = "hour.csv") -> Result:
    (here / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return CliRunner().invoke(air, ["aqi", str(here / name), "--out", str(here / "aqi.csv"), *options])


def written(here: Path, name: str = "aqi.csv") -> list[dict[str, str]]:
    with (here / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refused(result: Result) -> UnusableInput:
    assert isinstance(result.exception, UnusableInput), result.output
    return result.exception


def test_one_row_an_input_row_in_order_with_lf_ends(here):
    result = run(here, table(row(station="B"), row(station="A", pm2_5="60", pm10="120"), row(station="C", co="NA")))
    assert result.exit_code == 0
    assert (here / "aqi.csv").read_bytes() == (
        b"station,time,aqi,primary,level\n"
        b"B,2026-04-01T12:00:00,50,,1\n"
        b"A,2026-04-01T12:00:00,100,PM2_5;PM10,2\n"
        b"C,2026-04-01T12:00:00,,,\n"
    )
    assert not (here / "aqi.rejects.csv").exists()


def test_the_ozone_of_the_hour_is_taken_not_the_days_maximum(here):
    run(here, table(row(o3="161")))
    assert written(here) == [
        {"station": "1450A", "time": "2026-04-01T12:00:00", "aqi": "52", "primary": "O3", "level": "2"}
    ]


def test_each_row_has_the_edition_of_its_own_day_and_midnight_closes_the_day_before(here):
    stamps = ["2026-02-28T23:00:00", "2026-03-01T00:00:00", "2026-03-01T01:00:00"]
    result = run(here, table(*(row(time=stamp, pm2_5="60") for stamp in stamps)), "--json")
    assert [line["aqi"] for line in written(here)] == ["82", "82", "100"]
    assert [line["time"] for line in written(here)] == stamps
    assert json.loads(result.stdout)["editions"] == {"HJ633-2012": 2, "HJ633-2026": 1}


PLAIN = table(row(), row(pm2_5="—"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode("utf-8"), "utf-8-sig"),
        (PLAIN.encode("utf-8-sig"), "utf-8-sig"),
        (PLAIN.encode("gb18030"), "gb18030"),
        (("\ufeff" + PLAIN).encode("gb18030"), "gb18030"),
        (PLAIN.replace("\n", "\r\n").encode("utf-8"), "utf-8-sig"),
        (PLAIN.rstrip("\n").encode("utf-8"), "utf-8-sig"),
        (gzip.compress(PLAIN.encode("utf-8-sig")), "utf-8-sig"),
        (gzip.compress(PLAIN.encode("gb18030")), "gb18030"),
    ],
    ids=["utf8", "bom", "gb18030", "gb18030-bom", "crlf", "no-last-end", "gz-bom", "gz-gb18030"],
)
def test_every_way_the_feed_is_stored_gives_the_same_table(here, content, encoding):
    result = run(here, content, "--json", name="hour.csv.gz" if content[:2] == b"\x1f\x8b" else "hour.csv")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["encoding"] == encoding
    assert [line["aqi"] for line in written(here)] == ["50", ""]


def test_gzip_is_known_by_its_bytes_not_by_its_name(here):
    assert run(here, gzip.compress(PLAIN.encode()), name="hour.csv").exit_code == 0
    assert len(written(here)) == 2


def test_extra_columns_and_their_contents_do_not_matter(here):
    lines = table(row(), row()).splitlines()
    wide = "\n".join(["new," + lines[0] + ",note", "-7," + lines[1] + ',"a, ""b""', 'c"', "x," + lines[2] + ",-1"])
    result = run(here, wide)
    assert result.exit_code == 0
    assert [line["aqi"] for line in written(here)] == ["50", "50"]


def test_the_column_of_so2_24h_may_be_absent(here):
    narrow = "\n".join(",".join(c for i, c in enumerate(line.split(",")) if i != 7) for line in PLAIN.splitlines())
    assert run(here, narrow).exit_code == 0
    assert [line["aqi"] for line in written(here)] == ["50", ""]


def test_so2_above_800_before_2026_is_reported_by_its_24_hours_and_only_then_are_they_read(here):
    old = "2019-07-18T12:00:00"
    rows = [
        row(time=old, so2="801", so2_24h="475"),
        row(time=old, so2="801", so2_24h=""),
        row(time=old, so2="800", so2_24h="bad"),
        row(time=old, so2="801", so2_24h="bad"),
        row(so2="801", so2_24h="bad"),
    ]
    run(here, table(*rows))
    assert [(line["aqi"], line["primary"]) for line in written(here)] == [
        ("150", "SO2"),
        ("50", ""),
        ("200", "SO2"),
        ("200", "SO2"),
    ]
    assert [(line["row"], line["column"]) for line in written(here, "aqi.rejects.csv")] == [("4", "SO2_24h")]


def test_unreadable_rows_are_left_out_counted_and_kept_with_reason_and_text(here):
    bad = [
        row(pm2_5="12x"),
        row(pm10="-3"),
        row(time="2026-02-30T12:00:00"),
        row(station=" "),
        row().rsplit(",", 1)[0],
        row() + ",7",
        row().replace("昆明市", '"昆明市'),
    ]
    result = run(here, table(row(station="first"), *bad, row(station="last")), "--json")
    assert result.exit_code == 0
    assert [line["station"] for line in written(here)] == ["first", "last"]
    rejects = written(here, "aqi.rejects.csv")
    assert [(line["row"], line["line"], line["reason"], line["column"]) for line in rejects] == [
        ("2", "3", "bad_number", "PM2_5"),
        ("3", "4", "negative", "PM10"),
        ("4", "5", "bad_time", "TimePoint"),
        ("5", "6", "no_station", "StationCode"),
        ("6", "7", "too_few_fields", ""),
        ("7", "8", "too_many_fields", ""),
        ("8", "9", "bad_csv", ""),
    ]
    assert [line["text"] for line in rejects] == bad
    assert "7 rejected" in result.stderr
    assert "negative 1" in result.stderr
    counts = json.loads(result.stdout)
    assert counts["rows"] == counts["published"] + counts["blank"] + sum(counts["rejected"].values()) == 9


def test_a_bad_number_outside_the_columns_of_the_index_rejects_nothing(here):
    run(here, table(row().replace("昆明市,,", "昆明市,not a number,")))
    assert [line["aqi"] for line in written(here)] == ["50"]


def test_an_old_rejects_file_does_not_outlive_a_clean_run(here):
    run(here, table(row(pm2_5="x")))
    assert (here / "aqi.rejects.csv").exists()
    run(here, table(row()))
    assert not (here / "aqi.rejects.csv").exists()


def test_a_heading_alone_gives_an_empty_table(here):
    assert run(here, HEADING + "\n").exit_code == 0
    assert (here / "aqi.csv").read_text() == "station,time,aqi,primary,level\n"


def test_missing_columns_are_named_with_those_found_and_the_output_is_untouched(here):
    (here / "aqi.csv").write_text("as it was")
    error = refused(run(here, table(row()).replace("O3_24h", "O3_now").replace("PM2_5", "PM2.5")))
    assert error.code == "air.columns"
    for name in ("PM2_5", "O3_24h", "PM2.5", "O3_now", "StationCode"):
        assert name in error.message.en
        assert name in error.message.zh
    assert error.message.en.startswith("columns missing: PM2_5, O3_24h;")
    assert error.remedy is not None
    assert "O3_24h" in error.remedy.en
    assert (here / "aqi.csv").read_text() == "as it was"
    assert sorted(p.name for p in here.iterdir()) == ["aqi.csv", "hour.csv"]


def test_a_column_given_twice_is_refused_because_either_could_be_meant(here):
    error = refused(run(here, table(row()).replace("Area", "PM10")))
    assert (error.code, "given twice: PM10;" in error.message.en) == ("air.columns", True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "air.columns"),
        (b"\x00\xff\xfe\xff\xff", "air.encoding"),
        (gzip.compress(table(*[row()] * 500).encode())[:-20], "air.unreadable_file"),
        (b"\x1f\x8bnot gzip at all", "air.unreadable_file"),
        (b"x" * (3 << 20), "air.line_too_long"),
        ((HEADING + "\n" + row() + "\n" + "x" * (3 << 20)).encode(), "air.line_too_long"),
    ],
    ids=["empty", "no-encoding", "cut-gzip", "false-gzip", "one-long-line", "long-line-later"],
)
def test_an_unusable_file_leaves_the_output_and_the_rejects_untouched(here, content, code):
    (here / "aqi.csv").write_text("as it was")
    (here / "aqi.rejects.csv").write_text("as they were")
    assert refused(run(here, content)).code == code
    assert (here / "aqi.csv").read_text() == "as it was"
    assert (here / "aqi.rejects.csv").read_text() == "as they were"
    assert sorted(p.name for p in here.iterdir()) == ["aqi.csv", "aqi.rejects.csv", "hour.csv"]


def test_a_file_that_is_not_there_a_folder_and_a_pipe_are_unusable(here):
    os.mkfifo(here / "pipe")
    for name in ("absent.csv", ".", "pipe"):
        result = CliRunner().invoke(air, ["aqi", str(here / name), "--out", str(here / "aqi.csv")])
        assert refused(result).code == "air.unreadable_file"


def test_an_output_in_a_folder_that_is_not_there_is_said(here):
    (here / "hour.csv").write_text(table(row()), encoding="utf-8")
    result = CliRunner().invoke(air, ["aqi", str(here / "hour.csv"), "--out", str(here / "no" / "aqi.csv")])
    assert refused(result).code == "air.output"


@pytest.mark.parametrize("out", ["hour.rejects.csv", "other/../hour.rejects.csv"])
def test_the_output_may_not_replace_the_input(here, out):
    (here / "other").mkdir()
    (here / "hour.rejects.csv").write_text(table(row()), encoding="utf-8")
    for name in (out, "hour.csv"):
        result = CliRunner().invoke(air, ["aqi", str(here / "hour.rejects.csv"), "--out", str(here / name)])
        assert refused(result).code == "air.same_file"
    assert (here / "hour.rejects.csv").read_text(encoding="utf-8") == table(row())


def test_the_output_may_be_read_by_whom_the_folder_allows(here):
    run(here, table(row()))
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((here / "aqi.csv").stat().st_mode) == 0o666 & ~umask


def test_exit_codes_and_errors_of_the_whole_command(here):
    def qingtian(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from qingtian.cli import main; main()", "air", "aqi", *words]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)

    (here / "hour.csv").write_text(table(row(), row(co="x")), encoding="utf-8")
    (here / "wrong.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    out = str(here / "aqi.csv")
    good = qingtian(str(here / "hour.csv"), "--out", out, QINGTIAN_LANG="zh")
    assert (good.returncode, good.stdout) == (0, "")
    assert "拒收 1 行" in good.stderr
    bad = qingtian(str(here / "wrong.csv"), "--out", out, "--json", QINGTIAN_LANG="en")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert json.loads(bad.stderr)["error"]["code"] == "air.columns"
    assert qingtian(str(here / "hour.csv")).returncode == 2
    assert len(written(here)) == 1
