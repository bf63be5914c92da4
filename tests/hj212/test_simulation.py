"""Simulated units: the same values from the same seed, answers to the centre, retries, a storm with back-fill."""

import asyncio
import json
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner

from qingtian.hj212.commands import hj212
from qingtian.hj212.frame import Frame
from qingtian.hj212.framing import Framer
from qingtian.hj212.message import Message, message_of, read_message
from qingtian.hj212.simulation.client import Centre
from qingtian.hj212.simulation.plant import Plant
from qingtian.hj212.simulation.run import Plan, invented_mns, simulate
from qingtian.hj212.simulation.tally import Tally
from qingtian.hj212.simulation.unit import Unit, floor
from qingtian.hj212.times import SHANGHAI
from qingtian.hj212.writing import Head, data_answer, write

pytestmark = pytest.mark.once

KEY = bytes(range(16))
NOON = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)


def unit(edition: str = "2017", at: datetime = NOON - timedelta(seconds=30), key: bytes | None = None) -> Unit:
    return Unit(Plant(1, "U1", "31"), edition, at, key)


def request(cn: str, *items: tuple[str, str], pw: str = "123456") -> Message:
    return read_message(write(Head("31", cn, "U1", pw, "20260302120000001", 5), [list(items)] if items else []))


def told(frames: list[bytes]) -> list[tuple[str, dict]]:
    return [(read_message(frame).field("CN"), read_message(frame).params) for frame in frames]


def test_a_period_that_ended_is_sent_with_its_start() -> None:
    frames = [read_message(frame) for frame in unit().step(NOON)]
    assert [(frame.field("CN"), frame.param("DataTime")) for frame in frames] == [
        ("2011", "20260302120000"), ("2051", "20260302115000"), ("2061", "20260302110000"),
    ]  # fmt: skip
    assert len({frame.field("QN") for frame in frames}) == 3
    assert all(frame.crc_status == "ok" and frame.any_flag.need_ack for frame in frames)
    midnight = floor(NOON, timedelta(days=1)) + timedelta(days=1)
    last = unit(at=midnight - timedelta(seconds=9)).step(midnight)[-1]
    assert (read_message(last).field("CN"), read_message(last).param("DataTime")) == ("2031", "20260302000000")


def test_the_same_seed_tells_the_same_hour_again_and_2025_marks_it() -> None:
    hour = timedelta(hours=1)
    first, again = unit().record("2061", NOON, hour), unit().record("2061", NOON, hour, resent=True)
    assert read_message(first).factors == read_message(again).factors
    assert read_message(first).header["QN"] != read_message(again).header["QN"]
    new = read_message(unit("2025", key=KEY).record("2061", NOON, hour, resent=True), KEY)
    assert (new.header["RF"], new.crc_status, new.factors) == ("1", "ok_over_plaintext", read_message(first).factors)
    assert len(list(unit().back_fill(2))) == 2 + 12


def test_a_unit_carries_out_what_the_centre_asks() -> None:
    one = unit()
    assert told(one.obey(request("1062", ("RtdInterval", "60")))) == [
        ("9011", {"QnRtn": "1"}),
        ("9012", {"ExeRtn": "1"}),
    ]
    assert told(one.obey(request("1061")))[1] == ("1061", {"RtdInterval": "60"})
    one.obey(request("1012", ("SystemTime", "20260302130000")))
    assert told(one.obey(request("1011")))[1] == ("1011", {"SystemTime": "20260302130000"})
    asked = request("2061", ("BeginTime", "20260302000000"), ("EndTime", "20260302030000"))
    assert [cn for cn, _ in told(one.obey(asked))] == ["9011", "2061", "2061", "2061", "2061", "9012"]
    none = request("2061", ("BeginTime", "20270302000000"), ("EndTime", "20270302030000"))
    assert told(one.obey(none))[-1] == ("9012", {"ExeRtn": "100"})
    assert told(one.obey(request("1099"))) == [("9011", {"QnRtn": "8"})]
    assert told(one.obey(request("2012"))) == [("9013", {})]
    assert one.obey(request("9014")) == []
    information = one.obey(request("3020", ("PolId", "a21026"), ("InfoId", "i13004")))
    assert read_message(information[1]).factors == {"i13004": {"Info": "165.0"}}


def test_a_changed_password_is_asked_for() -> None:
    one = unit()
    one.obey(request("1072", ("NewPW", "654321")))
    assert told(one.obey(request("1061"))) == [("9011", {"QnRtn": "3"})]
    assert told(one.obey(request("1061", pw="654321")))[0] == ("9011", {"QnRtn": "1"})


class Listener:
    """A centre that answers every message but the first ``deaf`` ones."""

    def __init__(self, deaf: int = 0) -> None:
        self.deaf, self.heard, self.connections = deaf, [], 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        framer = Framer()
        while piece := await reader.read(4096):
            for found in framer.feed(piece):
                assert isinstance(found, Frame)
                message = message_of(found)
                self.heard.append(message)
                if len(self.heard) > self.deaf:
                    writer.write(data_answer(message))
        writer.close()


def run(listener: Listener, over_time: float = 5.0, **of_plan: object) -> Tally:
    async def both() -> Tally:
        server = await asyncio.start_server(listener.serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        plan = Plan(**{"mns": invented_mns(4, 1), "rate": 40.0, "seconds": 1.5, "ramp": 0.05} | of_plan)
        tally = await simulate(plan, Centre("127.0.0.1", port, over_time))
        server.close()
        return tally

    return asyncio.run(both())


def test_units_connect_send_and_count_their_answers() -> None:
    listener = Listener()
    tally = run(listener, start=NOON)
    assert tally.connected == listener.connections == 4
    assert tally.sent_again == tally.refused == tally.unanswered == 0
    assert 0 <= len(listener.heard) - tally.answered <= 4
    assert {message.field("MN") for message in listener.heard} == set(invented_mns(4, 1))
    assert tally.as_dict(1.5)["wait_p50"] is not None
    assert {message.crc_status for message in listener.heard} == {"ok"}


def test_a_frame_not_answered_is_sent_again_with_its_qn() -> None:
    listener = Listener(deaf=1)
    tally = run(listener, over_time=0.3, mns=invented_mns(1, 1), rate=4.0, start=NOON)
    first, second = listener.heard[:2]
    assert first.frame == second.frame
    assert tally.sent_again >= 1
    assert tally.unanswered == 0


def test_after_the_storm_every_unit_has_come_back_and_filled_its_hours() -> None:
    listener = Listener()
    tally = run(listener, storm=0.05, back_fill=1, rate=8.0, seconds=4.0, start=NOON + timedelta(minutes=1))
    assert tally.connected == listener.connections == 8
    assert tally.back_filled == 4 * 7
    periods = Counter((message.field("MN"), message.field("CN")) for message in listener.heard)
    assert {count for (_, cn), count in periods.items() if cn == "2061"} == {1}


class Rude(Listener):
    """A centre that hangs up after every third message."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        framer, heard = Framer(), 0
        while heard < 3 and (piece := await reader.read(4096)):
            for found in framer.feed(piece):
                heard += 1
                writer.write(data_answer(message_of(found)))
        writer.close()


def test_a_run_ends_in_its_time_also_where_the_centre_hangs_up_again_and_again() -> None:
    listener = Rude()
    begun = time.monotonic()
    tally = run(listener, over_time=0.05, mns=invented_mns(30, 1), rate=600.0, seconds=1.0, start=NOON, storm=0.1)
    assert tally.dropped > 20
    assert listener.connections > 60
    assert time.monotonic() - begun < 20


def test_the_command_prints_its_counts_where_nobody_listens() -> None:
    asked = ["simulate", "--stations", "2", "--rate", "5", "--seconds", "0.2", "--ramp", "0", "--port", "1", "--json"]
    done = CliRunner().invoke(hj212, asked)
    assert done.exit_code == 0, done.output
    counts = json.loads(done.stdout)
    assert (counts["refused"], counts["sent"], counts["wait_p99"]) == (2, 0, None)
    assert CliRunner().invoke(hj212, [*asked, "--start", "yesterday"]).exit_code == 2
