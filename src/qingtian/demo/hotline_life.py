"""Orders of the hotlines with both clocks, and a line to one county: what the day before the load left open."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.people.models import Organ
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.config.city import city
from qingtian.demo.stage import Life, Stage, moment
from qingtian.gateways.exchange.collect import collect
from qingtian.gateways.exchange.letters import read_letter
from qingtian.gateways.exchange.models import Counterpart, Line, Message
from qingtian.gateways.hotlines.actions.send_back import Doing, answer, ask_time, sign
from qingtian.gateways.hotlines.models import CodeValue, HotlineOrder, OrderVersion
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.procedures.who import Actor

GATEWAY = Actor(kind="gateway")
#: orders shown, and the days until the hotline wants each done
DUE = (2, -1, 5, 9, 3, 14, 7, 4)
#: words of a hotline nobody has mapped yet
UNMAPPED = (("category", "露天烧烤"), ("status", "区级审核中"))


def hotline_orders(stage: Stage) -> Life:
    """The open petitions of hotlines as their orders; one line to a county, its first assignment accepted there."""
    at = moment(stage.day(1), 17)
    yield at
    open_ = Proceeding.objects.filter(procedure="petition", ended_on=None, petition__channel__startswith="hotline_")
    for place, matter in enumerate(open_.exclude(state="merged").order_by("-opened_on", "pk")[: len(DUE)]):
        _order(stage, matter, place, at)
    for kind, value in UNMAPPED:
        CodeValue.objects.create(system="12345", kind=kind, value=value, seen_at=at)
    _county(at)


def _order(stage: Stage, matter: Proceeding, place: int, at: datetime) -> None:
    channel = Petition.objects.values_list("channel", flat=True).get(proceeding=matter)
    opened = datetime.combine(matter.opened_on, time(9), tzinfo=at.tzinfo)
    due = datetime.combine(at.date() + timedelta(days=DUE[place]), time(18), tzinfo=at.tzinfo)
    number = matter.acts.get(seq=1).content.content["fields"]["source_number"]
    order = HotlineOrder.objects.create(
        system=channel.removeprefix("hotline_"), number=number, proceeding=matter, source_channel="电话",
        business_type="投诉", category="环境保护/大气污染", status="办理中", confidential=place == 2,
        accepted_at=opened, dispatched_at=opened, due_at=due, taken_at=opened, changed_at=at,
    )  # fmt: skip
    OrderVersion.objects.create(order=order, digest=f"demo-{place}", source="demo", came_at=opened)
    holder = "handler" if projection_of(matter).organ("handler") else "receiver"
    stage.act(matter, "order_due", GATEWAY, at, due=due.date().isoformat(), holder=holder)
    doing = Doing("信访科", at)
    if place % 3 != 2:
        sign(order, doing)
    if place == 1:
        ask_time(order, (due + timedelta(days=5)).date().isoformat(), "等监测报告出来再答复。", doing)
    if place == 3:
        form = {
            "claim_true": True,
            "solved": True,
            "handling": "现场核实，已责令整改。",
            "public_answer": "已整改到位。",
        }
        answer(order, form, doing)


def _county(at: datetime) -> None:
    """What is given to that county's branch travels; the first was accepted there."""
    bureaus = Organ.objects.filter(kind=Organ.Kind.BUREAU, level=Organ.Level.COUNTY).order_by("code")
    waiting = Proceeding.objects.filter(procedure="petition", state="assigned", restricted=False)
    codes = waiting.filter(parties__relation="handler").values_list("parties__organ", flat=True)
    branch = bureaus.filter(code__in=set(codes)).first() or bureaus.first()
    if branch is None:
        return
    wanted = Wanted("county", branch.name_zh, branch.name_en, ["exchange"])
    partner, _ = add_partner(wanted, by=Doer(post="演示"), now=at)
    line = Line.objects.create(partner=partner, own_code="city", organ=branch.code, receiver=city().receiver)
    collect(line, at)
    first = Message.objects.filter(line=line, way=Message.Way.OUT).first()
    if first is None or first.proceeding is None:
        return
    given = Counterpart.objects.get(line=line, proceeding=first.proceeding)
    told = {"about": first.proceeding.number, "given_by": given.given_by, "number": "XF-2026-000007",
            "on": at.date().isoformat()}  # fmt: skip
    letter = {"number": 1, "ident": "accept:XF-2026-000007:4", "kind": "accept", "content": told}
    sent = {"schema": "qingtian-exchange/1", "acknowledged": 1, "messages": [letter]}
    read_letter(line, sent, on=at.date(), now=at, prefix=city().prefix)
