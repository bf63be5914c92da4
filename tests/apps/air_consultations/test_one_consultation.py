"""A consultation: its pack is frozen by the worker, concluded by people, followed by letter, task and review."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from qingtian.apps.air_consultations.actions.convene import convene
from qingtian.apps.air_consultations.actions.make_packs import make_packs
from qingtian.apps.air_consultations.letters import letter_fields
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.tasks.queries import tasks_of
from qingtian.errors import Refused
from qingtian.trail import sm3
from tests.apps.air_consultations.conftest import NEXT_ENDS, Do
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
QUARTER = "2026-Q3"
CONCLUSION = {
    "held_on": TODAY.isoformat(), "participants": "市局、区政府", "findings": "反弹", "causes": "工地扬尘",
    "outlook": "施工多", "grounds": "同比升高",
}  # fmt: skip
REVIEW = {"figures": "PM10 同比下降", "effect": "improved", "measures_done": "全部做完"}
AFTER = date(2027, 4, 12)


@pytest.fixture
def begun(measured: SmallCity) -> AirConsultation:
    matter = convene("wangxi", QUARTER, by=measured.actor("analyst", TODAY), on=TODAY, now=at(TODAY))
    return AirConsultation.objects.select_related("proceeding", "area").get(proceeding=matter)


@pytest.fixture
def ready(begun: AirConsultation) -> AirConsultation:
    make_packs(at(TODAY, 10, 5))
    begun.proceeding.refresh_from_db()
    return begun


def conclude(do: Do, matter: Proceeding, conclusion: str, **more: Any) -> Proceeding:
    named = {"next_quarter_ends": NEXT_ENDS} if conclusion in ("slow", "reversed") else {}
    return do(matter, "conclude", **{**CONCLUSION, "conclusion": conclusion, **named, **more})


def serve_letter(city: SmallCity, do: Do, consultation: AirConsultation) -> Proceeding:
    fields = {name: value for name, value in letter_fields(consultation).items() if value}
    letter = open_proceeding(
        "reminder_letter", by=city.actor("inspector", TODAY), on=TODAY, now=at(TODAY, 12), title="提醒", fields=fields
    )
    do(letter, "approve", "office-head", reply_by="2026-12-10", review="next_quarter", next_quarter_ends=NEXT_ENDS)
    return do(letter, "deliver", "inspector", receipt="签收")


def refusal(code: str, call: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(Refused) as refused:
        call(*given, **named)
    assert refused.value.code == code, refused.value
    return refused.value.message.zh


def test_nothing_is_concluded_before_the_pack_is_made(begun, do):
    assert begun.proceeding.state == "preparing"
    refusal("act.not_now", conclude, do, begun.proceeding, "slow")


def test_the_pack_is_frozen_with_its_digest_on_the_trail(ready):
    pack = ready.packs.get()
    facts = ready.proceeding.projection["facts"]
    assert ready.proceeding.state == "ready"
    assert pack.sm3 == sm3(pack.data.encode()) == facts["sm3"]
    assert (pack.version, facts["version"], facts["edition"]) == (1, "1", pack.edition)


def test_the_pack_tells_the_change_with_and_without_the_weather(ready):
    data = json.loads(ready.packs.get().data)
    row = next(one for one in data["state"]["items"] if one["item"] == "PM10")
    assert (row["value"], row["before"]) == ("84", "69")
    change = data["weather"]["change"]
    assert change["verdict"] == "worse"
    assert 13 < float(change["adjusted"]) < 17
    assert float(change["low"].replace("−", "-")) <= 15 <= float(change["high"])


def test_the_pack_tells_from_where_it_comes(ready):
    wind = json.loads(ready.packs.get().data)["wind"]
    assert wind["highest"] == 4
    assert wind["windless"] == 0
    assert float(wind["sectors"][4]["mean"]) - float(wind["sectors"][12]["mean"]) == 20


def test_the_worker_run_twice_makes_one_pack(ready):
    assert make_packs(at(TODAY, 10, 9)).made == 0
    assert ready.packs.count() == 1


def test_a_pack_made_again_is_another_version_and_the_first_stays(ready, do):
    do(ready.proceeding, "make_again", why="复核过了")
    make_packs(at(TODAY, 12))
    assert list(ready.packs.values_list("version", flat=True)) == [1, 2]


def test_a_place_has_one_consultation_a_quarter_and_a_withdrawn_one_gives_way(ready, do, measured):
    def again():
        return convene("wangxi", QUARTER, by=measured.actor("analyst", TODAY), on=TODAY, now=at(TODAY))

    refusal("air_consultations.second", again)
    do(ready.proceeding, "withdraw", why="重开")
    assert again().state == "preparing"


@pytest.mark.parametrize(("quarter", "said"), [("2026-Q5", "写成"), ("2026-11", "写成"), ("2027-Q1", "才开始")])
def test_a_quarter_that_is_none_or_has_not_begun_is_refused(measured, quarter, said):
    by = measured.actor("analyst", TODAY)
    assert said in refusal("act.guard", convene, "wangxi", quarter, by=by, on=TODAY, now=at(TODAY))


def test_an_unknown_place_is_refused(measured):
    by = measured.actor("analyst", TODAY)
    refusal("air_consultations.no_place", convene, "nowhere", QUARTER, by=by, on=TODAY, now=at(TODAY))


@pytest.mark.parametrize("conclusion", ["improving", "as_planned", "not_judged"])
def test_neither_slow_nor_reversed_is_closed_and_never_reviewed(ready, do, conclusion):
    conclude(do, ready.proceeding, conclusion)
    refusal("act.guard", do, ready.proceeding, "review_effect", **REVIEW)
    assert do(ready.proceeding, "close").state == "closed"


@pytest.mark.parametrize("conclusion", ["slow", "reversed"])
def test_slow_or_reversed_names_the_quarter_of_its_review_and_is_not_closed(ready, do, conclusion):
    refusal("act.guard", conclude, do, ready.proceeding, conclusion, next_quarter_ends="2026-12-31")
    conclude(do, ready.proceeding, conclusion)
    refusal("act.guard", do, ready.proceeding, "close")
    ready.refresh_from_db()
    assert ready.conclusion == conclusion


def test_the_form_of_the_conclusion_offers_the_end_of_the_next_quarter(ready):
    assert offered(ready.proceeding, "conclude") == {"next_quarter_ends": NEXT_ENDS}


def test_a_consultation_in_the_future_is_refused(ready, do):
    refusal("act.guard", conclude, do, ready.proceeding, "improving", held_on="2026-11-24")


def test_the_letter_comes_filled_and_linked(ready, do, measured):
    assert letter_fields(ready) == {}
    conclude(do, ready.proceeding, "reversed")
    ready.refresh_from_db()
    fields = letter_fields(ready)
    assert fields["addressee"] == "wangxi-government"
    assert "扣除气象影响后" in fields["figures"]
    assert fields["measures"]
    letter = serve_letter(measured, do, ready)
    assert letter.links_in.get(kind="gave_rise_to").source_id == ready.proceeding.pk


def test_the_effect_is_reviewed_after_a_served_letter_and_the_next_quarter(ready, do, measured):
    conclude(do, ready.proceeding, "slow")
    ready.refresh_from_db()
    assert "提醒函" in refusal("act.guard", do, ready.proceeding, "review_effect", on=AFTER, **REVIEW)
    serve_letter(measured, do, ready)
    refusal("act.guard", do, ready.proceeding, "review_effect", on=date(2027, 3, 31), **REVIEW)
    assert do(ready.proceeding, "review_effect", on=AFTER, **REVIEW).state == "reviewed"
    ready.refresh_from_db()
    assert ready.effect == "improved"


def test_the_review_offers_the_figures_of_the_next_pack(ready, do, measured):
    conclude(do, ready.proceeding, "slow")
    assert offered(ready.proceeding, "review_effect") == {}
    convene("wangxi", "2026-Q4", by=measured.actor("analyst", TODAY), on=TODAY, now=at(TODAY))
    make_packs(at(TODAY, 15))
    told = offered(ready.proceeding, "review_effect")
    assert "2026-Q3" in told["figures"]
    assert "2026-Q4" in told["figures"]
    assert told["effect"] == "uncertain", "nothing was measured yet"


def test_a_task_is_opened_and_linked(ready, do):
    conclude(do, ready.proceeding, "as_planned")
    do(ready.proceeding, "set_task", task="查工地", responsible="branch", deadline="2026-12-31", what="逐处")
    task = tasks_of(ready.proceeding).get()
    assert (task.origin, task.organ.code) == ("consultation", "branch")
    refusal(
        "act.guard", do, ready.proceeding, "set_task", task="晚了", responsible="branch", deadline=TODAY.isoformat()
    )


def test_a_voided_conclusion_leaves_the_list(ready, do):
    conclude(do, ready.proceeding, "reversed")
    ready.refresh_from_db()
    assert ready.conclusion == "reversed"
