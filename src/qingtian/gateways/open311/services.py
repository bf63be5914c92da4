"""The services: the kinds the petition procedure declares, with the questions of ``declared.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingtian.gateways.open311.problems import Problem, missing, wrong
from qingtian.language import Text

FILE = Path(__file__).parent / "declared.yaml"
#: a report whose reporter cannot say the kind
OTHER = "other"
LONGEST_ANSWER = 300


@dataclass(frozen=True, slots=True)
class Question:
    """One attribute: ``values`` are empty unless it is a list."""

    code: str
    datatype: str
    required: bool
    description: Text
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Service:
    """One service; ``decimals`` of its coordinates are public, None: none are."""

    code: str
    decimals: int | None
    keywords: Text
    questions: tuple[Question, ...]


@cache
def services() -> Mapping[str, Service]:
    """Every service by code, in order."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    questions = {name: _question(entry) for name, entry in read["attributes"].items()}
    return {
        code: Service(
            code,
            None if entry["coordinates"] == "omit" else int(entry["coordinates"]),
            Text.of(entry["keywords"]),
            tuple(questions[name] for name in entry["attributes"]),
        )
        for code, entry in read["services"].items()
    }


def _question(entry: Mapping[str, Any]) -> Question:
    values = {key: Text.of(name) for key, name in entry.get("values", {}).items()}
    return Question(entry["code"], entry["datatype"], bool(entry["required"]), Text.of(entry["description"]), values)


def both(words: Text) -> str:
    """A name in both languages: the standard knows one."""
    return f"{words.zh} · {words.en}"


def definition(service: Service) -> dict[str, Any]:
    """The body of a service definition."""
    return {
        "service_code": service.code,
        "attributes": [_attribute(order, one) for order, one in enumerate(service.questions, 1)],
    }


def _attribute(order: int, one: Question) -> dict[str, Any]:
    found: dict[str, Any] = {
        "variable": True,
        "code": one.code,
        "datatype": one.datatype,
        "required": one.required,
        "datatype_description": None,
        "order": order,
        "description": both(one.description),
    }
    if one.values:
        found["values"] = [{"key": key, "name": both(name)} for key, name in one.values.items()]
    return found


def answered(service: Service, given: Mapping[str, list[str]]) -> list[tuple[Question, list[str]]]:
    """The answers to the questions of a service. Raises Problem with every fault at once."""
    found, faults = [], []
    for one in service.questions:
        answers = [answer for answer in given.get(one.code, []) if answer]
        name = f"attribute[{one.code}]"
        if not answers:
            faults += [missing(name)] if one.required else []
        elif one.values and set(answers) - set(one.values):
            faults.append(wrong(name, "没有这个选项。", "is no value of the list."))
        elif (len(answers) > 1 and one.datatype != "multivaluelist") or any(len(a) > LONGEST_ANSWER for a in answers):
            faults.append(wrong(name, "只能有一个值，且不能太长。", "takes one value, and not a long one."))
        else:
            found.append((one, answers))
    if faults:
        raise Problem(400, *faults)
    return found


def in_words(answers: list[tuple[Question, list[str]]], language: str) -> list[tuple[str, str]]:
    """Questions and answers as an officer reads them."""
    return [
        (one.description.in_(language), "、".join(one.values[a].in_(language) if one.values else a for a in given))
        for one, given in answers
    ]
