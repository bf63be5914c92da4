"""Matters of an old ledger go on from their true days; who reported them stays sealed."""

from __future__ import annotations

import io
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Act, Clock, Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.ledgers import importing
from qingtian.ledgers.kinds import Setting, kind_named
from qingtian.tables import write_rejects
from tests.ledgers.conftest import Import
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

HEADINGS = [
    "登记号",
    "登记日期",
    "信访形式",
    "信访内容",
    "信访人姓名",
    "联系电话",
    "住址",
    "区县",
    "事由",
    "责任单位",
    "转办日期",
    "受理日期",
]
NAME, PHONE, HOME = "密封人甲", "13900001111", "密封路 9 号"
RECEIVED = ["旧-1", "2026-11-09", "来访", "夜里有焦糊味。", NAME, PHONE, HOME, "", "", "", "", ""]
ACCEPTED = [
    "旧-2",
    "2026-10-08",
    "来信",
    "废水直排。",
    "",
    "",
    "",
    "望溪区",
    "望溪沟废水",
    "望溪分局",
    "2026-10-12",
    "2026-10-15",
]
CASE = ["编号", "发现日期", "问题名称", "问题内容", "来源", "来源级别", "区县", "责任主体", "包案领导", "包案日期"]
CASE_ROW = [
    "旧案-1",
    "2026-05-06",
    "望溪沟直排",
    "直排多年。",
    "热点难点",
    "市级",
    "望溪区",
    "望溪区政府",
    "望溪区政府副区长",
    "2026-05-20",
]


def clocks(matter: Proceeding) -> dict[str, date]:
    """Running clocks and their last days."""
    return {clock.key: clock.due for clock in Clock.objects.filter(proceeding=matter, status="running")}


def test_a_petition_is_open_on_its_true_day_with_its_old_number(city: SmallCity, imported: Import) -> None:
    report = imported("petitions", HEADINGS, RECEIVED)
    assert (dict(report.counts), report.rejects) == ({"created": 1}, [])
    matter = Petition.objects.get().proceeding
    assert (matter.state, matter.opened_on, matter.generated) == ("received", date(2026, 11, 9), False)
    assert Act.objects.get(proceeding=matter).content.content["fields"]["source_number"] == "旧-1"
    assert clocks(matter)["petitions.forwarding"] == date(2026, 11, 24)
    assert list(verify_proceeding(matter)) == []


def test_a_matter_forwarded_and_accepted_before_goes_on_from_those_days(city: SmallCity, imported: Import) -> None:
    report = imported("petitions", HEADINGS, ACCEPTED)
    assert report.rejects == []
    matter = Petition.objects.get().proceeding
    assert (matter.state, matter.title) == ("accepted", "望溪沟废水")
    assert clocks(matter) == {"petitions.handling": date(2026, 12, 14)}
    assert [act.on for act in matter.acts.order_by("seq")] == [
        date(2026, 10, 8),
        date(2026, 10, 12),
        date(2026, 10, 15),
    ]
    assert matter.papers.count() == 0
    assert report.digest[:16] in Act.objects.get(proceeding=matter, seq=2).content.content["reason"]
    assert list(verify_proceeding(matter)) == []


def test_a_case_goes_on_under_its_leader(city: SmallCity, imported: Import) -> None:
    report = imported("cases", CASE, CASE_ROW)
    assert report.rejects == []
    matter = Proceeding.objects.get(procedure="five_ones_case")
    assert (matter.state, matter.opened_on) == ("contracted", date(2026, 5, 6))
    assert matter.case.leader.code == "p-vice-mayor"
    assert dict(imported("cases", CASE, CASE_ROW).counts) == {"unchanged": 1}
    assert Proceeding.objects.count() == 1


def test_a_rehearsal_says_the_same_and_leaves_nothing(city: SmallCity, imported: Import) -> None:
    bad = [*RECEIVED[:1], "2027-01-01", *RECEIVED[2:]]
    bad[0] = "旧-3"
    shown = imported("petitions", HEADINGS, RECEIVED, ACCEPTED, bad, rehearsal=True)
    assert (Proceeding.objects.count(), Act.objects.count(), SealedIdentity.objects.count()) == (0, 0, 0)
    done = imported("petitions", HEADINGS, RECEIVED, ACCEPTED, bad)
    assert shown.counts == done.counts == {"created": 2}
    assert [r.faults[0].why for r in shown.rejects] == [r.faults[0].why for r in done.rejects]


def test_the_same_sheet_again_opens_nothing_and_another_day_is_told(city: SmallCity, imported: Import) -> None:
    imported("petitions", HEADINGS, RECEIVED, ACCEPTED)
    assert dict(imported("petitions", HEADINGS, RECEIVED, ACCEPTED).counts) == {"unchanged": 2}
    (reject,) = imported("petitions", HEADINGS, ["旧-1", "2026-11-10", *RECEIVED[2:]]).rejects
    assert Petition.objects.count() == 2
    assert SealedIdentity.objects.count() == 2
    assert "XF-2026-" in reject.faults[0].why.zh


@pytest.mark.parametrize(
    ("place", "value", "column"),
    [(10, "", "forwarded_on"), (9, "", "handler"), (8, "", "subject"), (7, "", "area"), (9, "没有的局", "handler")],
)
def test_a_forwarded_matter_needs_what_the_old_office_knew(
    city: SmallCity, imported: Import, place: int, value: str, column: str
) -> None:
    row = list(ACCEPTED)
    row[place] = value
    (reject,) = imported("petitions", HEADINGS, row).rejects
    assert reject.faults[0].column is not None
    assert reject.faults[0].column.name == column
    assert Proceeding.objects.count() == 0


def test_every_seal_is_claimed_once_the_rows_stand(city: SmallCity, imported: Import) -> None:
    imported("petitions", HEADINGS, RECEIVED, ["旧-9", *ACCEPTED[1:9], "没有的局", *ACCEPTED[10:]])
    claimed = set(SealedIdentity.objects.filter(claimed=True).values_list("token", flat=True))
    assert claimed == {Petition.objects.get().identity_token}


def test_killed_between_two_batches_the_next_run_goes_on(
    city: SmallCity, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[f"旧-{n}", *RECEIVED[1:]] for n in range(6)]
    taken: list[int] = []
    real = importing._row

    def dying(kind: Any, row: Any, setting: Setting, report: Any) -> None:
        taken.append(row.number)
        if len(taken) == 4:
            raise KeyboardInterrupt
        real(kind, row, setting, report)

    kind = kind_named("petitions")
    monkeypatch.setitem(importing.__dict__, "_row", dying)
    monkeypatch.setattr(importing, "_batches", lambda found, size: (lambda r: (r[:2], r[2:4], r[4:]))(list(found)))
    with pytest.raises(KeyboardInterrupt):
        imported("petitions", HEADINGS, *rows)
    assert Petition.objects.count() == 2
    monkeypatch.setitem(importing.__dict__, "_row", real)
    assert dict(imported("petitions", HEADINGS, *rows).counts) == {"unchanged": 2, "created": 4}
    assert Petition.objects.count() == 6
    assert kind.batch == 100


def test_an_identity_stands_in_the_sealed_store_and_nowhere_else(
    city: SmallCity,
    imported: Import,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    too_long = ["旧-8", "2026-11-09", "没有的渠道", "味。", NAME, PHONE * 9, HOME, "", "", "", "", ""]
    report = imported("petitions", HEADINGS, RECEIVED, too_long)
    told = str([fault.sentence.as_dict() for reject in report.rejects for fault in reject.faults]) + repr(report.record)
    out = io.StringIO()
    call_command("dumpdata", database="default", stdout=out)
    said = told + out.getvalue() + caplog.text + "".join(capsys.readouterr())
    for word in (NAME, PHONE, HOME):
        assert word not in said
    assert SealedIdentity.objects.count() == 1
    with connections["identity"].cursor() as cursor:
        cursor.execute("SELECT ciphertext FROM identities_sealedidentity")
        assert NAME.encode() not in bytes(cursor.fetchone()[0])
    kept = tmp_path / "kept.csv"
    write_rejects(kept, report.table, report.rejects)
    assert kept.stat().st_mode & 0o077 == 0
