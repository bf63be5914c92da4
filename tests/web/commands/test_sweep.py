"""``qingtian sweep``: what time brings, on the day it brings it, once."""

from __future__ import annotations

import json
import os
import time
from datetime import date, datetime, timedelta

import pytest

from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.vault import Identity, seal
from qingtian.apps.operations.backup.folder import walk
from qingtian.apps.petitions.models import ReportDraft
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.actions.sweep import brought_by_time, sweep_matters
from qingtian.apps.proceedings.models import StoredFile
from qingtian.procedures import load_procedures
from qingtian.secrecy import Declaration
from qingtian.web.commands.sweep import ORPHAN_AGE
from qingtian.web.commands.sweep import run as sweep
from qingtian.web.portal.settled import DRAFT_LIFE, RECEIVED_LIFE
from tests.apps.proceedings.driving import Drive, petition
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

NOW = at(TODAY)
SECOND = timedelta(seconds=1)


def swept(on: date) -> list[tuple[str, str]]:
    return [(each.number, each.act) for each in sweep_matters(on=on, now=at(on))]


def last_act(drive: Drive):
    drive.matter.refresh_from_db()
    return drive.matter.acts.order_by("-seq")[0]


def test_only_acts_with_a_condition_and_nothing_to_enter_are_brought_by_time() -> None:
    brought = {(p.id, t.act) for p in load_procedures() for t in p.transitions if brought_by_time(t)}
    of_petitions = {("petition", "close_unrated"), ("petition", "lapse")}
    of_measures = {("seizure", "expire"), ("production_limit", "run_out"), ("court_enforcement", "lapse")}
    of_lists = {("consultation", "close"), ("reward", "lapse"), ("violator_listing", "expire")}
    of_monitors = {("field_command", "lapse")}
    of_forecasts = {("air_forecast", "file_forecast"), ("air_forecast", "note_missing")}
    assert brought == of_petitions | of_measures | of_lists | of_monitors | of_forecasts


@pytest.mark.parametrize(
    ("state", "clock", "act", "after"),
    [
        ("replied", "petitions.rating", "close_unrated", "closed"),
        ("reviewed", "petitions.re_review_request", "lapse", "ended"),
    ],
)
def test_time_acts_the_day_after_the_last_day_and_not_on_it(city, state, clock, act, after) -> None:
    drive = petition(city).to(state)
    due = drive.due(clock)
    assert swept(due - timedelta(days=1)) == []
    assert swept(due) == []
    assert swept(due + timedelta(days=1)) == [(drive.matter.number, act)]
    made = last_act(drive)
    assert (drive.matter.state, made.on) == (after, due + timedelta(days=1))
    assert made.content.content["by"] == {"kind": "system"}
    drive.holds()


def test_a_second_sweep_finds_nothing(city) -> None:
    drive = petition(city).to("replied")
    day = drive.due("petitions.rating") + timedelta(days=1)
    assert len(swept(day)) == 1
    assert swept(day) == []


def test_matters_in_other_states_are_left_alone(city) -> None:
    drives = [petition(city).to(state) for state in ("received", "accepted", "second_look", "reviewing", "merged")]
    before = [d.matter.acts.count() for d in drives]
    assert swept(TODAY) == []
    assert [d.matter.acts.count() for d in drives] == before


def test_a_refusal_is_a_sentence_and_stops_nothing_else(city, monkeypatch) -> None:
    first, second = petition(city).to("replied"), petition(city).to("replied")
    from qingtian.apps.proceedings.actions import sweep as module
    from qingtian.errors import Refused
    from qingtian.language import Text

    real = module.perform

    def perform(proceeding, *arguments, **options):
        if proceeding.pk == first.matter.pk:
            raise Refused("test", Text("不行", "not now"))
        return real(proceeding, *arguments, **options)

    monkeypatch.setattr(module, "perform", perform)
    found = list(sweep_matters(on=TODAY, now=NOW))
    assert [(f.number, f.refused.en if f.refused else None) for f in found] == [
        (first.matter.number, "not now"),
        (second.matter.number, None),
    ]


def draft(changed: datetime, *, photo: bytes = b"", **values) -> ReportDraft:
    row = ReportDraft.objects.create(key_digest=f"{changed:%d%H%M%S}{photo[:8].hex()}", changed_at=changed, **values)
    if photo:
        row.files.add(
            store_file(photo, name="photo-1.jpg", media_type="image/jpeg", now=changed, declared=Declaration.INTERNAL)
        )
    return row


def test_a_draft_lives_to_its_last_second_and_goes_with_its_files_after_it(
    city, django_capture_on_commit_callbacks
) -> None:
    living, dead = draft(NOW - DRAFT_LIFE, photo=b"kept photo"), draft(NOW - DRAFT_LIFE - SECOND, photo=b"old photo")
    [kept], [gone] = living.files.all(), dead.files.all()
    with django_capture_on_commit_callbacks(execute=True):
        result = sweep(on=TODAY, now=NOW)
    assert (result.drafts, result.files) == (1, 1)
    assert list(ReportDraft.objects.all()) == [living]
    assert list(StoredFile.objects.all()) == [kept]
    assert (kept.path.exists(), gone.path.exists()) == (True, False)


def test_the_draft_of_a_report_that_was_sent_goes_sooner(city) -> None:
    draft(NOW - RECEIVED_LIFE - SECOND, values={"sent": "…"})
    living = draft(NOW - RECEIVED_LIFE, values={"sent": "…"})
    assert sweep(on=TODAY, now=NOW).drafts == 1
    assert list(ReportDraft.objects.all()) == [living]


def test_a_file_that_became_part_of_a_matter_stays_when_its_draft_goes(city) -> None:
    row = draft(NOW - DRAFT_LIFE - SECOND, photo=b"claimed photo")
    matter = petition(city).matter
    row.files.update(proceeding=matter)
    result = sweep(on=TODAY, now=NOW)
    assert (result.drafts, result.files) == (1, 0)
    assert StoredFile.objects.get(name="photo-1.jpg").path.exists()


def test_sheets_and_their_rejects_go_after_their_life(city, tmp_path, settings) -> None:
    settings.DATA = tmp_path
    (tmp_path / "ledgers").mkdir()
    hours = {"a.sheet": 25, "b.sheet": 23, "rejects-1.csv": 7 * 24 + 1, "rejects-hotline-2.csv": 7 * 24 - 1}
    for name, old in hours.items():
        path = tmp_path / "ledgers" / name
        path.write_text("reported by")
        os.utime(path, (time.time() - old * 3600,) * 2)
    assert sweep(on=TODAY, now=NOW).files == 2
    assert {path.name for path in (tmp_path / "ledgers").iterdir()} == {"b.sheet", "rejects-hotline-2.csv"}
    assert not list(walk(tmp_path, tmp_path / "else")), "no backup holds them"


def test_bytes_that_another_record_holds_stay(city, django_capture_on_commit_callbacks) -> None:
    draft(NOW - DRAFT_LIFE - SECOND, photo=b"same bytes")
    other = store_file(b"same bytes", name="scan.jpg", media_type="image/jpeg", now=NOW, declared=Declaration.INTERNAL)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(on=TODAY, now=NOW).files == 1
    assert other.read() == b"same bytes"


@pytest.mark.django_db(databases=["default", "identity"], transaction=True)
def test_seals_without_a_petition_go_after_a_day_and_those_of_a_living_draft_stay() -> None:
    old = NOW - ORPHAN_AGE - SECOND
    orphan, awaited = (seal(Identity("", "", ""), now=old) for _ in range(2))
    young = seal(Identity("", "", ""), now=NOW - ORPHAN_AGE)
    draft(old, photos_token=awaited)
    assert sweep(on=TODAY, now=NOW).orphans == 1
    tokens = set(SealedIdentity.objects.values_list("token", flat=True))
    assert tokens & {orphan, awaited, young} == {awaited, young}


def test_the_command_names_every_act_and_is_repeatable(run, city, monkeypatch) -> None:
    drive = petition(city).to("replied")
    monkeypatch.setattr("qingtian.web.commands.sweep.city_moment", lambda: NOW)
    done = run("sweep")
    assert done.exit_code == 0
    assert f"{drive.matter.number}  Close unrated" in done.stdout
    assert last_act(drive).on == TODAY
    again = json.loads(run("sweep", "--json").stdout)
    assert again == {"as_of": "2026-11-23", "acts": [], "drafts": 0, "files": 0, "orphans": 0, "erased": 0}


def test_as_of_is_the_legal_day_of_the_acts_and_not_later_than_today(run, city, monkeypatch) -> None:
    drive = petition(city).to("replied")
    day = drive.due("petitions.rating") + timedelta(days=1)
    monkeypatch.setattr("qingtian.web.commands.sweep.city_moment", lambda: NOW)
    refused = run("sweep", "--as-of", (TODAY + timedelta(days=1)).isoformat()).exception
    assert getattr(refused, "code", "") == "sweep.in_future"
    assert json.loads(run("sweep", "--as-of", (day - timedelta(days=1)).isoformat(), "--json").stdout)["acts"] == []
    assert run("sweep", "--as-of", day.isoformat()).exit_code == 0
    made = last_act(drive)
    assert (made.act, made.on, made.recorded_at) == ("close_unrated", day, NOW)


def test_a_refused_act_is_exit_1_and_named(run, city, monkeypatch) -> None:
    from qingtian.apps.proceedings.actions.sweep import Swept
    from qingtian.language import Text

    refused = Swept("XF-2026-000001", "lapse", Text("终结", "Lapse"), Text("不行", "not now"))
    monkeypatch.setattr("qingtian.apps.proceedings.actions.sweep.sweep_matters", lambda **_: iter([refused]))
    done = run("sweep")
    assert done.exit_code == 1
    assert "XF-2026-000001  Lapse: not performed. not now" in done.stdout
