"""Invented residents: a name and a number anybody can see are nobody's. They go straight into the sealed store."""

from __future__ import annotations

from random import Random

from qingtian.apps.identities.vault import Identity


def resident(rng: Random, number: int, language: str = "zh-Hans") -> Identity:
    """The same number is the same resident; of four, one gives no name and of those half no telephone either."""
    phone = f"139-0000-{number:04d}"
    draw = rng.randrange(8)
    if draw == 0:
        return Identity("", "", "")
    if draw == 1:
        return Identity("", phone, "")
    return known(number, language)


def known(number: int, language: str = "zh-Hans") -> Identity:
    """A resident who gives a name and a telephone."""
    name = f"Demo Resident {number:04d}" if language == "en" else f"演示居民 {number:04d}"
    return Identity(name, f"139-0000-{number:04d}", "")
