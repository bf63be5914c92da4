"""Report drafts: frozen once made, written from nothing else, units and never persons."""

from datetime import date

import pytest

from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.batch import batch
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.reports import KINDS, compose, draft, read
from qingtian.apps.petition_figures.reports.record import canonical
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.places.models import Source
from qingtian.apps.proceedings.models import Proceeding, UpstreamNumber
from qingtian.errors import UnusableInput
from qingtian.language import Text
from tests.apps.petition_figures.world import rows
from tests.apps.proceedings.driving import MONDAY, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
AS_OF = date(2026, 11, 23)
ORGAN, PERIOD = Text("市生态环境局", "City Bureau"), Text("本期", "The period")


def drafted(kind="monthly", text="2026-10", as_of=AS_OF):
    return draft(kind, text, as_of=as_of, now=at(as_of))


def words(report, language="zh"):
    document = compose(report, language, organ=ORGAN, title_period=PERIOD)
    tables = [cell for part in document.parts if part.table for row in part.table.rows for cell in row]
    return document.text() + "\n".join([*document.notes, *tables])


def test_a_draft_stays_what_it_was_when_figures_change_afterwards():
    made = rows([{}, {}])
    report = drafted()
    before = words(report)
    CountedPetition.objects.filter(pk=made[0].pk).delete()
    assert words(report) == before
    assert drafted().sm3 != report.sm3


def test_equal_records_give_equal_figures_to_the_byte():
    rows([{"channel": "phone"}, {"kinds": 3}])
    assert drafted().figures == drafted().figures
    assert canonical(read(drafted())) == drafted().figures


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_composed_in_both_languages_and_says_what_is_ours(city, kind):
    rows([{"channel": "hotline_12345", "handler": "branch"}])
    text = {"week": "2026-W41", "month": "2026-10", "year": "2026"}[KINDS[kind].covers]
    report = drafted(kind, text)
    assert "口径是我们定的" in words(report)
    assert "The definitions are ours" in words(report, "en")


def test_the_assessment_of_12345_counts_its_orders_alone_and_marks_itself_unverified(city):
    rows([{"channel": "hotline_12345", "handler": "branch"}, {"channel": "web"}])
    report = drafted("hotline")
    assert read(report)["whole"]["reports"] == 1
    assert "没有读到正式文本" in words(report)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("monthly", "2026-W45", "figures.report_period"),
        ("monthly", "十月", "periods.unreadable"),
        ("monthly", "2026-12", "figures.report_future"),
        ("monthly", "2020-01", "figures.report_empty"),
    ],
)
def test_a_period_that_makes_no_report_is_refused_by_name(kind, text, code):
    rows([{}])
    with pytest.raises(UnusableInput, match=rf"\[{code}\]"):
        drafted(kind, text)


def test_a_period_without_an_earlier_one_says_the_gap():
    rows([{}])
    assert "才有数据" in words(drafted())
    assert "空缺，不是零" in words(drafted())


def test_the_most_complained_of_are_units_of_the_registry_from_covered_words(city):
    Source.objects.create(code="n", name_zh="北方铸造厂", name_en="Foundry", kind="industry", area=city.areas["wangxi"])
    drive = petition(city)
    held = Petition.objects.get(proceeding=drive.matter)
    WorkingCopy.objects.update_or_create(
        petition=held, defaults={"text": "北方铸造厂冒烟，找王大力", "drafted_at": at(MONDAY)}
    )
    catch_up()
    report = drafted(text="2026-06")
    assert [one["name"]["zh"] for one in read(report)["complained"]] == ["北方铸造厂"]
    assert "王大力" not in report.figures


def test_acts_of_the_period_are_counted_and_a_voided_one_is_not(city):
    drive = petition(city).to("assigned")
    urged = drive.do("urge")
    drive.do("urge")
    drive.do("correct", "petition-officer", fields={"number": urged.seq})
    catch_up()
    acts = read(drafted(text="2026-06"))["acts"]
    assert (acts["forward"], acts["urge"], acts["assign"]) == (1, 1, 0)


def test_suggestions_answered_are_counted_by_how_far_they_were_adopted(city):
    petition(city).to("suggestion").do("answer", fields={"adopted": "partly"})
    catch_up()
    assert read(drafted("annual", "2026"))["suggestions"] == {"wholly": 0, "partly": 1, "not": 0}


# --- the daily table of an inspection


def test_the_table_holds_the_days_reports_as_a_numbered_batch(city):
    petition(city)
    petition(city, date(2026, 6, 2))
    catch_up()
    found = batch(date(2026, 5, 29), MONDAY, "zh")
    assert (found.number, len(found.rows)) == (4, 1)


def test_the_table_says_the_findings_the_outcome_and_what_was_carried_out(city):
    drive = petition(city).to("accepted")
    drive.do("investigate", fields={"findings": "烟囱冒烟，联系人王大力电话13912345678。"})
    drive.do("conclude", fields={"outcome": "supported", "opinion": "责令改正。"})
    catch_up()
    (row,) = batch(MONDAY, MONDAY, "zh").rows
    assert row[5] == "属实"
    assert "责令改正" in row[6]
    assert "冒烟" in row[4]
    assert "13912345678" not in "".join(row)


def test_a_report_nobody_has_looked_into_says_so_and_names_no_reporter(city):
    petition(city, report="我是李小红，电话13912345678，厂里冒烟")
    catch_up()
    (row,) = batch(MONDAY, MONDAY, "zh", actor=city.actor("petition-officer", MONDAY)).rows
    assert "冒烟" in row[1]
    assert (row[4], row[5], row[7]) == ("正在核实", "正在核实", "—")
    assert not {"李小红", "13912345678"} & set(row[1].split("，"))
    assert "13912345678" not in row[1]


def test_rows_and_words_are_those_the_officer_may_see_and_the_command_prints_confirmed_copies(city):
    drive = petition(city, report="厂里冒烟")
    secret = petition(city)
    Proceeding.objects.filter(pk=secret.matter.pk).update(handling_mark=Proceeding.Handling.WORK_SECRET)
    catch_up()
    everywhere = CountedPetition.objects.values_list("pk", flat=True)
    assert len(everywhere) == 2
    outside = city.actor("inspector", MONDAY)
    assert batch(MONDAY, MONDAY, "zh", actor=outside).rows == []
    (row,) = batch(MONDAY, MONDAY, "zh").rows
    assert row[:2] == [drive.matter.number, "—"]
    WorkingCopy.objects.filter(petition__proceeding=drive.matter).update(confirmed_at=at(MONDAY))
    assert "冒烟" in batch(MONDAY, MONDAY, "zh").rows[0][1]


@pytest.mark.parametrize(("outcome", "said"), [("explained", "合理但缺乏依据"), ("not_supported", "不予支持")])
def test_an_opinion_that_does_not_say_whether_it_was_true_stands_as_it_is(city, outcome, said):
    petition(city).to("accepted").step("investigate").step("conclude", outcome=outcome)
    catch_up()
    (row,) = batch(MONDAY, MONDAY, "zh").rows
    assert row[5].startswith("—（未核实")
    assert said in row[5]
    assert not row[5].startswith("部分")


def test_the_number_is_the_sources_where_there_is_one_and_a_source_can_be_kept_alone(city):
    first, second = petition(city), petition(city)
    UpstreamNumber.objects.create(proceeding=second.matter, system="inspection", number="D3-17", noted_on=MONDAY)
    catch_up()
    found = batch(MONDAY, MONDAY, "zh")
    assert [one[0] for one in found.rows] == [first.matter.number, "D3-17"]
    assert [number for number, _ in found.linked] == [first.matter.number, second.matter.number]
    assert [one[0] for one in batch(MONDAY, MONDAY, "zh", source="inspection").rows] == ["D3-17"]


def test_a_day_before_the_inspection_is_refused():
    with pytest.raises(UnusableInput, match=r"\[figures.batch_day\]"):
        batch(MONDAY, date(2026, 5, 31), "zh")
