"""``qingtian hj212 parse``: a file of messages in, a file of what they say out, line by line."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from pathlib import Path
from typing import Any

from qingtian.errors import QingtianError, UnusableInput
from qingtian.hj212.crc import GOOD
from qingtian.hj212.message import Message, read_message
from qingtian.language import Text
from qingtian.tables.whole_file import WholeFile

_NO_OBJECT = Text("该行不是 JSON 对象。", "this line is no JSON object.")
_NO_FRAME = Text("该行没有 frame 或 frame_base64，或其内容不可用。", "this line has no usable frame or frame_base64.")
_WRITE_IT = Text(
    "每行写一个对象：id，以及 frame（文本）或 frame_base64。",
    "Write one object a line: id, and frame (text) or frame_base64.",
)


def parse_file(file: Path, out: Path, key: bytes | None = None) -> Counter[str]:
    """One line out a line in, in the same order; the counts of what was found."""
    tally: Counter[str] = Counter()
    with opened(file) as lines, WholeFile(out) as written:
        for line in lines:
            read = parse_line(line, key)
            count(read, tally)
            written.text.write(_as_json(read) + "\n")
        written.commit()
    return tally


def _as_json(read: dict[str, Any]) -> str:
    """Readable Chinese; half a character pair, which UTF-8 cannot hold, stays the escape it came as."""
    return json.dumps(read, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def opened(file: Path) -> Any:
    """The lines of ``file`` as bytes; UnusableInput where it cannot be read."""
    try:
        return file.open("rb")
    except OSError as error:
        raise UnusableInput(
            "hj212.file",
            Text("无法读取该文件：{why}", "this file cannot be read: {why}").format(why=error.strerror or error),
            where=file.name,
        ) from error


def parse_line(line: bytes, key: bytes | None = None) -> dict[str, Any]:
    """What one line says; ``error`` in place of everything but ``id`` where nothing can be read."""
    identifier = None
    try:
        record = _record(line)
        identifier = record.get("id")
        message = _message(record, key)
    except QingtianError as error:
        return {"id": identifier, "error": error.as_dict()}
    return {"id": identifier} | as_dict(message)


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise UnusableInput("hj212.line", _NO_OBJECT, remedy=_WRITE_IT)
    return record


def _message(record: dict[str, Any], key: bytes | None) -> Message:
    """The message of a line. A text may have been GBK on the wire: where only those bytes agree with the length and the
    check sum, they are what was sent."""
    text, binary = record.get("frame"), record.get("frame_base64")
    if isinstance(text, str):
        message = read_message(text.encode("utf-8", "surrogatepass"), key)
        return message if message.crc_status in GOOD or text.isascii() else _as_gbk(text, key) or message
    try:
        return read_message(
            base64.b64decode("".join(binary.split()) if isinstance(binary, str) else "!", validate=True), key
        )
    except (binascii.Error, ValueError) as error:
        raise UnusableInput("hj212.line", _NO_FRAME, remedy=_WRITE_IT) from error


def _as_gbk(text: str, key: bytes | None) -> Message | None:
    try:
        message = read_message(text.encode("gb18030"), key)
    except (UnicodeEncodeError, QingtianError):
        return None
    return message if message.frame.length_ok and message.crc_status in GOOD else None


def as_dict(message: Message) -> dict[str, Any]:
    """The keys of a line out; ``encrypted`` is added where the area is cipher text that no key opened."""
    told: dict[str, Any] = {
        "crc_status": message.crc_status,
        "length_ok": message.frame.length_ok,
        "flag": message.flag.as_dict() if message.flag else None,
        "header": message.header,
        "params": message.params,
        "factors": message.factors,
        "groups": message.groups,
    }
    return told | {"encrypted": True} if message.encrypted else told


def count(read: dict[str, Any], tally: Counter[str]) -> None:
    """Add one line to the counts."""
    tally["lines"] += 1
    if "error" in read:
        tally["unreadable"] += 1
        return
    tally[read["crc_status"]] += 1
    tally["wrong_length"] += not read["length_ok"]
    tally["encrypted"] += "encrypted" in read
