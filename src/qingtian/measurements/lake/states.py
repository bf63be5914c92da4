"""Why a value is there or not (数据状态), and what was noticed about it (标记): never a silent deletion."""

from __future__ import annotations

from enum import IntEnum, IntFlag

from qingtian.language import Text


class State(IntEnum):
    """What stands in ``*_state`` beside a value. Null there: nobody ever said anything of that hour and item."""

    VALID = 0
    NOT_MONITORED = 1
    MISSING = 2
    LOST = 3
    INVALID = 4
    DUST = 5


STATE_NAMES = {
    State.VALID: Text("有效", "valid"),
    State.NOT_MONITORED: Text("未开展监测", "not monitored"),
    State.MISSING: Text("来源缺测", "missing at the source"),
    State.LOST: Text("本方未取到", "lost by us"),
    State.INVALID: Text("审核判为无效", "invalid by review"),
    State.DUST: Text("沙尘扣除", "deducted as dust"),
}


class Flag(IntFlag):
    """Bits of ``*_flags``. The first five are found by rules, the rest come with the reading. All are advisory."""

    OUT_OF_RANGE = 1
    FROZEN = 2
    SPIKE = 4
    FINE_ABOVE_COARSE = 8
    BELOW_DETECTION = 16
    CALIBRATION = 32
    MAINTENANCE = 64
    EXCEPTIONAL = 128


FLAG_NAMES = {
    Flag.OUT_OF_RANGE: Text("超出量程", "out of range"),
    Flag.FROZEN: Text("数值恒定", "frozen"),
    Flag.SPIKE: Text("突变", "spike"),
    Flag.FINE_ABOVE_COARSE: Text("PM2.5 与 PM10 倒挂", "PM2.5 above PM10"),
    Flag.BELOW_DETECTION: Text("低于检出限", "below detection limit"),
    Flag.CALIBRATION: Text("校准", "calibration"),
    Flag.MAINTENANCE: Text("维护", "maintenance"),
    Flag.EXCEPTIONAL: Text("特殊事件", "exceptional event"),
}
