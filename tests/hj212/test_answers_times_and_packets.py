"""Answers of the centre, periods of data, and messages sent in parts."""

from datetime import datetime, timedelta

import pytest

from qingtian.hj212.editions import EDITIONS, edition_hint
from qingtian.hj212.message import Message, read_message
from qingtian.hj212.packets import Joiner
from qingtian.hj212.times import SHANGHAI, period_of, read_qn, read_time, write_qn, write_time
from qingtian.hj212.writing import Head, area_text, data_answer, execution_answer, in_packets, notice_answer, write

pytestmark = pytest.mark.once

QN = "20160801085857223"


def upload(flag: int | None, qn: str = QN) -> Message:
    return read_message(write(Head("32", "2011", "010000A8900016F000169DC0", "123456", qn, flag)))


def test_the_answer_carries_qn_pw_and_mn_of_the_message_and_the_flag_of_its_edition() -> None:
    assert data_answer(upload(5)) == (
        b"##0087QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&"
        + data_answer(upload(5))[-6:]
    )
    assert b";Flag=8;CP=&&&&" in data_answer(upload(9))
    assert b";Flag=4;" in data_answer(upload(9), edition="2017")
    answered = read_message(execution_answer(upload(9), 1))
    assert (answered.field("CN"), answered.param("ExeRtn"), answered.answers) == ("9012", "1", QN)


def test_in_2005_the_qn_answered_stands_in_the_data_area() -> None:
    for flag in (None, 1):
        message = read_message(notice_answer(upload(flag)))
        assert (message.field("QN"), message.param("QN"), message.answers) == (None, QN, QN)
        assert (message.header["Flag"], message.crc_status) == ("0", "ok")
    assert read_message(notice_answer(upload(0, qn=""))).params == {}


def test_the_flag_hints_at_the_edition() -> None:
    assert [edition_hint(upload(flag)) for flag in (None, 1, 5, 9, 12)] == ["2005", "2005", "2017", "2025", "2017"]
    assert (EDITIONS["2017"].until, EDITIONS["2025"].in_force) == (
        datetime(2025, 12, 31).date(), datetime(2026, 1, 1).date(),
    )  # fmt: skip


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("cn", "label", "start", "end"),
    [
        ("2011", "start", at(2, 0), at(2, 0)),
        ("2051", "start", at(2, 0), at(2, 0, 10)),
        ("2061", "start", at(2, 0), at(2, 1)),
        ("2061", "end", at(1, 23), at(2, 0)),
        ("2031", "start", at(2, 0), at(3, 0)),
        ("2031", "end", at(1, 0), at(2, 0)),
        ("2011", "end", at(2, 0), at(2, 0)),
    ],
)
def test_a_label_becomes_a_period_with_two_ends(cn: str, label: str, start: datetime, end: datetime) -> None:
    period = period_of(cn, "20260302000000", labels=label)
    assert (period.start, period.end) == (start, end)
    assert period_of("9014", "20260302000000") is None
    assert period_of(cn, "20260230000000") is None


def test_times_of_the_field() -> None:
    assert read_time("20171128105111-20171128105139") == datetime(2017, 11, 28, 10, 51, 11, tzinfo=SHANGHAI)
    assert [read_time(text) for text in (None, "", "2017", "20171328105111", "2017112810511x")] == [None] * 5
    moment = datetime(2026, 3, 2, 8, 0, 1, 5000, tzinfo=SHANGHAI)
    assert (write_qn(moment), write_time(moment)) == ("20260302080001005", "20260302080001")
    assert read_qn(write_qn(moment)) == moment
    assert [read_qn(text) for text in (None, "1617936069734", "20261302080001005")] == [None] * 3


GROUPS = [[("DataTime", "20260302000000")], *([(f"w{n:05}-Avg", "1.5"), (f"w{n:05}-Flag", "N")] for n in range(90))]


def parts() -> list[Message]:
    packets = list(in_packets(GROUPS))
    heads = (Head("32", "2061", "A", "1", f"2026030200000000{n}", 7, len(packets), n) for n in range(1, 9))
    return [read_message(write(head, packet)) for head, packet in zip(heads, packets, strict=False)]


def test_parts_with_their_own_qn_are_joined_by_mn_cn_and_time() -> None:
    sent = parts()
    assert len(sent) == 3
    assert all(len(area_text(packet).encode()) <= 950 for packet in in_packets(GROUPS))
    joiner = Joiner()
    assert [joiner.add(sent[n], 0.0) for n in (2, 0)] == [None, None]
    assert joiner.waiting()[0].missing == (2,)
    assert joiner.add(sent[0], 1.0) is None
    whole = joiner.add(sent[1], 2.0)
    assert whole is not None
    assert whole.groups() == tuple(tuple(group) for group in GROUPS)
    assert joiner.waiting() == ()


def test_a_message_sent_whole_is_whole_at_once_and_what_never_completes_is_given_up() -> None:
    joiner = Joiner(limit=2)
    alone = read_message(write(Head("32", "2061", "A", flag=7), GROUPS[:2]))
    assert joiner.add(alone, 0.0).messages == {1: alone}
    for number in range(3):
        head = Head("32", "2061", f"U{number}", flag=7, pnum=2, pno=1)
        joiner.add(read_message(write(head, GROUPS[:2])), float(number))
    assert [held.whole[0] for held in joiner.waiting()] == ["U1", "U2"]
    assert [held.whole[0] for held in joiner.give_up(before=2.0)] == ["U1"]
    assert timedelta(0) == timedelta(len(joiner.waiting()) - 1)


@pytest.mark.parametrize(("pnum", "pno"), [("0", "1"), ("2", "3"), ("x", "1"), ("99999", "1"), ("2", "")])
def test_numbers_that_make_no_sense_do_not_hold_a_message_back(pnum: str, pno: str) -> None:
    raw = b"##0040ST=32;PNUM=" + pnum.encode() + b";PNO=" + pno.encode() + b";CP=&&&&0000"
    assert Joiner().add(read_message(raw), 0.0) is not None
