"""How workload is counted (工作量): which acts are visits, whose posts are officers. Declared, not written in code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Counting:
    """Acts that are visits to a site, whatever their procedure, and the roles of officers."""

    visits: frozenset[str]
    officer_roles: frozenset[str]


@cache
def counting() -> Counting:
    """As declared in ``declared/workload.yaml``."""
    file = resources.files("qingtian.apps.catalogue") / "declared" / "workload.yaml"
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    acts = {act for named in raw["visits"].values() for act in named}
    return Counting(frozenset(acts), frozenset(raw["officer_roles"]))
