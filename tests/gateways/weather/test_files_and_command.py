"""Files dropped into a folder or named on the command line: whole ones once, rejects kept, settings told by field."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qingtian.apps.weather.actions.enter_stations import enter_stations
from qingtian.apps.weather.models import Delivery, ExchangeLook, WeatherReading, WeatherStation
from qingtian.errors import DeclarationError, UnusableInput
from qingtian.gateways.weather import importing, pull, push
from qingtian.gateways.weather.settings import weather_settings
from qingtian.measurements.weather.rows import COLUMNS
from qingtian.web.commands.weather import weather
from tests.gateways.weather.conftest import NOW, SOURCE, row

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.usefixtures("bureau_stations")]
NAME = "met-obs_weather-bureau_2026112316_0.csv"


def met_obs(folder: Path, *rows: dict[str, Any], name: str = NAME, sidecar: bool = True) -> Path:
    path = folder / name
    lines = [",".join(COLUMNS)]
    lines += [",".join(str({"unit": "degC", **one}.get(column, "")) for column in COLUMNS) for one in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    if sidecar:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        beside = {"schema": "met-obs/1", "rows": len(rows), "sha256": digest, "source": SOURCE}
        path.with_suffix(".json").write_text(json.dumps(beside))
    return path


def test_whole_files_of_the_folder_are_taken_once(tmp_path: Path) -> None:
    met_obs(tmp_path, row())
    met_obs(tmp_path, row("1"), name="met-obs_weather-bureau_2026112317_0.csv", sidecar=False)
    (tmp_path / "met-obs_weather-bureau_2026112318_0.csv.part").write_text("half")
    wide = "Station_Id_C,Year,Mon,Day,Hour,RHU\n57586,2026,11,23,8,999999\n57586,2026,11,23,7,61\n"
    (tmp_path / "export.csv").write_text(wide)
    assert importing.look(tmp_path, SOURCE, NOW) == {"files": 2, "refused": 0, "rows": 3}
    assert importing.look(tmp_path, SOURCE, NOW) == {"files": 0, "refused": 0, "rows": 0}
    assert [one.outcome for one in ExchangeLook.objects.all()] == ["nothing", "taken"]
    assert WeatherReading.objects.filter(value=None).count() == 1


def test_a_file_that_cannot_be_used_is_on_record_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    met_obs(tmp_path, row())
    assert importing.look(tmp_path, SOURCE, NOW) == {"files": 2, "refused": 1, "rows": 1}
    assert list(Delivery.objects.exclude(refused="").values_list("name", "refused")) == [("a.csv", "weather.form")]
    assert ExchangeLook.objects.get().error == "weather.form"
    with pytest.raises(UnusableInput):
        importing.look(tmp_path / "gone", SOURCE, NOW)


def test_a_file_of_another_source_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        importing.take_file(met_obs(tmp_path, row()), "somebody", NOW)
    assert refused.value.code == "weather.source"
    assert not WeatherReading.objects.exists()


def run(*arguments: str) -> Any:
    return CliRunner().invoke(weather, arguments, catch_exceptions=False)


def test_the_command_reports_row_by_row_and_keeps_the_rejects(tmp_path: Path) -> None:
    old = {**row(), "period_start": "2026-01-23T15:00:00+08:00", "period_end": "2026-01-23T16:00:00+08:00"}
    path = met_obs(tmp_path, old, {**old, "station_id": "00000"}, {**old, "variable": "PRS", "unit": "Pa"})
    done = run("import", "--source", SOURCE, "--json", str(path))
    told = json.loads(done.output)[0]
    assert (told["taken"], told["rejected"]) == (1, 2)
    assert [(one["row"], one["code"]) for one in told["rows"]] == [(2, "weather.station"), (3, "weather.unit")]
    kept = path.with_name(f"{path.name}.rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(kept) == 3
    assert "station_id=00000" in kept[1]
    again = run("import", "--source", SOURCE, str(path))
    assert "重复 1" in again.output or "1 repeated" in again.output


def test_the_table_of_stations_is_entered_whole_or_not_at_all(tmp_path: Path) -> None:
    table = {
        "station_id": "58001",
        "name": "新站",
        "lon": "102.5",
        "lat": "25.1",
        "alt_m": "1900.5",
        "valid_from": "2026-01-01",
    }
    assert enter_stations([table, {**table, "station_id": "57586"}]) == (1, 1)
    assert enter_stations([table]) == (0, 0)
    assert WeatherStation.objects.get(code="58001").valid_from == date(2026, 1, 1)
    for changed in ({"lon": "x"}, {"lat": "95"}, {"valid_from": ""}, {"station_id": ""}, {"datum": "GCJ-02"}):
        with pytest.raises(UnusableInput):
            enter_stations([{**table, "station_id": "58002"}, {**table, **changed}])
    assert not WeatherStation.objects.filter(code="58002").exists()


def test_without_settings_nothing_runs_and_what_is_wrong_is_told_by_its_field(settings: Any) -> None:
    assert weather_settings() is None
    assert [dict(job(NOW)) for job in (pull.pull_weather, importing.read_drop, push.push_air)] == [{}, {}, {}]
    path = settings.DATA / "weather.yaml"
    path.write_text("source: weather-bureau\npull: {address: ftp://x, query: {pwd: hunter2}}\n")
    with pytest.raises(DeclarationError, match=r"pull\.address") as refused:
        weather_settings()
    assert "hunter2" not in str(refused.value)
    path.write_text(
        "source: weather-bureau\npull: {address: 'http://10.0.0.1:81/api?key=hunter2', query: {pwd: hunter2}}\n"
    )
    found = weather_settings()
    assert found is not None
    assert found.pull is not None
    assert found.pull.shown == "http://10.0.0.1/api"
