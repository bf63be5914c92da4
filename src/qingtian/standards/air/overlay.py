"""An administration's own editions and switches (本地规则), laid over those of the program from a folder of YAML files.

A file holds either one ``change`` (a switch: another value, or a better basis, for a rule that is not sure) or one
``edition`` (a whole new one, from a day on, of the limits, the index, the evaluation or the ranking), and who recorded
it, when and why. Files are taken in the order they were recorded and never altered: to turn a switch back is one more.
All of it goes through the same shapes as the program's own; DeclarationError ``air.overlay`` names the file and fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import AwareDatetime, Field, ValidationError, model_validator

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.standards.air.families import FAMILIES, Family, Raw, held_from, packaged_raw
from qingtian.standards.air.held import Held, packaged
from qingtian.standards.air.rules import rules_in
from qingtian.standards.air.succession import succeeded_by
from qingtian.standards.declared import Basis, Declared

Words = Annotated[str, Field(min_length=2, max_length=2000)]


class Recorded(Declared):
    """Who laid it over, when and why (登记)."""

    who: Words
    when: AwareDatetime
    why: Words


class Change(Declared):
    """Another value or basis for one rule of one edition of the evaluation or the ranking."""

    edition: str
    rule: str
    value: Any
    basis: Basis


class NewEdition(Declared):
    """A new edition; ``like`` names the one it takes over whatever ``says`` leaves out."""

    family: Family
    like: str | None = None
    says: dict[str, Any]


class Overlay(Declared):
    """One file of the folder."""

    change: Change | None = None
    edition: NewEdition | None = None
    recorded: Recorded

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.change is None) == (self.edition is None):
            raise ValueError("a file holds either one change or one edition")
        return self


@dataclass(frozen=True, slots=True)
class Entry:
    """An overlay with the name of its file."""

    name: str
    overlay: Overlay


def held_with(folder: Path | None) -> Held:
    """The program's editions with the overlays of ``folder``; where there is no folder, as the program has them."""
    return with_changes(overlays(folder)) if folder is not None else packaged()


def overlays(folder: Path) -> tuple[Entry, ...]:
    """Every overlay of the folder, oldest first; DeclarationError names the file that cannot be read as one."""
    files = folder.glob("*.yaml") if folder.is_dir() else ()
    entries = (Entry(file.name, _read(file)) for file in files)
    return tuple(sorted(entries, key=lambda entry: (entry.overlay.recorded.when, entry.name)))


def parsed(text: str, name: str) -> Overlay:
    """One overlay from its text, its shape checked and nothing else."""
    try:
        return Overlay.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as error:
        raise refusal(name, str(error)) from error


def with_changes(entries: Iterable[Entry]) -> Held:
    """The program's editions with ``entries`` laid over them, one after the other."""
    raw, held = packaged_raw(), packaged()
    for entry in entries:
        try:
            raw = _laid_over(raw, held, entry)
            held = held_from(raw)
        except (ValidationError, ValueError, TypeError, KeyError, OSError) as error:
            raise refusal(entry.name, str(error)) from error
        except DeclarationError as error:
            raise refusal(entry.name, error.message.en) from error
    return held


def _read(file: Path) -> Overlay:
    try:
        return parsed(file.read_text(encoding="utf-8"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise refusal(file.name, str(error)) from error


def _laid_over(raw: Raw, held: Held, entry: Entry) -> Raw:
    if entry.overlay.change is not None:
        return _changed(raw, held, entry.overlay.change)
    assert entry.overlay.edition is not None
    return _added(raw, entry.overlay.edition)


def _changed(raw: Raw, held: Held, change: Change) -> Raw:
    edition = next((one for one in (*held.evaluation, *held.ranking) if one.id == change.edition), None)
    if edition is None:
        known = ", ".join(one.id for one in (*held.evaluation, *held.ranking))
        raise ValueError(f"no edition {change.edition} with switches; there are {known}")
    rules = dict(rules_in(edition))
    if change.rule not in rules:
        raise ValueError(f"{change.edition} has no rule {change.rule}; it has {', '.join(rules)}")
    if rules[change.rule].sure:
        raise ValueError(f"{change.rule} of {change.edition} is sure: only a new edition with its day supersedes it")
    new = {"value": change.value, "basis": dict(change.basis)}
    family: Family = "evaluation" if edition in held.evaluation else "ranking"
    return raw | {family: [_with_rule(one, change, new) for one in raw[family]]}


def _with_rule(one: Mapping[str, Any], change: Change, new: dict[str, Any]) -> dict[str, Any]:
    if one["id"] != change.edition:
        return dict(one)
    name, _, member = change.rule.partition(".")
    if not member:
        return {**one, name: {**one[name], **new}}
    return {**one, name: {**one[name], member: {**one[name][member], **new}}}


def _added(raw: Raw, new: NewEdition) -> Raw:
    editions = raw[new.family]
    like: Mapping[str, Any] = {}
    if new.like is not None:
        found = next((one for one in editions if one["id"] == new.like), None)
        if found is None:
            raise ValueError(f"no edition {new.like} to be like; there are {', '.join(one['id'] for one in editions)}")
        like = found
    whole = _over(like, new.says)
    if any(one["id"] == whole.get("id") for one in editions):
        raise ValueError(f"{whole.get('id')} is the id of an edition that is held; give another")
    return raw | {new.family: succeeded_by(editions, whole, FAMILIES[new.family])}


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """``above`` laid over ``below``, mapping by mapping; a rule's value is replaced whole."""
    merged = dict(below)
    for name, value in above.items():
        deep = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping) and name != "value"
        merged[name] = _over(merged[name], value) if deep else value
    return merged


def refusal(name: str, why: str) -> DeclarationError:
    """What to raise for an overlay that does not hold."""
    return DeclarationError(
        "air.overlay",
        Text("这项本地规则不成立：{why}", "this local rule does not hold: {why}").format(why=why),
        where=name,
        remedy=Text("改正它再试；已有的规则没有变。", "Mend it and try again; the rules are as they were."),
    )
