"""The four families of dated rules as they are written: read raw, so that an overlay can be laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

import yaml

from qingtian.standards.air.categories import categories_of
from qingtian.standards.air.composite import divisors_of
from qingtian.standards.air.declarations import Edition
from qingtian.standards.air.editions import refuse_broken_succession
from qingtian.standards.air.evaluation import EvaluationEdition, RankingEdition
from qingtian.standards.air.held import Held
from qingtian.standards.air.limits import LimitEdition
from qingtian.standards.declared import package_data

Family = Literal["limits", "index", "evaluation", "ranking"]
#: where the days of an edition stand in its declaration
FAMILIES: dict[Family, tuple[str, ...]] = {
    "limits": (),
    "index": ("applies",),
    "evaluation": ("applies",),
    "ranking": ("applies",),
}
#: family → its editions as they are written, oldest first
Raw = dict[Family, list[dict[str, Any]]]
_PACKAGE = "qingtian.standards.air"


@cache
def packaged_raw() -> Raw:
    """The editions that come with the program; not to be altered."""
    return {
        "limits": yaml.safe_load(package_data(_PACKAGE, "limits.yaml").read_text(encoding="utf-8"))["editions"],
        "index": _in_order("editions"),
        "evaluation": _in_order("evaluation"),
        "ranking": _in_order("ranking"),
    }


def held_from(raw: Raw) -> Held:
    """The editions checked by their shapes; ValidationError or DeclarationError where they do not hold together."""
    held = Held(
        limits=tuple(LimitEdition.model_validate(one) for one in raw["limits"]),
        index=tuple(Edition.model_validate(one) for one in raw["index"]),
        evaluation=tuple(EvaluationEdition.model_validate(one) for one in raw["evaluation"]),
        ranking=tuple(RankingEdition.model_validate(one) for one in raw["ranking"]),
    )
    refuse_broken_succession(held.index)
    for run in held.runs:
        divisors_of(run, held)
        categories_of(run.index)
    return held


def _in_order(folder: str) -> list[dict[str, Any]]:
    return sorted(_files(folder), key=lambda one: str(one["applies"]["first_day"] or ""))


def _files(folder: str) -> Iterator[dict[str, Any]]:
    for file in package_data(_PACKAGE, folder).iterdir():
        if file.name.endswith(".yaml"):
            declared: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
            yield dict(declared)
