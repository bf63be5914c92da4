"""Data sets (信息资源): declared in ``declared/data_sets.yaml`` and, by an office itself, in its data folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import yaml
from django.conf import settings
from pydantic import Field, ValidationError, model_validator

from qingtian.errors import DeclarationError, Refused
from qingtian.language import Text
from qingtian.procedures.model import Basis, Bilingual, Declared
from qingtian.procedures.who import ROLES, Actor

SHAPE = Text("数据集声明读不懂：{place}：{why}", "A data set cannot be read at {place}: {why}")
UNKNOWN = Text("信息资源目录里没有“{id}”。", "The catalogue has no data set “{id}”.")
Sharing = Literal["unconditional", "conditional", "none"]
SHARING: dict[str, Text] = {
    "unconditional": Text("无条件共享", "shared without condition"),
    "conditional": Text("有条件共享", "shared on condition"),
    "none": Text("不予共享", "not shared"),
}
HANDLING: dict[str, Text] = {
    "open": Text("公开", "open"),
    "internal": Text("内部", "internal"),
    "work_secret": Text("工作秘密", "work secret"),
}


class DataSet(Declared):
    """One data set: what it holds, whose it is, how often it changes, who may read it, on what terms it is shared.

    ``readers`` are roles; within them the scope of organ and area still holds. ``none`` and ``conditional`` say why.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
    title: Bilingual
    content: Bilingual
    owner: Bilingual
    period: Bilingual
    format: Bilingual
    readers: list[str]
    sharing: Sharing
    condition: Bilingual | None = None
    handling: Literal["open", "internal", "work_secret"]
    basis: list[Basis] = Field(default_factory=list)

    @model_validator(mode="after")
    def _holds(self) -> DataSet:
        if unknown := [role for role in self.readers if role not in ROLES and role != "anyone"]:
            raise ValueError(f"unknown roles: {', '.join(unknown)}")
        if self.sharing != "unconditional" and self.condition is None:
            raise ValueError("say the condition, or why it is not shared")
        return self

    def may_read(self, actor: Actor) -> bool:
        """Whether the actor's roles are among its readers; which rows, the scope says."""
        return "anyone" in self.readers or bool(actor.roles & set(self.readers))


def load_data_sets() -> Mapping[str, DataSet]:
    """Every data set by id; an office's own wins over a shipped one. Raises DeclarationError ``catalogue.shape``."""
    folder = Path(settings.DATA_SETS)
    own = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return _loaded(tuple((path, path.stat().st_mtime_ns) for path in own))


@cache
def _loaded(own: tuple[tuple[Path, int], ...]) -> Mapping[str, DataSet]:
    shipped = resources.files("qingtian.apps.catalogue") / "declared" / "data_sets.yaml"
    files: list[Traversable] = [shipped, *(path for path, _ in own)]
    return MappingProxyType({one.id: one for file in files for one in _read(file)})


def _read(file: Traversable) -> list[DataSet]:
    where, place = f"data-sets/{file.name}", "—"
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        if not isinstance(raw, dict):
            raise ValueError("a mapping of data sets by id is needed")
        found = []
        for place, declared in raw.items():
            found.append(DataSet.model_validate({"id": place, **declared}))
    except ValidationError as error:
        first = error.errors()[0]
        place = f"{place}.{'.'.join(str(p) for p in first['loc'])}"
        raise _broken(where, place, first["msg"]) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise _broken(where, str(place), " ".join(str(error).split())) from error
    return found


def _broken(where: str, place: str, why: str) -> DeclarationError:
    return DeclarationError("catalogue.shape", SHAPE.format(place=place, why=why), where=where)


def data_set(id_: str) -> DataSet:
    """One data set. Raises Refused ``catalogue.unknown``."""
    known = load_data_sets()
    if id_ not in known:
        raise Refused("catalogue.unknown", UNKNOWN.format(id=id_))
    return known[id_]
