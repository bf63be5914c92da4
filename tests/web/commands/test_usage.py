"""Every command: an example, exit codes, errors as sentences, a printed reference; and what never loads Django."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qingtian.cli import root
from qingtian.web.commands.reference import page
from tests.migrated import give
from tests.web.commands.conftest import environment

pytestmark = [pytest.mark.slow, pytest.mark.once]

REPOSITORY = Path(__file__).parents[3]
OURS = ("enforcement", "procedures", "verify", "export", "places", "calendar", "sweep", "serve", "manage")


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from leaves(command.get_command(context, name), (*words, name))


EVERY = [(words, command) for words, command in leaves(root) if words and words[0] in OURS]


@pytest.mark.parametrize(("words", "command"), EVERY, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_command_explains_itself_and_gives_an_example(words, command, run) -> None:
    shown = run(*words, "--help")
    assert shown.exit_code == 0
    assert f"Example: qingtian {' '.join(words)}" in shown.output
    assert command.help


@pytest.mark.parametrize(
    "arguments",
    [
        ["law", "explain", "petitions.handling", "--from", "2026-03-02"],
        ["enforcement", "court-window", "--served", "2026-03-02"],
        ["procedures", "show", "petition", "--language", "zh"],
        ["procedures", "list"],
        ["air", "aqi", "--help"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_commands_of_the_pure_rooms_load_no_django(arguments: list[str], tmp_path: Path) -> None:
    asked = (
        "import sys\nfrom qingtian.cli import root\n"
        f"try: root({arguments!r}, prog_name='qingtian')\n"
        "except SystemExit as done: assert not done.code, done.code\n"
        "found = sorted(m for m in sys.modules if m.split('.')[0] == 'django')\n"
        "assert not found, found[:3]\n"
    )
    own = environment(tmp_path / "var")
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env=own, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert not (tmp_path / "var").exists(), "a pure command made a data folder"


def test_wrong_usage_is_exit_2(program) -> None:
    for arguments in (["export"], ["calendar", "set", "2027-13-01"], ["places", "import", "x", "--kind", "roads"]):
        done = program(*arguments)
        assert done.returncode == 2, arguments
        assert done.stderr.startswith("Usage:")


def test_an_error_is_one_sentence_with_its_remedy_and_code_in_the_language_of_the_terminal(program) -> None:
    english, chinese = program("verify"), program("verify", QINGTIAN_LANG="zh")
    assert english.returncode == chinese.returncode == 1
    assert english.stderr.strip() == (
        "The database “default” is not set up or not up to date. First run: qingtian prepare. [database.not_migrated]"
    )
    assert (
        chinese.stderr.strip()
        == "数据库“default”还没有建好或没有升级。 先运行 qingtian prepare。 [database.not_migrated]"
    )


def test_with_json_the_error_is_json_too(program) -> None:
    done = program("sweep", "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert json.loads(done.stderr)["error"]["code"] == "database.not_migrated"


@pytest.mark.parametrize(
    "arguments",
    [["verify"], ["export", "XF-1", "--out", "x"], ["calendar", "show", "2026"], ["sweep"], ["serve", "--port", "1"]],
    ids=" ".join,
)
def test_no_command_works_on_a_database_that_is_not_set_up(arguments: list[str], program) -> None:
    done = program(*arguments)
    assert done.returncode == 1
    assert "[database.not_migrated]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_manage_hands_everything_on_to_django(program, tmp_path: Path) -> None:
    give(tmp_path / "var", "default")
    assert program("manage", "migrate", "--database", "default", "--verbosity", "0").returncode == 0
    still = program("verify")
    assert "“identity” is not set up" in still.stderr
    assert program("manage", "migrate", "identities", "--database=identity", "-v0").returncode == 0
    assert program("verify").returncode == 0
    assert "--plan" in program("manage", "migrate", "--help").stdout
    assert program("manage", "no-such-command").returncode == 1


def test_the_reference_page_is_current() -> None:
    stored = (REPOSITORY / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert stored == page(root), (
        "print it again: python -m qingtian.web.commands.reference > docs/reference/commands.md"
    )


def test_the_reference_page_names_every_command_and_option() -> None:
    printed = page(root)
    for words, command in leaves(root):
        assert f"`{' '.join(['qingtian', *words])}`" in printed or not words
        for option in (o for p in command.params if isinstance(p, click.Option) for o in p.opts):
            assert option in printed
