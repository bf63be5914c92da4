"""``qingtian petitions train`` and ``classify``: a classifier on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.insight.classifying.measuring import Figures, measured
from qingtian.insight.classifying.model import Answer
from qingtian.insight.classifying.model_file import read_model, save
from qingtian.insight.classifying.plain import letters
from qingtian.insight.classifying.training import trained
from qingtian.insight.telling import refuse_overwriting, told
from qingtian.language import Text
from qingtian.tables.kept import KeptSheet, read_kept, write_kept

ADDED = ("label", "score", "environmental")

LEFT_OUT = Text("{count} 行没有文字或类别，未用。", "{count} rows without words or label were left out.")
TRAINED = Text(
    "用 {texts} 条、{classes} 类训练；交叉验证（{folds} 折）宏平均 F1 {macro}。",
    "Trained on {texts} texts of {classes} classes; cross-validated ({folds} folds) macro F1 {macro}.",
)
UNMEASURED = Text(
    "用 {texts} 条、{classes} 类训练；未评估。", "Trained on {texts} texts of {classes} classes; not measured."
)
FOLD = Text("评估 {done}/{all}", "measuring {done}/{all}")
ANSWERED = Text(
    "已分类 {rows} 行，其中环境类 {environmental} 行。", "{rows} rows classified, {environmental} environmental."
)
NO_SUCH_LABEL = Text(
    "模型没有“{label}”这一类，environmental 全为 0；有：{labels}。",
    "The model has no class “{label}”, so environmental is 0 throughout; it has: {labels}.",
)


@click.command(epilog="Example: qingtian petitions train --labelled sorted.csv --out model.zip")
@click.option("--labelled", required=True, type=click.Path(path_type=Path), help="Sheet with columns text and label.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Model file to write.")
@click.option(
    "--folds", default=3, show_default=True, type=click.IntRange(0, 20), help="Folds to measure with; 0: none."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON on standard output.")
def train(labelled: Path, out: Path, folds: int, as_json: bool) -> None:
    """Train a classifier on the sheet --labelled (columns text, label; others ignored) and write it to --out.

    CSV (UTF-8, GB18030, .gz) or XLSX; text as typed or cut into words. The same sheet gives the same model. About a
    minute for 5,000 texts. The model holds numbers and the names of the classes, no words of the texts. Exit 0:
    written; 1: sheet unusable, nothing written; 2: wrong usage.
    """
    refuse_overwriting(labelled, out)
    texts, labels, left_out = _sorted(read_kept(labelled))
    figures = _figures(texts, labels, folds)
    model = trained(texts, labels, sharpness=figures.sharpness if figures else 1.0)
    save(model, out, figures)
    if left_out:
        told(LEFT_OUT.format(count=left_out))
    words = {"texts": len(texts), "classes": len(model.labels), "folds": folds}
    told(TRAINED.format(**words, macro=f"{figures.macro_f1:.3f}") if figures else UNMEASURED.format(**words))
    if as_json:
        found = {"out": str(out), "texts": len(texts), "left_out": left_out, "labels": list(model.labels)}
        click.echo(json.dumps(found | {"figures": figures.as_dict() if figures else None}, ensure_ascii=False))


def _sorted(sheet: KeptSheet) -> tuple[list[str], list[str], int]:
    rows = list(zip(sheet.column("text"), (label.strip() for label in sheet.column("label")), strict=True))
    used = [(text, label) for text, label in rows if label and letters(text)]
    if not used:
        raise UnusableInput(
            "classifying.nothing_to_learn",
            Text("没有一行既有文字又有类别。", "No row has both words and a label."),
            where=sheet.where,
        )
    return [text for text, _ in used], [label for _, label in used], len(rows) - len(used)


def _figures(texts: list[str], labels: list[str], folds: int) -> Figures | None:
    if not 2 <= folds <= len(texts) or len(set(labels)) < 2:
        return None
    return measured(texts, labels, folds=folds, progress=lambda done, of: told(FOLD.format(done=done, all=of)))


@click.command(epilog="Example: qingtian petitions classify reports.csv --model model.zip --out answered.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--model", required=True, type=click.Path(path_type=Path), help="Model file of qingtian petitions train.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write.")
@click.option("--environmental-label", default="环境保护", show_default=True, help="The class that counts as ours.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def classify(file: Path, model: Path, out: Path, environmental_label: str, as_json: bool) -> None:
    """Say of every row of FILE (column text) which class it is: adds label, score (0 … 1) and environmental (1 or 0).

    All other columns and the order of rows are kept as they are. A row without words has an empty label and score 0.
    Exit 0: OUT written; 1: FILE or model unusable, OUT untouched; 2: wrong usage.
    """
    refuse_overwriting(file, out)
    known = read_model(model)
    sheet = read_kept(file)
    answers = list(known.answers(sheet.column("text")))
    if environmental_label not in known.labels:
        told(NO_SUCH_LABEL.format(label=environmental_label, labels=", ".join(known.labels)))
    write_kept(out, sheet, ADDED, _cells(answers, environmental_label))
    counts = {"rows": len(answers), "environmental": sum(a.label == environmental_label for a in answers)}
    told(ANSWERED.format(**counts))
    if as_json:
        click.echo(json.dumps({"out": str(out), **counts}, ensure_ascii=False))


def _cells(answers: list[Answer], environmental: str) -> Iterator[tuple[str, str, str]]:
    for answer in answers:
        yield answer.label, f"{answer.score:.4f}", "1" if answer.label == environmental else "0"
