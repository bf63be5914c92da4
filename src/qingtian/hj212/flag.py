"""The flag (拆分包及应答标志): six bits of version, one for sub-packets, one for an answer (HJ 212-2017, table 3)."""

from __future__ import annotations

from dataclasses import dataclass

SUB_PACKETS, ANSWER = 0b10, 0b01


@dataclass(frozen=True, slots=True)
class Flag:
    """``Flag`` of a header as a number.

    >>> Flag(7).version, Flag(7).has_pnum, Flag(7).need_ack
    (1, True, True)
    """

    value: int

    @property
    def version(self) -> int:
        """0: 2005, 1: 2017, 2: 2025. A hint only: surface-water stations sent 9 years before 2025."""
        return self.value >> 2

    @property
    def has_pnum(self) -> bool:
        """PNUM and PNO stand in the header."""
        return bool(self.value & SUB_PACKETS)

    @property
    def need_ack(self) -> bool:
        """The sender waits for an answer."""
        return bool(self.value & ANSWER)

    def as_dict(self) -> dict[str, int | bool]:
        """The four keys of ``qingtian hj212 parse``."""
        return {
            "value": self.value,
            "version": self.version,
            "has_pnum": self.has_pnum,
            "need_ack": self.need_ack,
        }


def read_flag(text: str | None) -> Flag | None:
    """The flag as sent; None where there is none or it is no number of 0 to 255."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 3 or int(text) > 255:
        return None
    return Flag(int(text))
