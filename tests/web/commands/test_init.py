"""The questions of ``init``: a wrong answer is told at once, nothing counts before it is said to be right."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from qingtian.founding import Answers
from qingtian.web.commands import interview

#: one line a question, in their order; "" is Enter
TYPED = {
    "name": "云岭市",
    "english": "Yunling",
    "short": "",
    "code": "",
    "prefix": "YL",
    "bureau": "",
    "bureau_en": "",
    "office": "",
    "office_en": "",
    "map": "",
    "pack": "",
    "person": "方敬",
    "latin": "Fang Jing",
    "user": "fangjing",
}


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interview, "check_terminal", lambda: None)
    # hidden answers are read from the terminal itself; here they come as the others do
    prompt = click.prompt
    monkeypatch.setattr(click, "prompt", lambda *a, hide_input=False, **more: prompt(*a, **more))


def asked(lines: list[str], language: str = "en", pack: str = "") -> tuple[Answers | None, str]:
    found: list[Answers] = []
    command = click.Command("ask", callback=lambda: found.append(interview.asked(pack)))
    done = CliRunner().invoke(command, input="\n".join([*lines, ""]), env={"QINGTIAN_LANG": language})
    return (found[0] if found else None), done.output


def typed(**changes: Any) -> list[str]:
    """The lines, some of them answered more than once."""
    lines: list[str] = []
    for name, line in TYPED.items():
        given = changes.get(name, line)
        lines += given if isinstance(given, list) else [given]
    return lines


def test_enter_takes_what_is_suggested() -> None:
    answers, _ = asked([*typed(), "y"])
    assert answers is not None
    one = answers.city
    assert (one.code, one.short.zh, one.bureau.zh) == ("yunling", "云岭", "云岭市生态环境局")
    assert (one.petition_office.zh, one.map_number, answers.pack) == ("云岭市生态环境局信访科", "", "")
    assert answers.administrator.user == "fangjing"


@pytest.mark.parametrize(
    ("name", "wrong", "right", "told"),
    [
        ("prefix", "yl", "YL", "2 to 4 capital letters"),
        ("code", "云岭", "yunling", "small letters, digits or -"),
        ("user", "demo-x", "fangjing", "the demonstration"),
        ("user", "x", "fangjing", "3 to 30 letters"),
        ("pack", "kunmin", "kunming", "no such pack"),
        ("name", "云" * 121, "云岭市", "At most 120"),
        ("person", "   ", "方敬", "needed"),
    ],
)
def test_a_wrong_answer_is_told_at_once_and_asked_again(name: str, wrong: str, right: str, told: str) -> None:
    answers, said = asked([*typed(**{name: [wrong, right]}), "y"])
    assert told in said
    assert answers is not None


def test_nothing_counts_before_it_is_said_to_be_right_and_enter_keeps_an_answer() -> None:
    first = typed(prefix="XX", pack="kunming")
    second = ["" if name != "prefix" else "YL" for name in TYPED]
    answers, said = asked([*first, "n", *second, "y"])
    assert answers is not None
    assert (answers.city.prefix, answers.pack, answers.administrator.name.zh) == ("YL", "kunming", "方敬")
    assert said.count("You wrote:") == 2
    assert asked(first)[0] is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_password_is_asked_until_it_holds_and_is_typed_twice_alike(language: str) -> None:
    found: list[str] = []
    command = click.Command("ask", callback=lambda: found.append(interview.password(["fangjing", "方敬"])))
    tries = ["short", "short", "fangjing is here", "fangjing is here", "one evening 7 x", "other", "by the lake 7 x"]
    done = CliRunner().invoke(command, input="\n".join([*tries, tries[-1], ""]), env={"QINGTIAN_LANG": language})
    assert found == ["by the lake 7 x"]
    words = (interview.WEAK, interview.DIFFERENT)
    assert all(text.in_(language).split("{", maxsplit=1)[0] in done.output for text in words)


def test_without_a_terminal_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    answers, _ = asked(typed())
    assert answers is None
