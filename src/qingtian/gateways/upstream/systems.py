"""The systems this office feeds: the shipped declarations, and its own, which win over a shipped one of the same id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import yaml
from django.conf import settings
from pydantic import ValidationError

from qingtian.errors import DeclarationError, Refused
from qingtian.gateways.upstream.check import faults
from qingtian.gateways.upstream.model import System
from qingtian.language import Text

SHAPE = Text("声明读不懂：{place}：{why}", "The declaration cannot be read at {place}: {why}")
NAMED = Text("文件名应是 {id}.yaml。", "The file should be called {id}.yaml.")
LARGE = Text("文件太大，不像一份声明。", "The file is too large for a declaration.")
UNKNOWN = Text("没有“{id}”这个系统。现有：{known}。", "There is no system “{id}”. Known: {known}.")
REMEDY = Text("改好这个文件，或移走它，用随程序带的那一份。", "Mend the file, or move it away to use the shipped one.")
LARGEST = 256 * 1024


def shipped_folder() -> Traversable:
    """Where the shipped declarations lie."""
    return resources.files("qingtian.gateways.upstream") / "declared"


def own_folder() -> Path:
    """Where this office keeps its own."""
    return Path(settings.UPSTREAM_SYSTEMS)


def load_systems() -> Mapping[str, System]:
    """Every system by id, shipped ones first. Own files are read again once they change.

    Raises DeclarationError ``upstream.shape`` or ``upstream.inconsistent``, naming file and place.
    """
    return _loaded(tuple((path, path.stat().st_mtime_ns) for path in own_files()))


def systems_in_use() -> tuple[Mapping[str, System], DeclarationError | None]:
    """The systems, and what is wrong with a file edited while the office works: until it is mended, those before it."""
    try:
        _in_use[:] = [load_systems()]
    except DeclarationError as broken:
        if not _in_use:
            raise
        return _in_use[0], broken
    return _in_use[0], None


_in_use: list[Mapping[str, System]] = []


@cache
def _loaded(own: tuple[tuple[Path, int], ...]) -> Mapping[str, System]:
    files: dict[str, Traversable] = {f.name: f for f in shipped_folder().iterdir() if f.name.endswith(".yaml")}
    files = dict(sorted(files.items(), key=lambda pair: ORDER.get(pair[0], len(ORDER))))
    files |= {path.name: path for path, _ in own}
    systems = (read(file) for file in files.values())
    return MappingProxyType({system.id: system for system in systems})


#: the order lists show; an office's own systems follow
ORDER = {
    f"{id_}.yaml": place
    for place, id_ in enumerate(("national_petitions", "12345", "12369", "rectification", "documents", "penalties"))
}


def read(file: Traversable) -> System:
    """One declaration, checked against procedures, law and fields."""
    where = f"upstream-systems/{file.name}"
    text = file.read_text(encoding="utf-8")
    if len(text) > LARGEST:
        raise DeclarationError("upstream.shape", LARGE, where=where, remedy=REMEDY)
    try:
        system = System.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise _shape(where, "YAML", why) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _shape(where, ".".join(str(p) for p in first["loc"]) or "—", first["msg"]) from error
    except ValueError as error:
        raise _shape(where, "—", str(error)) from error
    if file.name != f"{system.id}.yaml":
        raise DeclarationError("upstream.shape", NAMED.format(id=system.id), where=where, remedy=REMEDY)
    if found := faults(system):
        words = Text("；".join(f.zh for f in found), " ".join(f.en for f in found))
        raise DeclarationError("upstream.inconsistent", words, where=where, remedy=REMEDY)
    return system


def _shape(where: str, place: str, why: str) -> DeclarationError:
    return DeclarationError("upstream.shape", SHAPE.format(place=place, why=why), where=where, remedy=REMEDY)


def system(id_: str) -> System:
    """One system. Raises Refused ``upstream.unknown``."""
    known, _ = systems_in_use()
    if id_ not in known:
        raise Refused("upstream.unknown", UNKNOWN.format(id=id_, known=", ".join(known)))
    return known[id_]


def titles() -> Mapping[str, Text]:
    """Names of all systems, for the kernel's act."""
    return {id_: one.title for id_, one in systems_in_use()[0].items()}


def is_own(id_: str) -> bool:
    """Whether the office's own file is in use."""
    return (own_folder() / f"{id_}.yaml").is_file()


def own_files() -> Iterator[Path]:
    """The office's own files, readable or not."""
    if own_folder().is_dir():
        yield from sorted(own_folder().glob("*.yaml"))
