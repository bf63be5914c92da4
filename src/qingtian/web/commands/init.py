"""``qingtian init``: set up a real city on an empty machine, asking on a terminal or reading a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.language import Text
from qingtian.web.commands.setup import as_json, moment, print_json, say, set_up_django

if TYPE_CHECKING:
    from qingtian.founding import Answers, Founded

DONE = Text("“{name}”设好了。", "“{name}” is set up.")
WRITTEN = Text("城市文件：{file}", "City file: {file}")
KEYS = Text(
    "密钥在 {folder}（{count} 个文件）。丢了就再也打不开反映人的身份；今天就抄一份，锁进保险柜，不要和备份放在一起。",
    "Keys lie in {folder} ({count} files). Without them no reporter's identity can ever be opened: copy them today, "
    "lock the copy away, never beside the backup.",
)
CODE = Text(
    "一次性密码（只显示这一次；{days} 天内登录，登录时自设密码）：{code}",
    "One-time password (shown once; sign in within {days} days and set your own): {code}",
)
NEXT = Text(
    "下一步：qingtian serve，用 {user} 登录，打开“机关”里的启用检查。",
    "Next: qingtian serve, sign in as {user}, open the checklist under “Office”.",
)
PACK = Text("配置包“{pack}”：区域 {areas}，站点 {stations}。", "Pack “{pack}”: {areas} areas, {stations} stations.")


@click.command(epilog="Example: qingtian init --from yunling.yaml --pack kunming")
@click.option("--from", "file", type=click.Path(path_type=Path), help="Answers in YAML; asked where left out.")
@click.option("--pack", default="", help="Load this configuration pack too, such as kunming.")
@click.option("--one-time-code", is_flag=True, help="Make a one-time password instead of asking for one.")
@as_json
def init(file: Path | None, pack: str, one_time_code: bool, as_json: bool) -> None:
    """Set up a real city: its names, the first administrator, the keys, the databases.

    Asks at the terminal, shows what was said, and begins once it is right. With --from nothing is asked and the
    administrator gets a one-time password, changed at the first sign-in. Refuses a folder that already is a city or
    holds the demonstration. Killed in the middle, it can be run again. Exit 0: set up; 1: refused.
    """
    set_up_django()
    from qingtian.apps.accounts.actions.passwords import new_code
    from qingtian.founding import check_may_begin, found_city, read_answers
    from qingtian.web.commands import interview
    from qingtian.web.commands.prepare import prepare_data_folder

    answers = read_answers(file) if file else None
    if answers is None:
        interview.check_terminal()
    prepare_data_folder(quick=False)
    check_may_begin()
    if answers is None:
        answers = interview.asked(pack)
    elif pack:
        answers = answers.model_copy(update={"pack": pack})
    code = new_code() if file or one_time_code else ""
    password = code or interview.password(answers.administrator.names)
    founded = found_city(answers, password, now=moment(), one_time=bool(code))
    if as_json:
        print_json(as_dict(answers, founded, code))
    else:
        _tell(answers, founded, code)


def _tell(answers: Answers, founded: Founded, code: str) -> None:
    from django.conf import settings

    say(DONE, name=answers.city.name)
    if founded.pack:
        say(PACK, pack=founded.pack.pack, areas=founded.pack.areas, stations=founded.pack.stations)
    say(WRITTEN, file=founded.city_file)
    say(KEYS, folder=settings.KEYS, count=len(founded.keys))
    if code:
        say(CODE, code=code, days=settings.CODE_DAYS)
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
