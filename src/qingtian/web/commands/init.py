"""``qingtian init``: set up a real city on an empty machine, asking on a terminal or reading a file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, moment, note, print_json, say, set_up_django

if TYPE_CHECKING:
    from qingtian.founding import Answers, Founded

#: no 0 O 1 I L: read from a slip of paper
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"

HELLO = Text(
    "设立一个真实城市。每个回答都能以后在 city.yaml 里改；代码和回执字头定了就不要再改。",
    "Setting up a real city. Every answer can be changed in city.yaml later, except codes and the receipt prefix.",
)
QUESTIONS: tuple[tuple[str, Text], ...] = (
    ("city.code", Text("城市代码（小写字母，如 yunling）", "Code of the city (small letters, such as yunling)")),
    ("city.name.zh", Text("城市名称，中文（如 云岭市）", "Name of the city in Chinese (such as 云岭市)")),
    ("city.name.en", Text("城市名称，英文（如 Yunling）", "Name of the city in English (such as Yunling)")),
    ("city.short.zh", Text("简称，中文（如 云岭）", "Short name in Chinese (such as 云岭)")),
    ("city.prefix", Text("回执字头（2–4 个大写字母，如 YL）", "Prefix of receipts (2–4 capitals, such as YL)")),
    ("city.bureau.zh", Text("生态环境局全称，中文", "Full name of the bureau in Chinese")),
    ("city.bureau.en", Text("生态环境局全称，英文", "Full name of the bureau in English")),
    ("city.petition_office.zh", Text("收信访的科室，中文", "Office that receives petitions, in Chinese")),
    ("city.petition_office.en", Text("收信访的科室，英文", "Office that receives petitions, in English")),
    ("city.map_number", Text("审图号（还没有就空着）", "Approval number of the map (empty while awaited)")),
    ("administrator.name.zh", Text("第一位管理员的姓名", "Name of the first administrator, in Chinese")),
    ("administrator.name.en", Text("姓名的拼音", "The name in Latin letters")),
    ("administrator.user", Text("登录用户名（字母、数字）", "User name for signing in (letters, digits)")),
)
MAY_BE_EMPTY = ("city.map_number",)
PASSWORD = Text("密码（至少 10 个字符）", "Password (10 characters or more)")
AGAIN = Text("再输一遍", "Once more")
WEAK = Text("密码不够好：{why}", "The password is not good enough: {why}")
DONE = Text("“{name}”设好了。", "“{name}” is set up.")
WRITTEN = Text("城市文件：{file}", "City file: {file}")
KEYS = Text(
    "密钥在 {folder}（{count} 个文件）。丢了就再也打不开反映人的身份；今天就抄一份，锁进保险柜，不要和备份放在一起。",
    "Keys lie in {folder} ({count} files). Without them no reporter's identity can ever be opened: copy them today, "
    "lock the copy away, never beside the backup.",
)
CODE = Text(
    "一次性密码（只显示这一次，登录后马上改）：{code}", "One-time password (shown once; change it at once): {code}"
)
NEXT = Text(
    "下一步：qingtian serve，用 {user} 登录，打开“机关”里的启用检查。",
    "Next: qingtian serve, sign in as {user}, open the checklist under “Office”.",
)
PACK = Text("配置包“{pack}”：区域 {areas}，站点 {stations}。", "Pack “{pack}”: {areas} areas, {stations} stations.")
NOT_A_TERMINAL = Text("这里不能提问。", "Nothing can be asked here.")
GIVE_A_FILE = Text(
    "把回答写进文件：qingtian init --from city-answers.yaml。", "Write a file: qingtian init --from FILE.yaml."
)


@click.command(epilog="Example: qingtian init --from yunling.yaml --pack kunming")
@click.option("--from", "file", type=click.Path(path_type=Path), help="Answers in YAML; asked where left out.")
@click.option("--pack", default="", help="Load this configuration pack too, such as kunming.")
@click.option("--one-time-code", is_flag=True, help="Make a one-time password instead of asking for one.")
@as_json
def init(file: Path | None, pack: str, one_time_code: bool, as_json: bool) -> None:
    """Set up a real city: its names, the first administrator, the keys; then the databases are prepared.

    With --from nothing is asked and the administrator gets a one-time password. Refuses a folder that already is a
    city or holds the demonstration. Killed in the middle, it can be run again. Exit 0: set up; 1: refused.
    """
    set_up_django()
    from qingtian.founding import check_may_begin, found_city, read_answers
    from qingtian.web.commands.prepare import prepare_data_folder

    answers = read_answers(file) if file else None
    prepare_data_folder(quick=False)
    check_may_begin()
    if answers is None:
        answers = _asked(pack)
    elif pack:
        answers = answers.model_copy(update={"pack": pack})
    code = "" if file is None and not one_time_code else _one_time_code()
    founded = found_city(answers, code or _password(), now=moment())
    if as_json:
        print_json(as_dict(answers, founded, code))
    else:
        _tell(answers, founded, code)


def _one_time_code() -> str:
    """Four groups of four: some 79 bits, readable from paper."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _asked(pack: str) -> Answers:
    """Every question in turn; the answers are checked as those of a file are."""
    from qingtian.founding.answers import checked

    stream = click.get_text_stream("stdin")
    if not stream.isatty():
        raise UnusableInput("init.no_terminal", NOT_A_TERMINAL, remedy=GIVE_A_FILE)
    note(HELLO)
    found: dict[str, Any] = {"city": {}, "administrator": {}, "pack": pack}
    for path, words in QUESTIONS:
        empty = "" if path in MAY_BE_EMPTY else None
        _put(found, path, click.prompt(words.in_(terminal_language()), default=empty, show_default=False, err=True))
    _put(found, "city.short.en", found["city"]["name"]["en"])
    return checked(found)


def _put(found: dict[str, Any], path: str, answer: str) -> None:
    *above, last = path.split(".")
    for part in above:
        found = found.setdefault(part, {})
    found[last] = answer.strip()


def _password() -> str:
    """Asked twice, unseen, until it meets the rules."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    while True:
        password = str(
            click.prompt(
                PASSWORD.in_(terminal_language()),
                hide_input=True,
                confirmation_prompt=AGAIN.in_(terminal_language()),
                err=True,
            )
        )
        try:
            validate_password(password)
        except ValidationError as weak:
            note(WEAK, why=" ".join(weak.messages))
        else:
            return password


def _tell(answers: Answers, founded: Founded, code: str) -> None:
    from django.conf import settings

    say(DONE, name=answers.city.name)
    if founded.pack:
        say(PACK, pack=founded.pack.pack, areas=founded.pack.areas, stations=founded.pack.stations)
    say(WRITTEN, file=founded.city_file)
    say(KEYS, folder=settings.KEYS, count=len(founded.keys))
    if code:
        say(CODE, code=code)
    say(NEXT, user=founded.user)


def as_dict(answers: Answers, founded: Founded, code: str) -> dict[str, Any]:
    """What was set up, for programs; the one-time password is in it, once."""
    return {
        "city": answers.city.name.as_dict(),
        "city_file": str(founded.city_file),
        "user": founded.user,
        "one_time_password": code or None,
        "keys": [str(path) for path in founded.keys],
        "pack": founded.pack.pack if founded.pack else None,
    }
