"""Every real message says what a separate script read in it, on the command line and one by one."""

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingtian.hj212.commands import hj212
from qingtian.hj212.framing import Framer
from qingtian.hj212.message import read_message

pytestmark = [pytest.mark.evidence, pytest.mark.once]


@pytest.fixture
def samples(evidence: Path) -> list[dict]:
    return [json.loads(line) for line in (evidence / "hj212" / "samples.jsonl").read_text("utf-8").splitlines()]


def raw(sample: dict) -> bytes:
    return sample["frame"].encode() if "frame" in sample else base64.b64decode(sample["frame_base64"])


def wanted(sample: dict) -> dict:
    same = sample["declared_length"] == sample["actual_length"]
    told = {key: sample[key] for key in ("id", "crc_status", "flag")}
    return told | {"length_ok": same} | sample["expect"]


def test_every_sample_is_read_by_the_command_as_expected(samples: list[dict], evidence: Path, tmp_path: Path) -> None:
    (key,) = {sample["sm4_key_hex"] for sample in samples if "sm4_key_hex" in sample}
    out = tmp_path / "read.jsonl"
    asked = ["parse", str(evidence / "hj212" / "samples.jsonl"), "--out", str(out), "--key", key, "--json"]
    done = CliRunner().invoke(hj212, asked)
    assert done.exit_code == 0, done.output
    read = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert read == [wanted(sample) for sample in samples]
    assert json.loads(done.stdout)["lines"] == len(samples) == 114


def test_segment_and_check_sum_are_cut_where_they_stand(samples: list[dict]) -> None:
    for sample in samples:
        frame = read_message(raw(sample)).frame
        assert (len(frame.segment), frame.crc) == (sample["actual_length"], sample["crc_in_frame"]), sample["id"]


def test_one_stream_of_all_samples_gives_them_all_back(samples: list[dict]) -> None:
    stream = b"".join(raw(sample).rstrip(b"\r\n") + b"\r\n" for sample in samples)
    framer = Framer()
    found = [frame for at in range(0, len(stream), 7) for frame in framer.feed(stream[at : at + 7])]
    assert [frame.raw for frame in found] == [raw(sample).rstrip(b"\r\n") for sample in samples]
    assert framer.close() == []


def test_without_its_key_an_encrypted_message_gives_its_header_and_says_so(samples: list[dict]) -> None:
    sample = next(sample for sample in samples if "sm4_key_hex" in sample)
    message = read_message(raw(sample))
    assert message.encrypted
    assert message.header == sample["expect"]["header"]
    assert (message.groups, message.factors, message.crc_status) == ((), {}, "wrong")
    other = read_message(raw(sample), bytes(16))
    assert (other.encrypted, other.crc_status) == (True, "wrong")
