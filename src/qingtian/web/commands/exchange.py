"""``qingtian exchange``: hand matters between city and county, by line or by a file on a stick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.commands.setup import as_json, city_moment, django_ready, note, print_json, say

LINE = Text(
    "  {code:<20} 待发 {waiting}，收到第 {taken} 号　{url}", "  {code:<20} {waiting} waiting, taken to {taken}  {url}"
)
NONE = Text("没有登记对方。", "No line is entered.")
ENTERED = Text("“{code}”已登记。", "“{code}” is entered.")
SECRET = Text("两边共用的密钥，请在对方那里也登记：", "The secret both sides share; enter it on the other side too:")
RUN = Text("往来 {letters} 次，没通 {refused} 个。", "{letters} letters, {refused} lines not reached.")
WRITTEN = Text("{n} 条写入 {file}。", "{n} messages written to {file}.")
TAKEN = Text("来自“{code}”，收到第 {n} 号。", "From “{code}”, taken to number {n}.")
UNKNOWN = Text("没有登记“{code}”。", "No line “{code}” is entered.")


@click.group(epilog="Example: qingtian exchange export wangxi --out /media/stick/wangxi.qtx")
def exchange() -> None:
    """City and county (市县交换): matters handed over and answered, between two installations."""


@exchange.command("list", epilog="Example: qingtian exchange list --json")
@as_json
def list_(as_json: bool) -> None:
    """Every line and what waits on it."""
    django_ready()
    from qingtian.gateways.exchange.models import Line

    rows = [
        {
            "code": line.partner.code,
            "waiting": line.sent - line.acknowledged,
            "taken": line.taken,
            "url": line.url,
            "trouble": line.trouble,
        }
        for line in Line.objects.select_related("partner")
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say(LINE, **row)
    if not rows:
        say(NONE)


@exchange.command(epilog="Example: qingtian exchange key")
def key() -> None:
    """Print this office's public key: the other side enters it to seal identities for this office alone."""
    django_ready()
    from qingtian.gateways.exchange.sealing import own_public_key

    click.echo(own_public_key())


@exchange.command(
    epilog="Example: qingtian exchange line wangxi --own-code city --organ wangxi-branch --receiver eeb-petitions"
)
@click.argument("code")
@click.option("--title", default="", help="Name of the other side in Chinese; default: of the organ.")
@click.option("--own-code", required=True, help="The code the other side knows this installation by.")
@click.option("--organ", required=True, help="Code of the organ here that stands for the other side.")
@click.option("--receiver", required=True, help="Code of the office here that receives what comes.")
@click.option("--url", default="", help="Address of the other installation; left out, messages are carried as files.")
@click.option("--their-key", default="", help="Public key of the other side (their `qingtian exchange key`).")
@click.option("--secret-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="File with the secret the other side made; left out, one is made and printed once.")  # fmt: skip
def line(code: str, title: str, own_code: str, organ: str, receiver: str, url: str, their_key: str,
         secret_file: Path | None) -> None:  # fmt: skip
    """Enter the installation CODE of the other level."""
    django_ready()
    from django.db import transaction

    from qingtian.apps.accounts.logbook import Doer
    from qingtian.apps.people.models import Organ
    from qingtian.gateways.exchange.models import Line
    from qingtian.gateways.partners.actions.keep import Wanted, add_partner

    known = {one.code: one for one in Organ.objects.filter(code__in=[organ, receiver])}
    for wanted in (organ, receiver):
        if wanted not in known:
            raise click.BadParameter(f"there is no organ {wanted!r}")
    given = secret_file.read_text(encoding="ascii").strip() if secret_file else ""
    names = Wanted(code, title or known[organ].name_zh, known[organ].name_en, ["exchange"])
    with transaction.atomic():
        partner, secret = add_partner(names, by=Doer(post="qingtian exchange"), now=city_moment(), secret=given)
        Line.objects.create(partner=partner, own_code=own_code, organ=organ, receiver=receiver, url=url,
                            their_key=their_key)  # fmt: skip
    note(ENTERED, code=code)
    if not given:
        note(SECRET)
        click.echo(secret)


@exchange.command(epilog="Example: qingtian exchange run")
def run() -> None:
    """Call every line that has an address, now; the schedule does it by itself."""
    django_ready()
    from qingtian.gateways.exchange.rounds import run_exchange

    say(RUN, **run_exchange(city_moment()))


@exchange.command(epilog="Example: qingtian exchange export wangxi --out wangxi.qtx")
@click.argument("code")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def export(code: str, out: Path) -> None:
    """Write what waits for CODE into one encrypted file; writing it again does no harm."""
    django_ready()
    from qingtian.gateways.exchange.letters import bundle

    found = _known(code)
    content = bundle(found, city_moment())
    out.touch(mode=0o600)
    out.write_bytes(content)
    found.refresh_from_db()
    say(WRITTEN, n=found.sent - found.acknowledged, file=out)


@exchange.command("import", epilog="Example: qingtian exchange import city.qtx")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Take a file of the other side in; the same file again changes nothing."""
    django_ready()
    from qingtian.config.city import city
    from qingtian.gateways.exchange.letters import read_bundle

    now = city_moment()
    found = read_bundle(file.read_bytes(), on=now.date(), now=now, prefix=city().prefix)
    found.refresh_from_db()
    say(TAKEN, code=found.partner.code, n=found.taken)


def _known(code: str) -> Any:
    from qingtian.gateways.exchange.models import Line

    found = Line.objects.select_related("partner").filter(partner__code=code).first()
    if found is None:
        raise UnusableInput("exchange.no_line", UNKNOWN.format(code=code))
    return found
