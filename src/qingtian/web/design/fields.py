"""One question of a form: from a FieldView, or from a bound Django field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField

from qingtian.language import Text
from qingtian.web.design.shapes import Words

Kind = Literal[
    "text",
    "textarea",
    "date",
    "datetime-local",
    "time",
    "number",
    "tel",
    "email",
    "password",
    "search",
    "select",
    "radio",
    "checkbox",
    "checkboxes",
    "file",
    "hidden",
]
LISTS = ("radio", "checkboxes")


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer. ``hint`` stands under it, in lists only."""

    value: str
    label: Words
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as it is shown. ``width``: short, medium, date or full; ``value`` is a list for ``checkboxes``.

    Optional is marked, required is not. ``error`` says what is wrong, which article, what to enter; the value stays.
    """

    name: str
    label: Words
    kind: Kind = "text"
    hint: Words = ""
    value: Any = ""
    error: Words = ""
    required: bool = True
    choices: Sequence[Choice] = ()
    width: str = "full"
    rows: int = 3
    minimum: str = ""
    maximum: str = ""
    step: str = ""
    accept: str = ""
    multiple: bool = False
    autocomplete: str = "off"
    inputmode: str = ""
    placeholder: Words = ""
    maxlength: int | None = None
    key: str = ""

    @property
    def id(self) -> str:
        """The element's id; the error summary links to it."""
        return f"id_{self.name}"

    @property
    def described_by(self) -> str:
        """Ids of the hint and the error, for assistive technology."""
        parts = [f"{self.id}_hint"] if self.hint else []
        return " ".join([*parts, f"{self.id}_error"] if self.error else parts)

    @property
    def is_list(self) -> bool:
        return self.kind in LISTS

    @property
    def marked_choices(self) -> list[tuple[Choice, bool]]:
        """Each choice and whether it is chosen."""
        chosen = self.value if isinstance(self.value, list | tuple | set) else [self.value]
        wanted = {str(v) for v in chosen if v is not None}
        return [(choice, choice.value in wanted) for choice in self.choices]

    @property
    def written(self) -> str:
        """The value as an input wants it: ISO for dates, empty for none."""
        if self.value is None:
            return ""
        return self.value.isoformat() if hasattr(self.value, "isoformat") else str(self.value)


KINDS: tuple[tuple[type[forms.Widget], Kind], ...] = (
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radio"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.DateTimeInput, "datetime-local"),
    (forms.DateInput, "date"),
    (forms.TimeInput, "time"),
    (forms.NumberInput, "number"),
    (forms.EmailInput, "email"),
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
)


def field_view(source: FieldView | BoundField, **changes: Any) -> FieldView:
    """A FieldView from either kind of field; keyword arguments win over what the field says."""
    view = source if isinstance(source, FieldView) else _from_bound(source)
    return replace(view, **changes) if changes else view


def _from_bound(bound: BoundField) -> FieldView:
    widget = bound.field.widget
    kind: Kind = next((kind for made, kind in KINDS if isinstance(widget, made)), "text")
    choices = [Choice(str(v), label) for v, label in getattr(widget, "choices", ())]
    return FieldView(
        name=bound.html_name,
        label=_words(bound.field.label or bound.name),
        kind=kind,
        hint=_words(bound.help_text or ""),
        value=None if kind in ("file", "password") else bound.value(),
        error=" ".join(str(error) for error in bound.errors),
        required=bound.field.required,
        choices=choices,
        maxlength=getattr(bound.field, "max_length", None),
        multiple=bool(getattr(widget, "allow_multiple_selected", False)),
    )


def _words(value: Any) -> Words:
    """A Text as it is; anything lazy becomes a string now, in the language of the page."""
    return value if isinstance(value, Text) else str(value)
