"""Read the YAML of the law and say, when it does not hold together, which file and which field."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from qingtian.errors import DeclarationError
from qingtian.language import Text

Shape = TypeVar("Shape", bound=BaseModel)
#: the same safe loader written in C where it was built in: the declarations are read at every start of every command
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _EachKeyOnce(SafeLoader):  # type: ignore[misc]
    """YAML in which a key written twice is an error; plain YAML would keep the last and lose the first silently."""


def _mapping(loader: _EachKeyOnce, node: yaml.MappingNode) -> dict[Hashable, Any]:
    pairs: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in pairs:
            raise yaml.constructor.ConstructorError(None, None, f"{key!r} is written twice", key_node.start_mark)
        pairs[key] = loader.construct_object(value_node, deep=True)
    return pairs


_EachKeyOnce.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_mapping(path: Path, name: str) -> dict[str, Any]:
    """The mapping a file holds. Raises ``law.file.unreadable`` naming the file when it is not one."""
    try:
        words = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise file_error("law.file.unreadable", name, str(error)) from error
    return mapping_of(words, name)


def mapping_of(words: str, name: str) -> dict[str, Any]:
    """The mapping a text holds. Raises ``law.file.unreadable`` when it is not one, or nested without end."""
    try:
        content = yaml.load(words, Loader=_EachKeyOnce)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise file_error("law.file.unreadable", name, str(error)) from error
    if not isinstance(content, dict):
        raise file_error("law.file.unreadable", name, "not a mapping")
    return content


def shaped(shape: type[Shape], content: object, name: str) -> Shape:
    """``content`` as ``shape``. Raises ``law.file.field`` naming the file and the first wrong field."""
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"] if part != "[key]")
        raise file_error("law.file.field", f"{name}: {field}" if field else name, first["msg"]) from error


def file_error(code: str, where: str, problem: str) -> DeclarationError:
    """A declaration error about a law file; ``where`` names file and field."""
    return DeclarationError(
        code,
        Text("法规文件不合要求：{problem}。", "the law file does not hold together: {problem}.").format(
            problem=problem
        ),
        where=where,
        remedy=Text(
            "请按 docs/how-to/add-a-parameter.md 改正。", "Correct it as docs/how-to/add-a-parameter.md shows."
        ),
    )
