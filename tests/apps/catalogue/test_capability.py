"""Capability by area: what there is, what is lacking, how much work; entered by forms and sheets alike."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.catalogue.gaps import gaps, yuan
from qingtian.apps.catalogue.models import Equipment, OfficeFunds, PetitionOffice, Qualification, Staffing
from qingtian.apps.catalogue.queries import Load, by_area, last_month
from qingtian.apps.catalogue.sheets import SHEETS, cents, take, values_of
from qingtian.apps.places.models import Area
from qingtian.errors import UnusableInput
from qingtian.tables import Record, guess, read_table, rows_of
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def row_of(code: str, on: date = TODAY):
    return next(row for row in by_area(Area.objects.all(), on) if row.area.code == code)


def lacking(code: str) -> list[str]:
    return [gap.what.zh for gap in gaps([row_of(code)])]


@pytest.mark.parametrize(("yuan_", "cents_"), [("120000", 12_000_000), ("0.01", 1), ("12.30", 1230), (None, 0)])
def test_money_is_whole_cents(yuan_, cents_):
    assert cents(Decimal(yuan_) if yuan_ else None) == cents_


def test_a_fraction_of_a_cent_is_refused_not_rounded():
    with pytest.raises(UnusableInput) as refused:
        cents(Decimal("0.005"))
    assert refused.value.code == "capability.not_cents"


def test_an_amount_is_written_with_its_cents():
    assert yuan(1_230_005) == "12,300.05"


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        (date(2024, 3, 31), date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_visits_are_those_of_the_last_whole_month(on, first, last):
    assert last_month(on) == (first, last)


@pytest.mark.parametrize(("open_", "officers", "each"), [(7, 2, "3.5"), (1, 16, "0.1"), (5, 0, None)])
def test_open_matters_an_officer_round_half_up_and_nobody_is_no_zero(open_, officers, each):
    found = Load(open=open_, officers=officers).per_officer
    assert (str(found) if found is not None else None) == each


def test_the_petition_office_of_a_county_not_entered_absent_not_independent_vacant(city):
    assert "望溪分局有没有信访机构，还没有填。" in lacking("wangxi")
    office = PetitionOffice.objects.create(department=city.organs["branch"], exists=False)
    assert "望溪分局没有设信访机构。" in lacking("wangxi")
    office.exists = True
    office.save()
    assert "望溪分局的信访机构不是单独设立的。" in lacking("wangxi")
    assert "没有专职信访人员，岗位空缺。" in lacking("wangxi")


@pytest.mark.parametrize(
    ("full_time", "ends", "vacant"),
    [(True, None, False), (True, TODAY, False), (True, TODAY - DAY, True), (False, None, True)],
)
def test_an_office_is_vacant_without_somebody_full_time_in_office_that_day(city, full_time, ends, vacant):
    Staffing.objects.create(
        person=city.people["handler"], organ=city.organs["branch"], work="petitions", full_time=full_time,
        starts=date(2026, 1, 1), ends=ends,
    )  # fmt: skip
    assert ("没有专职信访人员，岗位空缺。" in lacking("wangxi")) is vacant


@pytest.mark.parametrize(("until", "expired"), [(TODAY - DAY, 1), (TODAY, 0), (None, 0)])
def test_a_licence_holds_through_its_last_day(city, until, expired):
    Qualification.objects.create(
        person=city.people["handler"], organ=city.organs["branch"], kind="enforcement", number="1",
        valid_from=date(2024, 1, 1), valid_until=until,
    )  # fmt: skip
    assert row_of("wangxi").means.expired == expired
    assert row_of("wangxi").means.licences == 1 - expired


@pytest.mark.parametrize(
    ("due", "retired", "late"), [(TODAY - DAY, None, 1), (TODAY, None, 0), (TODAY - DAY, TODAY - DAY, 0)]
)
def test_an_instrument_past_its_calibration_is_named_while_it_is_in_use(city, due, retired, late):
    Equipment.objects.create(
        organ=city.organs["branch"], kind="monitoring", name="声级计", number="1", in_use_from=date(2025, 1, 1),
        calibration_due=due, retired_on=retired,
    )  # fmt: skip
    assert row_of("wangxi").means.out_of_calibration == late


def test_workload_is_counted_from_the_records(accepted, act):
    act(accepted, "investigate", "handler", date(2026, 11, 10), where="窑湾", officers="甲乙", findings="有味")
    load = row_of("wangxi", date(2026, 12, 1)).load
    assert (load.open, load.officers, load.visits) == (1, 1, 1)
    assert row_of("shiwan").load.open == 0


def test_the_table_takes_as_many_queries_however_much_lies_behind_it(city, report):
    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            by_area(Area.objects.all(), TODAY)
        return len(asked)

    few = counted()
    for n in range(6):
        report(area=("wangxi", "shiwan")[n % 2])
        Equipment.objects.create(
            organ=city.organs["branch"], kind="vehicle", name="车", number=str(n), in_use_from=TODAY
        )
    assert counted() == few <= 11


def test_a_sheet_read_twice_changes_nothing_and_doubles_nothing(city, tmp_path):
    path = tmp_path / "funds.csv"
    path.write_text("单位代码,年度,预算（元）,到位（元）\nbranch,2026,120000.50,60000\n", encoding="utf-8")
    sheet = SHEETS["funds"]
    for new in (True, False):
        table = read_table(path, sheet.columns)
        records = list(rows_of(table, sheet.columns, guess(sheet.columns, table.headings)))
        assert all(isinstance(one, Record) for one in records)
        assert [take(sheet, one.values)[1] for one in records] == [new]
    kept = OfficeFunds.objects.get()
    assert (kept.planned_cents, kept.received_cents) == (12_000_050, 6_000_000)
    assert values_of(sheet, kept)["planned"] == Decimal("120000.50")


def test_a_row_with_an_unknown_organ_is_refused_by_its_code(city):
    with pytest.raises(UnusableInput, match="nowhere"):
        take(SHEETS["petition_offices"], {"organ": "nowhere", "exists": True})


def test_a_form_keeps_a_row_and_says_what_is_wrong_in_it(city, sign_in):
    client = sign_in("handler")  # a clerk of the branch
    address = "/desk/capability/branch/equipment/"
    wrong = client.post(address, {"f_kind": "vehicle", "f_name": "执法车", "f_number": "1", "f_in_use_from": "gestern"})
    assert wrong.status_code == 422
    assert "执法车" in wrong.content.decode()
    kept = client.post(
        address, {"f_kind": "vehicle", "f_name": "执法车", "f_number": "1", "f_in_use_from": "2026-01-05"}
    )
    assert kept.status_code == 302
    row = Equipment.objects.get()
    assert (row.organ.code, row.in_use_from) == ("branch", date(2026, 1, 5))
    edited = {"f_name": "执法车", "f_kind": "vehicle", "f_in_use_from": "2026-01-05", "f_retired_on": "2026-10-01"}
    assert client.post(f"{address}{row.pk}/", edited).status_code == 302
    assert Equipment.objects.get().retired_on == date(2026, 10, 1)


def test_who_may_see_and_keep_which_register(city, sign_in):
    own, other = "/desk/capability/branch/", "/desk/capability/branch-2/"
    assert sign_in("handler").get(own).status_code == 200
    assert sign_in("handler").get(other).status_code == 404
    assert sign_in("branch-head").get(f"{own}equipment/").status_code == 403  # reads, keeps nothing
    assert sign_in("administrator").get(f"{other}equipment/").status_code == 200
    assert sign_in("vice-mayor").get("/desk/capability/").status_code == 403
    assert sign_in("handler").get(f"{own}nothing/").status_code == 404


def test_the_table_by_area_names_no_person_and_keeps_to_ones_own_area(city, sign_in):
    Staffing.objects.create(
        person=city.people["handler"], organ=city.organs["branch"], work="petitions", starts=date(2026, 1, 1)
    )
    shown = sign_in("handler").get("/desk/capability/").content.decode()
    assert "望溪区" in shown
    assert "石湾区" not in shown
    table = shown[shown.index("<main") :]
    assert city.people["handler"].name_zh not in table


@pytest.mark.parametrize("path", ["catalogue/", "catalogue/log/", "capability/", "capability/branch/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_opens_for_the_administrator_in_both_languages(city, sign_in, prefix, path):
    assert sign_in("administrator").get(f"{prefix}/desk/{path}").status_code == 200


@pytest.mark.parametrize("path", ["catalogue/", "catalogue/log/", "capability/", "capability/branch/"])
def test_nobody_comes_in_without_signing_in(db, client, path):
    assert client.get(f"/desk/{path}").status_code == 302
