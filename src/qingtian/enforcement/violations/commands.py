"""``qingtian enforcement law-choice``: both rules, which applies and why, and the higher of several norms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import click

from qingtian.enforcement.violations.catalogue import MEASURES, MEDIA, PARTIES, FineRange, ViolationEdition
from qingtian.enforcement.violations.law_choice import LawChoice, choose_law
from qingtian.enforcement.violations.one_fine import HigherNorm, higher_norm
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.language import Text, terminal_language
from qingtian.law.commands import as_json, day
from qingtian.law.model import CERTAINTIES, Basis
from qingtian.law.reading import load_law
from qingtian.law.registry import Law
from qingtian.law.terminal import columns

NOT_LOADED = Text("未载入，问法制人员", "not loaded: ask the legal officer")
medium_option = click.option(
    "--medium", type=click.Choice(list(MEDIA)), default="other", show_default=True, help="What the act harms."
)
party_option = click.option(
    "--party", type=click.Choice(list(PARTIES)), default="unit", show_default=True, help="Who did it."
)


@click.command(
    "law-choice",
    epilog="Example: qingtian enforcement law-choice --act 2026-08-14 --decided 2026-10-20 --violation idle_facility",
)
@click.option("--act", type=day, required=True, metavar="DATE", help="Day of the act; a continuing act: its last day.")
@click.option("--decided", type=day, required=True, metavar="DATE", help="Day of the decision.")
@click.option(
    "--violation",
    "violations",
    multiple=True,
    required=True,
    metavar="ID",
    help="The violation; several: the norms one act breaks, of which the higher applies.",
)
@medium_option
@party_option
@as_json
def law_choice_command(
    act: date, decided: date, violations: tuple[str, ...], medium: str, party: str, as_json: bool
) -> None:
    """Which law applies to an act when the law changed before the decision (从旧兼从轻)."""
    law, catalogue = load_law(), load_catalogue()
    choices = [choose_law(catalogue[each], act, decided, law, medium=medium, party=party) for each in violations]
    higher = higher_norm(choices, decided, law) if len(choices) > 1 else None
    if as_json:
        click.echo(json.dumps(_content(choices, higher), ensure_ascii=False))
    else:
        click.echo("\n".join(_page(choices, higher, law, terminal_language())))


def _content(choices: list[LawChoice], higher: HigherNorm | None) -> dict[str, object]:
    if higher is None:
        return choices[0].as_dict()
    norm = higher.choice.violation.id if higher.choice else None
    return {
        "choices": [each.as_dict() for each in choices],
        "higher": norm,
        "reason": higher.reason.as_dict(),
        "by": [{"instrument": each.instrument, "article": each.article} for each in higher.bases],
    }


def _page(choices: list[LawChoice], higher: HigherNorm | None, law: Law, language: str) -> Iterator[str]:
    for each in choices:
        yield each.violation.title.in_(language)
        yield from columns([(a.in_(language), b.in_(language), c.in_(language)) for a, b, c in rows(each, law)])
        yield ""
    if higher is not None:
        articles = " ".join(law.cite(each).in_(language) for each in higher.bases)
        norm = higher.choice.violation.title.in_(language) if higher.choice else "—"
        yield f"{norm}: {higher.reason.in_(language)} {articles}"


def rows(choice: LawChoice, law: Law) -> list[tuple[Text, Text, Text]]:
    """What was in force on either day, and what applies: label, value, article."""
    applies = {None: Text("由人判断", "a person decides"), True: Text("行为时规定", "The rule of the day of the act")}
    which = None if choice.applies is None else choice.applies is choice.at_act
    chosen = applies.get(which, Text("新规定", "The new rule"))
    return [
        _row(Text("行为时 {d}", "Act {d}"), choice.act_on, choice.at_act, choice.range_at_act, law),
        _row(Text("决定时 {d}", "Decision {d}"), choice.decided_on, choice.at_decision, choice.range_at_decision, law),
        (
            Text("适用", "Applies"),
            Text(f"{chosen.zh}：{choice.reason.zh}", f"{chosen.en}: {choice.reason.en}"),
            _cited(choice.bases, law),
        ),
    ]


def _row(label: Text, on: date, edition: ViolationEdition, fine: FineRange | None, law: Law) -> tuple[Text, Text, Text]:
    measures = Text(
        "、".join(MEASURES[each.id].zh for each in edition.measures) or "—",
        ", ".join(MEASURES[each.id].en for each in edition.measures) or "—",
    )
    value = Text("{f}；{m}", "{f}; {m}").format(f=fine_words(fine), m=measures)
    marked = Text("{a}（{c}）", "{a} ({c})").format(
        a=_cited(edition.bases, law), c=CERTAINTIES[fine.certainty if fine else edition.certainty]
    )
    return label.format(d=on.isoformat()), value, marked


def fine_words(fine: FineRange | None) -> Text:
    """A range as it is read; what is not loaded says so."""
    if fine is None:
        return NOT_LOADED
    ends = ["—" if end is None else f"{end:,.2f}" for end in (fine.minimum, fine.maximum)]
    return Text("{a} 至 {b} 元", "{a} to {b} yuan").format(a=ends[0], b=ends[1])


def _cited(bases: tuple[Basis, ...], law: Law) -> Text:
    if not bases:
        return NOT_LOADED
    cited = [law.cite(each) for each in bases]
    return Text("、".join(each.zh for each in cited), "; ".join(each.en for each in cited))
