"""``qingtian air import`` as a program uses it: exit codes, counts, what stays untouched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingtian.errors import UnusableInput
from qingtian.measurements.commands import import_
from qingtian.measurements.lake import Lake

pytestmark = pytest.mark.once
HEADING = "TimePoint,StationCode,PM2_5,PM10,SO2,NO2,CO,O3_24h\n"
GOOD, BAD = "2026-04-01 01:00,1A,1,2,3,4,0.5,6\n", "2026-04-01 02:00,1A,x,2,3,4,0.5,6\n"


def cli(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QINGTIAN_LANG": "en"}
    command = [sys.executable, "-c", "from qingtian.cli import main; main()", "air", "import", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_an_import_says_what_it_did_and_a_program_can_read_it(tmp_path: Path) -> None:
    file, lake = tmp_path / "a.csv", tmp_path / "lake"
    file.write_text(HEADING + GOOD + BAD)
    done = cli(str(file), "--lake", str(lake), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["snapshot"] == Lake(lake).snapshot().id
    assert said["values"] == {"new": 6, "revised": 0, "unchanged": 0}
    assert said["files"][0]["rejected"] == {"bad_number": 1}
    assert Path(said["files"][0]["rejects"]) == tmp_path / "a.csv.rejects.csv"
    assert "2 rows; 0 repeated, 1 rejected" in done.stderr
    assert "bad_number 1" in done.stderr


def test_an_unusable_file_exits_1_and_leaves_the_lake_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2\n")
    done = cli(str(file), "--lake", str(tmp_path / "lake"), "--json")
    assert done.returncode == 1
    assert json.loads(done.stderr)["error"]["code"] == "air.columns"
    assert Lake(tmp_path / "lake").snapshot().number == 0


def test_wrong_usage_exits_2() -> None:
    assert CliRunner().invoke(import_, []).exit_code == 2
    assert CliRunner().invoke(import_, ["x.csv", "--feed", "none"]).exit_code == 2


def test_a_rejects_file_of_an_earlier_run_goes_when_nothing_is_rejected(tmp_path: Path) -> None:
    file, rejects = tmp_path / "a.csv", tmp_path / "a.csv.rejects.csv"
    for text, there in ((GOOD + BAD, True), (GOOD, False)):
        file.write_text(HEADING + text)
        done = CliRunner().invoke(import_, [str(file), "--lake", str(tmp_path / "lake")])
        assert done.exit_code == 0
        assert rejects.exists() is there


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UnusableInput, match="no such file"):
        CliRunner().invoke(import_, ["/nowhere/a.csv"], catch_exceptions=False)
