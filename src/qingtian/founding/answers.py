"""What is asked of whoever sets up a city; from a terminal or from a file, checked the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from qingtian import packs
from qingtian.errors import UnusableInput
from qingtian.language import Text

CODE, PREFIX, USER = r"^[a-z][a-z0-9-]{1,39}$", r"^[A-Z]{2,4}$", r"^[A-Za-z][A-Za-z0-9._-]{2,29}$"
Code = Annotated[str, Field(pattern=CODE)]
#: what an answer must look like, and how that is said; every other one is words of a fitting length
FORMS: dict[str, tuple[str, Text]] = {
    "city.code": (
        CODE,
        Text(
            "代码：小写字母开头，2–40 个小写字母、数字或连字符。",
            "A code: 2 to 40 small letters, digits or -, a letter first.",
        ),
    ),
    "city.prefix": (PREFIX, Text("字头：2–4 个大写字母。", "A prefix: 2 to 4 capital letters.")),
    "administrator.user": (
        USER,
        Text(
            "用户名：字母开头，3–30 个字母、数字、点、下划线或连字符。",
            "A user name: 3 to 30 letters, digits, dots, _ or -, a letter first.",
        ),
    ),
}
RESERVED = Text("demo- 开头的是演示用的登录名。", "demo- begins the log-ins of the demonstration.")
NO_PACK = Text("没有这个配置包。", "There is no such pack.")
EMPTY = Text("这一项要填。", "An answer is needed.")
#: the shortest column any of these words goes into
LONGEST = {"administrator.name.zh": 60, "administrator.name.en": 80, "city.map_number": 60}
LONGEST_NAME = 120
TOO_LONG = Text("最多 {n} 个字。", "At most {n} characters.")
REMEDY = Text(
    "照 docs/tutorials/a-real-city.zh-CN.md 里的样子改好再来。",
    "Correct it after the example in docs/tutorials/a-real-city.md and try again.",
)


def _text(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError("zh and en are wanted")
    words = Text.of(value)
    if max(len(words.zh), len(words.en)) > LONGEST_NAME:
        raise ValueError(TOO_LONG.format(n=LONGEST_NAME).en)
    return words


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
    prefix: Annotated[str, Field(pattern=PREFIX)]
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
    user: Annotated[str, Field(pattern=USER)]
    post: Bilingual = Text("系统管理员", "Administrator")

    @model_validator(mode="after")
    def _not_of_the_demonstration(self) -> AdministratorAnswer:
        if self.user.startswith("demo-"):
            raise ValueError(RESERVED.en)
        return self

    @property
    def names(self) -> list[str]:
        """What no password of theirs may contain."""
        return [self.user, self.name.zh, self.name.en]


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
        lines = [_line(".".join(str(part) for part in one["loc"]), one["msg"]) for one in fault.errors()]
        raise _wrong(where, Text("；".join(line.zh for line in lines), "; ".join(line.en for line in lines))) from None


def _line(entry: str, message: str) -> Text:
    words = FORMS[entry][1] if entry in FORMS and "pattern" in message else Text(message, message)
    return Text("{entry}：{words}", "{entry}: {words}").format(entry=entry, words=words)


def fault_of(entry: str, answer: str, *, empty: bool = False) -> Text | None:
    """What is wrong with one answer typed for an entry such as ``city.code``; None when nothing is."""
    if not answer:
        return None if empty else EMPTY
    most = LONGEST.get(entry, LONGEST_NAME)
    if len(answer) > most:
        return TOO_LONG.format(n=most)
    if entry == "pack":
        return None if answer in packs.names() else NO_PACK
    form, words = FORMS.get(entry, (".*", EMPTY))
    if not re.fullmatch(form, answer):
        return words
    return RESERVED if entry == "administrator.user" and answer.startswith("demo-") else None


def _wrong(where: str, why: Text) -> UnusableInput:
    words = Text("设立城市的回答有误：{why}", "The answers do not hold together: {why}").format(why=why)
    return UnusableInput("init.file", words, where=where, remedy=REMEDY)
