"""Sealing, reading and writing at their borders."""

from __future__ import annotations

import base64
import secrets
from decimal import Decimal

import pytest

from qingtian.errors import UnusableInput
from qingtian.gateways.gcj02 import shifted, to_wgs84
from qingtian.gateways.wechat.envelope import Envelope
from qingtian.gateways.wechat.reading import MOST_BYTES, read
from qingtian.gateways.wechat.signature import in_time, is_signed
from qingtian.gateways.wechat.writing import cdata, cut
from tests.wechat_play import AES_KEY, APP_ID

pytestmark = pytest.mark.once
TEXT = "<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>{second}</CreateTime>{more}</xml>"


@pytest.mark.parametrize("length", range(70))
def test_every_padding_comes_back(length):
    envelope = Envelope(AES_KEY, APP_ID)
    message = secrets.token_bytes(length)
    assert envelope.open(envelope.close(message)) == message


def test_what_was_touched_does_not_open():
    envelope = Envelope(AES_KEY, APP_ID)
    sealed = base64.b64decode(envelope.close(b"x" * 100))
    for broken in (b"", sealed[:-1], sealed[:-16], sealed[:-32], sealed[:-1] + b"\0", b"\0" * 32):
        with pytest.raises(UnusableInput):
            envelope.open(base64.b64encode(broken).decode())
    with pytest.raises(UnusableInput):
        envelope.open("not base64 !")


@pytest.mark.parametrize("key", ["", "a" * 42, "a" * 44, "a" * 42 + "!"])
def test_a_key_has_43_letters_and_digits(key):
    with pytest.raises(UnusableInput):
        Envelope(key, APP_ID)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"hello",
        b"<xml/>",
        b"<other><FromUserName>a</FromUserName></other>",
        b'<!DOCTYPE xml [<!ENTITY a "b">]><xml>&a;</xml>',
        b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x"><xml/>',
        b'<?xml version="1.0" encoding="nonsense"?><xml/>',
        b'<?xml version="1.0" encoding="utf-16"?><xml/>',
        b"<xml>\xff\xfe</xml>",
        b"<xml>" + b"<a>" * 9000,
        b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>",
        b"<xml>" + b"<a/>" * 61 + b"</xml>",
        b"<xml><Content>" + b"a" * 10_001 + b"</Content></xml>",
        b"<xml>" + b" " * MOST_BYTES + b"</xml>",
        TEXT.format(second="x", more="<MsgType>text</MsgType><MsgId>1</MsgId>").encode(),
        TEXT.format(second="9" * 30, more="<MsgType>text</MsgType><MsgId>1</MsgId>").encode(),
        TEXT.format(second="1", more="<MsgType>text</MsgType>").encode(),
        TEXT.format(second="1", more="<MsgType>text</MsgType><MsgId>x</MsgId>").encode(),
        TEXT.format(second="1", more="<MsgType>event</MsgType>").encode(),
        TEXT.format(second="1", more="<MsgType>location</MsgType><MsgId>1</MsgId>").encode(),
        TEXT.format(
            second="1",
            more="<MsgType>location</MsgType><MsgId>1</MsgId><Location_X>NaN</Location_X><Location_Y>1</Location_Y>",
        ).encode(),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(body):
    with pytest.raises(UnusableInput) as refused:
        read(body)
    assert refused.value.code == "wechat.unreadable"


def test_the_largest_message_is_read():
    body = TEXT.format(second="1", more=f"<MsgType>text</MsgType><MsgId>1</MsgId><Content>{'字' * 10_000}</Content>")
    assert len(read(body.encode())["Content"]) == 10_000


def test_a_message_never_shows_who_sent_it():
    message = read(TEXT.format(second="1", more="<MsgType>text</MsgType><MsgId>7</MsgId>").encode())
    assert repr(message) == "Message(text)"


@pytest.mark.parametrize(("apart", "fits"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_the_time_lies_within_the_window(apart, fits):
    assert in_time(str(1_000_000 + apart), 1_000_000, 300) is fits


@pytest.mark.parametrize("written", ["", "x", "-5", "１００００００", "1" * 13, "1e6"])
def test_a_time_is_plain_digits(written):
    assert not in_time(written, 1_000_000, 300)


def test_a_wrong_signature_of_any_shape_is_no_crash():
    for signature in ("", "é", "0" * 40, "x" * 10_000):
        assert not is_signed(signature, "t", "1", "n")


@pytest.mark.parametrize("words", ["a]]>b", "]]>]]>", "<>&\"'", "表情😀𠮷", "a\x00\x08b"])
def test_words_survive_xml(words):
    from xml.etree.ElementTree import fromstring

    kept = "".join(c for c in words if c >= " ")
    assert fromstring(f"<a>{cdata(words)}</a>").text == kept


def test_an_answer_is_cut_between_characters():
    assert cut("字" * 682) == "字" * 682
    assert cut("字" * 683) == "字" * 681 + "…"


#: WGS-84 and GCJ-02 degrees, the published check points of converters (Shanghai, Shenzhen, Beijing, Zhengzhou)
POINTS = [
    ("121.527211", "31.177428", "121.531541859215", "31.17530398364597"),
    ("113.912316", "22.543847", "113.9171764808363", "22.540796131694766"),
    ("116.377817", "39.911954", "116.38404722455657", "39.91334545536069"),
    ("113.647881", "34.829793", "113.65396374215176", "34.8287280094783"),
]


@pytest.mark.parametrize(("east", "north", "shifted_east", "shifted_north"), POINTS)
def test_the_published_check_points_come_back(east, north, shifted_east, shifted_north):
    assert to_wgs84(Decimal(shifted_east), Decimal(shifted_north)) == (Decimal(east), Decimal(north))


@pytest.mark.parametrize("point", [(102.7, 25.04), (113.358803, 23.134521), (87.6, 43.8), (126.6, 45.8)])
def test_there_and_back_is_the_same_place(point):
    back = to_wgs84(*(Decimal(str(round(x, 9))) for x in shifted(*point)))
    assert [float(x) for x in back] == pytest.approx(point, abs=1e-6)


def test_outside_the_grid_nothing_moves():
    assert to_wgs84(Decimal("2.352200"), Decimal("48.856600")) == (Decimal("2.352200"), Decimal("48.856600"))
