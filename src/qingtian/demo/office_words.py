"""What the offices write in their acts, drawn from ``data/office.yaml``."""

from __future__ import annotations

from random import Random

from qingtian.demo.declared import declared


def drawn(rng: Random, what: str, part: str = "") -> str:
    """One wording for ``what`` (``part`` names a result, a rating or a language of it)."""
    wordings = declared("office")[what]
    return str(rng.choice(wordings[part] if part else wordings))
