"""A row for every open case, filled in once, in the case's own trail; late from the day after; frozen when merged."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from qingtian.apps.proceedings.models import Act
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.schedules.actions.chase import chase
from qingtian.apps.schedules.actions.merge_table import merge_table, preview
from qingtian.apps.schedules.frozen import frozen_rows, frozen_table
from qingtian.apps.schedules.models import Schedule, ScheduleRow, Urging
from qingtian.apps.schedules.queries import by_area, months_seen, on_time_share, owed, rows_seen
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from qingtian.trail import sm3
from tests.apps.proceedings.driving import case
from tests.apps.schedules.walking import FILL_BY, FIRST, SAID, act, fill, merge, open_month, rectifying, row_of
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


@pytest.fixture
def month(city):
    drives = [rectifying(city), rectifying(city, subject="二厂粉尘")]
    return drives, open_month(city)


def said(drive):
    return Act.objects.filter(proceeding=drive.matter, act="progress").count()


def test_every_contracted_case_that_is_open_has_a_row_and_only_those_put_right_owe(city):
    states = {
        state: case(city, subject=state).to(state) for state in ("listed", "contracted", "rectifying", "withdrawn")
    }
    schedule = open_month(city)
    owing = {row.subject: row.owed for row in schedule.rows.all()}
    assert owing == {"contracted": False, "rectifying": True}
    assert schedule.rows.get(case=states["rectifying"].matter).unit == "wangxi-town"


@pytest.mark.parametrize(
    ("on", "late"),
    [(FIRST, False), (FILL_BY - DAY, False), (FILL_BY, False), (FILL_BY + DAY, True)],
)
def test_a_row_is_late_from_the_day_after_the_day_to_fill_in_by(city, month, on, late):
    (first, _), schedule = month
    assert schedule.fill_by == FILL_BY
    assert fill(city, row_of(schedule, first), on).late is late


@pytest.mark.parametrize(
    ("opened", "fill_by"),
    [
        (date(2026, 7, 1), date(2026, 7, 8)),  # Wednesday: Thursday, Friday, then Monday to Wednesday
        (date(2026, 7, 4), date(2026, 7, 10)),  # Saturday: the rest day is no working day
        (date(2026, 7, 5), date(2026, 7, 10)),  # Sunday: the same
        (date(2026, 9, 30), date(2026, 10, 13)),  # before the holiday of the first week of October
    ],
)
def test_the_day_to_fill_in_by_is_counted_in_working_days(city, opened, fill_by):
    schedule = open_month(city, opened, f"{opened:%Y-%m}")
    assert schedule.fill_by == fill_by


def test_what_is_filled_in_is_one_act_of_the_case_and_never_two(city, month):
    (first, second), schedule = month
    row = fill(city, row_of(schedule, first), FIRST, once="form-1")
    first.matter.refresh_from_db()
    assert (said(first), said(second)) == (1, 0)
    assert row.said_in == first.matter.seq
    assert (row.planned, row.percent, row.pace, row.filled_by) == (SAID["planned"], 60, "on_pace", "wangxi-town")
    assert fill(city, row, FIRST, once="form-1").pk == row.pk, "the same form sent twice"
    with pytest.raises(Refused) as refused:
        fill(city, row, FIRST, once="form-2")
    assert refused.value.code == "schedule.filled"
    assert said(first) == 1


def test_progress_recorded_on_the_case_itself_stands_in_the_month(city, month, django_capture_on_commit_callbacks):
    (first, _), schedule = month
    with django_capture_on_commit_callbacks(execute=True):
        act(city, first.matter, "progress", "town", FILL_BY + DAY, fields=SAID)
    row = row_of(schedule, first)
    assert (row.late, row.actual) == (True, SAID["actual"])


def test_a_voided_progress_leaves_the_row_owing_again(city, month, django_capture_on_commit_callbacks):
    (first, _), schedule = month
    fill(city, row_of(schedule, first), FIRST)
    first.matter.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        act(city, first.matter, "correct", "town", FIRST, fields={"number": first.matter.seq, "why": "填错了"})
    row = row_of(schedule, first)
    assert (row.owing, row.filled_on, row.actual) == (True, None, "")


def test_a_second_report_of_the_month_changes_what_is_said_and_not_when(
    city, month, django_capture_on_commit_callbacks
):
    (first, _), schedule = month
    fill(city, row_of(schedule, first), FILL_BY)
    with django_capture_on_commit_callbacks(execute=True):
        act(city, first.matter, "progress", "town", FILL_BY + DAY, fields={**SAID, "actual": "风机已调试。"})
    row = row_of(schedule, first)
    assert (row.filled_on, row.late, row.actual) == (FILL_BY, False, "风机已调试。")


def test_a_case_that_moves_on_before_it_is_filled_in_owes_nothing(city, month, django_capture_on_commit_callbacks):
    (first, _), schedule = month
    with django_capture_on_commit_callbacks(execute=True):
        first.day = FIRST
        first.to("self_checked")
    assert not row_of(schedule, first).owed
    assert len(owed(FIRST, FILL_BY)) == 1


def test_the_area_government_fills_in_for_its_unit_and_another_unit_does_not(city, month):
    (first, second), schedule = month
    assert fill(city, row_of(schedule, first), FIRST, by="clerk").filled_by == "wangxi-government"
    with pytest.raises(Refused) as refused:
        fill(city, row_of(schedule, second), FIRST, by="handler-2")
    assert refused.value.code == "act.not_you"


@pytest.mark.parametrize("percent", ["-1", "101"])
def test_a_percentage_lies_between_nought_and_a_hundred(city, month, percent):
    (first, second), schedule = month
    with pytest.raises(Refused):
        fill(city, row_of(schedule, first), FIRST, percent=percent)
    assert fill(city, row_of(schedule, first), FIRST, percent="0").percent == 0
    assert fill(city, row_of(schedule, second), FIRST, percent="100").percent == 100


def test_who_is_behind_says_why(city, month):
    (first, _), schedule = month
    with pytest.raises(Refused) as refused:
        fill(city, row_of(schedule, first), FIRST, pace="behind")
    assert refused.value.code == "act.guard"
    assert fill(city, row_of(schedule, first), FIRST, pace="behind", difficulty="资金没到位。").pace == "behind"


def test_one_schedule_a_month_and_city_until_it_is_dropped(city, month):
    _, schedule = month
    with pytest.raises(Refused) as refused:
        open_month(city)
    assert refused.value.code == "schedule.month_taken"
    act(city, schedule.proceeding, "drop_month", "inspector", FIRST, fields={"ground": "开错了"})
    assert open_month(city).standing


@pytest.mark.parametrize(
    ("month_", "allowed"), [("2026-08", False), ("2026-07", True), ("2026-06", True), ("2026-05", False)]
)
def test_only_this_month_or_the_one_before_is_opened(city, month_, allowed):
    if allowed:
        assert open_month(city, month=month_).month.isoformat() == f"{month_}-01"
        return
    with pytest.raises(Refused):
        open_month(city, month=month_)


def chased(city, schedule, on, units=("wangxi-town",), **more):
    schedule.proceeding.refresh_from_db()
    seq = schedule.proceeding.seq
    return chase(schedule, units, by=city.actor("inspector", on), on=on, now=at(on), expected_seq=seq, **more)


def test_who_owes_is_chased_by_a_notice_once_the_day_is_over(city, month):
    (first, second), schedule = month
    fill(city, row_of(schedule, first), FIRST)
    with pytest.raises(ReasonWanted):
        chased(city, schedule, FILL_BY)
    (made,) = chased(city, schedule, FILL_BY + DAY, words="今天报来。")
    assert made.paper.template == "schedule_urging_notice"
    urging = Urging.objects.get(schedule=schedule)
    assert (urging.unit, urging.rows, urging.words) == ("wangxi-town", 1, "今天报来。")
    assert second.matter.number in made.content.content["fields"]["owing"]
    assert first.matter.number not in made.content.content["fields"]["owing"]


def test_an_organ_that_owes_nothing_is_not_chased_and_then_nobody_is(city, month):
    _, schedule = month
    with pytest.raises(Refused) as refused:
        chased(city, schedule, FILL_BY + DAY, ("wangxi-town", "branch"))
    assert refused.value.code == "act.guard"
    assert not Urging.objects.exists()


def test_a_merged_month_is_what_was_filled_in_and_stays_so(city, month, django_capture_on_commit_callbacks):
    (first, second), schedule = month
    fill(city, row_of(schedule, first), FILL_BY + DAY)
    merge(city, schedule)
    record = schedule.proceeding.acts.get(act="merge_table").content.content
    assert record["fields"]["table"][0]["sm3"] == sm3(frozen_table(frozen_rows(schedule)))
    assert {n: record["fields"][n] for n in ("rows", "filled", "late", "owed")} == {
        "rows": 2,
        "filled": 1,
        "late": 1,
        "owed": 1,
    }
    held = schedule.table.read().decode("utf-8-sig")
    assert SAID["actual"] in held
    with django_capture_on_commit_callbacks(execute=True):
        act(city, first.matter, "progress", "town", FILL_BY + 2 * DAY, fields={**SAID, "actual": "后来的话。"})
    with pytest.raises(Refused) as refused:
        fill(city, row_of(schedule, second), FILL_BY + 2 * DAY)
    assert refused.value.code == "schedule.merged"
    assert row_of(schedule, first).actual == SAID["actual"]
    assert sm3(frozen_table(frozen_rows(schedule))) == schedule.table.sm3
    schedule.proceeding.refresh_from_db()
    assert list(verify_proceeding(schedule.proceeding)) == []


def test_a_table_that_somebody_else_wrote_is_not_merged(city, month):
    _, schedule = month
    on, stored = FILL_BY + DAY, ScheduleRow.objects.count()
    counts = preview(schedule).counts
    other = month[0][0]._file()
    with pytest.raises(Refused) as refused:
        act(
            city,
            schedule.proceeding,
            "merge_table",
            "inspector",
            on,
            fields={**{n: str(v) for n, v in counts.items()}, "table": other},
        )
    assert (refused.value.code, stored) == ("act.guard", 2)


def test_a_voided_merging_lets_the_month_be_filled_in_again(city, month):
    (first, _), schedule = month
    merge(city, schedule)
    act(
        city,
        schedule.proceeding,
        "correct",
        "inspector",
        schedule.merged_on,
        fields={"number": schedule.proceeding.acts.count(), "why": "漏了一件"},
    )
    schedule.refresh_from_db()
    assert (schedule.merged_on, schedule.table) == (None, None)
    assert fill(city, row_of(schedule, first), FILL_BY + DAY).late


def test_the_month_goes_up_in_declared_columns_and_is_closed(city, month):
    _, schedule = month
    merge(city, schedule)
    on, matter = schedule.merged_on, schedule.proceeding
    sent = {"to_whom": "省整改办", "way": "公文系统"}
    with pytest.raises(Refused):
        act(city, matter, "send_up", "inspector", on, fields={**sent, "columns": "nobody's"})
    act(city, matter, "send_up", "inspector", on, fields={**sent, "columns": "provincial"})
    assert matter.projection["clocks"]["schedules.sending"]["status"] == "stopped"
    act(city, matter, "close_month", "inspector", on)
    assert matter.ended_on == on


def test_a_stale_preview_merges_nothing(city, month):
    _, schedule = month
    on = FILL_BY + DAY
    with pytest.raises(Refused) as refused:
        merge_table(schedule, by=city.actor("inspector", on), on=on, now=at(on), expected_seq=7)
    assert refused.value.code == "act.stale"
    assert Schedule.objects.get(pk=schedule.pk).merged_on is None


def test_the_share_in_time_and_what_is_owed_by_a_day(city, month):
    (first, second), schedule = month
    fill(city, row_of(schedule, first), FILL_BY)
    assert [row.case_id for row in owed(FIRST, FILL_BY - DAY)] == [first.matter.pk, second.matter.pk]
    assert [row.case_id for row in owed(FIRST, FILL_BY)] == [second.matter.pk]
    fill(city, row_of(schedule, second), FILL_BY + DAY)
    share = on_time_share(city.areas["wangxi"], FIRST, FILL_BY)
    assert (share.on_time, share.of, share.value) == (1, 2, Fraction(1, 2))
    assert on_time_share(city.areas["wangxi"], FIRST, FILL_BY - DAY).value is None
    assert on_time_share(city.areas["shiwan"], FIRST, FILL_BY).value is None
    (counts,) = by_area(schedule.rows.select_related("area"))
    assert (counts.rows, counts.asked, counts.filled, counts.late, counts.owed) == (2, 2, 2, 1, 0)


def test_a_county_sees_the_month_by_its_own_rows_and_not_the_matter(city, month):
    _, schedule = month
    own, other = city.actor("clerk", FIRST), city.actor("handler-2", FIRST)
    assert rows_seen(own, schedule).count() == 2
    assert rows_seen(other, schedule).count() == 0
    assert list(months_seen(own)) == [schedule]
    assert list(months_seen(other)) == []
