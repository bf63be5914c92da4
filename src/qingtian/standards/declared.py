"""Shapes shared by every declared standard: how sure a value is, where it stands, and strict reading of its file."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from qingtian.errors import DeclarationError
from qingtian.language import Text

#: How far a value has been verified: read in the standard (``sure``), in a copy of it (``copy``), in writing about it
#: (``secondary``), in somebody's code or report (``third_party``), measured on published data (``observed``),
#: remembered (``from_memory``), or chosen by us where the standard is silent (``local_default``).
Certainty = Literal["sure", "copy", "secondary", "third_party", "observed", "from_memory", "local_default"]
CERTAINTIES: dict[Certainty, Text] = {
    "sure": Text("已对照原文", "read in the text"),
    "copy": Text("据副本，待对照原文", "read in a copy, to be checked against the text"),
    "secondary": Text("据二手资料，待核对", "from a secondary source, to be checked"),
    "third_party": Text("据第三方资料，待核对", "from a third party, to be checked"),
    "observed": Text("据实际数据观察", "observed in real data"),
    "from_memory": Text("凭记忆，未核实", "from memory, not verified"),
    "local_default": Text("本地默认，属配置", "local default, a setting"),
}


def _text(value: object) -> Text:
    """A Text from ``{zh, en}`` and nothing else: a stray key is a comma that cut a sentence in two."""
    if isinstance(value, Text):
        return value
    if not isinstance(value, dict) or set(value) != {"zh", "en"}:
        raise ValueError(f"a text has exactly zh and en, not {value!r}")
    return Text.of(value)


Bilingual = Annotated[Text, BeforeValidator(_text)]


class Declared(BaseModel):
    """A part of a declaration: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _in_both(value: object) -> object:
    """A plain string stands for itself in both languages, as the number of a clause does."""
    return Text(value, value) if isinstance(value, str) and value.strip() else value


Words = Annotated[Bilingual, BeforeValidator(_in_both)]


class Basis(Declared):
    """Where a value stands (依据) and how sure we are of it; where it is not a clause, in both languages."""

    instrument: Words
    clause: Words
    certainty: Certainty


Shape = TypeVar("Shape", bound=Declared)


def read(shape: type[Shape], file: Traversable) -> Shape:
    """One declaration file as ``shape``; DeclarationError names the file and each field that does not hold."""
    try:
        return shape.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise DeclarationError(
            "standards.declaration",
            Text("标准数据文件不成立：{why}", "this standards file does not hold together: {why}").format(why=error),
            where=file.name,
            remedy=Text("按错误所指的字段改正该文件。", "Correct the fields named in that file."),
        ) from error


def package_data(package: str, *path: str) -> Traversable:
    """The data folder of ``package``, or a file or folder in it."""
    return files(package).joinpath("data", *path)
