"""What is asked of whoever sets up a city; from a terminal or from a file, checked the same way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from qingtian.errors import UnusableInput
from qingtian.language import Text

CODE = r"^[a-z][a-z0-9-]{1,39}$"
Code = Annotated[str, Field(pattern=CODE)]
REMEDY = Text(
    "照 docs/tutorials/a-real-city.zh-CN.md 里的样子改好再来。",
    "Correct it after the example in docs/tutorials/a-real-city.md and try again.",
)


def _text(value: object) -> Text:
    if not isinstance(value, (Text, Mapping)) or not all(isinstance(v, str) for v in dict(value or {}).values()):
        raise ValueError("zh and en are wanted")
    return Text.of(value)


Bilingual = Annotated[Text, BeforeValidator(_text)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CityAnswer(_Answer):
    """The city. ``code`` begins the codes made here; ``prefix`` begins receipts; ``receiver`` is the code of the
    organ residents' reports go to; ``map_number`` is the approval number (审图号), empty while awaited."""

    code: Code
    name: Bilingual
    short: Bilingual
    bureau: Bilingual
    petition_office: Bilingual
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    receiver: Code = ""
    map_number: Annotated[str, Field(max_length=60)] = ""

    @model_validator(mode="before")
    @classmethod
    def _receiver(cls, values: Any) -> Any:
        """Named after the city unless told otherwise."""
        if isinstance(values, dict) and not values.get("receiver") and values.get("code"):
            return values | {"receiver": f"{values['code']}-eeb-petitions"}
        return values

    @property
    def bureau_code(self) -> str:
        return f"{self.code}-eeb"


class AdministratorAnswer(_Answer):
    """The first administrator: an official of the bureau. ``user`` is the name typed at sign-in."""

    name: Bilingual
    user: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9._-]{2,29}$")]
    post: Bilingual = Text("系统管理员", "Administrator")

    @model_validator(mode="after")
    def _not_of_the_demonstration(self) -> AdministratorAnswer:
        if self.user.startswith("demo-"):
            raise ValueError("demo- begins the log-ins of the demonstration")
        return self


class Answers(_Answer):
    """Everything ``qingtian init`` asks. ``pack`` names a configuration pack such as kunming."""

    city: CityAnswer
    administrator: AdministratorAnswer
    pack: str = ""


def read_answers(path: Path) -> Answers:
    """The answers in a YAML file. Raises UnusableInput ``init.file`` naming the entry that is wrong."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        why = Text(f"读不了：{error}", f"it cannot be read: {error}")
        raise _wrong(path.name, why) from None
    return checked(found, path.name)


def checked(found: object, where: str = "") -> Answers:
    """The answers as values. Raises UnusableInput ``init.file``."""
    try:
        return Answers.model_validate(found)
    except ValidationError as fault:
        lines = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in fault.errors()]
        raise _wrong(where, Text("；".join(lines), "; ".join(lines))) from None


def _wrong(where: str, why: Text) -> UnusableInput:
    words = Text("设立城市的回答有误：{why}", "The answers do not hold together: {why}").format(why=why)
    return UnusableInput("init.file", words, where=where, remedy=REMEDY)
