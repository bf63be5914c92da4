"""A call is proved over method, path, time, nonce and body; whatever is changed, old or sent twice is refused."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import RequestFactory

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import LogEntry
from qingtian.config.rates import Rate
from qingtian.errors import Refused
from qingtian.gateways.partners.actions.keep import Wanted, add_partner, change_partner, end_partner, renew_secret
from qingtian.gateways.partners.models import Partner, UsedNonce
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.partners.secret import FILE
from qingtian.gateways.signing.canonical import NONCE, SIGNATURE, TIMESTAMP, signature, signed_headers, words_signed
from qingtian.gateways.signing.proof import Call, by_key, forget_nonces, prove
from qingtian.gateways.signing.refusals import NotAdmitted
from qingtian.web.api.signed import answer, json_object, signed
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db
NOW = at(TODAY, 9, 5)
PATH = "/api/hotline/orders/?x=1"
HOTLINE = Wanted("hotline", "热线", "Hotline", ["hotline_push"], ["Files.example.cn"])


@pytest.fixture
def known():
    return add_partner(HOTLINE, by=Doer(), now=NOW)


def call(secret, body=b"{}", *, when=NOW, nonce="n" * 16, partner="hotline", method="POST", path=PATH):
    headers = signed_headers(partner, secret, method, path, body, timestamp=int(when.timestamp()), nonce=nonce)
    return Call(method, path, headers, body)


def refused(given, right=Right.HOTLINE, now=NOW):
    with pytest.raises(NotAdmitted) as told:
        prove(given, right, now=now)
    return told.value.status, told.value.code


@pytest.mark.once
def test_the_signature_is_that_of_any_other_hmac():
    import hashlib
    import hmac

    words = words_signed("get", "/a/?b=1", "1764115200", "abc", b"body")
    assert words == f"GET\n/a/?b=1\n1764115200\nabc\n{hashlib.sha256(b'body').hexdigest()}"
    assert signature(b"key", words) == hmac.new(b"key", words.encode(), "sha256").hexdigest()


def test_what_is_signed_is_admitted_and_what_is_changed_is_not(known):
    partner, secret = known
    assert prove(call(secret), Right.HOTLINE, now=NOW) == partner
    good = call(secret, nonce="m" * 16)
    assert refused(Call("PUT", good.path, good.headers, good.body)) == (401, "signing.not_proved")
    assert refused(Call("POST", "/api/hotline/orders/", good.headers, good.body)) == (401, "signing.not_proved")
    assert refused(Call("POST", PATH, good.headers, b"{ }")) == (401, "signing.not_proved")
    other = good.headers | {NONCE: "k" * 16}
    assert refused(Call("POST", PATH, other, b"{}")) == (401, "signing.not_proved")
    assert refused(call("wrong")) == (401, "signing.not_proved")
    assert refused(call(secret, partner="nobody")) == (401, "signing.not_proved")
    for missing in good.headers:
        left = {name: value for name, value in good.headers.items() if name != missing}
        assert refused(Call("POST", PATH, left, b"{}")) == (401, "signing.incomplete")
    for name, value in (
        (NONCE, "short"),
        (NONCE, "n" * 65),
        (TIMESTAMP, "-5"),
        (TIMESTAMP, "９" * 9),
        (SIGNATURE, "x"),
    ):
        assert refused(Call("POST", PATH, good.headers | {name: value}, b"{}"))[1] == "signing.incomplete"


@pytest.mark.parametrize(("seconds", "fine"), [(300, True), (-300, True), (301, False), (-301, False)])
def test_a_call_is_good_to_the_last_second_of_its_window(known, seconds, fine):
    given = call(known[1], when=NOW + timedelta(seconds=seconds))
    if fine:
        assert prove(given, Right.HOTLINE, now=NOW)
    else:
        assert refused(given) == (401, "signing.out_of_time")


def test_a_nonce_is_good_once_and_remembered_as_long_as_its_time(known):
    given = call(known[1])
    prove(given, Right.HOTLINE, now=NOW)
    assert refused(given) == (409, "signing.repeated")
    assert refused(given, now=NOW + timedelta(minutes=5)) == (409, "signing.repeated")
    assert forget_nonces(NOW + timedelta(minutes=5)) == 0
    assert forget_nonces(NOW + timedelta(minutes=5, seconds=1)) == 1
    assert refused(given, now=NOW + timedelta(minutes=5, seconds=1)) == (401, "signing.out_of_time")
    other, secret = add_partner(Wanted("other", "另", "Other", ["hotline_push"]), by=Doer(), now=NOW)
    prove(call(known[1], nonce="q" * 16), Right.HOTLINE, now=NOW)
    assert prove(call(secret, nonce="q" * 16, partner="other"), Right.HOTLINE, now=NOW) == other


def test_a_system_does_only_what_it_may_and_nothing_once_ended(known):
    partner, secret = known
    assert refused(call(secret), Right.EXCHANGE) == (403, "signing.not_allowed")
    assert by_key(secret, Right.HOTLINE) == partner
    with pytest.raises(NotAdmitted):
        by_key("", Right.HOTLINE)
    change_partner(partner, Wanted("ignored", "热线", "Hotline", ["exchange"]), by=Doer(), now=NOW)
    assert prove(call(secret, nonce="z" * 16), Right.EXCHANGE, now=NOW).code == "hotline"
    renewed = renew_secret(partner, by=Doer(), now=NOW)
    assert refused(call(secret, nonce="y" * 16), Right.EXCHANGE) == (401, "signing.not_proved")
    assert prove(call(renewed, nonce="x" * 16), Right.EXCHANGE, now=NOW)
    end_partner(partner, by=Doer(), now=NOW)
    assert refused(call(renewed, nonce="w" * 16), Right.EXCHANGE) == (401, "signing.not_proved")
    with pytest.raises(Refused, match="ended"):
        renew_secret(partner, by=Doer(), now=NOW)
    assert [entry.what.en for entry in LogEntry.objects.order_by("pk")] == [
        "system “hotline” added", "system “hotline” changed", "secret of system “hotline” renewed",
        "system “hotline” ended",
    ]  # fmt: skip


def test_the_secret_lies_nowhere_in_the_clear(known, settings):
    partner, secret = known
    partner.refresh_from_db()
    assert partner.media_hosts == ["files.example.cn"]
    kept = bytes(partner.sealed_secret) + bytes(partner.nonce) + partner.key_digest.encode()
    assert secret.encode() not in kept
    assert secret not in repr(LogEntry.objects.values()[0])
    assert (settings.KEYS / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        (Wanted("Bad Code", "热线", "Hotline", ["open311"]), "code"),
        (Wanted("ok", " ", "Hotline", ["open311"]), "title_zh"),
        (Wanted("ok", "热线", "", ["open311"]), "title_en"),
        (Wanted("ok", "热线", "Hotline", ["everything"]), "may"),
        (Wanted("ok", "热线", "Hotline", ["open311"], ["https://a.cn"]), "media_hosts"),
        (Wanted("hotline", "热线", "Hotline", ["open311"]), "code"),
    ],
)
def test_a_system_that_cannot_be_entered_names_the_field(known, wanted, where):
    with pytest.raises(Refused) as told:
        add_partner(wanted, by=Doer(), now=NOW)
    assert told.value.where == where
    assert Partner.objects.count() == 1


# ---- the guard of views ---------------------------------------------------------------------------------------------


@signed(Right.HOTLINE)
def echo(request, partner, body):
    return answer({"partner": partner.code, "got": json_object(body)})


def send(given, **more):
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in given.headers.items()}
    request = RequestFactory().generic(given.method, given.path, given.body, "application/json", **headers, **more)
    request.clock = NOW
    return echo(request)


def told(response):
    return response.status_code, json.loads(response.content)


def test_a_view_of_a_system_answers_json_and_never_repeats_what_was_sent(known, settings):
    secret = known[1]
    assert told(send(call(secret, '{"a": "污染"}'.encode())))[1] == {"partner": "hotline", "got": {"a": "污染"}}
    status, words = told(send(call(secret, b"[PRIVATE", nonce="b" * 16)))
    assert (status, words["code"]) == (422, "api.not_json")
    assert "PRIVATE" not in json.dumps(words)
    assert set(words) == {"code", "zh", "en", "what_to_do", "where"}
    settings.PARTNER_MAX_BYTES = 10
    assert told(send(call(secret, b"x" * 11, nonce="c" * 16)))[1]["code"] == "signing.too_large"
    assert UsedNonce.objects.count() == 2


def test_calls_that_prove_nothing_count_against_their_address_others_against_the_system(known, settings):
    settings.RATES = settings.RATES | {"partner_refused": Rate(2, 600), "partner": Rate(1, 600)}
    assert send(call("wrong")).status_code == 401
    assert send(call(known[1], nonce="d" * 16)).status_code == 200
    often = send(call(known[1], nonce="e" * 16))
    assert (often.status_code, 0 < int(often["Retry-After"]) <= 600) == (429, True)
    assert send(call("wrong")).status_code == 401
    assert send(call("wrong")).status_code == 429
    assert send(call("wrong"), REMOTE_ADDR="203.0.113.9").status_code == 401
