"""The demonstration's data files, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingtian.law.files import SafeLoader

DATA = Path(__file__).parent / "data"


@cache
def declared(name: str) -> dict[str, Any]:
    """One YAML file of ``demo/data`` by its bare name."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506


@cache
def area_of(code: str) -> dict[str, Any]:
    """The declaration of one area."""
    return next(area for area in declared("areas")["areas"] if area["code"] == code)
