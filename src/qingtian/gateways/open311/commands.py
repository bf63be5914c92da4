"""``qingtian open311-check URL``: test any Open311 server, a line a rule."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import click

from qingtian.errors import UnusableInput
from qingtian.gateways.open311.check import describing, listing, posting
from qingtian.gateways.open311.check.calling import call
from qingtian.gateways.open311.check.common import SPECIFICATION
from qingtian.gateways.open311.check.rules import Finding, judge
from qingtian.gateways.open311.check.tried import Tried
from qingtian.language import Text, terminal_language

MARKS = {"pass": "✓", "fail": "✗", "untried": "–"}
SILENT = Text("没有应答。", "Nothing answers there.")
SUMMARY = Text(
    "合格 {passed}，不合格 {failed}，没有试 {untried}。", "{passed} passed, {failed} failed, {untried} not tried."
)


def _server(url: str, jurisdiction: str, key: str, post: bool) -> Tried:
    """The endpoint and its discovery; a discovery address leads to its first v2 endpoint."""
    if urlsplit(url).scheme not in ("http", "https"):
        words = Text("要写 http 或 https 网址。", "Give an http or https address.")
        raise UnusableInput("open311.url", words, where="URL")
    base = url.rstrip("/")
    if base.endswith(("/discovery.xml", "/discovery.json")):
        discovered = base.rpartition(".")[0]
        ends = (call(f"{discovered}.json", None, {}).json() or {}).get("endpoints") or []
        base = next((e["url"] for e in ends if e.get("specification") == SPECIFICATION), discovered)
    else:
        above = base.rpartition("/")[0]
        found = call(f"{above}/discovery.xml", None, {}).status == 200
        discovered = f"{above if found else base}/discovery"
    return Tried(base, discovered, jurisdiction=jurisdiction, key=key, post=post)


def check(tried: Tried) -> list[Finding]:
    """Every rule, in order."""
    return [judge(rule, tried) for rule in (*describing.RULES, *listing.RULES, *posting.RULES)]


@click.command(epilog="Example: qingtian open311-check https://city.example/open311/v2 --json")
@click.argument("url")
@click.option("--jurisdiction", default="", help="jurisdiction_id, where one endpoint serves several.")
@click.option("--post", is_flag=True, help="Also post: the server receives a report that says it is a test.")
@click.option("--api-key", default="", envvar="OPEN311_API_KEY", help="Key for --post; better in OPEN311_API_KEY.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
@click.pass_context
def open311_check(ctx: click.Context, url: str, jurisdiction: str, post: bool, api_key: str, as_json: bool) -> None:
    """Test any Open311 GeoReport v2 server: discovery, formats, services, requests, errors; with --post reporting too.

    URL is the endpoint (…/open311/v2) or its discovery (…/discovery.xml). Exit 0: no rule fails; 1: some rule fails.
    """
    tried = _server(url, jurisdiction, api_key, post)
    if not tried.get("services.xml").status and not tried.get("services.json").status:
        raise UnusableInput("open311.silent", SILENT, where=tried.base)
    findings = check(tried)
    if as_json:
        click.echo(json.dumps([_as_dict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        _print(findings)
    ctx.exit(1 if any(one.outcome == "fail" for one in findings) else 0)


def _as_dict(one: Finding) -> dict[str, str]:
    words = one.rule.words.in_(terminal_language())
    return {"rule": one.rule.id, "clause": one.rule.clause, "says": words, "outcome": one.outcome, "why": one.why}


def _print(findings: list[Finding]) -> None:
    for one in findings:
        why = f": {one.why}" if one.why else ""
        click.echo(
            f"{MARKS[one.outcome]} {one.rule.id}  {one.rule.words.in_(terminal_language())} [{one.rule.clause}]{why}"
        )
    counts = {name: sum(one.outcome == code for one in findings)
              for name, code in (("passed", "pass"), ("failed", "fail"), ("untried", "untried"))}  # fmt: skip
    click.echo(SUMMARY.format(**counts).in_(terminal_language()))
