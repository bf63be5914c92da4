"""The index follows the records, survives kills, forgets what is erased, and is made again whole."""

from __future__ import annotations

import pytest
from django.conf import settings

from qingtian.apps.operations import index_health
from qingtian.apps.operations.backup import folder as saved
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.repeats.models import IndexDue
from qingtian.apps.repeats.policy import marks_in_sight, sees_accusations
from qingtian.apps.repeats.text_index import folder, writing
from qingtian.apps.repeats.text_index.asking import Asked, holding, similar
from qingtian.apps.repeats.text_index.reading import searcher
from tests.apps.proceedings.driving import MONDAY
from tests.apps.repeats.conftest import AGAIN, KILN, OTHER, cover

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def found(*phrases: str, **more: object) -> list[int]:
    index = searcher()
    return holding(index, Asked(phrases, **more), 50) if index else []  # type: ignore[arg-type]


def test_the_first_sweep_makes_the_index_and_later_ones_take_over_what_changed(told):
    first = told(KILN)
    assert searcher() is None
    assert writing.sweep().made_anew
    assert found("塑料加工点") == [first.matter.pk]
    second = told(OTHER)
    assert found("洗车店") == []
    writing.sweep()
    assert found("洗车店") == [second.matter.pk]
    cover(second.matter.petition, "河堤步道旁的■■把污水直接排进河里。")
    writing.sweep()
    assert (found("洗车店"), found("污水直接")) == ([], [second.matter.pk])
    assert IndexDue.objects.count() == 0
    assert writing.sweep().keys == ()


def test_single_characters_phrases_and_every_writing_of_them_are_found(told):
    one = told("河西路ＡＢ厂，夜里1１点排烟").matter.pk
    writing.make()
    for phrase in ("烟", "排烟", "夜里11点", "ab厂", "河西 路", "AB厂夜里"):
        assert found(phrase) == [one], phrase
    for phrase in ("排夜", "", "，", "烟排", "狼"):
        assert found(phrase) == [], phrase


def test_a_kill_between_commit_and_index_or_between_index_and_its_note_loses_nothing(told, monkeypatch):
    writing.make()
    one = told(KILN).matter.pk
    monkeypatch.setattr(writing, "write", lambda place, keys: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        writing.sweep()
    monkeypatch.undo()
    assert IndexDue.objects.filter(proceeding=one).exists()
    place = folder.current()
    assert place
    writing.write(place, [one])  # written, and killed before the note went
    assert writing.sweep().keys == (one,)
    assert found("塑料加工点") == [one]
    assert searcher().num_docs == 1


def test_what_changes_while_it_is_written_stays_due(told, monkeypatch):
    writing.make()
    drive, real = told(KILN), writing.write

    def meanwhile(place, keys):
        done = real(place, keys)
        cover(drive.matter.petition, OTHER)
        return done

    monkeypatch.setattr(writing, "write", meanwhile)
    writing.sweep()
    monkeypatch.undo()
    assert IndexDue.objects.count() == 1
    writing.sweep()
    assert found("洗车店") == [drive.matter.pk]


def test_a_making_broken_off_leaves_the_old_index_and_is_swept_away(told, monkeypatch):
    one = told(KILN).matter.pk
    writing.make()
    monkeypatch.setattr(folder, "put_in_use", lambda place: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        writing.make()
    monkeypatch.undo()
    assert found("塑料加工点") == [one]
    writing.make()
    assert len(list(folder.folder().glob("made-*"))) == 1
    assert found("塑料加工点") == [one]


def test_one_process_writes_and_the_others_leave_it_due(told):
    writing.make()
    told(KILN)
    with folder.writing(wait=False) as mine:
        assert mine
        assert writing.sweep().busy
    assert IndexDue.objects.count() == 1


def test_erased_words_are_found_no_more_and_leave_the_files_with_the_next_making(told):
    drive = told(KILN)
    writing.make()
    WorkingCopy.objects.filter(petition=drive.matter.petition).delete()
    assert writing.sweep().removed == 1
    assert found("塑料加工点") == []
    assert similar(searcher(), AGAIN, 5) == []
    assert writing.words_removed()
    writing.make()
    assert not writing.words_removed()
    needle = "塑料".encode()
    assert not [p for p in folder.folder().rglob("*") if p.is_file() and needle in p.read_bytes()]


@pytest.mark.once
def test_the_index_is_in_no_backup(told, tmp_path):
    told(KILN)
    writing.make()
    assert not [p for p in saved.walk(settings.DATA, tmp_path) if folder.NAME in p.parts]


def test_marks_of_a_scope_leave_out_nothing_an_officer_may_see(city, told):
    drives = [
        told(KILN, area="wangxi").to("assigned"),
        told(KILN, area="shiwan"),
        told(KILN, area="").to("accepted"),
        told(KILN).to("accusation"),
    ]
    writing.make()
    for post in city.people:
        actor = city.actor(post, MONDAY)
        marks = marks_in_sight(actor)
        seen = set(visible(actor).filter(pk__in=[d.matter.pk for d in drives]).values_list("pk", flat=True))
        offered = set(found("窑湾", sight=marks, restricted_too=sees_accusations(actor))) if marks else set()
        assert seen <= offered, post


def test_reports_like_it_come_first(told):
    one = told(KILN).matter.pk
    told(OTHER)
    writing.make()
    assert [key for key, _ in similar(searcher(), AGAIN, 5)] == [one]


def test_health_says_whether_the_index_is_there_and_follows(told, monkeypatch):
    def found():
        return [(one.code, one.state) for one in index_health.index_findings()]

    assert found() == []
    told(KILN)
    assert found() == [("repeats.index", "look")]
    writing.make()
    assert found() == [("repeats.index", "well")]
    monkeypatch.setattr(index_health, "FAR_BEHIND", 0)
    assert found() == [("repeats.index", "look")]
