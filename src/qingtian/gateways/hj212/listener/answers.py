"""Answers (应答): 9014 to data, 9013 to a notice and to a heartbeat, nothing to an answer (HJ 212-2017, 6.4)."""

from __future__ import annotations

from qingtian.gateways.hj212.profiles import Profile
from qingtian.hj212.editions import Edition
from qingtian.hj212.flag import read_flag
from qingtian.hj212.frame import Frame
from qingtian.hj212.message import Message
from qingtian.hj212.writing import data_answer, notice_answer

#: notices of the field, answered by 9013: clock, new key, heartbeat
NOTICES = frozenset({"1013", "1014", "9015"})
BY_VERSION: dict[int, Edition] = {0: "2005", 1: "2017", 2: "2025"}


def answer_to(frame: Frame, header: dict[str, str], profile: Profile | None) -> bytes | None:
    """The answer a frame asks for by bit 0 of its Flag; None where it asks for none or is an answer itself.

    A profile says the edition; without one the Flag does.
    """
    flag, command = read_flag(header.get("Flag") or header.get("FLAG")), header.get("CN", "")
    notice = command in NOTICES
    if flag is None or not flag.need_ack or (command.startswith("9") and not notice):
        return None
    edition = profile.edition if profile else BY_VERSION.get(flag.version, "2017")
    # the header alone: what the data area says makes no difference to an answer
    message = Message(frame, dict(header), "", "ok", "ascii")
    return notice_answer(message, edition) if notice else data_answer(message, edition)
