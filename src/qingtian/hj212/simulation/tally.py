"""What a run of simulated units counted."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of all units together; ``waits`` are seconds from sending a frame to its answer 9014."""

    connected: int = 0
    refused: int = 0
    dropped: int = 0
    sent: int = 0
    sent_again: int = 0
    back_filled: int = 0
    answered: int = 0
    unanswered: int = 0
    commands: int = 0
    waits: list[float] = field(default_factory=list)

    def as_dict(self, seconds: float) -> dict[str, float | int | None]:
        """The counts, frames answered a second, and the middle, the 99th in a hundred and the longest wait."""
        waits = sorted(self.waits)
        return {
            "seconds": round(seconds, 3),
            "connected": self.connected,
            "refused": self.refused,
            "dropped": self.dropped,
            "sent": self.sent,
            "sent_again": self.sent_again,
            "back_filled": self.back_filled,
            "answered": self.answered,
            "unanswered": self.unanswered,
            "commands": self.commands,
            "answered_a_second": round(self.answered / seconds, 1) if seconds else None,
            "wait_p50": _at(waits, 0.5),
            "wait_p99": _at(waits, 0.99),
            "wait_max": _at(waits, 1.0),
        }


def _at(ordered: list[float], share: float) -> float | None:
    if not ordered:
        return None
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 4)
