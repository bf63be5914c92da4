"""A toy procedure, small enough to spoil in every way: lend a book, return it."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from qingtian.law import load_law
from qingtian.procedures.loader import KERNEL_FILE, parse
from qingtian.procedures.model import Procedure

DECLARED = """
id: loan
edition: "2020-01-01"
valid_from: 2020-01-01
prefix: JS
title: {zh: 借书, en: Loan}
about: {zh: 借一本书。, en: A book is lent.}
basis: [{instrument: internal_rule, article: "1"}]
relations:
  library: {zh: 图书馆, en: Library}
states:
  asked: {title: {zh: 已申请, en: Asked}}
  lent: {title: {zh: 已借出, en: Lent}}
  back: {title: {zh: 已归还, en: Back}, final: true}
transitions:
  - act: ask
    title: {zh: 申请, en: Ask}
    from: [start]
    to: asked
    by: [{role: clerk}]
    basis: [{instrument: internal_rule, article: "1"}]
    fields:
      - {name: library, type: organ, relation: library, title: {zh: 图书馆, en: Library}}
      - {name: book, fact: subject, title: {zh: 书名, en: Book}}
  - act: lend
    title: {zh: 借出, en: Lend}
    from: [asked]
    to: lent
    by: [{role: clerk, at: library}]
    basis: [{instrument: internal_rule, article: "2"}]
    clocks: [{start: cases.plan, owner: library}]
  - act: note
    title: {zh: 备注, en: Note}
    from: [any_open]
    to: same
    by: [{role: clerk}]
    basis: [{instrument: internal_rule, article: "3"}]
    fields: [{name: note, title: {zh: 备注, en: Note}}]
  - act: give_back
    title: {zh: 归还, en: Give back}
    from: [lent]
    to: {field: whole, map: {"yes": back, "no": asked}}
    by: [{role: clerk, at: library}]
    basis: [{instrument: internal_rule, article: "4"}]
    fields:
      - name: whole
        type: choice
        title: {zh: 完好, en: Whole}
        choices: {"yes": {zh: 完好, en: Whole}, "no": {zh: 破损, en: Torn}}
    clocks: [{stop: cases.plan}]
"""


def toy() -> dict[str, Any]:
    """The declaration as plain values, to be changed freely."""
    return copy.deepcopy(yaml.safe_load(DECLARED))


def kernel() -> list[dict[str, Any]]:
    from importlib import resources

    folder = resources.files("qingtian.procedures") / "declared"
    return yaml.safe_load((folder / KERNEL_FILE).read_text(encoding="utf-8"))["transitions"]


def parsed(raw: dict[str, Any]) -> Procedure:
    return parse(raw, kernel(), "loan/2020-01-01.yaml", load_law())


def act(raw: dict[str, Any], name: str) -> dict[str, Any]:
    return next(t for t in raw["transitions"] if t["act"] == name)
