"""From reports to an issue: computed, screened, explained, remedied or made a case, and never twice."""

from datetime import date, timedelta

import pytest

from qingtian.apps.hot_issues.actions.compute import common_area, compute
from qingtian.apps.hot_issues.gathering import cell
from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.hot_issues.queries import explained, issues
from qingtian.apps.hot_issues.settings import own_file, thresholds
from qingtian.apps.identities.vault import Identity
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.places.models import Source
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import DeclarationError, Refused
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive, case, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ON = date(2026, 6, 20)


def reported(city, n, *, phone=True, place=(25.04, 102.7), kinds=("air",)):
    """n reports from n people at one place, with covered words drafted."""
    words = {"report": "夜里有刺鼻的气味", "channel": "web", "receiver": "petitions", "area": "wangxi"}
    made = []
    for number in range(n):
        report = Report(**words, kinds=kinds, latitude=place[0], longitude=place[1])
        identity = Identity("", f"1390000{number:04d}" if phone else "", "")
        found = receive(report, identity, by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP").petition
        made.append(Drive(city, found.proceeding))
    catch_up()
    return made


def computed(on=ON):
    return compute(on, at(on))


def test_many_people_at_one_place_raise_an_issue_that_must_be_screened(city):
    reported(city, 5)
    assert computed().raised == 1
    issue = HotIssue.objects.get()
    drive = Drive(city, issue.proceeding, ON)
    assert (issue.basis, drive.state, issue.reports.count()) == ("cell", "raised", 5)
    assert drive.clock("hot_issues.screening").owner["chain"][-1] == "petitions"
    assert next(text.zh for text in explained(issue).sentences).startswith("5 个不同电话的人")


def test_computing_again_raises_nothing_new_and_renews_the_figures(city):
    reported(city, 5)
    computed()
    for drive in reported(city, 2, place=(25.0401, 102.7001)):
        assert drive.matter
    again = computed()
    assert (again.raised, again.renewed) == (0, 1)
    assert HotIssue.objects.get().reports.count() == 7


def test_fewer_people_than_the_threshold_raise_nothing(city):
    reported(city, 4)
    assert computed().hot == 0


def test_reports_without_a_telephone_are_no_crowd(city):
    reported(city, 4, phone=False)
    assert computed().hot == 0


def test_a_source_named_in_the_covered_words_ties_reports_of_the_same_kind(city):
    Source.objects.create(
        code="north", name_zh="云屏北方铸造厂", name_en="North Foundry", kind="industry", area=city.areas["wangxi"]
    )
    for number, drive in enumerate(reported(city, 6, place=(None, None))):
        found = Petition.objects.get(proceeding=drive.matter)
        text = "云屏北方铸造厂夜里冒烟" if number else "别的厂"
        WorkingCopy.objects.update_or_create(petition=found, defaults={"text": text, "drafted_at": at(ON)})
    computed()
    issue = HotIssue.objects.get()
    assert (issue.basis, issue.name, issue.reports.count()) == ("source", "north/air", 5)
    assert issue.proceeding.title.startswith("云屏北方铸造厂")


def test_reports_of_one_matter_in_other_words_are_tied_by_their_topic_within_one_area(city):
    told = [
        "窑湾橡胶厂夜里排黑烟，味道刺鼻",
        "窑湾那个橡胶厂半夜冒黑烟呛人",
        "橡胶厂在窑湾夜间偷排黑烟",
        "夜里窑湾橡胶厂的黑烟飘进屋",
        "窑湾橡胶厂又排黑烟了，夜里最重",
    ]
    for text, drive in zip(told, reported(city, 5, place=(None, None)), strict=True):
        held = Petition.objects.get(proceeding=drive.matter)
        WorkingCopy.objects.update_or_create(petition=held, defaults={"text": text, "drafted_at": at(ON)})
    computed()
    issue = HotIssue.objects.get()
    assert (issue.basis, issue.reports.count()) == ("topic", 5)


def test_dismissed_reports_do_not_come_back_but_new_ones_do(city):
    reported(city, 5)
    computed()
    drive = Drive(city, HotIssue.objects.get().proceeding, ON)
    drive.do("dismiss")
    assert computed(ON + timedelta(days=1)).hot == 0
    reported(city, 5)
    assert computed(ON + timedelta(days=2)).raised == 1


def test_an_issue_is_settled_only_after_it_was_followed_up(city):
    reported(city, 5)
    computed()
    drive = Drive(city, HotIssue.objects.get().proceeding, ON)
    drive.do("screen")
    drive.do("find_cause", fields={"causes": ["layout"]})
    drive.do("plan_remedy", fields={"remedying": "branch"})
    assert drive.clock("hot_issues.remedy").owner["chain"][-1] == "branch"
    with pytest.raises(Refused):
        drive.do("settle")
    drive.do("follow_up")
    drive.do("settle")
    assert (drive.state, drive.matter.ended_on) == ("settled", ON)
    drive.holds()


def test_a_promoted_issue_and_its_reports_gave_rise_to_the_case_and_wait_for_its_acceptance(city):
    for drive in reported(city, 5)[:2]:
        drive.day = ON
        drive.to("accepted")
    catch_up()
    computed()
    issue = Drive(city, HotIssue.objects.get().proceeding, ON)
    issue.do("screen")
    raised = case(city, ON).matter
    issue.do("promote", "petition-officer", fields={"raised": raised.number})
    links = Link.objects.filter(target=raised, kind="gave_rise_to", undone_by=None)
    assert links.count() == 3
    issue.do("follow_up")
    with pytest.raises(Refused, match="not been accepted"):
        issue.do("settle")
    Proceeding.objects.filter(pk=raised.pk).update(state="accepted")
    issue.do("settle")
    assert issue.state == "settled"


def test_a_petition_is_no_case_an_issue_can_become(city):
    reported(city, 5)
    computed()
    issue = Drive(city, HotIssue.objects.get().proceeding, ON)
    issue.do("screen")
    with pytest.raises(Refused):
        issue.do("promote", fields={"raised": petition(city).matter.number})


def test_an_undone_promotion_takes_its_link_back(city):
    reported(city, 5)
    computed()
    issue = Drive(city, HotIssue.objects.get().proceeding, ON)
    issue.do("screen")
    act = issue.do("promote", fields={"raised": case(city, ON).matter.number})
    issue.do("correct", "petition-officer", fields={"number": act.seq})
    assert (issue.state, issue.matter.links_out.filter(undone_by=None).count()) == ("screened", 0)


def test_others_do_not_screen_and_do_not_see_what_is_none_of_theirs(city):
    reported(city, 5)
    computed()
    issue = Drive(city, HotIssue.objects.get().proceeding, ON)
    with pytest.raises(Refused, match=r"\[act.not_you\]"):
        issue.do("screen", "handler")
    assert list(issues(city.actor("handler-2", ON), ended=False)) == []
    assert len(issues(city.actor("petition-officer", ON), ended=False)) == 1


def test_the_title_holds_no_word_of_a_report(city):
    made = reported(city, 5)
    computed()
    title = HotIssue.objects.get().proceeding.title
    assert not any(
        word and word in title
        for drive in made
        for word in Petition.objects.get(proceeding=drive.matter).report.split()
    )


def test_the_office_sets_its_own_thresholds_and_a_broken_file_is_said(city, settings, tmp_path):
    settings.DATA = tmp_path
    assert thresholds().recent_days == 30
    own_file().write_text("window_days: 10", encoding="utf-8")
    with pytest.raises(DeclarationError):
        thresholds()


def test_the_common_area_is_the_smallest_that_holds_all(city):
    wangxi, shiwan = city.areas["wangxi"].pk, city.areas["shiwan"].pk
    assert common_area([wangxi, wangxi]).code == "wangxi"
    assert common_area([wangxi, shiwan]).code == "city"
    assert common_area([]) is None


def test_neighbours_across_the_edge_of_a_square_are_in_two_and_a_square_is_as_long_as_said():
    assert cell(25.04, 102.7, 500) == cell(25.0401, 102.7001, 500)
    assert cell(25.04, 102.7, 500) != cell(25.05, 102.7, 500)
