"""Filling a template: every datum present or the paper is refused, never a blank."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

from qingtian.apps.proceedings.papers.archive import settled
from qingtian.apps.proceedings.papers.catalogue import TEMPLATES, PaperKind, catalogue
from qingtian.apps.proceedings.papers.layout import fit_organ_head
from qingtian.apps.proceedings.papers.placeholders import PaperEnvironment, is_missing
from qingtian.apps.proceedings.papers.prepared import PreparedTemplate, names_in
from qingtian.apps.proceedings.papers.words import in_words
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.trail.canonical import sm3

#: known to every template; absent reads as "no", and a paper without a number keeps its blank place for one
OPTIONAL: Mapping[str, Any] = {"clock": None, "remedy": None, "number_label": None, "labels": {}, "fields": {}}

#: what a file that is no usable template makes the engine raise; TypeError: a datum that has no words (a mapping)
UNUSABLE = (TemplateError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """A filled paper: the Word file, and the digest and place of the template it was filled from."""

    docx: bytes
    template_sm3: str
    template_source: Path


def render(template_id: str, context: Mapping[str, Any], *, template_dirs: Sequence[Path] = ()) -> RenderedPaper:
    """Fill the template of a paper; an office's own template of the same id in ``template_dirs`` wins.

    ``context`` holds city, organ, number_label, proceeding, act, fields, labels, basis, clock, generated, draft,
    remedy and language. Equal template and context give equal bytes.

    Raises UnusableInput ``paper.unknown`` or ``paper.template_broken``; Refused ``paper.missing`` naming every datum
    that is absent or blank, with its label.
    """
    source = _template(_kind(template_id).id, template_dirs)
    content = source.read_bytes()
    return RenderedPaper(fill(template_id, content, context), sm3(content), source)


def fill(template_id: str, content: bytes, context: Mapping[str, Any]) -> bytes:
    """The paper filled from the template whose bytes are ``content``. Raises as ``render`` does."""
    kind, data = _kind(template_id), _prepared(context)
    try:
        return _filled(kind, content, data)
    except UNUSABLE as error:
        raise _broken(template_id, error) from error


def check_template(template_id: str, content: bytes) -> None:
    """Raises UnusableInput ``paper.unknown`` or ``paper.template_broken`` where no paper could be made from it."""
    _kind(template_id)
    try:
        names_in(content)
    except UNUSABLE as error:
        raise _broken(template_id, error) from error


def asked_for(template_id: str, *, template_dirs: Sequence[Path] = ()) -> tuple[str, ...]:
    """Every dotted name the template in use prints or asks about. Raises UnusableInput as ``render`` does."""
    _kind(template_id)
    source = _template(template_id, template_dirs)
    try:
        return names_in(source.read_bytes())[1]
    except UNUSABLE as error:
        raise _broken(template_id, error) from error


def _kind(template_id: str) -> PaperKind:
    if kind := catalogue().get(template_id):
        return kind
    raise UnusableInput(
        "paper.unknown",
        Text("没有名为“{id}”的文书。", "There is no paper named “{id}”.").format(id=template_id),
        remedy=Text("文书名称见文书目录。", "The catalogue of papers lists the names."),
    )


def _template(template_id: str, template_dirs: Sequence[Path]) -> Path:
    """The first folder that holds the template; the shipped ones come last."""
    candidates = [folder / f"{template_id}.docx" for folder in (*template_dirs, TEMPLATES)]
    return next(path for path in candidates if path.is_file() or path.parent == TEMPLATES)


def _prepared(context: Mapping[str, Any]) -> dict[str, Any]:
    language = str(context.get("language", "zh"))
    labels = context.get("labels") or {}  # kept in both languages for the refusal
    return {**OPTIONAL, **in_words(context, language), "labels": labels}


def _filled(kind: PaperKind, content: bytes, data: dict[str, Any]) -> bytes:
    _refuse_missing(kind, data, content)
    template = PreparedTemplate(io.BytesIO(content))
    environment = PaperEnvironment()
    try:
        template.render(data, jinja_env=environment, autoescape=True)
    except UndefinedError as error:
        raise _missing(kind, data, [error.message or "?"]) from error
    if environment.missing:
        raise _missing(kind, data, environment.missing)
    fit_organ_head(template.docx)
    buffer = io.BytesIO()
    template.save(buffer)
    return settled(buffer.getvalue())


def _refuse_missing(kind: PaperKind, data: Mapping[str, Any], content: bytes) -> None:
    """The law's own list, what this template prints, and marks (draft, generated) nobody decided on."""
    always, ever = names_in(content)
    needed = dict.fromkeys([*kind.required, *always])
    undecided = dict.fromkeys(root for name in ever if (root := name.split(".")[0]) not in data)
    if absent := [datum for datum in {**needed, **undecided} if is_missing(_datum(data, datum))]:
        raise _missing(kind, data, absent)


def _datum(data: Mapping[str, Any], dotted: str) -> Any:
    value: Any = data
    for step in dotted.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _missing(kind: PaperKind, data: Mapping[str, Any], absent: Iterable[str]) -> Refused:
    names = [_label(kind, data, datum) for datum in dict.fromkeys(absent)]
    return Refused(
        "paper.missing",
        Text("《{paper}》还缺：{zh}。", "The paper “{paper}” still lacks: {en}.").format(
            paper=kind.title, zh="、".join(name.zh for name in names), en=", ".join(name.en for name in names)
        ),
        where=kind.id,
        remedy=Text(
            "补齐后再生成文书；文书不留空白。", "Fill them in, then make the paper; a paper is never left blank."
        ),
    )


def _label(kind: PaperKind, data: Mapping[str, Any], datum: str) -> Text:
    """The catalogue's name in both languages; for an office's own field, the label it was declared with."""
    declared = data["labels"].get(datum.removeprefix("fields."))
    if datum in kind.names or not declared:
        return kind.name(datum)
    return Text(declared, declared) if isinstance(declared, str) else Text.of(declared)


def _broken(template_id: str, error: Exception) -> UnusableInput:
    line = Text("模板里的占位符有误", "a placeholder in it is wrong")
    if not isinstance(error, (TemplateSyntaxError, SecurityError)):
        line = Text("不是可用的Word模板", "it is no usable Word template")
    return UnusableInput(
        "paper.template_broken",
        Text("模板打不开：{why}（{what}）。", "The template cannot be used: {why} ({what}).").format(
            why=line, what=error
        ),
        where=f"{template_id}.docx",
        remedy=Text(
            "在Word中改正，或者移走该文件以使用自带的模板。",
            "Correct it in Word, or move it away to use the shipped one.",
        ),
    )
