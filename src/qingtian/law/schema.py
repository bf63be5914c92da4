"""What a law file may say. Strict: an unknown field, a number in quotes or a value without a basis is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from qingtian.language import Text
from qingtian.law.model import TIME_UNITS, UNITS, Basis, Edition, Extension, Instrument, Parameter, SuspensionGround
from qingtian.law.periods import HOURS_A_DAY

Certainty = Literal["sure", "observed", "copy", "secondary", "third_party", "from_memory", "local_default"]
#: "34", "5(6)", "9, 10", "4.4", "7-1"; empty where the article is not known, which `law check` reports
Article = Annotated[str, Field(pattern=r"^(\d[\d.\-]*(\(\d+\))*(, )?)*$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _words(value: object) -> Text:
    if not isinstance(value, Mapping) or set(value) != {"zh", "en"}:
        raise ValueError("needs exactly zh and en")
    if not all(isinstance(words, str) for words in value.values()):
        raise ValueError("zh and en must be words")
    return Text.of(value)


def _known_unit(value: object) -> object:
    if value not in UNITS:
        raise ValueError(f"unknown unit {value!r}; one of {', '.join(UNITS)}")
    return value


def _days_as_written(value: object) -> object:
    """Keys as 2022-05-01, so that an error names the edition as its file does."""
    if not isinstance(value, Mapping):
        return value
    return {key.isoformat() if isinstance(key, date) else key: edition for key, edition in value.items()}


Words = Annotated[Text, BeforeValidator(_words)]
Unit = Annotated[str, BeforeValidator(_known_unit)]
DayOfEffect = Annotated[date, Field(strict=False)]


class FilePart(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


class InstrumentEntry(FilePart):
    """One instrument in a file of ``instruments/``."""

    title: Words
    issuer: Words
    short: Words | None = None
    number: str = ""
    in_force_from: date | None
    in_force_to: date | None = None
    replaced_by: list[Name] = []
    certainty: Certainty
    note: Words | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValueError("in_force_to is before in_force_from")
        return self

    def instrument(self, id_: str) -> Instrument:
        fields: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        return Instrument(**fields | {"id": id_, "replaced_by": tuple(self.replaced_by)})


class BasisEntry(FilePart):
    instrument: Name
    article: Article

    def basis(self) -> Basis:
        return Basis(self.instrument, self.article)


class ExtensionEntry(FilePart):
    up_to: int = Field(gt=0)
    unit: Unit
    times: int = Field(gt=0)
    approved_by: Words
    must_notify: bool
    basis: BasisEntry | None = None
    certainty: Certainty | None = None

    @model_validator(mode="after")
    def _a_basis_says_how_certain(self) -> Self:
        if (self.basis is None) != (self.certainty is None):
            raise ValueError("an extension with a basis of its own needs its certainty, and the other way round")
        return self

    def extension(self) -> Extension:
        basis = self.basis.basis() if self.basis else None
        terms = (self.up_to, self.unit, self.times, self.approved_by, self.must_notify)
        return Extension(*terms, basis=basis, certainty=self.certainty)


class SuspensionEntry(FilePart):
    id: Name
    text: Words


class EditionEntry(FilePart):
    """The value from one day on. ``extension`` here wins over the one of the file."""

    value: int | None = Field(ge=0)
    basis: BasisEntry
    certainty: Certainty
    last_checked: date | None
    extension: ExtensionEntry | None = None


class ParameterFile(FilePart):
    """One file of ``parameters/``: one number."""

    title: Words
    unit: Unit
    direction: Literal["after", "before"] | None = None
    starts: Words | None = None
    first_day_counts: bool | None = None
    rest_day_rule: Literal["stay", "roll"] | None = None
    extension: ExtensionEntry | None = None
    suspended_by: list[SuspensionEntry] = []
    firmness: Literal["must", "in_principle"]
    note: Words | None = None
    values: Annotated[dict[DayOfEffect, EditionEntry], BeforeValidator(_days_as_written)] = Field(min_length=1)

    @model_validator(mode="after")
    def _a_time_limit_says_how_it_runs(self) -> Self:
        running = {
            "starts": self.starts,
            "first_day_counts": self.first_day_counts,
            "rest_day_rule": self.rest_day_rule,
        }
        if self.unit in TIME_UNITS:
            missing = [name for name, value in running.items() if value is None]
            if missing:
                raise ValueError(f"a time limit needs {', '.join(missing)}")
            if any(edition.value == 0 for edition in self.values.values()):
                raise ValueError("a time limit of zero length")
        elif (
            any(value is not None for value in (*running.values(), self.direction, self.extension)) or self.suspended_by
        ):
            raise ValueError(f"a number in {self.unit} does not run: no starts, days, extension or suspension")
        return self

    @model_validator(mode="after")
    def _only_days_run_backwards(self) -> Self:
        if self.direction == "before" and self.unit not in ("calendar_day", "working_day"):
            raise ValueError("only days are counted back from an event")
        if self.direction == "before" and self.rest_day_rule == "roll":
            raise ValueError("a limit before an event does not move on from a rest day")
        return self

    @model_validator(mode="after")
    def _hours_make_whole_days(self) -> Self:
        if self.unit == "hour" and any((edition.value or 0) % HOURS_A_DAY for edition in self.values.values()):
            raise ValueError("hours that are not whole days cannot be counted from a date")
        return self

    @model_validator(mode="after")
    def _extends_in_its_own_unit(self) -> Self:
        extensions = [self.extension, *(edition.extension for edition in self.values.values())]
        if any(extension and extension.unit != self.unit for extension in extensions):
            raise ValueError(f"the extension must be in {self.unit}, as the limit is")
        return self

    def parameter(self, id_: str) -> Parameter:
        return Parameter(
            id=id_,
            title=self.title,
            unit=self.unit,
            direction=self.direction or "after",
            starts=self.starts,
            first_day_counts=bool(self.first_day_counts),
            rest_day_rule=self.rest_day_rule or "stay",
            suspended_by=tuple(SuspensionGround(ground.id, ground.text) for ground in self.suspended_by),
            firmness=self.firmness,
            note=self.note,
            editions=tuple(self._edition(day) for day in sorted(self.values)),
        )

    def _edition(self, day: date) -> Edition:
        entry = self.values[day]
        extension = entry.extension or self.extension
        return Edition(
            from_day=day,
            value=entry.value,
            basis=entry.basis.basis(),
            certainty=entry.certainty,
            last_checked=entry.last_checked,
            extension=extension.extension() if extension else None,
        )
