"""The declarations as rows for JSON and as the printed reference page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from qingtian.language import Text
from qingtian.law.model import CERTAINTIES, Basis, Edition, Extension, Parameter, quantity
from qingtian.law.registry import Law


def parameters(law: Law, language: str) -> list[dict[str, object]]:
    """Every parameter with all its editions, in the order of their ids."""
    return [_parameter(law.parameters[id_], language) for id_ in sorted(law.parameters)]


def _parameter(parameter: Parameter, language: str) -> dict[str, object]:
    return {
        "id": parameter.id,
        "title": parameter.title.in_(language),
        "unit": parameter.unit,
        "direction": parameter.direction if parameter.is_time_limit else None,
        "starts": _words(parameter.starts, language),
        "first_day_counts": parameter.first_day_counts if parameter.is_time_limit else None,
        "rest_day_rule": parameter.rest_day_rule if parameter.is_time_limit else None,
        "suspended_by": [{"id": ground.id, "text": ground.text.in_(language)} for ground in parameter.suspended_by],
        "firmness": parameter.firmness,
        "note": _words(parameter.note, language),
        "values": [_edition(edition, language) for edition in parameter.editions],
    }


def _edition(edition: Edition, language: str) -> dict[str, object]:
    return {
        "from": edition.from_day.isoformat(),
        "value": edition.value,
        "basis": _basis(edition.basis),
        "certainty": edition.certainty,
        "last_checked": _day(edition.last_checked),
        "extension": _extension(edition.extension, language),
    }


def _extension(extension: Extension | None, language: str) -> dict[str, object] | None:
    if extension is None:
        return None
    return {
        "up_to": extension.up_to,
        "unit": extension.unit,
        "times": extension.times,
        "approved_by": extension.approved_by.in_(language),
        "must_notify": extension.must_notify,
        "basis": _basis(extension.basis) if extension.basis else None,
        "certainty": extension.certainty,
    }


def instruments(law: Law, language: str) -> list[dict[str, object]]:
    """Every instrument, in the order of their ids."""
    return [
        {
            "id": each.id,
            "title": each.title.in_(language),
            "issuer": each.issuer.in_(language),
            "number": each.number,
            "in_force_from": _day(each.in_force_from),
            "in_force_to": _day(each.in_force_to),
            "replaced_by": list(each.replaced_by),
            "certainty": each.certainty,
            "note": _words(each.note, language),
        }
        for _, each in sorted(law.instruments.items())
    ]


def markdown(law: Law) -> str:
    """``docs/reference/law.md``, whole: a table a chapter, then the instruments. Ends with a newline."""
    return "\n".join([*_opening(), *_chapters(law), *_instrument_table(law)]) + "\n"


def _opening() -> Iterator[str]:
    yield "# Law reference 法规参考"
    yield ""
    yield "Printed from the declarations by `qingtian law list --markdown`; do not edit by hand."
    yield ""
    yield "Marks of certainty:"
    yield ""
    yield from (f"- `{mark}`: {words.en} {words.zh}" for mark, words in CERTAINTIES.items())


def _chapters(law: Law) -> Iterator[str]:
    for chapter, ids in groupby(sorted(law.parameters), key=chapter_of):
        parameters = [law.parameters[id_] for id_ in ids]
        yield from ("", f"## {chapter}", "")
        yield "| Id | What | From | Value | Runs from | Last day a rest day | Basis | Certainty |"
        yield "|---|---|---|---|---|---|---|---|"
        for parameter in parameters:
            yield from _rows(law, parameter)
        yield from _notes(parameters)


def chapter_of(id_: str) -> str:
    """The chapter a number belongs to: the first part of its id."""
    return id_.split(".")[0]


def _notes(parameters: list[Parameter]) -> Iterator[str]:
    noted = [(parameter.id, parameter.note) for parameter in parameters if parameter.note]
    if noted:
        yield from ("", "Notes", "")
        yield from (f"- `{id_}`: {note.en} {note.zh}" for id_, note in noted)


def _rows(law: Law, parameter: Parameter) -> Iterator[str]:
    for edition in parameter.editions:
        cells = [
            f"`{parameter.id}`",
            f"{parameter.title.en} {parameter.title.zh}",
            edition.from_day.isoformat(),
            amount(parameter, edition).en,
            _event(parameter),
            _rest_day(parameter),
            law.cite(edition.basis).en,
            f"`{edition.certainty}`",
        ]
        yield f"| {' | '.join(cells)} |"


def _event(parameter: Parameter) -> str:
    if parameter.starts is None:
        return "—"
    before = "before " if parameter.direction == "before" else ""
    return f"{before}{parameter.starts.en} {parameter.starts.zh}"


def _rest_day(parameter: Parameter) -> str:
    if not parameter.is_time_limit or parameter.unit == "working_day":
        return "—"
    return {"stay": "stays", "roll": "moves on"}[parameter.rest_day_rule]


def amount(parameter: Parameter, edition: Edition) -> Text:
    """The value with its unit and extension: 60 calendar days (+30, once)."""
    if edition.value is None:
        return Text("已废止", "repealed")
    plain = quantity(edition.value, parameter.unit)
    if edition.extension is None:
        return plain
    more = Text("{plain}（可延长{n}次，每次{u}）", "{plain} (+{u}, {n}×)")
    return more.format(plain=plain, n=edition.extension.times, u=edition.extension.up_to)


def _instrument_table(law: Law) -> Iterator[str]:
    yield from ("", "## Instruments 法律文件", "", "| Id | Title | Number | In force | Replaced by | Certainty |")
    yield "|---|---|---|---|---|---|"
    for id_, each in sorted(law.instruments.items()):
        period = f"{_day(each.in_force_from) or '?'} – {_day(each.in_force_to) or ''}".rstrip()
        replaced = ", ".join(f"`{successor}`" for successor in each.replaced_by) or "—"
        title = f"{each.title.en} {each.title.zh}"
        yield f"| `{id_}` | {title} | {each.number or '—'} | {period} | {replaced} | `{each.certainty}` |"


def _basis(basis: Basis) -> dict[str, str]:
    return {"instrument": basis.instrument, "article": basis.article}


def _words(text: Text | None, language: str) -> str | None:
    return text.in_(language) if text else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
