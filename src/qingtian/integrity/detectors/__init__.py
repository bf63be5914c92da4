"""A detector a kind: what is seen in which hours, compared with what, and what honest cause could look the same.

Each is a pure function of a :class:`Look` and answers with evidence, never with a verdict. They need no learning and no
label; the learned score of a year (``learning``) orders days, the detectors say why one should look.
"""

from __future__ import annotations

from collections.abc import Callable

from qingtian.integrity.detectors import ceilings, copying, digits, freezing, gaps, scaling, smoothing
from qingtian.integrity.detectors.evidence import Evidence, Look
from qingtian.integrity.kinds import CAP, CLIP, COPY, FREEZE, OFFLINE, ROUND, SCALE, SMOOTH

DETECTORS: dict[str, Callable[[Look], list[Evidence]]] = {
    CLIP: ceilings.clipped,
    FREEZE: freezing.frozen,
    SCALE: scaling.scaled_down,
    COPY: copying.copied,
    CAP: ceilings.capped,
    ROUND: digits.rounded,
    OFFLINE: gaps.offline_when_high,
    SMOOTH: smoothing.smoothed,
}


def evidence_of(look: Look) -> list[Evidence]:
    """Everything the detectors see, the strongest first. A held ceiling is named once, as a limit or as a ceiling."""
    found = [one for detector in DETECTORS.values() for one in detector(look)]
    clipped = [one for one in found if one.kind == CLIP]
    found = [one for one in found if one.kind != CAP or not any(one.overlaps(clip) for clip in clipped)]
    return sorted(found, key=lambda one: (-one.strength, one.start, one.kind))


__all__ = ["DETECTORS", "Evidence", "Look", "evidence_of"]
