"""Loading is repeatable, replaces only what was generated, and refuses to touch anything real."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, transaction

from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Act, ActContent, Proceeding
from qingtian.demo.commands import demo
from qingtian.demo.interrupted import marked_as_loading, was_interrupted
from qingtian.demo.loading import Loaded
from qingtian.demo.roles import ROLES
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from tests.conftest import TODAY
from tests.demo.conftest import load
from tests.demo.loaded.test_demo_city import STATES_ELSEWHERE

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def _comparable(content: dict[str, Any]) -> dict[str, Any]:
    """An act without what is random by design: salted digests and the marks of files and matters."""
    record = {key: content[key] for key in ("proceeding", "seq", "act", "from", "to", "on", "recorded_at", "clocks")}
    record["by"] = content["by"]
    record["fields"] = {name: value for name, value in content["fields"].items() if _plain(value)}
    return json.loads(json.dumps(record))


def _plain(value: Any) -> bool:
    """Values without a random part: no digest of something sealed, no file and no matter's own mark."""
    return isinstance(value, (str, int, bool)) or (isinstance(value, dict) and "chain" in value)


def _acts() -> list[dict[str, Any]]:
    return [_comparable(row.content) for row in ActContent.objects.order_by("act__proceeding__number", "act__seq")]


@pytest.mark.slow
@pytest.mark.usefixtures("small_year")
def test_loading_again_replaces_the_demonstration_with_the_same_acts_and_another_seed_with_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # the random share of a plan is drawn by the hash of its opening act, which is salted: its number stands for it
    monkeypatch.setattr("qingtian.apps.targeting.choosing.seed_of", lambda plan: plan.number)
    load(reports=12, seed=7)
    first, organs = _acts(), Organ.objects.count()
    load(reports=12, seed=7)
    assert _acts() == first
    assert Organ.objects.count() == organs
    load(reports=12, seed=8)
    assert _acts() != first
    with transaction.atomic(), pytest.raises(DatabaseError, match="append-only"):
        Act.objects.update(act="changed")
    _real_matter()
    with pytest.raises(Refused, match="1 real matter"):
        load(reports=1)
    assert Proceeding.objects.filter(generated=False).count() == 1


def _real_matter() -> None:
    Proceeding.objects.create(number="XF-2026-1", procedure="petition", edition="2022-05-01", state="received")


def _real_area() -> None:
    Area.objects.create(code="elsewhere", name_zh="别处", name_en="Elsewhere", kind="city")


def _real_organ() -> None:
    Organ.objects.create(code="bureau", name_zh="某局", name_en="A bureau", kind="bureau", level="city")


@pytest.mark.parametrize("real", [_real_matter, _real_area, _real_organ])
def test_a_database_with_anything_real_is_refused_and_left_alone(real: Any) -> None:
    real()
    before = (Proceeding.objects.count(), Area.objects.count(), Organ.objects.count())
    with pytest.raises(Refused) as refused:
        load(reports=0)
    assert refused.value.code == "demo.not_empty"
    assert refused.value.remedy is not None
    assert (Proceeding.objects.count(), Area.objects.count(), Organ.objects.count()) == before


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> list[date]:
    """The days a load was begun for; nothing is loaded."""
    begun: list[date] = []

    def begin(today: date, **options: Any) -> Loaded:
        begun.append(today)
        return Loaded(today, options["seed"], passwords={role.username: "-" for role in ROLES})

    monkeypatch.setattr("qingtian.demo.loading.load_demo", begin)
    settings.DATA = tmp_path
    return begun


def test_a_second_start_loads_nothing(calls: list[date]) -> None:
    Area.objects.create(code="yunping", name_zh="云屏市", name_en="Yunping", kind="city")
    result = CliRunner().invoke(demo, ["load", "--if-empty"])
    assert result.exit_code == 0, result.output
    assert calls == []


def test_a_load_that_was_interrupted_is_begun_again(calls: list[date], tmp_path: Path) -> None:
    Area.objects.create(code="yunping", name_zh="云屏市", name_en="Yunping", kind="city")
    with pytest.raises(KeyboardInterrupt), marked_as_loading():
        raise KeyboardInterrupt
    result = CliRunner().invoke(demo, ["load", "--if-empty", "--today", str(TODAY)], env={"LANG": "en"})
    assert "did not come to its end" in result.output
    assert calls == [TODAY]


def test_a_load_that_came_to_its_end_leaves_no_mark(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    with marked_as_loading():
        assert was_interrupted()
    assert not was_interrupted()


def test_scale_is_understood_by_the_group_and_by_load(calls: list[date], monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(demo, ["--scale", "3"]).exit_code == 0
    assert CliRunner().invoke(demo, ["load", "--scale", "3"]).exit_code == 0
    assert len(calls) == 2
    wrong = CliRunner().invoke(demo, ["--scale", "3", "load"], env={"LANG": "en"})
    assert wrong.exit_code == 2
    assert "qingtian demo load --scale N" in wrong.output
    assert CliRunner().invoke(demo, ["--scale", "0"]).exit_code == 2
    assert len(calls) == 2


@pytest.mark.slow
@pytest.mark.usefixtures("without_clerks")
@pytest.mark.parametrize("today", [date(2026, 10, 9), date(2026, 7, 5), date(2027, 2, 24)])
def test_every_state_occurs_whatever_the_day(today: date) -> None:
    load(today, reports=40)
    for procedure in ("petition", "five_ones_case", "publication"):
        states = set(load_procedures().editions(procedure)[-1].states) - STATES_ELSEWHERE
        assert states == set(Proceeding.objects.filter(procedure=procedure).values_list("state", flat=True))


@pytest.mark.slow
@pytest.mark.usefixtures("small_year")
def test_the_command_prints_counts_and_log_ins() -> None:
    result = CliRunner().invoke(
        demo, ["load", "--today", str(TODAY), "--reports", "2", "--air-months", "0"], env={"LANG": "en"}
    )
    assert result.exit_code == 0, result.output
    assert "139 organs and units" in result.output
    assert re.search(r"\b[1-9]\d* cases", result.output)
    assert "Head of the petition section" in result.output


@pytest.mark.slow
@pytest.mark.usefixtures("small_year")
def test_the_command_prints_json_for_programs() -> None:
    result = CliRunner().invoke(demo, ["load", "--today", str(TODAY), "--reports", "0", "--air-months", "0", "--json"])
    found = json.loads(result.output)
    assert found["today"] == "2026-11-23"
    assert found["counts"]["areas"] == 20
    assert set(found["log_ins"]) >= {"petitions", "leader", "administrator"}
