"""``qingtian partners``: systems that may call this one. A secret is printed once, when it is made."""

from __future__ import annotations

from typing import Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, django_ready, moment, note, print_json, say

LINE = Text("  {code:<24} {title}　{may}　{state}", "  {code:<24} {title}: {may}; {state}")
NONE = Text("没有登记对接系统。", "No system is entered.")
ACTIVE, ENDED = Text("启用", "active"), Text("停用", "ended")
ONCE = Text("密钥只显示这一次，请交给对方的管理员：", "This secret is shown once; hand it to their administrator:")
DONE = Text("“{code}”已停用。", "“{code}” has ended.")
UNKNOWN = Text("没有代码为“{code}”的系统。", "There is no system “{code}”.")
LIST = Text("用 qingtian partners list 查代码。", "See: qingtian partners list.")
#: who did it, in the log of accounts
TERMINAL = "qingtian partners"


@click.group(epilog="Example: qingtian partners add hotline-12345 --title 热线 --title-en Hotline --may hotline_push")
def partners() -> None:
    """Systems that call this one (对接系统), each with a secret of its own."""


@partners.command(epilog="Example: qingtian partners add county-wangxi --title 望溪 --title-en Wangxi --may exchange")
@click.argument("code")
@click.option("--title", required=True, help="Name in Chinese.")
@click.option("--title-en", required=True, help="Name in English.")
@click.option(
    "--may",
    multiple=True,
    required=True,
    help="hotline_push, opinion_push, open311, exchange, weather_push, air_reading; repeatable.",
)
@click.option("--media-host", multiple=True, help="A host its files may be fetched from; repeatable.")
@click.option("--system", multiple=True, help="A source system of a hotline, such as 12345-370102; repeatable.")
def add(
    code: str, title: str, title_en: str, may: tuple[str, ...], media_host: tuple[str, ...], system: tuple[str, ...]
) -> None:
    """Enter the system CODE and print its secret on standard output, once."""
    django_ready()
    from qingtian.gateways.partners.actions.keep import Wanted, add_partner
    from qingtian.gateways.partners.rights import Right

    if unknown := sorted(set(may) - {right.value for right in Right}):
        raise click.BadParameter(f"{', '.join(unknown)}: not one of {', '.join(Right)}", param_hint="--may")
    _, secret = add_partner(Wanted(code, title, title_en, may, media_host, system), by=_terminal(), now=moment())
    note(ONCE)
    click.echo(secret)


@partners.command("list", epilog="Example: qingtian partners list --json")
@as_json
def list_(as_json: bool) -> None:
    """Every system, what it may do and when it last called."""
    django_ready()
    from qingtian.gateways.partners.models import Partner

    rows = list(Partner.objects.all())
    if as_json:
        print_json([_row(one) for one in rows])
        return
    for one in rows:
        say(LINE, code=one.code, title=one.title, may=_rights(one), state=ACTIVE if one.active else ENDED)
    if not rows:
        say(NONE)


@partners.command(epilog="Example: qingtian partners renew hotline-12345")
@click.argument("code")
def renew(code: str) -> None:
    """Give the system CODE a new secret and print it, once; the old one is void at once."""
    django_ready()
    from qingtian.gateways.partners.actions.keep import renew_secret

    secret = renew_secret(_known(code), by=_terminal(), now=moment())
    note(ONCE)
    click.echo(secret)


@partners.command(epilog="Example: qingtian partners end hotline-12345")
@click.argument("code")
def end(code: str) -> None:
    """End the system CODE: its calls are refused from now on."""
    django_ready()
    from qingtian.gateways.partners.actions.keep import end_partner

    end_partner(_known(code), by=_terminal(), now=moment())
    say(DONE, code=code)


def _terminal() -> Any:
    from qingtian.apps.accounts.logbook import Doer

    return Doer(post=TERMINAL)


def _known(code: str) -> Any:
    from qingtian.gateways.partners.models import Partner

    found = Partner.objects.filter(code=code).first()
    if found is None:
        raise UnusableInput("partners.unknown", UNKNOWN.format(code=code), remedy=LIST)
    return found


def _rights(one: Any) -> str:
    return ", ".join(right.text.in_(terminal_language()) for right in one.rights)


def _row(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title.as_dict(),
        "may": one.may,
        "media_hosts": one.media_hosts,
        "systems": one.systems,
        "active": one.active,
        "last_call_at": one.last_call_at.isoformat() if one.last_call_at else None,
    }
