"""``qingtian calendar``: an edit is kept, the clocks it touches are derived again by recorded act, once."""

from __future__ import annotations

import json
from datetime import date

import pytest

from qingtian.apps.proceedings.actions.edit_calendar import edit_calendar
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import CalendarDay
from qingtian.errors import QingtianError
from qingtian.language import Text
from tests.apps.proceedings.driving import petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

FRIDAY, NOW = date(2026, 6, 5), at(date(2026, 6, 3))
REST = (
    "--rest",
    "--name-zh",
    "临时放假",
    "--name-en",
    "special rest day",
    "--source",
    "市政府通知 9 号",
    "--by",
    "周明",
)


def rest(day: date = FRIDAY, **changed):
    values = {"working": False, "name": Text("临时放假", "rest"), "source": "通知 9 号", "by": "周明", "now": NOW}
    return edit_calendar(day, **{**values, **changed})


def test_a_new_day_of_rest_moves_the_clocks_counted_in_working_days(city) -> None:
    drive = petition(city).to("assigned")  # Monday 1 June: five working days end on Monday 8 June
    assert drive.due("petitions.objection_to_assignment") == date(2026, 6, 8)
    [changed] = rest().matters
    drive.matter.refresh_from_db()
    assert changed.number == drive.matter.number
    assert ("petitions.objection_to_assignment", "2026-06-08", "2026-06-09") in changed.clocks
    assert drive.due("petitions.objection_to_assignment") == date(2026, 6, 9)
    drive.holds()


def test_the_change_is_an_act_of_the_system_that_names_day_and_source(city) -> None:
    drive = petition(city).to("assigned")
    rest()
    act = drive.matter.acts.order_by("-seq")[0]
    record = act.content.content
    assert (act.act, act.on, record["by"]) == ("recompute_clocks", date(2026, 6, 3), {"kind": "system"})
    assert record["fields"]["why"] == "2026-06-05 临时放假：通知 9 号"


def test_matters_whose_clocks_do_not_change_receive_no_act(city) -> None:
    touched, untouched, ended = petition(city).to("assigned"), petition(city), petition(city).to("declined")
    before = [d.matter.acts.count() for d in (untouched, ended)]
    assert [m.number for m in rest().matters] == [touched.matter.number]
    assert [d.matter.acts.count() for d in (untouched, ended)] == before


def test_the_same_edit_again_writes_nothing_and_acts_on_nothing(city) -> None:
    drive = petition(city).to("assigned")
    assert rest().written is True
    acts = drive.matter.acts.count()
    again = rest()
    assert (again.written, again.matters) == (False, ())
    assert (CalendarDay.objects.count(), drive.matter.acts.count()) == (1, acts)


def test_a_run_that_was_stopped_is_finished_by_the_same_edit(city) -> None:
    drive = petition(city).to("assigned")
    CalendarDay.objects.create(
        day=FRIDAY,
        working=False,
        name_zh="临时放假",
        name_en="rest",
        source="通知 9 号",
        edited_by="周明",
        edited_at=NOW,
    )
    done = rest()
    assert done.written is False
    assert [m.number for m in done.matters] == [drive.matter.number]


def test_a_later_edit_of_the_day_holds_and_the_earlier_one_is_kept(city) -> None:
    drive = petition(city).to("assigned")
    rest()
    rest(working=True, name=Text("照常上班", "working day after all"), source="通知 10 号")
    drive.matter.refresh_from_db()
    assert drive.due("petitions.objection_to_assignment") == date(2026, 6, 8)
    assert [(e.working, e.source) for e in CalendarDay.objects.order_by("pk")] == [
        (False, "通知 9 号"),
        (True, "通知 10 号"),
    ]
    assert calendar().is_working(FRIDAY)
    drive.holds()


def test_the_day_before_the_last_act_is_told_as_a_refusal_and_stops_nothing_else(city) -> None:
    early, late = petition(city).to("assigned"), petition(city, date(2026, 6, 4)).to("assigned")
    done = {m.number: m for m in rest(now=at(date(2026, 6, 3))).matters}
    assert done[early.matter.number].clocks
    assert done[late.matter.number].refused is not None
    assert done[late.matter.number].clocks == ()


@pytest.mark.parametrize("blank", ["source", "by"])
def test_an_edit_without_source_or_editor_is_refused(city, blank: str) -> None:
    with pytest.raises(QingtianError) as refused:
        rest(**{blank: "  "})
    assert refused.value.code == "calendar.incomplete"
    assert CalendarDay.objects.count() == 0


def test_a_year_no_source_reaches_is_refused(city) -> None:
    with pytest.raises(QingtianError) as refused:
        rest(date(1999, 1, 4))
    assert refused.value.code == "calendar.outside_years"


def test_set_reports_every_matter_and_its_days(run, city, monkeypatch) -> None:
    drive = petition(city).to("assigned")
    monkeypatch.setattr("qingtian.web.commands.calendar.city_moment", lambda: NOW)
    done = run("calendar", "set", "2026-06-05", *REST)
    assert done.exit_code == 0
    assert "Recorded: 2026-06-05 is a rest day." in done.stdout
    assert f"{drive.matter.number}  petitions.objection_to_assignment: 2026-06-08 → 2026-06-09" in done.stdout
    again = json.loads(run("calendar", "set", "2026-06-05", *REST, "--json").stdout)
    assert again == {"date": "2026-06-05", "working": False, "written": False, "matters": []}


def test_set_asks_whether_the_day_is_worked(run) -> None:
    assert run("calendar", "set", "2026-06-05", *REST[1:]).exit_code == 2


def test_show_tells_holidays_make_up_days_and_edits_with_their_source(run, city) -> None:
    rest()
    shown = run("calendar", "show", "2026").stdout
    assert "2026-10-01  rest  National Day\n" in shown
    assert "2026-10-10  working  make-up working day for National Day" in shown
    assert "2026-06-05  rest  rest (edited by 周明; source: 通知 9 号)" in shown
    assert "2026-06-06" not in shown  # an ordinary Saturday


def test_show_marks_a_year_whose_notice_is_not_known(run, city) -> None:
    days = json.loads(run("calendar", "show", "2030", "--json").stdout)["days"]
    assert len(days) == 365
    assert all(d["provisional"] for d in days)
    assert "that year's notice is not known" in run("calendar", "show", "2030").stdout


def test_show_counts_every_day_of_a_leap_year(run, city) -> None:
    found = json.loads(run("calendar", "show", "2024", "--json").stdout)
    assert len(found["days"]) == 366
    assert found["working_days"] == sum(d["working"] for d in found["days"])


def test_show_refuses_a_year_out_of_reach(run, city) -> None:
    for year in ("1800", "0", "99999"):
        refused = run("calendar", "show", year).exception
        assert isinstance(refused, QingtianError), year
        assert refused.code == "calendar.outside_years"
