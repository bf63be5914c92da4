"""Strict reading of this room's declared files (``declared/*.yaml``): where each value stands, how sure we are."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from qingtian.errors import DeclarationError
from qingtian.language import Text

#: read in the standard; from public implementations and notes on it; seen in real messages; remembered
Certainty = Literal["sure", "third_party", "observed", "from_memory", "local_default"]
Bilingual = Annotated[Text, BeforeValidator(Text.of)]


class Declared(BaseModel):
    """A part of a declaration: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Basis(Declared):
    """Where a value stands and how sure we are of it."""

    instrument: str
    clause: str
    certainty: Certainty


Shape = TypeVar("Shape", bound=Declared)


def read(shape: type[Shape], name: str) -> Shape:
    """``declared/<name>.yaml`` as ``shape``; DeclarationError names the file and each field that does not hold."""
    file = files("qingtian.hj212").joinpath("declared", f"{name}.yaml")
    try:
        return shape.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError, ValueError) as error:
        raise DeclarationError(
            "hj212.declaration",
            Text("HJ 212 数据文件不成立：{why}", "this file on HJ 212 does not hold together: {why}").format(why=error),
            where=f"{name}.yaml",
            remedy=Text("按错误所指的字段改正该文件。", "Correct the fields named in that file."),
        ) from error
