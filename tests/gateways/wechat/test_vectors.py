"""Every published vector: signatures, sealed messages, message kinds; and the check points of the map grid."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from qingtian.errors import UnusableInput
from qingtian.gateways.wechat.envelope import Envelope
from qingtian.gateways.wechat.reading import read
from qingtian.gateways.wechat.signature import is_signed, sign

pytestmark = [pytest.mark.evidence, pytest.mark.once]


@pytest.fixture(scope="module")
def vectors():
    import os
    from pathlib import Path

    default = Path(__file__).resolve().parents[4] / "shared" / "data"
    path = Path(os.environ.get("QINGTIAN_EVIDENCE", default)) / "wechat" / "vectors.json"
    if not path.exists():
        if os.environ.get("QINGTIAN_REQUIRE_ALL"):
            pytest.fail("no vectors")
        pytest.skip("no real data: set QINGTIAN_EVIDENCE")
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_plain_signature(vectors):
    assert len(vectors["signature_plain"]) == 2
    for one in vectors["signature_plain"]:
        parts = one["token"], one["timestamp"], one["nonce"]
        assert is_signed(one["signature"], *parts) is one["valid"]


def test_every_sealed_message(vectors):
    aes = vectors["aes"]
    envelope = Envelope(aes["encoding_aes_key"], aes["app_id"])
    assert len(aes["cases"]) == 4
    for one in aes["cases"]:
        signed = is_signed(one["msg_signature"], aes["token"], one["timestamp"], one["nonce"], one["encrypt"])
        assert signed is one.get("valid", True)
        if "plain" in one:
            assert envelope.open(one["encrypt"]).decode() == one["plain"]
        if "random16" in one:
            assert envelope.close(one["plain"].encode(), one["random16"].encode()) == one["encrypt"]
            assert sign(aes["token"], one["timestamp"], one["nonce"], one["encrypt"]) == one["msg_signature"]


def test_every_kind_of_message(vectors):
    assert len(vectors["messages"]) == 6
    for one in vectors["messages"]:
        message = read(one["xml"].encode())
        expected = dict(one["expect"])
        if "dedup_key" in expected:
            sender, second, event = expected.pop("dedup_key")
            assert message.key == ("event", sender, str(second), event)
        for name in ("latitude", "longitude"):
            if name in expected:
                assert getattr(message, name) == Decimal(str(expected.pop(name)))
        for name, value in expected.items():
            assert message[name] == str(value)
        assert message.kind == one["type"].partition("/")[0]


def test_a_message_of_another_account_is_refused(vectors):
    case = vectors["aes"]["cases"][2]
    with pytest.raises(UnusableInput, match="AppID"):
        Envelope(vectors["aes"]["encoding_aes_key"], "wx0000000000000000").open(case["encrypt"])
