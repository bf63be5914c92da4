"""``qingtian export``: the case file and the program that proves it, written whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qingtian.errors import QingtianError
from tests.apps.proceedings.driving import petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_the_file_and_its_verifier_are_written_side_by_side_and_prove_each_other(run, city, tmp_path: Path) -> None:
    matter, out = petition(city).to("accepted").matter, tmp_path / "case.json"
    done = run("export", matter.number, "--out", str(out), "--with-verifier", "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said == {"out": str(out), "bytes": out.stat().st_size, "verifier": str(tmp_path / "case_file_verifier.py")}
    proved = subprocess.run([sys.executable, "-I", said["verifier"], said["out"]], capture_output=True, check=False)
    assert proved.returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.json", "case_file_verifier.py"]


def test_without_the_option_no_verifier_is_written(run, city, tmp_path: Path) -> None:
    out = tmp_path / "case.json"
    done = run("export", petition(city).matter.number, "--out", str(out))
    assert done.stdout == f"Wrote case.json, {out.stat().st_size} bytes.\n"
    assert [p.name for p in tmp_path.iterdir()] == ["case.json"]


def test_an_accusation_is_refused_and_an_earlier_file_stays_as_it_was(run, city, tmp_path: Path) -> None:
    matter, out = petition(city).to("accusation").matter, tmp_path / "case.json"
    out.write_text("earlier")
    refused = run("export", matter.number, "--out", str(out)).exception
    assert isinstance(refused, QingtianError)
    assert refused.code == "export.accusation"
    assert out.read_text() == "earlier"


def test_an_unknown_number_is_refused_by_name(run, city, tmp_path: Path) -> None:
    refused = run("export", "XF-1999-000001", "--out", str(tmp_path / "case.json")).exception
    assert isinstance(refused, QingtianError)
    assert refused.code == "export.unknown"
    assert "XF-1999-000001" in refused.message.zh
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(run, city, tmp_path: Path) -> None:
    refused = run("export", petition(city).matter.number, "--out", str(tmp_path / "no" / "case.json")).exception
    assert isinstance(refused, QingtianError)
    assert refused.code == "export.not_written"


def test_the_verifier_never_replaces_the_case_file(run, city, tmp_path: Path) -> None:
    out = tmp_path / "case_file_verifier.py"
    assert run("export", "XF-1", "--out", str(out), "--with-verifier").exit_code == 2
