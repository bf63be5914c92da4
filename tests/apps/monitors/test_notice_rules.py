"""A notice on automatic monitoring: asked, answered, decided, and what stands is taken further. With its borders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from qingtian.apps.monitors.models import MonitorNotice, OperationMark, Outlet
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.errors import Refused
from qingtian.law import load_law
from tests.apps.monitors.notices import HOURS, ISSUED, issue, step
from tests.apps.monitors.outlets import DAY, HOUR, outlet, unit
from tests.days import at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db

NEXT = timedelta(days=1)
#: five working days after service on 6 May 2026: 7, 8, 9 (worked in for Labour Day), 11, 12
ANSWER_DUE = date(2026, 5, 12)


@pytest.fixture
def stack(city: SmallCity) -> Outlet:
    return outlet()


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    told = caught.value
    assert words in str(told.message.zh) + str(getattr(told, "faults", "")), told
    assert told.basis, "every refusal names its article"


def mark(stack: Outlet, kind: str, **other: object) -> OperationMark:
    begins = DAY + 2 * HOUR
    row = {"begins_at": begins, "ends_at": begins + 4 * HOUR, "declared_at": begins, "entered_at": begins}
    post = Post.objects.get(code="handler")
    return OperationMark.objects.create(outlet=stack, kind=kind, words="启炉", entered_by=post, **(row | other))


def test_a_notice_keeps_its_hours_and_its_paper_says_when_to_answer(city: SmallCity, stack: Outlet) -> None:
    matter = issue(city, stack)
    kept = MonitorNotice.objects.get()
    assert (kept.begins_at, kept.ends_at) == (DAY + 2 * HOUR, DAY + 6 * HOUR)
    assert matter.party == stack.party.number
    step(city, matter, "serve")
    assert matter.next_due == ANSWER_DUE
    assert Paper.objects.get(proceeding=matter).template == "monitor_notice"


def test_the_times_to_answer_and_decide_say_they_are_configuration() -> None:
    for key in ("monitors.answer", "monitors.verdict"):
        assert load_law().limit(key, on=ISSUED).certainty == "local_default"


def test_only_an_outlet_of_the_unit_and_hours_that_can_be_read(city: SmallCity, stack: Outlet) -> None:
    with refused("没有编号"):
        issue(city, stack, outlet="DA999")
    with refused("不是这个单位的"):
        issue(city, stack, party=unit("石湾造纸厂").number)
    with refused("写成 2026"):
        issue(city, stack, from_hour="凌晨")
    with refused("终点要在起点之后"):
        issue(city, stack, to_hour=HOURS["from_hour"])
    with refused("之后"):
        issue(city, stack, from_hour="2026-05-07 00:00", to_hour="2026-05-07 01:00")


def test_an_answer_lies_between_service_and_today(city: SmallCity, stack: Outlet) -> None:
    matter = issue(city, stack)
    step(city, matter, "serve")
    for wrong, words in ((ISSUED - NEXT, "早于送达"), (ISSUED + NEXT, "今天之后")):
        with refused(words):
            step(city, matter, "enter_answer", received_on=str(wrong))
    step(city, matter, "enter_answer", received_on=str(ISSUED))
    assert matter.state == "answered"


def test_silence_is_noted_the_day_after_the_time_to_answer(city: SmallCity, stack: Outlet) -> None:
    matter = issue(city, stack)
    step(city, matter, "serve")
    with refused("答复期到"):
        step(city, matter, "note_silence", on=ANSWER_DUE)
    step(city, matter, "note_silence", on=ANSWER_DUE + NEXT)
    with refused("没有答复"):
        step(
            city,
            matter,
            "judge",
            on=ANSWER_DUE + NEXT,
            verdict="explained",
            ground="transmission_fault",
        )
    # a late answer is taken
    step(city, matter, "enter_answer", on=ANSWER_DUE + NEXT, received_on=str(ANSWER_DUE + NEXT))
    assert matter.state == "answered"


def answered(city: SmallCity, stack: Outlet) -> Proceeding:
    matter = issue(city, stack)
    step(city, matter, "serve")
    step(city, matter, "enter_answer")
    return matter


def test_a_start_up_explains_only_where_the_unit_declared_it_for_these_hours(city: SmallCity, stack: Outlet) -> None:
    matter = answered(city, stack)
    told = {"verdict": "explained", "ground": "declared_start"}
    mark(stack, "stop")  # another kind
    mark(stack, "start_up", begins_at=DAY + 6 * HOUR, ends_at=DAY + 9 * HOUR)  # begins where the hours end
    mark(stack, "start_up", factor="a21002")  # another factor
    mark(stack, "start_up", withdrawn_at=DAY + 9 * HOUR)  # taken back
    with refused("没有企业申报"):
        step(city, matter, "judge", **told)
    mark(stack, "start_up", begins_at=DAY, ends_at=DAY + 2 * HOUR + timedelta(minutes=1))
    step(city, matter, "judge", **told)
    assert (matter.state, matter.ended_on) == ("explained", ISSUED)


def test_a_reason_goes_with_its_verdict(city: SmallCity, stack: Outlet) -> None:
    matter = answered(city, stack)
    for verdict, ground in (("explained", "exceeds"), ("stands", "our_side")):
        with refused("对不上"):
            step(city, matter, "judge", verdict=verdict, ground=ground)


def test_what_stands_ends_only_in_a_matter_that_says_it_comes_from_it(city: SmallCity, stack: Outlet) -> None:
    matter = answered(city, stack)
    step(city, matter, "judge")
    clue = {
        "subject": "二氧化硫超标",
        "party": stack.party.number,
        "area": "wangxi",
        "source": "monitoring",
        "discovered_on": str(ISSUED),
        "what": "四个小时超标。",
    }
    officer = city.actor("handler", ISSUED)

    def registered(**more: object) -> str:
        fields = clue | more
        return open_proceeding(
            "penalty_case", by=officer, on=ISSUED, now=at(ISSUED), title="超标", fields=fields
        ).number

    with refused("没有写来自本件"):
        step(city, matter, "refer", became=registered())
    case = registered(about=matter.number)
    step(city, matter, "refer", became=case)
    assert matter.state == "referred"
    assert matter.links_out.get().target.number == case


def test_who_takes_a_step(city: SmallCity, stack: Outlet) -> None:
    with pytest.raises(Refused, match=r"act\.not_you"):
        issue(city, stack, post="clerk")
    matter = issue(city, stack)
    for post in ("handler-2", "clerk", "branch-head"):
        with pytest.raises(Refused, match=r"act\.not_you"):
            step(city, matter, "serve", post=post)
    with pytest.raises(Refused, match=r"act\.not_you"):
        step(city, matter, "withdraw")
    step(city, matter, "withdraw", post="branch-head")
    assert matter.state == "withdrawn"
