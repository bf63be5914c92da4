"""The table of a procedure as it is printed: on a terminal, and as the reference page."""

from __future__ import annotations

from collections.abc import Iterator

from qingtian.language import Text
from qingtian.law import Law
from qingtian.procedures.loader import Procedures
from qingtian.procedures.model import Procedure
from qingtian.procedures.table import Row, cited, table

HEADS = {
    "source": Text("从", "From"),
    "target": Text("到", "To"),
    "who": Text("谁", "Who"),
    "basis": Text("依据", "Basis"),
    "fields": Text("要填", "Needs"),
    "guards": Text("条件", "Conditions"),
    "clocks": Text("期限", "Clocks"),
    "paper": Text("文书", "Paper"),
    "consequence": Text("后果", "What follows"),
}
EDITION = Text("{title}（{id}），{edition} 起施行的版本", "{title} ({id}), edition in force from {edition}")
STATES = Text("状态", "States")
ACTS = Text("动作", "Acts")
KERNEL = Text("每个程序都有的动作", "Acts every procedure has")
FINAL = Text("终点", "final")
INDENT = 4
LABEL = 14


def page(procedure: Procedure, law: Law, language: str) -> str:
    """The whole procedure for a terminal."""
    rows = table(procedure, law, language)
    head = EDITION.format(title=procedure.title, id=procedure.id, edition=procedure.edition).in_(language)
    basis = [cited(basis, law).in_(language) for basis in procedure.basis]
    lines = [head, procedure.about.in_(language), *basis, "", STATES.in_(language)]
    for code, state in procedure.states.items():
        end = f" ({FINAL.in_(language)})" if state.final else ""
        lines.append(f"  {state.title.in_(language)} [{code}]{end}")
    for heading, kernel in ((ACTS, False), (KERNEL, True)):
        lines += ["", heading.in_(language)]
        lines += [line for row in rows if row.kernel == kernel for line in _block(row, language)]
    return "\n".join(lines)


def _block(row: Row, language: str) -> Iterator[str]:
    yield f"  {row.title} [{row.act}]"
    for name, head in HEADS.items():
        value = getattr(row, name)
        for index, line in enumerate(value if isinstance(value, list) else [value] if value else []):
            label = head.in_(language) if index == 0 else ""
            yield " " * INDENT + label + " " * max(1, LABEL - _columns(label)) + line


def _columns(words: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in words)


def reference(procedures: Procedures, law: Law) -> str:
    """``docs/reference/procedures.md``, whole: both languages, every edition. Ends with a newline."""
    lines = [
        "# Procedures 程序",
        "",
        "Printed from the declarations by `qingtian procedures list --markdown`; do not edit by hand.",
        "A picture of one: `qingtian procedures show petition --svg petition.svg`.",
    ]
    for procedure in procedures:
        lines += ["", *markdown(procedure, law, "en"), "", *markdown(procedure, law, "zh")]
    return "\n".join(lines) + "\n"


def markdown(procedure: Procedure, law: Law, language: str) -> list[str]:
    """One procedure in one language as Markdown lines: its states, its acts, the kernel's acts."""
    rows = table(procedure, law, language)
    head = EDITION.format(title=procedure.title, id=f"`{procedure.id}`", edition=procedure.edition).in_(language)
    basis = "; ".join(cited(basis, law).in_(language) for basis in procedure.basis)
    lines = [f"## {head}", "", procedure.about.in_(language), "", f"{HEADS['basis'].in_(language)}: {basis}"]
    lines += ["", f"### {STATES.in_(language)}", "", *_states(procedure, language)]
    for heading, kernel in ((ACTS, False), (KERNEL, True)):
        lines += ["", f"### {heading.in_(language)}", ""]
        lines += _acts([row for row in rows if row.kernel == kernel], language)
    return lines


def _states(procedure: Procedure, language: str) -> Iterator[str]:
    for code, state in procedure.states.items():
        end = f" ({FINAL.in_(language)})" if state.final else ""
        said = f": {state.public.in_(language)}" if state.public else ""
        yield f"- `{code}` {state.title.in_(language)}{end}{said}"


def _acts(rows: list[Row], language: str) -> Iterator[str]:
    heads = [ACTS.in_(language), *(head.in_(language) for head in HEADS.values())]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        cells = [f"{row.title} `{row.act}`", *(_cell(getattr(row, name)) for name in HEADS)]
        yield f"| {' | '.join(cells)} |"


def _cell(value: str | list[str] | None) -> str:
    text = "<br>".join(value) if isinstance(value, list) else value or ""
    return text.replace("|", "\\|") or "—"
