"""The declared rules by which hours are marked (``data/rules.yaml``)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable

from qingtian.standards.declared import Basis, Declared, package_data, read


class ItemRules(Declared):
    """Of one item: above ``most`` is out of range; ``hours`` equal hours above ``frozen_above`` are
    frozen; a spike begins at ``spike_from``; below ``least_readable`` the instrument cannot tell.
    """

    most: Decimal
    hours: int
    frozen_above: Decimal
    spike_from: Decimal
    least_readable: Decimal


class SpikeRule(Declared):
    """How many times the higher neighbour."""

    times: Decimal


class FineRule(Declared):
    """By how much PM2.5 may be above PM10."""

    by: Decimal


class FlagRules(Declared):
    """The contents of a rules file."""

    items: dict[str, ItemRules]
    most_basis: Basis
    hours_basis: Basis
    least_readable_basis: Basis
    spike: SpikeRule
    spike_basis: Basis
    fine_above_coarse: FineRule
    fine_above_coarse_basis: Basis

    @property
    def context_days(self) -> int:
        """How many days before and after a span are looked at, so that no run is cut at its border."""
        return max(one.hours for one in self.items.values()) // 24 + 1


def read_rules(file: Traversable) -> FlagRules:
    """A city's own rules. Raises DeclarationError."""
    return read(FlagRules, file)


@cache
def rules() -> FlagRules:
    """The rules the program comes with."""
    return read_rules(package_data("qingtian.measurements.flags", "rules.yaml"))
