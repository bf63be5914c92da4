"""Measure the classifier on a labelled sheet and print what docs/explanation/classifier.md shows.

Usage: python tools/classifier_figures.py SHEET.csv[.gz] [--text tokens] [--raw raw_subject,raw_detail]

Shuffled folds and blocks in the order of the file, as learned and, where the raw words are there, as typed; the
confusion of shuffled folds; a learning curve. Some minutes. Prints figures and names of classes, no word of a text.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from qingtian.insight.classifying.measuring import Figures, asked, measured
from qingtian.insight.classifying.training import trained
from qingtian.tables.kept import read_kept

ENVIRONMENTAL = "环境保护"
FOLDS = 5
SHARES = (0.05, 0.1, 0.2, 0.4, 0.8)


def line(name: str, figures: Figures) -> None:
    ours = next(one for one in figures.classes if one.label == ENVIRONMENTAL)
    print(f"{name}: macro F1 {figures.macro_f1:.4f}, environmental F1 {ours.f1:.4f}, accuracy {figures.accuracy:.4f}")


def confusion(figures: Figures) -> None:
    print("| |", " | ".join(figures.labels), "| F1 |")
    for label, row, one in zip(figures.labels, figures.confusion, figures.classes, strict=True):
        print(f"| {label} |", " | ".join(map(str, row)), f"| {one.f1:.3f} |")


def curve(texts: list[str], labels: list[str]) -> None:
    order = list(range(len(texts)))
    random.Random(7).shuffle(order)  # noqa: S311 (a seeded draw, nothing secret)
    border = int(0.8 * len(order))
    rest = order[border:]
    for share in SHARES:
        some = order[: int(share * len(order))]
        model = trained([texts[i] for i in some], [labels[i] for i in some])
        line(f"{len(some)} texts", asked(model, [texts[i] for i in rest], [labels[i] for i in rest]))


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("sheet", type=Path)
    reader.add_argument("--text", default="tokens")
    reader.add_argument("--raw", default="raw_subject,raw_detail")
    given = reader.parse_args()
    sheet = read_kept(given.sheet)
    texts, labels = sheet.column(given.text), sheet.column("label")
    parts = [sheet.column(name) for name in given.raw.split(",")]
    raw = ["".join(cells) for cells in zip(*parts, strict=True)]
    typed = [whole or text for whole, text in zip(raw, texts, strict=True)]
    for way in ("shuffled", "blocks"):
        figures = measured(texts, labels, way=way, folds=FOLDS)  # type: ignore[arg-type]
        line(way, figures)
        if way == "shuffled":
            confusion(figures)
        line(f"{way}, raw where there is raw", measured(texts, labels, way=way, folds=FOLDS, asked_as=typed))  # type: ignore[arg-type]
    joined = ["".join(text.split()) for text in texts]
    line("shuffled, learned without blanks", measured(joined, labels, folds=FOLDS))
    curve(texts, labels)


if __name__ == "__main__":
    main()
