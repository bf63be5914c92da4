"""A joint forecast: drafted, confirmed in the weather side's own words, signed by another, issued, revised."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import FieldsRefused
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DRAFT = {
    "subject": "未来三天空气质量会商",
    "first_day": TODAY.isoformat(), "last_day": (TODAY + timedelta(days=2)).isoformat(),
    "weather_basis": "静稳，混合层低于 600 米。", "text": "轻度污染，首要污染物 PM2.5。",
}  # fmt: skip
REVISED = {name: value for name, value in DRAFT.items() if name != "subject"}
ANSWER = {
    "answer": "agreed",
    "confirmed_for": "市气象局 值班预报员",
    "confirmed_on": TODAY.isoformat(),
    "answer_text": "同意。",
}
STEPS: dict[str, tuple[str, dict[str, str]]] = {
    "send_to_weather": ("analyst-1", {"sent_by": "会商系统"}),
    "enter_confirmation": ("analyst-1", ANSWER),
    "sign_forecast": ("centre-chief", {}),
    "issue_forecast": ("analyst-1", {"organs": "branch"}),
}


class Walk:
    """One forecast and the acts on it."""

    def __init__(self, city: SmallCity, by: str = "analyst-1", **changed: str) -> None:
        self.city = city
        self.matter: Proceeding = open_proceeding(
            "joint_forecast", by=city.actor(by, TODAY), on=TODAY, now=at(TODAY), title="会商", fields=DRAFT | changed
        )

    def do(self, act: str, by: str = "", on: date = TODAY, **changed: Any) -> str:
        usual, fields = STEPS.get(act, ("analyst-1", {}))
        self.matter.refresh_from_db()
        perform(
            self.matter, act, by=self.city.actor(by or usual, on), on=on, now=at(on, 11), fields={**fields, **changed},
            expected_seq=self.matter.seq,
        )  # fmt: skip
        self.matter.refresh_from_db()
        return self.matter.state

    def to(self, last: str) -> Walk:
        for act in STEPS:
            self.do(act)
            if act == last:
                break
        return self

    def lacks(self, act: str, sentence: str, **more: Any) -> None:
        with pytest.raises(Refused) as refused:
            self.do(act, **more)
        assert refused.value.code == "act.guard"
        assert sentence in refused.value.message.en
        assert refused.value.basis, "a refusal names what it rests on"


def test_from_the_draft_to_the_issue(city: SmallCity) -> None:
    walk = Walk(city)
    assert walk.matter.number.startswith("YB-")
    assert [walk.do(act) for act in STEPS] == ["awaiting", "confirmed", "signed", "issued"]
    facts = walk.matter.projection["facts"]
    assert facts["confirmed_for"] == ANSWER["confirmed_for"]
    assert [one["chain"][-1] for one in facts["issued_to"]] == ["branch"]


@pytest.mark.parametrize("answer", ["changes", "disagreed"])
def test_without_their_agreement_it_goes_back_to_the_draft(city: SmallCity, answer: str) -> None:
    walk = Walk(city).to("send_to_weather")
    assert walk.do("enter_confirmation", answer=answer) == "drafted"
    with pytest.raises(Refused) as refused:
        walk.do("sign_forecast")
    assert refused.value.code == "act.not_now"


def test_what_is_entered_for_them_rests_on_their_words_or_their_paper(city: SmallCity) -> None:
    walk = Walk(city).to("send_to_weather")
    walk.lacks("enter_confirmation", "add their words or the scan", answer_text=" ")
    with pytest.raises(FieldsRefused) as refused:
        walk.do("enter_confirmation", confirmed_for="")
    assert "confirmed_for" in refused.value.faults


@pytest.mark.parametrize(("days", "taken"), [(0, True), (1, False)])
def test_they_answered_by_the_day_it_is_entered(city: SmallCity, days: int, taken: bool) -> None:
    walk, on = Walk(city).to("send_to_weather"), (TODAY + timedelta(days=days)).isoformat()
    if taken:
        assert walk.do("enter_confirmation", confirmed_on=on) == "confirmed"
    else:
        walk.lacks("enter_confirmation", "cannot lie after the act", confirmed_on=on)


def test_another_person_signs_than_drafted_or_revised_it(city: SmallCity) -> None:
    own = Walk(city, by="centre-chief").to("enter_confirmation")
    own.lacks("sign_forecast", "somebody else signs")
    revised = Walk(city).to("enter_confirmation")
    revised.do("revise_forecast", by="centre-chief", **{**REVISED, "why": "风变了"})
    revised.do("send_to_weather")
    revised.do("enter_confirmation")
    revised.lacks("sign_forecast", "somebody else signs")


@pytest.mark.parametrize(("days", "signed"), [(2, True), (3, False)])
def test_it_is_signed_up_to_its_last_day(city: SmallCity, days: int, signed: bool) -> None:
    walk, on = Walk(city).to("enter_confirmation"), TODAY + timedelta(days=days)
    if signed:
        assert walk.do("sign_forecast", on=on) == "signed"
    else:
        walk.lacks("sign_forecast", "which is over", on=on)


@pytest.mark.parametrize("days", [("2026-11-25", "2026-11-24"), ("2026-11-20", "2026-11-22")])
def test_its_days_are_in_order_and_not_over(city: SmallCity, days: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        Walk(city, first_day=days[0], last_day=days[1])


def test_a_revision_is_confirmed_and_signed_again(city: SmallCity) -> None:
    walk = Walk(city).to("issue_forecast")
    assert dict(offered(walk.matter, "revise_forecast")) == REVISED
    assert not offered(walk.matter, "file_forecast")
    assert walk.do("revise_forecast", **{**REVISED, "text": "良。", "why": "冷空气提前"}) == "drafted"
    assert walk.matter.projection["facts"]["text"] == "良。"
    assert walk.to("issue_forecast").matter.state == "issued"


def test_it_is_superseded_by_another_that_is_issued(city: SmallCity) -> None:
    first, drafted, issued = Walk(city).to("issue_forecast"), Walk(city), Walk(city).to("issue_forecast")
    first.lacks("supersede_forecast", "a joint forecast that is issued", later=drafted.matter.number)
    first.lacks("supersede_forecast", "a joint forecast that is issued", later=first.matter.number)
    assert first.do("supersede_forecast", later=issued.matter.number) == "superseded"


@pytest.mark.parametrize(("days", "filed"), [(2, False), (3, True)])
def test_it_is_filed_once_its_days_are_over(city: SmallCity, days: int, filed: bool) -> None:
    walk, on = Walk(city).to("issue_forecast"), TODAY + timedelta(days=days)
    if filed:
        assert walk.do("file_forecast", on=on, outcome="与实况相符。") == "lapsed"
    else:
        walk.lacks("file_forecast", "file it after that day", on=on)


def test_only_the_drafting_organ_goes_on_and_heads_sign(city: SmallCity) -> None:
    walk = Walk(city).to("enter_confirmation")
    for act, by in (("sign_forecast", "analyst-2"), ("sign_forecast", "branch-head"), ("revise_forecast", "handler")):
        with pytest.raises(Refused) as refused:
            walk.do(act, by=by, **{**DRAFT, "why": "x"})
        assert refused.value.code == "act.not_you"


def test_who_takes_which_step() -> None:
    declared = load_procedures().on("joint_forecast", TODAY)
    own = {one.act: {who.role for who in one.by} for one in declared.transitions if not one.kernel}
    office, heads = {"analyst", "clerk"}, {"chief", "organ_head"}
    assert own == {
        "draft_forecast": {"analyst"},
        "sign_forecast": heads,
        **dict.fromkeys(("send_to_weather", "enter_confirmation", "issue_forecast", "revise_forecast"), office),
        **dict.fromkeys(("supersede_forecast", "file_forecast", "withdraw_forecast"), office),
    }
    assert not any(state.public for state in declared.states.values()), "nothing of it is for the public"
