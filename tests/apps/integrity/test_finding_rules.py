"""A finding: raised by a run, seen by named officers alone, looked at, decided, and taken further by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from qingtian.apps.integrity.actions.raise_findings import raise_findings
from qingtian.apps.integrity.models import Finding
from qingtian.apps.integrity.queries import findings_seen, track_record
from qingtian.apps.parties.actions.enter_party import Given, enter_party
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.export import export_case_file, linked_matters
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import projection_of
from qingtian.errors import Refused
from qingtian.law import load_law
from tests.apps.integrity.findings import BEGINS, ON, name_officer, raised, seen, stands, step
from tests.days import at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db

NEXT = timedelta(days=1)


@pytest.fixture
def named(city: SmallCity) -> SmallCity:
    name_officer(city)
    return city


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    told = caught.value
    assert words in str(told.message.zh) + str(getattr(told, "faults", "")), told
    assert told.basis, "every refusal names its article"


def clue(city: SmallCity, about: Proceeding | None, on: date = ON) -> Proceeding:
    """A penalty case opened by the named officer, who may see the finding."""
    party = enter_party(Given("unit", "云屏环境运维公司"), ON)
    fields = {
        "subject": "涉嫌伪造监测数据",
        "party": party.number,
        "area": "wangxi",
        "source": "monitoring",
        "discovered_on": str(on),
        "what": "自动监测数据连续一天为同一个值，与仪器原始数据不符。",
    }
    if about is not None:
        fields["about"] = about.number
    actor = city.actor("data-officer", on)
    return open_proceeding("penalty_case", by=actor, on=on, now=at(on), title=fields["subject"], fields=fields)


def test_a_run_raises_the_same_hours_once_also_after_a_false_alarm(named: SmallCity) -> None:
    first = raise_findings([seen(), seen("S2")], on=ON, now=at(ON))
    assert (first.raised, first.known) == (2, 0)
    matter = Proceeding.objects.filter(procedure="integrity_finding").first()
    assert matter is not None
    step(named, matter, "look")
    step(named, matter, "judge", verdict="false_alarm", reason="fault", grounds="仪器死机，有维修单。")
    again = raise_findings([seen(hours=30), seen("S2"), seen(begins=BEGINS + NEXT)], on=ON, now=at(ON))
    assert (again.raised, again.known) == (1, 2)


def test_nothing_is_raised_where_nobody_is_named(city: SmallCity) -> None:
    outcome = raise_findings([seen()], on=ON, now=at(ON))
    assert outcome.nobody
    assert not Proceeding.objects.exists()


def test_the_finding_keeps_its_hours_its_words_and_its_day_to_look(named: SmallCity) -> None:
    matter = raised()
    kept = Finding.objects.get()
    assert (kept.begins_at, kept.ends_at - kept.begins_at) == (BEGINS, NEXT)
    assert kept.sentence["zh"].startswith("连续 24 小时")
    assert kept.hours[1] == ["2026-05-01T04:00", None, 82.0]
    assert projection_of(matter).organ("office") == "branch"
    # ten working days after 5 May 2026; Saturday 9 May is worked for Labour Day
    assert matter.next_due == date(2026, 5, 18)
    assert load_law().limit("integrity.look", on=ON).certainty == "local_default"


@pytest.mark.parametrize(
    ("post", "sees"),
    [
        ("data-officer", True),
        ("branch-head", True),
        ("handler", False),
        ("second-officer", False),
        ("discipline", False),
        ("branch-2-head", False),
        ("inspector", False),
        ("administrator", False),
        ("mayor", False),
    ],
)
def test_named_officers_and_the_head_of_their_organ_alone_see_it(named: SmallCity, post: str, sees: bool) -> None:
    matter = raised()
    actor = named.actor(post, ON)
    assert may_see(actor, matter) is sees
    assert findings_seen(actor).exists() is sees


def test_a_named_officer_of_another_organ_does_not_see_it(named: SmallCity) -> None:
    name_officer(named, "branch-2", "other-officer")
    assert not may_see(named.actor("other-officer", ON), raised())


def test_accusations_stay_with_their_own_officers(named: SmallCity) -> None:
    raised()
    Proceeding.objects.update(procedure="petition", restricted=True)
    matter = Proceeding.objects.get()
    assert not may_see(named.actor("data-officer", ON), matter)


def test_no_export_holds_it_its_own_or_that_of_a_linked_case(named: SmallCity) -> None:
    matter = stands(named)
    case = clue(named, matter)
    link(matter, case, Link.Kind.GAVE_RISE_TO, by_act=1)
    assert [one.number for one in linked_matters(case)[0]] == [case.number]
    with pytest.raises(Refused) as caught:
        export_case_file(matter, now=at(ON))
    assert caught.value.code == "export.confined"


def test_it_is_looked_at_before_it_is_decided(named: SmallCity) -> None:
    matter = raised()
    with pytest.raises(Refused):
        step(named, matter, "judge")
    step(named, matter, "look")
    with pytest.raises(Refused):
        step(named, matter, "judge", post="handler")


@pytest.mark.parametrize(("verdict", "reason"), [("stands", "fault"), ("false_alarm", "altered")])
def test_the_reason_goes_with_the_decision(named: SmallCity, verdict: str, reason: str) -> None:
    matter = raised()
    step(named, matter, "look")
    with refused("对不上"):
        step(named, matter, "judge", verdict=verdict, reason=reason)


def test_what_stands_at_a_city_station_becomes_a_clue_that_names_it(named: SmallCity) -> None:
    matter = stands(named)
    with refused("没有写来自本件"):
        step(named, matter, "refer", matter=clue(named, None).number)
    with refused("不是国控站"):
        step(named, matter, "send_upward")
    step(named, matter, "refer", matter=clue(named, matter).number)
    assert matter.state == "referred"
    assert matter.ended_on == ON


def test_at_a_national_station_it_only_goes_upward(named: SmallCity) -> None:
    matter = stands(named, "national_station")
    with refused("只能向上报告"):
        step(named, matter, "refer", matter=clue(named, matter).number)
    step(named, matter, "send_upward", post="branch-head")
    assert matter.state == "sent_upward"


@pytest.mark.parametrize(("sent", "words"), [(ON - NEXT, "早于判定"), (ON + NEXT, "在今天之后")])
def test_the_letter_lies_between_the_decision_and_today(named: SmallCity, sent: date, words: str) -> None:
    matter = stands(named, "national_station")
    with refused(words):
        step(named, matter, "send_upward", sent_on=str(sent))


def test_an_officer_raises_one_by_hand_with_readable_hours(named: SmallCity) -> None:
    told = {
        "subject": "望溪站 PM2.5 恒值",
        "office": "branch",
        "place_kind": "city_station",
        "place": "S1",
        "pattern": "freeze",
        "from_hour": "2026-05-01 03:00",
        "to_hour": "2026-05-01 02:00",
        "evidence": "一直是 61。",
        "doubt": "故障。",
    }
    actor = named.actor("data-officer", ON)

    def opened(**other: str) -> Proceeding:
        return open_proceeding("integrity_finding", by=actor, on=ON, now=at(ON), title="t", fields=told | other)

    with refused("终点要在起点之后"):
        opened()
    with refused("提出那天之后"):
        opened(from_hour="2026-05-06 00:00", to_hour="2026-05-06 01:00")
    assert opened(to_hour="2026-05-01 09:00").integrity_finding.hours == []


def test_false_alarms_are_kept_and_counted_by_reason(named: SmallCity) -> None:
    stands(named)
    other = raised("S9")
    step(named, other, "look")
    step(named, other, "judge", verdict="false_alarm", reason="fault", grounds="维修单。")
    raised("S8")
    total, each = track_record(named.actor("data-officer", ON))
    assert (total.open, total.stood, total.false, total.false_rate) == (1, 1, 1, 50.0)
    assert total.reasons == {"fault": 1}
    assert [one.pattern for one in each] == ["freeze"]
    assert track_record(named.actor("handler", ON))[0].decided == 0
