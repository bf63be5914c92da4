"""``qingtian procedures``: what a lawyer and a program read from the declarations."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qingtian.errors import QingtianError
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.commands import procedures
from qingtian.procedures.guards import GUARDS
from qingtian.procedures.printing import reference
from qingtian.procedures.table import table

REPOSITORY = Path(__file__).parents[2]
LAW = load_law()
PETITION, CASE = load_procedures().editions("petition")[-1], load_procedures().editions("five_ones_case")[-1]


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(procedures, list(arguments), env={"QINGTIAN_LANG": language})


def program(*arguments: str, tmp_path: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QINGTIAN_DATA": str(tmp_path / "var"), "QINGTIAN_LANG": language}
    command = [sys.executable, "-c", "from qingtian.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def row(procedure, act: str, language: str = "en"):
    return next(r for r in table(procedure, LAW, language) if r.act == act)


def test_the_table_has_a_row_for_every_act_in_declared_order() -> None:
    for procedure in load_procedures():
        for language in ("zh", "en"):
            assert [r.act for r in table(procedure, LAW, language)] == [t.act for t in procedure.transitions]


def test_a_row_says_from_where_to_where_by_whom_and_on_which_article() -> None:
    accept = row(PETITION, "accept")
    assert (accept.source, accept.target) == ("To be accepted", ["Under investigation"])
    assert "handling officer of the handling organ" in accept.who
    [basis] = accept.basis
    assert re.fullmatch(r"Petition Regulations, arts?\.? 23\D+34", basis)
    assert accept.paper == "petition_acceptance_notice"


def test_a_clock_is_shown_with_its_length_extension_and_mark_of_certainty() -> None:
    assert (
        "starts Handling a petition, 60 calendar days, extensible by 30 calendar days" in row(PETITION, "accept").clocks
    )
    county = row(CASE, "self_check", "zh").clocks
    assert "起：县级核查 10个工作日（本地默认值，属配置）" in county


def test_a_clock_the_plan_sets_and_a_conditional_one_say_so() -> None:
    assert "starts Deadline of the plan, set by “Deadline”" in row(CASE, "plan").clocks
    hotline = row(PETITION, "receive", "zh").clocks[-1]
    assert hotline.startswith("起：热线工单到期")
    assert hotline.endswith("仅当渠道为12345 热线")


def test_a_choice_names_the_state_each_answer_leads_to() -> None:
    assert "Suggestion → Suggestion to be answered" in row(PETITION, "sort").target
    assert row(CASE, "answer_objection", "zh").target == ["成立，退回整改 → 整改中", "不成立 → 不变"]
    assert row(CASE, "object", "zh").target == ["“公示”之前的状态"]


def test_conditions_are_told_in_words_and_in_principle_ones_are_marked() -> None:
    close = row(CASE, "close", "zh").guards
    assert any(each.startswith("原则上：" + GUARDS["linked_petitions_answered"].means.zh) for each in close)
    assert any(each.startswith(GUARDS["closing_authority"].means.zh) for each in close)


def test_exceptions_to_any_open_state_are_named() -> None:
    assert row(CASE, "hand_over", "zh").source == "任何未结状态（已发现、已列清单除外）"


def test_a_basis_that_was_not_read_in_its_own_text_carries_its_mark() -> None:
    assert all("secondary source, to be checked" in each for each in row(CASE, "list").basis)


def test_list_names_every_procedure_and_edition() -> None:
    printed = run("list").output
    found = json.loads(run("list", "--json").output)["procedures"]
    assert [(p["id"], p["edition"]) for p in found] == [(p.id, p.edition) for p in load_procedures()]
    assert all(p["id"] in printed and p["edition"] in printed for p in found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_show_prints_every_act_and_state_in_the_language_asked_for(language: str) -> None:
    printed = run("show", "five_ones_case", "--language", language).output
    for transition in CASE.transitions:
        assert f"{transition.title.in_(language)} [{transition.act}]" in printed
    for code, state in CASE.states.items():
        assert f"{state.title.in_(language)} [{code}]" in printed


def test_show_follows_the_language_of_the_terminal_unless_told() -> None:
    assert "信访举报" in run("show", "petition", language="zh").output
    assert "信访举报" not in run("show", "petition", "--language", "en", language="zh").output


def test_show_json_carries_the_rows_of_the_table() -> None:
    found = json.loads(run("show", "petition", "--json", "--language", "zh").output)
    assert found["rows"] == [r.as_dict() for r in table(PETITION, LAW, "zh")]
    assert found["states"][0] == {"code": "received", "title": "已收件", "final": False}


def test_show_writes_the_diagram_and_prints_nothing_else(tmp_path: Path) -> None:
    result = run("show", "petition", "--svg", str(tmp_path / "out.svg"), "--language", "zh")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (tmp_path / "out.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_an_edition_is_chosen_by_its_first_day_and_an_unknown_one_refused() -> None:
    assert run("show", "petition", "--edition", "2022-05-01").exit_code == 0
    refused = run("show", "petition", "--edition", "1999-01-01").exception
    assert isinstance(refused, QingtianError)
    assert refused.code == "procedures.unknown_edition"
    assert "2022-05-01" in refused.message.en


def test_check_says_that_all_hold(tmp_path: Path) -> None:
    assert json.loads(run("check", "--json").output)["hold"] is True
    assert f"{len(load_procedures().ids())} 个程序都成立" in run("check", language="zh").output


@pytest.mark.slow  # six programs
def test_exit_codes_nought_one_and_two(tmp_path: Path) -> None:
    assert program("procedures", "check", tmp_path=tmp_path).returncode == 0
    unknown = program("procedures", "show", "nothing", tmp_path=tmp_path)
    assert unknown.returncode == 1
    known = ", ".join(load_procedures().ids())
    assert f"There is no procedure “nothing”. Known: {known}. [procedures.unknown]" in unknown.stderr
    folder = program("procedures", "show", "petition", "--svg", str(tmp_path / "no" / "x.svg"), tmp_path=tmp_path)
    assert folder.returncode == 1
    assert "procedures.not_written" in folder.stderr
    both = program("procedures", "show", "petition", "--json", "--markdown", tmp_path=tmp_path)
    assert both.returncode == 2
    assert program("procedures", "show", tmp_path=tmp_path).returncode == 2


def test_every_command_gives_an_example() -> None:
    for arguments in ([], ["list"], ["show"], ["check"]):
        printed = run(*arguments, "--help").output
        assert "Example: qingtian procedures" in printed


def test_the_reference_page_is_current() -> None:
    page = REPOSITORY / "docs" / "reference" / "procedures.md"
    assert page.read_text(encoding="utf-8") == reference(load_procedures(), LAW), (
        "print it again: qingtian procedures list --markdown > docs/reference/procedures.md"
    )


def test_the_reference_page_is_what_the_command_prints() -> None:
    assert run("list", "--markdown").output == reference(load_procedures(), LAW)


def test_no_cell_breaks_a_row_of_the_markdown_table() -> None:
    for block in reference(load_procedures(), LAW).split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.replace("\\|", "").count("|") for line in rows}) <= 1
