"""The questions of ``qingtian init`` at a terminal: each answer is checked at once, all of them are shown before any
counts, and who finds a mistake then goes through them again with Enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click
from django.views.decorators.debug import sensitive_variables

from qingtian import packs
from qingtian.apps.accounts.passwords import faults_of, normalised
from qingtian.errors import UnusableInput
from qingtian.founding.answers import Answers, checked, fault_of
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import note

HELLO = Text(
    "设立一个真实城市，约五分钟。方括号里是建议，回车就用它；名称以后可以改，代码和回执字头不要再改。",
    "Setting up a real city, some five minutes. Enter takes what stands in brackets. Names can be changed later; "
    "codes and the receipt prefix stay.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """``suggested`` is a pattern over earlier answers; ``empty``: nothing need be said."""

    path: str
    words: Text
    suggested: str = ""
    empty: bool = False


QUESTIONS = (
    Question("city.name.zh", Text("城市名称（如 云岭市）", "Name of the city in Chinese (such as 云岭市)")),
    Question("city.name.en", Text("城市名称，英文（如 Yunling）", "Name of the city in English (such as Yunling)")),
    Question("city.short.zh", Text("简称", "Short name in Chinese"), "{city.name.zh}"),
    Question("city.code", Text("城市代码（小写字母，如 yunling）", "Code of the city (small letters, as yunling)"),
             "{city.name.en}"),
    Question("city.prefix", Text("回执字头（2–4 个大写字母，如 YL）", "Prefix of receipts (2–4 capitals, such as YL)")),
    Question("city.bureau.zh", Text("生态环境局全称", "Full name of the bureau in Chinese"),
             "{city.name.zh}生态环境局"),
    Question("city.bureau.en", Text("生态环境局全称，英文", "Full name of the bureau in English"),
             "{city.name.en} Ecology and Environment Bureau"),
    Question("city.petition_office.zh", Text("收信访的科室", "Office that receives petitions, in Chinese"),
             "{city.bureau.zh}信访科"),
    Question("city.petition_office.en", Text("收信访的科室，英文", "Office that receives petitions, in English"),
             "Petition Section of the {city.bureau.en}"),
    Question("city.map_number", Text("审图号（还没有就空着）", "Approval number of the map (empty while awaited)"),
             empty=True),
    Question("pack", Text("配置包（没有就空着；现有：{packs}）",
                          "Configuration pack (empty for none; there are: {packs})"),
             empty=True),
    Question("administrator.name.zh", Text("第一位管理员的姓名", "Name of the first administrator, in Chinese")),
    Question("administrator.name.en", Text("姓名的拼音", "The name in Latin letters")),
    Question("administrator.user", Text("登录用户名（字母开头，如 fangjing）",
                                        "User name for signing in (begins with a letter, such as fangjing)")),
)  # fmt: skip
SUMMARY = Text("您写的是：", "You wrote:")
LINE = Text("  {question}：{answer}", "  {question}: {answer}")
RIGHT = Text("都对吗？（n：从头再走一遍，回车保留原来的）", "Is all of it right? (n: once more, Enter keeps an answer)")
PASSWORD = Text("密码（至少 {n} 个字符，一句好记的话最好）", "Password ({n} characters or more; a phrase is best)")
AGAIN = Text("再输一遍", "Once more")
DIFFERENT = Text("两遍不一样，请重输。", "The two are not the same; type it again.")
WEAK = Text("密码不够好：{why}", "The password is not good enough: {why}")
NOT_A_TERMINAL = Text("这里不能提问。", "Nothing can be asked here.")
GIVE_A_FILE = Text(
    "把回答写进文件：qingtian init --from city-answers.yaml。", "Write a file: qingtian init --from FILE.yaml."
)


def check_terminal() -> None:
    """Raises UnusableInput ``init.no_terminal`` where nobody sits."""
    if not click.get_text_stream("stdin").isatty():
        raise UnusableInput("init.no_terminal", NOT_A_TERMINAL, remedy=GIVE_A_FILE)


def asked(pack: str = "") -> Answers:
    """Every question until all answers are said to be right. ``pack`` is suggested."""
    check_terminal()
    note(HELLO)
    given = {"pack": pack} if pack else {}
    while True:
        for question in QUESTIONS:
            given[question.path] = _answer(question, given)
        note(SUMMARY)
        for question in QUESTIONS:
            note(LINE, question=_short(question), answer=given[question.path] or "—")
        if click.confirm(RIGHT.in_(terminal_language()), default=True, err=True):
            return checked(_nested(given))


def _words(question: Question) -> Text:
    return question.words.format(packs=", ".join(packs.names()))


def _short(question: Question) -> Text:
    """Without what stands in brackets."""
    return Text(question.words.zh.split("（")[0], question.words.en.split(" (")[0])


def _answer(question: Question, given: Mapping[str, str]) -> str:
    """One answer that holds; a wrong one is told at once and asked again."""
    while True:
        suggested = given.get(question.path) or _suggested(question, given)
        told = click.prompt(
            _words(question).in_(terminal_language()),
            default=suggested if suggested or question.empty else None,
            show_default=bool(suggested),
            err=True,
        )
        answer = str(told).strip()
        if answer == "-" and question.empty:
            answer = ""
        fault = fault_of(question.path, answer, empty=question.empty)
        if fault is None:
            return answer
        note(fault)


def _suggested(question: Question, given: Mapping[str, str]) -> str:
    found = question.suggested
    for path, answer in given.items():
        found = found.replace(f"{{{path}}}", answer)
    if question.path == "city.code":
        found = "".join(c for c in found.lower() if c.isascii() and c.isalnum())
    if question.path == "city.short.zh":
        found = found.removesuffix("市") or found
    return found


def _nested(given: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, answer in given.items():
        *above, last = path.split(".")
        inner = found
        for part in above:
            inner = inner.setdefault(part, {})
        inner[last] = answer
    found["city"]["short"]["en"] = found["city"]["name"]["en"]
    return found


@sensitive_variables()
def password(names: list[str]) -> str:
    """Asked twice, unseen, until it meets the rules of accounts. ``names`` are the administrator's own."""
    from django.conf import settings

    words = PASSWORD.format(n=settings.PASSWORD_LENGTH)
    while True:
        first, second = (
            str(click.prompt(each.in_(terminal_language()), hide_input=True, err=True)) for each in (words, AGAIN)
        )
        if first != second:
            note(DIFFERENT)
        elif faults := faults_of(first, names=names):
            joined = Text("".join(fault.zh for fault in faults), " ".join(fault.en for fault in faults))
            note(WEAK, why=joined)
        else:
            return normalised(first)
