"""Sealing, claiming and opening a reporter's identity."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from qingtian.apps.identities import vault
from qingtian.apps.identities.models import OpeningLog, SealedIdentity
from qingtian.errors import QingtianError, Refused

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_what_was_sealed_is_what_is_opened(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    opened = vault.open_identity(token, by=officer, reason="电话核实位置", now=now)
    assert (opened.name, opened.phone, opened.other) == (reporter.name, reporter.phone, reporter.other)


def test_an_opening_is_logged_with_who_when_why(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    later = now + timedelta(hours=2)
    vault.open_identity(token, by=officer, reason=" 电话核实位置 ", now=later, purpose=vault.Purpose.REPLY)
    row = OpeningLog.objects.get(token=token)
    assert (row.person_id, row.person, row.post, row.organ) == ("7", officer.person, officer.post, officer.organ)
    assert (row.reason, row.purpose, row.subject, row.opened_at) == ("电话核实位置", "reply", "identity", later)


def test_the_reporter_sees_time_organ_and_purpose_but_no_person(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    vault.open_identity(token, by=officer, reason="内部理由", now=now)
    vault.open_identity(token, by=officer, reason="发奖", now=now + timedelta(days=3), purpose=vault.Purpose.REWARD)
    seen = vault.openings(token)
    assert [(each.at, each.organ, each.purpose.en) for each in seen] == [
        (now, officer.organ, "To verify and handle what you reported"),
        (now + timedelta(days=3), officer.organ, "To pay a reward"),
    ]
    assert officer.person not in repr(seen)
    assert "内部理由" not in repr(seen)


def test_the_full_log_between_two_moments_leaves_out_the_end(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    for hours in (0, 1, 2):
        vault.open_identity(token, by=officer, reason=f"第{hours}次", now=now + timedelta(hours=hours))
    rows = vault.opening_log(since=now, until=now + timedelta(hours=2))
    assert [row.reason for row in rows] == ["第0次", "第1次"]


@pytest.mark.parametrize("reason", ["", "   ", "\n\t", "\u3000"])
def test_no_reason_no_opening_and_no_log(reporter, officer, now, reason):
    token = vault.seal(reporter, now=now)
    with pytest.raises(Refused) as refusal:
        vault.open_identity(token, by=officer, reason=reason, now=now)
    assert refusal.value.code == "identities.reason_missing"
    assert "信访工作条例" in refusal.value.basis
    assert vault.openings(token) == []


@pytest.mark.parametrize("field", ["person_id", "person", "post", "organ"])
def test_whoever_opens_is_known_by_person_post_and_organ(reporter, now, field):
    token = vault.seal(reporter, now=now)
    known = {"person_id": 7, "person": "乙", "post": "岗", "organ": "局", field: " "}
    with pytest.raises(Refused) as refusal:
        vault.open_identity(token, by=vault.Opener(**known), reason="核实", now=now)
    assert (refusal.value.code, refusal.value.where) == ("identities.opener_incomplete", field)


def test_an_unknown_token_opens_nothing_and_logs_nothing(officer, now):
    with pytest.raises(QingtianError) as refusal:
        vault.open_identity("no-such-token", by=officer, reason="核实", now=now)
    assert refusal.value.code == "identities.token_unknown"
    assert not OpeningLog.objects.exists()


@pytest.mark.parametrize("column", ["ciphertext", "wrapped_key", "nonce", "wrap_nonce"])
def test_a_changed_row_is_refused_and_shows_nothing(reporter, officer, now, column):
    token = vault.seal(reporter, now=now)
    row = SealedIdentity.objects.get(token=token)
    changed = bytearray(bytes(getattr(row, column)))
    changed[0] ^= 1
    SealedIdentity.objects.filter(pk=row.pk).update(**{column: bytes(changed)})
    with pytest.raises(QingtianError) as refusal:
        vault.open_identity(token, by=officer, reason="核实", now=now)
    assert refusal.value.code == "identities.seal_broken"
    assert vault.openings(token) == [], "nothing was shown, so nothing is in the log"


def test_a_row_moved_under_another_token_is_refused(reporter, officer, now):
    mine, theirs = vault.seal(reporter, now=now), vault.seal(vault.Identity("丙", "1", ""), now=now)
    columns = {
        name: getattr(SealedIdentity.objects.get(token=mine), name)
        for name in ("ciphertext", "nonce", "wrapped_key", "wrap_nonce", "key_id")
    }
    SealedIdentity.objects.filter(token=theirs).update(**columns)
    with pytest.raises(QingtianError) as refusal:
        vault.open_identity(theirs, by=officer, reason="核实", now=now)
    assert refusal.value.code == "identities.seal_broken"


def test_tokens_are_random_and_say_nothing(reporter, now):
    tokens = {vault.seal(reporter, now=now) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 32 for token in tokens)


def test_the_sealed_length_does_not_tell_the_length_of_the_name(now):
    tokens = [vault.seal(vault.Identity(name, "1", ""), now=now) for name in ("甲", "甲" * 40)]
    sizes = {len(bytes(SealedIdentity.objects.get(token=token).ciphertext)) for token in tokens}
    assert len(sizes) == 1


@pytest.mark.parametrize(
    ("identity", "kind"),
    [
        (vault.Identity("甲", "", ""), vault.Kind.NAMED),
        (vault.Identity("甲", "139", ""), vault.Kind.NAMED),
        (vault.Identity("", "139", ""), vault.Kind.CONTACT),
        (vault.Identity(" ", "", "微信"), vault.Kind.CONTACT),
        (vault.Identity("", " ", ""), vault.Kind.ANONYMOUS),
    ],
)
def test_how_much_was_given_is_known_without_opening(identity, kind, now):
    assert vault.kind_of(vault.seal(identity, now=now)) is kind


def test_the_kind_of_an_unknown_token_is_an_error():
    with pytest.raises(QingtianError) as refusal:
        vault.kind_of("no-such-token")
    assert refusal.value.code == "identities.token_unknown"


@pytest.mark.parametrize(("field", "longest"), [("name", 100), ("phone", 50), ("other", 1000)])
def test_a_field_may_be_as_long_as_its_limit_and_no_longer(field, longest, now):
    empty = {"name": "", "phone": "", "other": ""}
    assert vault.seal(vault.Identity(**{**empty, field: "甲" * longest}), now=now)
    with pytest.raises(QingtianError) as refusal:
        vault.seal(vault.Identity(**{**empty, field: "甲" * (longest + 1)}), now=now)
    assert (refusal.value.code, refusal.value.where) == ("identities.too_long", field)


def test_claiming_is_dated_once_and_a_second_claim_changes_nothing(reporter, now):
    token = vault.seal(reporter, now=now)
    assert SealedIdentity.objects.get(token=token).claimed is False
    vault.claim(token, now=now + timedelta(seconds=3))
    vault.claim(token, now=now + timedelta(days=3))
    row = SealedIdentity.objects.get(token=token)
    assert (row.claimed, row.claimed_at) == (True, now + timedelta(seconds=3))


def test_claiming_an_unknown_token_is_an_error(now):
    with pytest.raises(QingtianError) as refusal:
        vault.claim("no-such-token", now=now)
    assert refusal.value.code == "identities.token_unknown"


def test_a_petition_that_fails_leaves_the_identity_sealed_and_its_openings_logged(reporter, officer, now):
    with transaction.atomic(using="default"):
        token = vault.seal(reporter, now=now)
        vault.open_identity(token, by=officer, reason="核实", now=now)
        transaction.set_rollback(True, using="default")
    assert SealedIdentity.objects.filter(token=token, claimed=False).exists()
    assert len(vault.openings(token)) == 1


def test_the_vault_refuses_to_work_inside_a_transaction_that_could_undo_its_log(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="identity"):
        vault.open_identity(token, by=officer, reason="核实", now=now)


@pytest.mark.parametrize(
    "broken",
    [
        {"token": ""},
        {"kind": "friend"},
        {"claimed": True},
        {"claimed_at": "2026-03-02T00:00:00+08:00"},
        {"nonce": b"short"},
        {"wrap_nonce": b"thirteen bytes"},
        {"fingerprint": ""},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_the_database_itself_refuses_an_impossible_row(reporter, now, broken):
    token = vault.seal(reporter, now=now)
    with pytest.raises(IntegrityError), transaction.atomic(using="identity"):
        SealedIdentity.objects.filter(token=token).update(**broken)


def test_one_token_seals_one_identity(reporter, now):
    row = SealedIdentity.objects.get(token=vault.seal(reporter, now=now))
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic(using="identity"):
        row.save(force_insert=True)
