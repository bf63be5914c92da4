"""Stored frames become hour values and field information: in order, each once, whatever stops in between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from qingtian.apps.monitors.logger_key import seal_key
from qingtian.apps.monitors.models import DataLogger, FieldInfo, HourValue, Outlet
from qingtian.apps.people.models import Organ
from qingtian.gateways.hj212 import gaps, settling
from qingtian.gateways.hj212.archive import pack, pack_old_days
from qingtian.gateways.hj212.gaps import ask_for_gaps, spans
from qingtian.gateways.hj212.models import HistoryRequest, SettledTo
from qingtian.gateways.hj212.office import note_reply, requests_to_send
from qingtian.gateways.hj212.place import frames_folder
from qingtian.gateways.hj212.settling import settle_new
from qingtian.gateways.hj212.store.arrived import SHANGHAI, Arrived, Crc, Verdict, digest_of
from qingtian.gateways.hj212.store.reading import FrameStore, name_of
from qingtian.hj212.frame import read_frame
from qingtian.hj212.message import read_message
from qingtian.hj212.writing import Head, write
from tests.apps.monitors.outlets import outlet
from tests.gateways.hj212.frames import MN, NOON
from tests.gateways.hj212.test_store import stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NOW = datetime(2026, 11, 23, 12, 30, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
SO2 = "a21026"
_qn = [0]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def logger(of: Outlet | None, mn: str = MN, **other) -> DataLogger:
    row = {"name": "1 号数采仪", "organ": Organ.objects.get(code="branch"), "units": {SO2: "mg/m³"}, "expected": [SO2]}
    return DataLogger.objects.create(mn=mn, outlet=of, **(row | other))


def frame(
    groups: list,
    cn: str = "2061",
    mn: str = MN,
    at: int = NOON,
    verdict: Verdict = Verdict.TAKEN,
    key: bytes | None = None,
    **head,
) -> Arrived:
    """A frame as the listener stores it."""
    _qn[0] += 1
    qn = 20261123110000000 + _qn[0]
    raw = write(Head("31", cn, mn, "654321", str(qn), 5, **head), groups, key).rstrip(b"\r\n")
    return Arrived(raw, at, mn, cn, qn, 0, verdict, Crc.STANDARD, "192.0.2.7:1", digest_of(raw))


def hour(value: str = "12.50", label: str = "20261123100000", code: str = SO2, **other) -> Arrived:
    return frame(
        [[("DataTime", label)], [(f"{code}-Avg", value), (f"{code}-ZsAvg", "20.1"), (f"{code}-Flag", "N")]], **other
    )


def store(*frames: Arrived) -> None:
    stored(frames_folder(), list(frames))


def values() -> list[tuple[str, datetime, str]]:
    rows = HourValue.objects.order_by("factor", "period_start", "revision")
    return [(one.factor, one.period_start.astimezone(SHANGHAI), one.text) for one in rows]


def at(hour_: int) -> datetime:
    return datetime(2026, 11, 23, hour_, tzinfo=SHANGHAI)


def test_an_hour_is_from_its_label_on_with_text_unit_mark_and_frame():
    logger(outlet())
    store(hour())
    settle_new(NOW)
    (value,) = HourValue.objects.all()
    assert (value.period_start.astimezone(SHANGHAI), value.period_end.astimezone(SHANGHAI)) == (at(10), at(11))
    assert (value.text, value.converted_text, value.unit, value.mark) == ("12.50", "20.1", "mg/m³", "N")
    assert value.frame is not None
    assert name_of(value.frame) == "2026-11-23/1"
    assert not value.back_filled


@pytest.mark.parametrize(("label", "start"), [("20261123100001", at(10)), ("20261123100059", at(10))])
def test_a_label_seconds_after_the_hour_means_the_hour(label, start):
    logger(outlet())
    store(hour(label=label))
    settle_new(NOW)
    assert values() == [(SO2, start, "12.50")]


def test_a_label_a_minute_after_the_hour_is_no_clock_hour_and_stays_in_the_store():
    logger(outlet())
    store(hour(label="20261123100100"))
    settle_new(NOW)
    assert values() == []


def test_settled_again_and_again_nothing_doubles():
    logger(outlet())
    store(hour(), hour(label="20261123090000"))
    assert settle_new(NOW)["values"] == 2
    assert settle_new(NOW) == {"frames": 0, "values": 0, "refused": 0}
    store(hour(label="20261123080000"))
    assert settle_new(NOW)["values"] == 1
    assert len(values()) == 3


def test_a_step_that_breaks_leaves_no_value_and_is_done_next_time(monkeypatch):
    logger(outlet())
    store(*(hour(label=f"202611230{n}0000") for n in range(6)))
    monkeypatch.setattr(settling, "STEP", 2)
    settle, calls = settling.settle, []

    def breaking(sent: Iterable) -> object:
        calls.append(1)
        if len(calls) == 2:
            settle(sent)
            raise RuntimeError("killed")
        return settle(sent)

    monkeypatch.setattr(settling, "settle", breaking)
    with pytest.raises(RuntimeError):
        settle_new(NOW)
    assert len(values()) == 2
    assert SettledTo.objects.get().number == 2
    settle_new(NOW)
    assert len(values()) == len({start for _, start, _ in values()}) == 6


def test_a_frame_nobody_foresaw_holds_up_no_other(monkeypatch):
    logger(outlet())
    store(*(hour(f"{n}.0", label=f"202611230{n}0000") for n in range(3)))
    settle = settling.settle

    def stumbling(sent: Iterable) -> object:
        given = list(sent)
        if any(one.text == "1.0" for one in given):
            raise ValueError("unforeseen")
        return settle(given)

    monkeypatch.setattr(settling, "settle", stumbling)
    assert settle_new(NOW) == {"frames": 3, "values": 2, "refused": 1}
    assert [text for _, _, text in values()] == ["0.0", "2.0"]


def test_a_later_frame_with_another_value_stands_beside_the_first():
    logger(outlet())
    store(hour("12.50"), hour("12.5"))
    settle_new(NOW)
    assert values() == [(SO2, at(10), "12.50"), (SO2, at(10), "12.5")]
    assert list(HourValue.objects.order_by("revision").values_list("latest", flat=True)) == [False, True]


@pytest.mark.parametrize(("late", "resent", "filled"), [(119, False, False), (121, False, True), (1, True, True)])
def test_a_value_long_after_its_hour_or_marked_as_sent_again_is_back_filled(late, resent, filled):
    logger(outlet(), edition="2025")
    store(hour(at=NOON - 3_600_000 + late * 60_000, resent=resent))
    settle_new(NOW)
    assert HourValue.objects.get().back_filled == filled


def test_codes_of_2005_become_those_of_today():
    logger(outlet(medium="water"), edition="2005")
    store(hour(code="011"))
    settle_new(NOW)
    assert values() == [("w01018", at(10), "12.50")]


def test_sub_packets_are_settled_each_as_it_comes():
    logger(outlet())
    store(hour("1.0", pnum=2, pno=1), hour("2.0", code="a21002", pnum=2, pno=2))
    settle_new(NOW)
    assert values() == [("a21002", at(10), "2.0"), (SO2, at(10), "1.0")]


def test_an_encrypted_frame_is_settled_with_the_key_of_its_logger():
    held = logger(outlet(), edition="2025")
    seal_key(held, bytes(range(16)))
    held.save()
    store(hour(key=bytes(range(16))))
    settle_new(NOW)
    assert values() == [(SO2, at(10), "12.50")]


def test_a_refused_frame_becomes_no_value():
    logger(outlet())
    settle_new(NOW)
    store(hour(verdict=Verdict.WRONG_CRC), hour("99.9", label="20261123090000", verdict=Verdict.WRONG_LENGTH))
    settle_new(NOW)
    assert values() == []


def test_a_frame_that_came_between_a_new_profile_and_the_next_look_at_it_is_settled():
    logger(outlet())
    settle_new(NOW)
    store(hour(verdict=Verdict.UNKNOWN))
    settle_new(NOW)
    assert values() == [(SO2, at(10), "12.50")]


def test_frames_in_quarantine_become_values_once_the_device_is_taken_in():
    stack = outlet()
    store(hour(verdict=Verdict.UNKNOWN), hour(label="20261123090000", verdict=Verdict.UNKNOWN))
    settle_new(NOW)
    assert values() == []
    held = logger(None)
    settle_new(NOW)
    assert values() == []  # registered, without an outlet: they wait
    held.outlet = stack
    held.save()
    assert settle_new(NOW)["values"] == 2
    assert settle_new(NOW)["values"] == 0
    assert [start for _, start, _ in values()] == [at(9), at(10)]


def test_another_crc_policy_reads_the_refused_frames_again():
    held = logger(outlet())
    good = hour()
    from qingtian.hj212.crc import modbus_crc

    raw = good.raw[:-4] + b"%04X" % modbus_crc(good.raw[6:-4])
    fields = {name: getattr(good, name) for name in Arrived.__slots__}
    changed = {"raw": raw, "digest": digest_of(raw), "verdict": Verdict.WRONG_CRC, "crc": Crc.MODBUS}
    store(Arrived(**fields | changed))
    settle_new(NOW)
    assert values() == []
    held.crc_policy = "modbus"
    held.save()
    settle_new(NOW)
    assert values() == [(SO2, at(10), "12.50")]


def test_field_information_keeps_the_factor_it_speaks_of():
    held = logger(None)
    said = [
        [("DataTime", "20261123100000")],
        [("PolId", "w01018"), ("i13004-Info", "168.0"), ("i13007-Info", "0.12")],
        [("PolId", "w21003"), ("i13007-Info", "0.30")],
    ]
    store(frame(said, cn="3020"), frame(said, cn="3020"))
    settle_new(NOW)
    rows = FieldInfo.objects.filter(logger=held).order_by("pk").values_list("factor", "code", "text")
    assert list(rows) == [("w01018", "i13004", "168.0"), ("w01018", "i13007", "0.12"), ("w21003", "i13007", "0.30")]
    assert FieldInfo.objects.first().at == at(10)  # type: ignore[union-attr]


def test_what_no_database_takes_is_made_visible():
    logger(outlet())
    store(hour("12\x00.5"), frame([[("DataTime", "20261123100000")], [("i11001-Info", "//a\x00b//")]], cn="3020"))
    settle_new(NOW)
    assert [text for _, _, text in values()] == ["12\N{REPLACEMENT CHARACTER}.5"]
    assert FieldInfo.objects.get().text == "//a\N{REPLACEMENT CHARACTER}b//"


# ---- gaps ----------------------------------------------------------------------------------------------------------


def test_hours_side_by_side_are_one_span_of_at_most_a_day():
    hours = [at(0) + n * HOUR for n in range(26)] + [at(0) + 30 * HOUR]
    assert list(spans(hours)) == [
        (at(0), at(0) + 24 * HOUR),
        (at(0) + 24 * HOUR, at(0) + 26 * HOUR),
        (at(0) + 30 * HOUR, at(0) + 31 * HOUR),
    ]
    assert list(spans([])) == []


def test_a_missing_hour_is_asked_for_once_it_is_late_and_not_while_the_request_is_open(monkeypatch):
    monkeypatch.setattr(gaps, "BACK", 4 * HOUR)
    logger(outlet())
    store(*(hour(label=f"20261123{n:02d}0000") for n in (6, 7, 9)))
    settle_new(NOW)
    assert ask_for_gaps(NOW)["requests"] == 1
    request = HistoryRequest.objects.get()
    assert (request.begin.astimezone(SHANGHAI), request.end.astimezone(SHANGHAI)) == (at(8), at(9))
    assert ask_for_gaps(NOW)["requests"] == 0


def test_an_hour_is_asked_for_three_times_at_most(monkeypatch):
    monkeypatch.setattr(gaps, "BACK", HOUR)
    logger(outlet())
    for _ in range(5):
        ask_for_gaps(NOW)
        HistoryRequest.objects.update(outcome="no_data")
    assert HistoryRequest.objects.count() == 3


def test_a_request_nobody_answered_is_over_after_six_hours(monkeypatch):
    monkeypatch.setattr(gaps, "BACK", HOUR)
    logger(outlet())
    ask_for_gaps(NOW)
    HistoryRequest.objects.update(outcome="sent", sent_at=NOW - gaps.PATIENCE)
    ask_for_gaps(NOW)
    assert HistoryRequest.objects.get().outcome == "sent"
    ask_for_gaps(NOW + timedelta(seconds=1))
    assert HistoryRequest.objects.order_by("pk").first().outcome == "silent"  # type: ignore[union-attr]


@pytest.mark.parametrize("other", [{"networked_on": date(2026, 11, 24)}, {"closed_on": date(2026, 11, 22)}])
def test_no_hour_is_owed_before_the_outlet_is_networked_or_after_it_is_closed(monkeypatch, other):
    monkeypatch.setattr(gaps, "BACK", 4 * HOUR)
    held = logger(outlet())
    Outlet.objects.filter(pk=held.outlet_id).update(**other)
    assert ask_for_gaps(NOW)["requests"] == 0


def test_a_request_is_sent_to_a_logger_on_the_line_with_its_own_st_and_password(monkeypatch):
    monkeypatch.setattr(gaps, "BACK", HOUR)
    logger(outlet())
    store(hour(label="20261123050000"))
    ask_for_gaps(NOW)
    assert requests_to_send(frozenset()) == []
    ((mn, sent),) = requests_to_send(frozenset({MN}))
    message = read_message(sent)
    assert (mn, message.crc_status) == (MN, "ok")
    assert [message.field(name) for name in ("ST", "CN", "PW", "Flag")] == ["31", "2061", "654321", "5"]
    assert (message.param("BeginTime"), message.param("EndTime")) == ("20261123090000", "20261123090000")
    assert requests_to_send(frozenset({MN})) == []
    request = HistoryRequest.objects.get()
    assert (request.outcome, request.qn) == ("sent", message.field("QN"))


def test_a_logger_is_left_in_peace_between_two_requests_and_few_go_out_at_once():
    stack = outlet()
    for number in range(8):
        held = logger(stack, mn=f"M{number}")
        for _ in range(2):
            HistoryRequest.objects.create(logger=held, begin=at(1), end=at(2), asked_at=NOW)
    online = frozenset(f"M{number}" for number in range(8))
    assert len({mn for mn, _ in requests_to_send(online)}) == 5
    assert len(requests_to_send(online)) == 3
    assert requests_to_send(online) == []


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([("9011", "1")], "ready"),
        ([("9011", "2")], "refused"),
        ([("9011", "1"), ("9012", "1")], "done"),
        ([("9012", "100")], "no_data"),
        ([("9012", "4")], "failed"),
        ([("9012", "1"), ("9011", "3")], "done"),
    ],
)
def test_what_a_logger_answers_is_noted(answers, outcome):
    held = logger(outlet())
    HistoryRequest.objects.create(
        logger=held, begin=at(1), end=at(2), asked_at=NOW, qn="20261123120000000", outcome="sent"
    )
    for command, code in answers:
        note_reply(MN, "20261123120000000", command, code)
        note_reply(MN, "20261123120000009", command, "2")
    assert HistoryRequest.objects.get().outcome == outcome


# ---- old days ------------------------------------------------------------------------------------------------------


def test_a_day_is_packed_only_when_it_is_settled_and_old_and_reads_back(tmp_path: Path):
    logger(outlet())
    store(hour())
    much_later = NOW + timedelta(days=93)
    assert pack_old_days(much_later) == {"days": 0}  # not settled
    settle_new(NOW)
    assert pack_old_days(NOW + timedelta(days=92)) == {"days": 0}
    assert pack_old_days(much_later) == {"days": 1}
    assert FrameStore(frames_folder()).days() == []
    import gzip

    packed = frames_folder() / "archive" / "2026-11-23.sqlite.gz"
    (frames_folder() / "2026-11-23.sqlite").write_bytes(gzip.decompress(packed.read_bytes()))
    (again,) = FrameStore(frames_folder()).after("2026-11-23", 0, 9)
    assert read_frame(again.raw).length_ok
    assert settle_new(much_later)["values"] == 0


def test_a_packed_file_that_does_not_read_back_leaves_the_day_where_it_is(tmp_path, monkeypatch):
    store(hour())
    from qingtian.gateways.hj212 import archive

    monkeypatch.setattr(archive, "_digest", lambda path: "0" * 64)
    with pytest.raises(OSError, match="does not read back"):
        pack(frames_folder(), "2026-11-23", tmp_path / "away")
    assert FrameStore(frames_folder()).days() == ["2026-11-23"]
    assert list((tmp_path / "away").iterdir()) == []
