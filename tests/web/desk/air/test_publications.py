"""Publications of air walk the road of every text: drafted with figures, published, corrected, computed again."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from qingtian.apps.air.actions.draft_publication import correct_publication, draft_publication
from qingtian.apps.air.models import AirPublication, Region, RegionStation
from qingtian.apps.air.publications.opening import open_issue
from qingtian.apps.places.models import Area, Station
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.measurements.items import ITEMS
from qingtian.measurements.lake import Lake, Reading
from qingtian.web.public.air_publications import air_paper_shown, air_papers_shown
from tests.days import TODAY, at
from tests.publishing import ROAD, act

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
WEEK, FIRST = "2026-W20", date(2026, 5, 11)
ORGAN, CITY = Text("市生态环境局", "City Bureau"), Text("云屏市", "Yunping")


def readings(value: int):
    for day in (FIRST + timedelta(days=n) for n in range(7)):
        for hour in range(1, 25):
            for item in ITEMS:
                yield Reading("S1", item, day, hour, 900 if item == "CO" else value * 1000)


def fill(lake: Lake, value: int, hour: int = 9):
    received = datetime(2026, 5, 20, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
    return lake.append(readings(value), source="test", received_at=received)


@pytest.fixture
def lake(city, settings, tmp_path):
    settings.DATA = tmp_path
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    area = Area.objects.get(code="wangxi")
    station = Station.objects.create(
        code="S1", name_zh="溪口小学", name_en="Xikou", area=area, level="national", longitude="102.7", latitude="25.0"
    )
    region = Region.objects.create(
        code="wangxi",
        name_zh="望溪区",
        name_en="Wangxi",
        kind="area",
        area=area,
        group="g",
        group_zh="国考区域",
        group_en="N",
    )
    RegionStation.objects.create(region=region, station=station)
    held = Lake(tmp_path / "lake")
    fill(held, 50)
    return held


def opened(on: date = TODAY, **more):
    return open_issue("weekly", WEEK, on=on, organ=ORGAN, city=CITY, **more)


def draft(city, on: date = TODAY):
    by = city.actor("petition-officer", on)
    return draft_publication(opened(on), by=by, on=on, now=at(on), reviewing="eeb")


def through(city, matter, on: date = TODAY):
    for name, post, fields in ROAD:
        act(city, matter, name, post, on, **fields)
    return act(city, matter, "publish", "petition-officer", on, place="本网页")


def test_a_draft_pins_its_figures_and_its_words_carry_their_digest(city, lake, client):
    matter = draft(city)
    kept = AirPublication.objects.get(proceeding=matter)
    assert (kept.version, kept.kind, kept.period, kept.snapshot) == (1, "weekly", WEEK, lake.snapshot().id)
    assert kept.sm3 in matter.publication.text
    assert "PM10平均50微克/立方米" in matter.publication.text
    assert air_paper_shown(matter.number) == [], "nothing is public before the road is walked"
    assert client.get(f"/air/papers/{matter.number}/").status_code == 404
    assert client.get(f"/air/papers/{matter.number}/1.csv").status_code == 404


def test_a_period_without_data_is_refused_and_nothing_is_drafted(city, lake):
    with pytest.raises(UnusableInput) as refused:
        open_issue("weekly", "2026-W10", on=TODAY, organ=ORGAN, city=CITY)
    assert refused.value.code == "air.no_data"
    assert not AirPublication.objects.exists()


def test_the_public_reads_the_figures_once_published_and_not_what_is_being_corrected(city, lake, client):
    matter = through(city, draft(city))
    assert [one["version"] for one in air_paper_shown(matter.number)] == [1]
    assert len(air_papers_shown("weekly", None, 10).rows) == 1
    assert air_papers_shown("ranking", None, 10).rows == []
    fill(lake, 60, hour=10)
    by = city.actor("petition-officer", TODAY)
    correct_publication(matter, opened(), why="数据复核", by=by, on=TODAY, now=at(TODAY), expected_seq=matter.seq)
    matter.refresh_from_db()
    assert [one["version"] for one in air_paper_shown(matter.number)] == [1], "the correction is not through yet"
    through(city, matter)
    assert [one["version"] for one in air_paper_shown(matter.number)] == [2, 1]
    page = unescape(client.get(f"/air/papers/{matter.number}/").content.decode())
    assert "数据复核" in page
    assert "更正" in page
    assert '<td class="figures">50</td>' in page
    assert client.get(f"/air/papers/{matter.number}/3.csv").status_code == 404
    first = client.get(f"/air/papers/{matter.number}/1.csv").content.decode()
    assert first == AirPublication.objects.get(proceeding=matter, version=1).figures


def test_one_taken_down_shows_its_title_and_the_reason_only(city, lake, client):
    matter = through(city, draft(city))
    act(city, matter, "take_down", "petition-officer", why="口径有误")
    page = unescape(client.get(f"/air/papers/{matter.number}/").content.decode())
    assert "口径有误" in page
    assert "表1" not in page
    assert client.get(f"/air/papers/{matter.number}/1.csv").status_code == 404


def test_a_correction_by_somebody_who_saw_an_older_state_is_refused_whole(city, lake):
    matter = through(city, draft(city))
    by = city.actor("petition-officer", TODAY)
    with pytest.raises(Refused):
        correct_publication(matter, opened(), why="x", by=by, on=TODAY, now=at(TODAY), expected_seq=matter.seq - 1)
    assert AirPublication.objects.filter(proceeding=matter).count() == 1


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments))


def test_reproduce_is_equal_from_its_snapshot_whatever_came_later_and_tells_a_difference(city, lake, monkeypatch):
    from qingtian.web.commands import air_papers

    monkeypatch.setattr(air_papers, "django_ready", lambda: None)
    matter = through(city, draft(city))
    fill(lake, 60, hour=10)
    answer = run(air_papers.reproduce, matter.number, "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.output)["equal"] is True
    kept = AirPublication.objects.get(proceeding=matter)
    AirPublication.objects.filter(pk=kept.pk).update(figures=kept.figures.replace(",50,", ",51,", 1))
    answer = run(air_papers.reproduce, matter.number)
    assert answer.exit_code == 1
    assert ",51," in answer.output
    assert ",50," in answer.output


def test_the_commands_write_the_published_version_or_a_draft(city, lake, monkeypatch, tmp_path):
    from qingtian.web.commands import air_papers

    monkeypatch.setattr(air_papers, "django_ready", lambda: None)
    out = tmp_path / "w.csv"
    assert run(air_papers.bulletin, "--week", WEEK, "--format", "csv", "--out", str(out)).exit_code == 0
    matter = through(city, draft(city))
    fill(lake, 60, hour=10)
    assert run(air_papers.bulletin, "--week", WEEK, "--format", "csv", "--out", str(out)).exit_code == 0
    assert out.read_text() == AirPublication.objects.get(proceeding=matter).figures
    text = run(air_papers.daily, "--day", "2026-05-12")
    assert text.exit_code == 0
    assert "5月12日" in text.output
    missing = run(air_papers.ranking, "--month", "2026-13")
    assert isinstance(missing.exception, UnusableInput)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_desk_previews_drafts_shows_and_hands_out(city, lake, sign_in, prefix):
    officer = sign_in("petition-officer")
    assert officer.get(f"{prefix}/desk/air/publications/").status_code == 200
    preview = officer.get(f"{prefix}/desk/air/publications/draft/?kind=weekly&period={WEEK}")
    assert preview.status_code == 200
    assert not AirPublication.objects.exists(), "a preview stores nothing"
    wrong = officer.get(f"{prefix}/desk/air/publications/draft/?kind=weekly&period=2026-10")
    assert wrong.status_code == 422
    made = officer.post(
        f"{prefix}/desk/air/publications/draft/", {"kind": "weekly", "period": WEEK, "reviewing": "eeb"}
    )
    assert made.status_code == 302
    page = officer.get(made["Location"])
    assert page.status_code == 200
    assert b"style=" not in page.content
    number = AirPublication.objects.get().proceeding.number
    for suffix in ("csv", "txt", "html"):
        assert officer.get(f"{prefix}/desk/air/publications/{number}/1.{suffix}").status_code == 200
    assert officer.get(f"{prefix}/desk/air/publications/{number}/1.exe").status_code == 404
