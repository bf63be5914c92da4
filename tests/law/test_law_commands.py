"""``qingtian law`` as a program and as an officer sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qingtian.law import load_law
from qingtian.law.commands import law
from qingtian.law.terminal import pad, width

REPOSITORY = Path(__file__).parents[2]


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(law, list(arguments), env={"QINGTIAN_LANG": language})


def test_explain_prints_the_due_day_the_article_and_the_grid_of_days() -> None:
    page = run("explain", "penalty.statement_and_defence", "--from", "2026-09-24").output
    assert "2026-10-09 Fri" in page
    assert "Ecological and Environmental Penalty Measures, art. 44" in page
    assert "read in a copy, check the text" in page
    assert "  2026-10-01 – 2026-10-07  National Day\n" in page
    assert page.splitlines()[-1].strip().startswith("2026-10-01")
    [last_week] = [line for line in page.splitlines() if line.startswith("  2026-10-05")]
    assert last_week.split() == ["2026-10-05", "·", "·", "·", "4", "[5]"]


def test_explain_says_which_days_move_and_on_what_an_extension_rests() -> None:
    extended = run("explain", "penalty.decision", "--from", "2026-01-05", "--to-extend", "30").output
    assert "the last day stays on a rest day (duty of an organ)" in extended
    assert "Ecological and Environmental Penalty Measures, art. 57" in extended
    moved = run("explain", "petitions.review_request", "--from", "2026-09-01").output
    assert "a last day on a rest day moves on (act of a party)" in moved
    assert "2026-10-08 Thu  moved on from a rest day" in moved


def test_explain_marks_what_a_coming_notice_may_change() -> None:
    page = run("explain", "petitions.objection_to_assignment", "--from", "2026-12-30").output
    assert "provisional: that year's notice is not published yet" in page
    assert "[5?]" in page
    certain = run("explain", "petitions.handling", "--from", "2026-12-01").output
    assert "the due day does not depend on it" in certain


def test_explain_speaks_chinese_when_asked() -> None:
    page = run("explain", "petitions.handling", "--from", "2026-03-02", language="zh").output
    assert "《信访工作条例》第34条" in page
    assert "2026-05-01 周五" in page


def test_json_is_english_by_default_and_chinese_when_asked() -> None:
    arguments = ("explain", "petitions.handling", "--from", "2026-03-02", "--json")
    english, chinese = json.loads(run(*arguments).output), json.loads(run(*arguments, language="zh").output)
    assert english["due"] == chinese["due"] == "2026-05-01"
    assert {"id", "from", "due", "unit", "length", "rolled", "days", "basis", "certainty"} <= set(english)
    assert all(set(day) == {"date", "counted", "reason"} for day in english["days"])
    assert english["days"][5]["reason"] == "day 5 (weekend)"
    assert chinese["days"][5]["reason"] == "第5日（周末）"


def test_explain_takes_an_extension_and_several_suspensions() -> None:
    suspensions = ("--suspend", "2026-03-10..2026-03-14", "--suspend", "2026-03-14..2026-03-15")
    extended = ("explain", "petitions.handling", "--from", "2026-03-02", "--to-extend", "30", *suspensions, "--json")
    written = json.loads(run(*extended).output)
    assert (written["due"], written["extension"], len(written["suspensions"])) == ("2026-06-06", 30, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "petitions.handling"),
        ("explain", "petitions.handling", "--from", "2026-02-30"),
        ("explain", "petitions.handling", "--from", "yesterday"),
        ("explain", "petitions.handling", "--from", "2026-03-02", "--to-extend", "0"),
        ("explain", "petitions.handling", "--from", "2026-03-02", "--suspend", "2026-03-05"),
        ("list", "--json", "--markdown"),
    ],
)
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from qingtian.cli import main; sys.argv[0] = 'qingtian'; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_unusable_input_exits_with_one_and_says_why_on_the_error_stream() -> None:
    done = program("law", "explain", "petitions.handling", "--from", "2022-04-30", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    error = json.loads(done.stderr)["error"]
    assert error["code"] == "law.before_first_edition"
    assert error["where"] == "petitions.handling"
    assert "2022-05-01" in error["message"]["en"]


def test_the_law_is_explained_without_importing_django() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from qingtian.law.commands import law;"
        "CliRunner().invoke(law, ['explain', 'petitions.handling', '--from', '2026-03-02'], catch_exceptions=False);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_list_names_every_number_in_text_and_json() -> None:
    ids = set(load_law().parameters)
    rows = json.loads(run("list", "--json").output)["parameters"]
    assert {row["id"] for row in rows} == ids
    listed = [line for line in run("list").output.splitlines() if line.startswith("  ")]
    assert {line.split()[0] for line in listed} == ids
    [handling] = [row for row in rows if row["id"] == "petitions.handling"]
    assert handling["values"][0]["value"] == 60
    assert handling["values"][0]["extension"]["up_to"] == 30


def test_instruments_names_every_instrument_in_text_and_json() -> None:
    ids = set(load_law().instruments)
    rows = json.loads(run("instruments", "--json").output)["instruments"]
    assert {row["id"] for row in rows} == ids
    assert {line.split()[0] for line in run("instruments").output.splitlines()} == ids
    [repealed] = [row for row in rows if row["id"] == "env_protection_law_2014"]
    assert (repealed["in_force_to"], repealed["replaced_by"]) == ("2026-08-14", ["eco_env_code_2026"])


def test_check_reports_as_of_the_day_asked() -> None:
    report = json.loads(run("check", "--as-of", "2026-11-23", "--json").output)
    assert report["as_of"] == "2026-11-23"
    assert report["count"] == len(report["findings"])
    found = {(row["id"], row["kind"]) for row in report["findings"]}
    assert ("petitions.hotline_order", "local_default") in found
    assert ("cases.public_notice", "unverified") in found
    assert not any(id_ == "petitions.handling" for id_, _ in found)
    assert "cases.public_notice" in run("check", "--as-of", "2026-11-23").output


def test_the_reference_page_is_current() -> None:
    printed = run("list", "--markdown").output
    page = (REPOSITORY / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    assert page == printed, "print it again: qingtian law list --markdown > docs/reference/law.md"


def test_chinese_takes_two_columns_of_the_terminal() -> None:
    assert (width("青天"), width("sky")) == (4, 3)
    assert pad("青天", 6) == "青天  "
    assert pad("青天", 6, right=True) == "  青天"
