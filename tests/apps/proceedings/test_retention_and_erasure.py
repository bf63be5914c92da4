"""Files are kept to the last day of their period and erased after it, by a list two posts agreed to, never else."""

import json
import random
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from qingtian.apps.identities.models import SealedFile, SealedIdentity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings import triggers
from qingtian.apps.proceedings.actions.finish_erasures import finish_erasures
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.export import export_case_file, verifier
from qingtian.apps.proceedings.models import ActContent, CaseFile, Erasure, Paper, Proceeding, StoredFile
from qingtian.apps.proceedings.queries import timeline
from qingtian.apps.proceedings.verification import told_of_erasure, verify_proceeding
from qingtian.errors import Refused
from qingtian.law import Calendar, load_law
from qingtian.procedures.retention import retention
from tests.apps.proceedings.driving import SYSTEM, case, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

#: a petition that ended in 2026 is kept ten years, from 1 January 2027 to this day
LAST = date(2036, 12, 31)
FREE = LAST + timedelta(days=1)


def ended(city, **report):
    return petition(city, **report).to("withdrawn")


def archive(drive, period="standard", by="petition-officer"):
    drive.do("archive_matter", by, fields={"period": period, "volume": "WS·2026-12"}, reason="文书另存")
    return drive


def listed(city, *drives, on=FREE, by="petition-officer"):
    numbers = "\n".join(d.matter.number for d in drives)
    fields = {"subject": "2026 年度信访案卷", "matters": numbers, "why": "没有继续保存的价值"}
    return open_proceeding("disposal", by=city.actor(by, on), on=on, now=at(on), title="清册", fields=fields)


def do(city, disposal, act, by, on=FREE, **fields):
    disposal.refresh_from_db()
    return perform(disposal, act, by=city.actor(by, on), on=on, now=at(on), fields=fields, expected_seq=disposal.seq)


def approved(city, *drives, on=FREE):
    disposal = listed(city, *drives, on=on)
    do(city, disposal, "appraise", "reviewer", on, opinion="agreed", why="逐卷看过")
    do(city, disposal, "approve_disposal", "re-reviewer", on, opinion="agreed")
    return disposal


def erase(city, disposal, on=FREE):
    return do(city, disposal, "erase_listed", "petition-officer", on, supervised_by="市局办公室", sure="1")


def code(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value


def sql(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.fixture
def erased(city):
    drive = archive(ended(city))
    disposal = approved(city, drive)
    erase(city, disposal)
    drive.matter.refresh_from_db()
    disposal.refresh_from_db()
    return drive, disposal


@pytest.mark.parametrize(
    ("procedure", "period", "until"),
    [
        ("petition", "standard", "2036-12-31"),
        ("five_ones_case", "standard", "2056-12-31"),
        ("petition", "long", "2056-12-31"),
        ("petition", "permanent", None),
        ("disposal", "standard", None),
    ],
)
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
def test_the_period_runs_from_the_year_after_the_end_whatever_the_day(procedure, period, until, day):
    kept = retention(procedure, period, ended_on=day, archived_on=day, law=load_law(), calendar=Calendar())
    assert kept["until"] == until
    assert until is None or kept["derivation"]["basis"]["instrument"] == "retention_rules_2006"


def test_only_an_ended_matter_is_archived_and_its_retention_is_frozen(city):
    drive = petition(city).to("assigned")
    assert "after it has ended" in code(lambda: archive(drive)).message.en
    drive = archive(ended(city))
    kept = CaseFile.objects.get(proceeding=drive.matter)
    assert (kept.retained_until, kept.volume, kept.keeper) == (LAST, "WS·2026-12", "petitions")
    drive.holds()


def test_a_file_whose_papers_are_not_finished_is_archived_only_with_a_reason(city):
    drive = petition(city).to("declined")
    assert drive.matter.papers.get().waits_for == "check"
    with pytest.raises(Refused, match="1 papers"):
        drive.do("archive_matter", "petition-officer", fields={"period": "standard"})
    archive(drive)
    assert drive.matter.papers.get().waits_for == "check", "the reason does not make up the steps"


def test_a_retention_is_lengthened_and_never_shortened(city):
    drive = archive(ended(city))
    archive(drive, "long")
    assert CaseFile.objects.get(proceeding=drive.matter).retained_until == date(2056, 12, 31)
    assert "never shortened" in code(lambda: archive(drive, "standard")).message.en
    archive(drive, "permanent")
    assert CaseFile.objects.get(proceeding=drive.matter).retained_until is None
    drive.holds()


@pytest.mark.parametrize(("day", "lawful"), [(LAST - timedelta(days=1), False), (LAST, False), (FREE, True)])
def test_a_file_may_be_listed_from_the_day_after_the_last_day_of_its_period(city, day, lawful):
    drive = archive(ended(city))
    if lawful:
        assert listed(city, drive, on=day).state == "listed"
        return
    refused = code(lambda: listed(city, drive, on=day))
    assert refused.code == "disposal.not_erasable"
    assert "2036-12-31" in refused.message.en


def test_what_may_not_be_listed_is_named(city):
    permanent, open_, foreign = archive(ended(city), "permanent"), petition(city), case(city).to("withdrawn")
    archive(foreign, by="inspector")
    late = date(2090, 1, 1)
    for drive, words in ((permanent, "Kept permanently"), (open_, "No archived file"), (foreign, "Not kept by")):
        refused = code(lambda drive=drive: listed(city, drive, on=late))
        assert words in refused.message.en
        assert drive.matter.number in refused.message.en
    drive = archive(ended(city))
    listed(city, drive)
    assert "another list" in code(lambda: listed(city, drive)).message.en


def test_lister_appraiser_and_approver_are_three_and_the_two_who_decide_hold_two_posts(city):
    disposal = listed(city, archive(ended(city)))
    agreed = {"opinion": "agreed"}
    same = code(lambda: do(city, disposal, "appraise", "petition-officer", **agreed, why="看过"))
    assert "does not appraise" in same.message.en
    do(city, disposal, "appraise", "reviewer", **agreed, why="看过")
    for post in ("petition-officer", "reviewer"):
        assert (
            "does not approve"
            in code(lambda post=post: do(city, disposal, "approve_disposal", post, **agreed)).message.en
        )
    do(city, disposal, "approve_disposal", "re-reviewer", **agreed)
    disposal.refresh_from_db()
    assert disposal.state == "approved"


def test_nothing_is_erased_before_both_have_agreed_or_by_any_act_alone(city):
    drive = archive(ended(city))
    disposal = listed(city, drive)
    assert code(lambda: erase(city, disposal)).code == "act.not_now"
    fields = {"disposal": disposal.number, "retained_until": LAST.isoformat()}
    alone = code(
        lambda: perform(
            drive.matter,
            "erase_content",
            by=SYSTEM,
            on=FREE,
            now=at(FREE),
            fields=fields,
            expected_seq=drive.matter.seq,
        )
    )
    assert "no approved list" in alone.message.en
    do(city, disposal, "appraise", "reviewer", opinion="keep", why="还有用")
    assert code(lambda: erase(city, disposal)).code == "act.not_now"
    assert ActContent.objects.filter(act__proceeding=drive.matter).count() == drive.matter.seq


def test_an_erased_file_says_nothing_and_its_chain_still_holds(erased, city):
    drive, disposal = erased
    matter = drive.matter
    assert list(verify_proceeding(matter)) == []
    assert list(verify_proceeding(disposal)) == []
    left = list(ActContent.objects.filter(act__proceeding=matter).values_list("act__act", flat=True))
    assert left == ["archive_matter", "erase_content"]
    assert told_of_erasure(matter)[0].en == (
        f"the content of act 1 was erased on 2037-01-01 by act {matter.seq} (list {disposal.number})"
    )
    assert matter.title == "（内容已销毁）"
    assert not matter.projection["facts"]
    said = json.dumps(matter.projection, ensure_ascii=False) + str(Petition.objects.get(proceeding=matter).__dict__)
    assert "刺鼻" not in said
    assert not Paper.objects.filter(proceeding=matter).exists()
    assert [e.record["act"] for e in timeline(matter)] == left


def test_files_and_the_sealed_identity_go_after_the_commit_and_a_crash_between_is_made_up_for(erased):
    drive, _ = erased
    token = Petition.objects.get(proceeding=drive.matter).identity_token
    assert SealedIdentity.objects.filter(token=token).exists(), "the commit has not come yet"
    assert finish_erasures() > 0
    assert not SealedIdentity.objects.filter(token=token).exists()
    assert not SealedFile.objects.filter(identity__token=token).exists()
    assert not StoredFile.objects.filter(proceeding=drive.matter).exists()
    assert token not in str(Petition.objects.get(proceeding=drive.matter).__dict__)
    assert finish_erasures() == 0


def test_bytes_that_another_matter_holds_too_stay(city):
    from qingtian.apps.proceedings.actions.store_file import store_file

    one, other = ended(city), ended(city)
    files = [
        store_file(b"same", name="a.pdf", media_type="application/pdf", now=at(one.day), proceeding=d.matter)
        for d in (one, other)
    ]
    erase(city, approved(city, archive(one)))
    finish_erasures()
    assert files[1].read() == b"same"


def test_a_second_erasure_and_any_other_act_are_refused(erased, city):
    drive, _ = erased
    assert "Erased before" in code(lambda: listed(city, drive)).message.en
    for act in ("note_upstream", "archive_matter", "erase_content", "correct"):
        again = code(
            lambda act=act: perform(drive.matter, act, by=SYSTEM, on=FREE, now=at(FREE), expected_seq=drive.matter.seq)
        )
        assert again.code == "proceeding.erased"


def test_one_file_that_may_not_be_erased_keeps_the_whole_list(city):
    first, second = archive(ended(city)), archive(ended(city))
    disposal = approved(city, first, second)
    second.day = FREE
    archive(second, "permanent")
    assert "Kept permanently" in code(lambda: erase(city, disposal)).message.en
    assert not Erasure.objects.exists()
    assert ActContent.objects.filter(act__proceeding=first.matter).count() == first.matter.seq


def test_the_exported_file_of_an_erased_matter_says_when_and_by_which_act(erased, tmp_path):
    drive, disposal = erased
    finish_erasures()
    program, data = tmp_path / "verify.py", tmp_path / "file.json"
    program.write_bytes(verifier())
    exported = export_case_file(drive.matter, now=at(FREE))
    data.write_bytes(exported)
    proved = subprocess.run([sys.executable, program, data], capture_output=True, text=True)
    assert proved.returncode == 0, proved.stdout
    assert f"act 1: content erased on 2037-01-01 by act {drive.matter.seq} (list {disposal.number})" in proved.stdout
    assert "verified" in proved.stdout


# what nothing else can do: the database itself


@pytest.fixture
def kept(city):
    return archive(ended(city))


FORBIDDEN = [
    "DELETE FROM proceedings_actcontent",
    "DELETE FROM proceedings_actcontent WHERE act_id IN (SELECT id FROM proceedings_act WHERE act = 'receive')",
    "UPDATE proceedings_casefile SET retained_until = '2027-01-01'",
    "DELETE FROM proceedings_casefile",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_lets_no_content_go_without_an_erasure(kept, statement):
    with pytest.raises(DatabaseError, match=r"erased only|never shortened"):
        sql(statement)
    kept.holds()


def test_the_database_takes_no_erasure_without_its_act_or_before_the_last_day(kept):
    values = {
        "proceeding": kept.matter,
        "act": kept.matter.acts.last(),
        "disposal": kept.matter,
        "retained_until": LAST,
        "erased_on": FREE,
    }
    for change in ({}, {"erased_on": LAST}, {"retained_until": LAST - timedelta(days=400)}):
        with pytest.raises(DatabaseError, match=r"no erasure|erased_after"), transaction.atomic():
            Erasure.objects.create(**{**values, **change})


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM proceedings_actcontent",
        "DELETE FROM proceedings_erasure",
        "UPDATE proceedings_erasure SET erased_on = '2040-01-01'",
    ],
)
def test_after_an_erasure_its_own_act_and_the_archiving_stay(erased, statement):
    with pytest.raises(DatabaseError, match=r"erased only|never changed"):
        sql(statement)


@pytest.mark.sqlite  # INSERT OR REPLACE is SQLite's
@pytest.mark.parametrize("table", ["erasure", "casefile"])
def test_sqlite_replaces_neither_an_erasure_nor_a_retention(erased, table):
    with pytest.raises(DatabaseError, match=r"never changed|never shortened"):
        sql(f"INSERT OR REPLACE INTO proceedings_{table} SELECT * FROM proceedings_{table}")


@pytest.mark.postgres  # TRUNCATE is PostgreSQL's
@pytest.mark.parametrize("table", ["actcontent", "erasure", "casefile"])
def test_postgres_truncates_nothing_that_was_written(erased, table):
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="erased only"):
        sql(f"TRUNCATE proceedings_{table} CASCADE")


def test_a_content_that_went_round_the_triggers_is_named(kept):
    first = kept.matter.acts.first()
    triggers.remove(connection)
    sql("DELETE FROM proceedings_actcontent WHERE act_id = %s", first.pk)
    triggers.install(connection)
    assert [(f.seq, f.what.en) for f in verify_proceeding(kept.matter)] == [
        (1, "its content is gone, and no act of erasure accounts for it")
    ]


def test_a_retention_written_in_by_hand_is_named(kept):
    CaseFile.objects.filter(proceeding=kept.matter).update(retained_until=date(2050, 1, 1))
    assert "case_file" in next(f.what.en for f in verify_proceeding(kept.matter))


class Undo(Exception):
    """Ends one example without a trace."""


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
@given(seed=st.integers(0, 2**32))
def test_whatever_was_done_and_whatever_is_erased_every_chain_verifies(city, seed):
    """Random matters in random states, some archived, some erased on random days; each is whole or lawfully bare."""
    chance = random.Random(seed)
    try:
        with transaction.atomic():
            drives = [
                petition(city).to(chance.choice(["withdrawn", "declined", "merged", "replied", "registered"]))
                for _ in range(3)
            ]
            on = LAST + timedelta(days=chance.choice([-400, -1, 0, 1, 1, 5000]))
            for drive in drives:
                if drive.matter.ended_on and chance.random() < 0.8:
                    archive(drive, chance.choice(["standard", "standard", "long", "permanent"]))
            chosen = [drive for drive in drives if chance.random() < 0.6] or drives[:1]
            try:
                erase(city, approved(city, *chosen, on=on), on)
            except Refused:
                assert not Erasure.objects.exists()
            else:
                assert Erasure.objects.count() == len(chosen)
                assert all(each.retained_until < on for each in Erasure.objects.all())
            for matter in Proceeding.objects.all():
                assert list(verify_proceeding(matter)) == []
            raise Undo
    except Undo:
        pass
