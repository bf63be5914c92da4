"""What one message says: every oddity of the field that a reader has to bear."""

import base64
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.errors import UnusableInput
from qingtian.hj212.encryption import decrypt, encrypt, read_key
from qingtian.hj212.errors import UnreadableFrame
from qingtian.hj212.flag import Flag, read_flag
from qingtian.hj212.framing import Framer
from qingtian.hj212.message import read_message
from qingtian.hj212.parsing import parse_file, parse_line
from qingtian.hj212.writing import Head, write, write_frame

pytestmark = pytest.mark.once

KEY = bytes(range(16))


def read(segment: str) -> object:
    return read_message(write_frame(segment.encode()))


@pytest.mark.parametrize("opened", ["CP=&&", "CP=&", "CP=", "cp = &&"])
@pytest.mark.parametrize("closed", ["&&", "&", ""])
def test_an_area_is_found_however_it_is_opened_and_closed(opened: str, closed: str) -> None:
    message = read(f"ST=51;CN=2011;MN=A;{opened}DataTime=20160824003817000;01-Rtd=1.5{closed}")
    assert message.header == {"ST": "51", "CN": "2011", "MN": "A"}
    assert (message.params, message.factors) == ({"DataTime": "20160824003817000"}, {"01": {"Rtd": "1.5"}})
    assert (message.crc_status, message.frame.length_ok) == ("ok", True)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("QN=1,ST=32;CN=2011;CP=&&&&", {"QN": "1", "ST": "32", "CN": "2011"}),
        ("ST=32;CN=2011;MN=ACP=&&&&", {"ST": "32", "CN": "2011", "MN": "A"}),
        ("ST=32;;,MN=A;FLAG=0;PW=;CP=&&&&", {"ST": "32", "MN": "A", "FLAG": "0", "PW": ""}),
        (" ST = 32 ; X=1=2;CP = &&&&", {"ST": "32", "X": "1=2"}),
        ("ST=32;CN=9015;MN=A", {"ST": "32", "CN": "9015", "MN": "A"}),
        ("ST=91;CN=9014;CP=&&", {"ST": "91", "CN": "9014"}),
        ("ST=32;MN=A;MN=B;CP=&&&&", {"ST": "32", "MN": ["A", "B"]}),
    ],
)
def test_headers_as_they_are_sent(header: str, fields: dict) -> None:
    message = read(header)
    assert (message.header, message.groups) == (fields, ())
    assert message.crc_status == "ok"


@pytest.mark.parametrize(
    ("area", "params", "factors"),
    [
        ("a-Rtd=1;;a-Flag=N;,", {}, {"a": {"Rtd": "1", "Flag": "N"}}),
        ("DataTime=20260101000000-20260101010000;a-Rtd=6.9-12.4",
         {"DataTime": "20260101000000-20260101010000"}, {"a": {"Rtd": "6.9-12.4"}}),
        ("a01013-SampleTime=;a01013-Rtd=", {}, {"a01013": {"SampleTime": "", "Rtd": ""}}),
        ("PolId=w1;i1-Info=1;PolId=w2;i1-Info=2", {"PolId": ["w1", "w2"]}, {"i1": {"Info": ["1", "2"]}}),
        ("i11001-Info=//换试剂;清洗,管路=2//;x=1", {"x": "1"}, {"i11001": {"Info": "//换试剂;清洗,管路=2//"}}),
        ("u=http://a/b,c=//;d=2", {"u": "http://a/b", "c": "//", "d": "2"}, {}),
        ("QN=1;QnRtn=1", {"QN": "1", "QnRtn": "1"}, {}),
        ("alone;a-Rtd", {"alone": ""}, {"a": {"Rtd": ""}}),
        ("x-y-Avg=1", {}, {"x-y": {"Avg": "1"}}),
    ],
)  # fmt: skip
def test_data_areas_as_they_are_sent(area: str, params: dict, factors: dict) -> None:
    message = read(f"ST=32;CN=2011;CP=&&{area}&&")
    assert (message.params, message.factors) == (params, factors)


@pytest.mark.parametrize("declared", ["##0099", "##99", "##099", "##00099", "## 0099 "])
def test_lengths_of_other_widths(declared: str) -> None:
    segment = "QN=20240601085857223;ST=32;CN=3019;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&PolId=w01018&&"
    for around in ("{}", "{}\r\n", "{}\\r\\n", "recv: {} ok", "{}##0099QN"):
        message = read_message(around.format(f"{declared}{segment}3900").encode())
        assert (message.frame.declared, message.crc_status, message.frame.length_ok) == (99, "ok", True), around


@pytest.mark.parametrize("length", [99 + 4, 99 + 6, 99 - 3, 1, 9999])
def test_a_wrong_length_is_read_all_the_same(length: int) -> None:
    segment = "QN=20240601085857223;ST=32;CN=3019;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&PolId=w01018&&"
    message = read_message(f"##{length:04}{segment}3900\r\n".encode())
    assert (message.params, message.crc_status, message.frame.length_ok) == ({"PolId": "w01018"}, "ok", False)


@pytest.mark.parametrize(
    "raw", [b"", b"##", b"QN=1;ST=32", b"##0004abcdFFFF", b"\xff" * 40, b"####0010", b"##0000FFFF"]
)
def test_nothing_readable_is_said_by_one_error(raw: bytes) -> None:
    with pytest.raises(UnreadableFrame) as refused:
        read_message(raw)
    assert refused.value.code in ("hj212.no_frame", "hj212.no_header")


def test_gbk_and_utf8_are_told_apart() -> None:
    for charset, found in (("utf-8", "utf-8"), ("gbk", "gb18030")):
        segment = "ST=32;CN=3020;CP=&&i11001-Info=//更换试剂//&&".encode(charset)
        message = read_message(write_frame(segment))
        assert (message.factors["i11001"]["Info"], message.charset) == ("//更换试剂//", found)


def test_a_text_whose_gbk_bytes_fit_is_read_as_gbk() -> None:
    raw = write_frame("ST=32;CN=3020;CP=&&i11001-Info=//更换试剂//&&".encode("gbk"))
    line = json.dumps({"id": 1, "frame": raw.decode("gbk").rstrip()}).encode()
    assert (parse_line(line)["length_ok"], parse_line(line)["crc_status"]) == (True, "ok")


def test_flags_of_the_three_editions() -> None:
    told = [(flag.version, flag.has_pnum, flag.need_ack) for flag in map(Flag, (0, 1, 3, 4, 5, 6, 7, 8, 9, 11))]
    assert told == [
        (0, False, False), (0, False, True), (0, True, True), (1, False, False), (1, False, True), (1, True, False),
        (1, True, True), (2, False, False), (2, False, True), (2, True, True),
    ]  # fmt: skip
    assert [read_flag(text) for text in (None, "", "x", "256", "-1", "٣")] == [None] * 6
    assert read("ST=32;FLAG=5;CP=&&&&").flag is None
    assert read("ST=32;FLAG=5;CP=&&&&").any_flag == Flag(5)


def test_sm4_by_the_vector_of_its_standard() -> None:
    vector = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    assert encrypt(vector, vector).hex().upper() == "681EDF34D206965E86B3E94F536E4246"
    assert decrypt(encrypt(vector + b"rest", vector), vector) == vector + b"rest"
    for wrong in ("", "30" * 15, "zz" * 16, "30" * 17):
        with pytest.raises(UnusableInput):
            read_key(wrong)


def test_the_printed_form_of_cipher_text_is_read() -> None:
    area = b"DataTime=20240520210600;a01011-Avg=1.35,a01011-Flag=N"
    sent = encrypt(area, KEY)
    whole = len(area) - len(area) % 16
    listed = "{" + ",".join(f"0x{byte:02X}" for byte in sent[:whole]) + "}"
    head = "ST=31;CN=2051;MN=A;Flag=9;CP=&&"
    crc = write_frame(head.encode() + area + b"&&")[-6:-2].decode()
    segment = f"{head}{listed}{area[whole:].decode()}&&"
    message = read_message(f"##{len(segment):04}{segment}{crc}".encode(), KEY)
    assert (message.factors, message.crc_status) == ({"a01011": {"Avg": "1.35", "Flag": "N"}}, "ok_over_plaintext")


def test_the_key_is_left_alone_where_the_area_is_plain() -> None:
    sent = write(Head("31", "2011", "A", flag=4), [[("011-Rtd", "12345678901234567890")]])
    assert read_message(sent, KEY).factors == {"011": {"Rtd": "12345678901234567890"}}


words = st.text("abcdefghijklmnopqrstuvwxyzABCDEF0123456789.清洗", min_size=1, max_size=12)
keys = st.from_regex(r"[a-zA-Z0-9]{1,6}(-[A-Z][a-z]{2})?", fullmatch=True)
areas = st.lists(st.lists(st.tuples(keys, words), min_size=1, max_size=4), max_size=6)


@settings(deadline=None)
@given(areas, st.integers(0, 255), st.booleans())
def test_what_is_written_is_read_again(groups: list, flag: int, encrypted: bool) -> None:
    key = KEY if encrypted else None
    sent = write(Head("32", "2011", "UNIT1", "123456", "20260501010203004", flag), groups, key)
    (frame,) = Framer().feed(sent)
    message = read_message(sent, key)
    assert message.frame == frame
    assert message.groups == tuple(tuple(group) for group in groups)
    assert message.header == {
        "QN": "20260501010203004", "ST": "32", "CN": "2011", "PW": "123456", "MN": "UNIT1", "Flag": str(flag),
    }  # fmt: skip
    assert message.crc_status in ("ok", "ok_over_plaintext")
    assert message.frame.length_ok


def test_no_mutation_raises_anything_but_the_declared_error() -> None:
    chance = random.Random(2025)
    plain = write(Head("32", "2051", "A", "123456", "20260501010203004", 9, 2, 1), [[("w01018-Avg", "1")]] * 9)
    secret = write(Head("32", "2051", "A", "123456", "20260501010203004", 9), [[("w01018-Avg", "1")]] * 9, KEY)
    for turn in range(4000):
        sent = bytearray(secret if turn % 2 else plain)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(sent) + 1)
            sent[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(0, 9))
        try:
            message = read_message(bytes(sent), KEY)
        except UnreadableFrame:
            continue
        assert message.frame.raw in sent
        assert isinstance(message.factors, dict)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_the_declared_error(raw: bytes) -> None:
    for sent in (raw, b"##0100" + raw, b"##0100ST=3;CP=&&" + raw):
        try:
            message = read_message(sent, KEY)
        except UnreadableFrame:
            continue
        json.dumps(parse_line(json.dumps({"frame_base64": base64.b64encode(sent).decode()}).encode()))
        assert message.params is not None


def test_one_line_out_a_line_in_whatever_stands_there(tmp_path: Path) -> None:
    good = write(Head("32", "9015", "A"))
    lines = [
        b'{"id": "a", "frame": "' + good.rstrip() + b'"}', b"", b"no json", b"[1]", b'{"id": 4}',
        b'{"frame_base64": 3}',
        b'{"id": "x", "frame_base64": "###"}', b'{"id": "y", "frame": "\\ud800##1"}', b"\xff\xfe", b"9" * 5000,
        json.dumps({"id": "b", "frame_base64": base64.encodebytes(good).decode()}).encode(),
        b'{"id": "c", "frame": "##0020ST=3;X=\\ud800;CP=&&&&"}',
    ]  # fmt: skip
    (tmp_path / "in").write_bytes(b"\n".join(lines))
    tally = parse_file(tmp_path / "in", tmp_path / "out")
    read = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    assert (len(read), tally["lines"], tally["unreadable"]) == (12, 12, 9)
    assert [line["id"] for line in read if "error" not in line] == ["a", "b", "c"]
    assert read[6]["error"]["code"] == "hj212.line"
    with pytest.raises(UnusableInput):
        parse_file(tmp_path / "none", tmp_path / "out")
    assert len((tmp_path / "out").read_text("utf-8").splitlines()) == 12
