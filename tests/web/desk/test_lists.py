"""Lists: days left first, grouped by time, in a fixed number of queries, however many rows."""

import codecs
import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from qingtian.apps.proceedings.models import Party, Proceeding
from qingtian.web.desk.clock_views import days_left, elapsed
from qingtian.web.desk.list_choice import Choice, cut
from qingtian.web.desk.list_figures import group_of
from qingtian.web.desk.reporting import behind
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

#: a first visit after an act (figures counted) and a second (figures kept)
# two of the list's ask who sits there: the state of the account, and whom the officer stands in for
LIST_QUERIES, MATTER_QUERIES = 26, 44


def page(response) -> str:
    return response.content.decode()


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as main, CaptureQueriesContext(connections["identity"]) as sealed:
        assert client.get(address).status_code == 200
    return len(main) + len(sealed)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (date(2026, 11, 22), "overdue"),
        (date(2026, 11, 23), "soon"),
        (date(2026, 11, 24), "soon"),
        (date(2026, 11, 25), "week"),
        (date(2026, 11, 29), "week"),
        (date(2026, 11, 30), "later"),
        (None, "none"),
    ],
)
def test_a_matter_stands_in_the_group_of_its_earliest_day(due, group):
    assert group_of(due, TODAY) == group


def test_working_days_are_counted_where_the_law_counts_them():
    from qingtian.law import Calendar

    calendar = Calendar()
    friday, saturday, monday = date(2026, 11, 20), date(2026, 11, 21), TODAY
    assert days_left(monday, friday, "working_day", calendar) == (1, "working_day")
    assert days_left(monday, monday, "working_day", calendar) == (0, "working_day")
    assert days_left(friday, monday, "working_day", calendar) == (-1, "working_day")
    assert days_left(friday, saturday, "working_day", calendar) == (-1, "calendar_day")  # never reads as today
    assert days_left(monday, friday, "calendar_day", calendar) == (3, "calendar_day")


def test_the_elapsed_share_stays_between_nothing_and_all():
    start = date(2026, 11, 1)
    assert elapsed(start, date(2026, 11, 11), start) == 0
    assert elapsed(start, date(2026, 11, 11), date(2026, 11, 6)) == 50
    assert elapsed(start, date(2026, 11, 11), TODAY) == 100
    assert elapsed(start, start, start) == 100


def test_the_list_takes_as_many_queries_for_twenty_rows_as_for_two(report, sign_in):
    client = sign_in("petition-officer")
    for _ in range(2):
        report()
    queries_of(client, "/desk/?list=all")
    few = queries_of(client, "/desk/?list=all")
    for n in range(18):
        report(channel=("phone", "letter", "hotline_12345")[n % 3], area=("wangxi", "shiwan")[n % 2])
    first = queries_of(client, "/desk/?list=all")
    many = queries_of(client, "/desk/?list=all")
    assert many <= few + 1
    assert first <= LIST_QUERIES


def test_a_matter_with_many_acts_takes_no_more_queries(accepted, sign_in, act):
    client = sign_in("handler")
    few = queries_of(client, f"/desk/{accepted.number}/")
    for _ in range(15):
        act(accepted, "investigate", "handler", TODAY, where="a", officers="b", findings="c")
    assert queries_of(client, f"/desk/{accepted.number}/") <= few + 1
    assert few <= MATTER_QUERIES


def test_figures_are_exact_at_once_after_an_act(report, sign_in, act):
    client = sign_in("petition-officer")
    first = report()
    assert "<span>1 件</span>" in page(client.get("/desk/?list=all"))
    second = report()
    assert "<span>2 件</span>" in page(client.get("/desk/?list=all"))
    for matter in (first, second):
        act(matter, "register", "petition-officer", area="wangxi", subject="x")
    act(second, "decline", "petition-officer", ground="not_our_competence", where_to_go="市水务局")
    assert "<span>1 件</span>" in page(client.get("/desk/?list=all"))


def headed(shown: str) -> dict[str, dict[str, str]]:
    """The figures beside a list: heading, then label and number."""
    beside = shown[shown.index('class="facets"') :]
    found: dict[str, dict[str, str]] = {}
    for heading, links in re.findall(r"<section><h2>(.*?)</h2><ul>(.*?)</ul>", beside, re.DOTALL):
        rows = re.findall(r'<span>([^<]*)</span><span class="count">([^<]*)</span>', links)
        found[heading] = dict(rows)
    return found


@pytest.mark.parametrize(
    ("language", "mine", "everything", "to_do", "all_open", "places"),
    [
        ("", "我的", "看得到的全部", "待办", "全部在办", "地方 · {}"),
        ("/en", "Mine", "All I can see", "To do", "All open", "Places · {}"),
    ],
)
def test_every_figure_stands_under_the_words_that_say_what_it_counts(
    report, sign_in, act, language, mine, everything, to_do, all_open, places
):
    """One matter waits for the petition section, two with the branch are only seen by it."""
    _kept, *sent = [report() for _ in range(3)]
    for matter in sent:
        act(matter, "register", "petition-officer", area="wangxi", subject="x")
        act(matter, "sort", "petition-officer", **{"class": "statutory_duty"})
        act(matter, "forward", "petition-officer", handler="branch")
    client = sign_in("petition-officer")
    own = headed(page(client.get(f"{language}/desk/")))
    whole = headed(page(client.get(f"{language}/desk/?list=all")))
    assert own[mine] == whole[mine]
    assert int(whole[everything][all_open]) == int(whole[mine][to_do]) + 2
    assert sum(map(int, own[places.format(mine)].values())) <= int(own[mine][to_do])
    assert sum(map(int, whole[places.format(all_open)].values())) <= int(whole[everything][all_open])


def pages_of(parts, choice: Choice, size: int) -> list[int]:
    found, mark = [], ""
    while True:
        part = cut(parts, Choice(which=choice.which, sort=choice.sort, after=mark), size)
        found += [m.pk for m in part.rows]
        if not (mark := part.next):
            return found


@pytest.mark.parametrize("sort", ["due", "new"])
@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_page_by_page_every_matter_comes_once_and_in_order(report, sort, size):
    made = [report() for _ in range(7)]
    for n, matter in enumerate(made):
        due = None if n in (2, 5) else TODAY + timedelta(days=n % 3)
        Proceeding.objects.filter(pk=matter.pk).update(next_due=due)
    found = pages_of([Proceeding.objects.all()], Choice(which="all", sort=sort), size)
    halves = [Proceeding.objects.filter(pk__in=[m.pk for m in half]) for half in (made[::2], made[1::2])]
    assert pages_of(halves, Choice(which="mine", sort=sort), size) == found
    rows = {m.pk: m for m in Proceeding.objects.all()}
    if sort == "new":
        assert found == sorted(rows, reverse=True)
    else:
        assert found == sorted(rows, key=lambda pk: (rows[pk].next_due is None, rows[pk].next_due or TODAY, pk))


def test_what_waits_for_the_post_in_another_organ_is_mine_as_well_and_once(report, city):
    ours, theirs, others = (report() for _ in range(3))
    set_owner = Proceeding.objects.filter
    set_owner(pk=ours.pk).update(owner_organ="branch", owner_post="handler")
    set_owner(pk=theirs.pk).update(owner_organ="housing", owner_post="handler")
    set_owner(pk=others.pk).update(owner_organ="housing", owner_post="acceptor")
    Party.objects.create(proceeding=theirs, relation="helper", organ="branch", organ_path="x/", post="handler")
    Party.objects.create(proceeding=ours, relation="helper", organ="branch", organ_path="x/", post="handler")
    actor, choice = city.actor("handler", TODAY), Choice()
    found = pages_of(choice.parts(actor, TODAY), choice, 20)
    assert found == [ours.pk, theirs.pk] == list(choice.base(actor, TODAY).order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("recent", [0, 2, 4_000])
def test_a_search_finds_the_newest_whether_the_latest_matters_hold_enough_or_not(report, sign_in, monkeypatch, recent):
    monkeypatch.setattr("qingtian.web.desk.search.RECENT", recent)
    monkeypatch.setattr("qingtian.web.desk.search.FOUND_MOST", 2)
    numbers = [report().number for _ in range(4)]
    shown = page(sign_in("petition-officer").get("/desk/search/", {"q": "窑湾"})).partition('id="words-head"')[0]
    assert [number for number in numbers if number in shown] == numbers[-2:]


@pytest.mark.parametrize("mark", ["x", "~", "2026-13-45~3", "2026-11-23~x", "'; drop~1"])
def test_a_broken_mark_in_the_address_begins_at_the_first_page(report, sign_in, mark):
    matter = report()
    answer = sign_in("petition-officer").get("/desk/", {"list": "all", "after": mark, "n": "-1", "sort": "zzz"})
    assert answer.status_code == 200
    assert matter.number in page(answer)


def test_filters_stand_in_the_address_and_each_count_leads_to_its_list(report, sign_in):
    client = sign_in("petition-officer")
    phone, web = report(channel="phone"), report(channel="web", area="shiwan")
    shown = page(client.get("/desk/?list=all&channel=phone"))
    assert phone.number in shown
    assert web.number not in shown
    shown = page(client.get("/desk/?list=all&area=shiwan"))
    assert web.number in shown
    assert phone.number not in shown


def test_an_empty_list_says_so_and_what_comes_next(city, sign_in):
    shown = page(sign_in("petition-officer").get("/desk/?list=overdue"))
    assert "没有逾期的件。" in shown
    assert "看全部在办" in shown
    assert "Nothing is overdue." in page(sign_in("petition-officer").get("/en/desk/?list=overdue"))


def test_reports_people_and_channels_are_counted_over_what_was_merged(report, act):
    main = report(channel="web", phone="13800000001")
    others = [report(channel="phone", phone="+86 13800000001"), report(channel="web", phone="13800000002")]
    others.append(report(channel="letter", phone=""))
    for matter in [main, *others]:
        act(matter, "register", "petition-officer", area="wangxi", subject="x")
    for matter in others:
        act(matter, "merge", "petition-officer", main=main.number, why="同一处")
    found = behind([Proceeding.objects.get(pk=main.pk)])[main.pk]
    assert (found.reports, found.people, found.channels) == (4, 2, ("letter", "phone", "web"))
    assert found.text.zh == "4 件　2 人　3 渠道"


def test_the_csv_is_utf8_as_excel_reads_it_ends_lines_plainly_and_runs_no_formula(accepted, sign_in):
    Proceeding.objects.filter(pk=accepted.pk).update(title="=HYPERLINK(1)")
    answer = sign_in("handler").get("/desk/?list=all&format=csv")
    assert answer.content.startswith(codecs.BOM_UTF8)
    text = answer.content.decode("utf-8-sig")
    assert "\r" not in text
    head, row = csv.reader(io.StringIO(text))
    assert head[0] == "编号"
    assert row[0] == accepted.number
    assert row[2] == "'=HYPERLINK(1)"


def test_keys_are_told_and_rows_can_be_walked(accepted, sign_in):
    shown = page(sign_in("handler").get("/desk/?list=all"))
    assert "<tr data-row>" in shown
    assert "<kbd>J</kbd>" in shown
    assert 'id="all-keys"' in shown
