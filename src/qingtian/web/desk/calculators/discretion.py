"""Discretion: one form for each model, the fields drawn from the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from qingtian.apps.penalties.held import catalogue, table_of, tables
from qingtian.enforcement import lines
from qingtian.enforcement.discretion.factors import percent
from qingtian.enforcement.discretion.reckon import reckon, statutory_range
from qingtian.enforcement.discretion.reckoned import Given, Reckoned
from qingtian.enforcement.discretion.table import (
    GROUPS,
    MODELS,
    MONEY_BANDS,
    PERCENTAGE_SUM,
    WEIGHTS,
    Factor,
    MoneyBand,
    Table,
)
from qingtian.enforcement.discretion.weight_accumulation import GRADES
from qingtian.enforcement.violations.catalogue import MEDIA, PARTIES, FineRange
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.calculators.asked import Asked, WrongField, read_number, read_sum
from qingtian.web.desk.calculators.calculator import Calculator, Example, Reckoning, Room
from qingtian.web.desk.calculators.clocks import day_field
from qingtian.web.desk.calculators.law_choice import NOT_SAID, medium_field, one_of, party_field, violation_choices

TYPED_HINT = Text("目录没有载入幅度时照条文填，元。", "From the article, where the catalogue has no range; yuan.")
PERCENT_HINT = Text("照公布的裁量表填，如 12%。", "From the published table, such as 12%.")
BANDS_HINT = Text("每行一档，从低到高，写成 100000..300000。", "One band a line, lowest first: 100000..300000.")


def table_asked(asked: Asked) -> Table:
    """The table of the link, the first where none was chosen."""
    return table_of(asked.words("table"))


def _variants(asked: Asked, room: Room) -> Sequence[tuple[str, Text, bool]]:
    chosen = table_asked(asked)
    return [
        (each.key, Text("{m}：{t}", "{m}: {t}").format(m=MODELS[each.model], t=each.title), each.key == chosen.key)
        for each in tables().values()
    ]


def _fields(asked: Asked, room: Room) -> list[FieldView]:
    table = table_asked(asked)
    return [
        FieldView("table", table.title, "hidden", value=table.key),
        FieldView(
            "violation",
            Text("违法行为", "Violation"),
            "select",
            value=asked.words("violation"),
            choices=[NOT_SAID, *violation_choices()],
        ),
        medium_field(asked),
        party_field(asked),
        day_field(asked, "on", Text("作出决定之日", "Day of the decision")),
        _sum(asked, "minimum", Text("法定下限", "Statutory minimum")),
        _sum(asked, "maximum", Text("法定上限", "Statutory maximum")),
        *table_fields(table, asked),
    ]


def table_fields(
    table: Table, asked: Asked, beside: Callable[[Factor], list[FieldView]] = lambda factor: []
) -> list[FieldView]:
    """The questions of one table; ``beside`` adds what a page asks of each factor besides."""
    fields = [view for factor in table.factors.values() for view in (*_factor(factor, asked), *beside(factor))]
    if table.model == PERCENTAGE_SUM:
        fields.append(_sum(asked, "investment", Text("总投资额（按投资额计罚的）", "Total investment (fines by it)")))
    if table.model == WEIGHTS:
        grades = [Choice("", Text("按权重计算", "By the weights")), *(Choice(*each) for each in GRADES.items())]
        fields += [
            FieldView(
                "grade",
                Text("没有权重的幅度类违法行为", "A range without weights"),
                "select",
                value=asked.words("grade"),
                required=False,
                choices=grades,
            ),
            _percent(asked, "apology", Text("公开道歉减少（%）", "Off for a public apology (%)")),
        ]
    if table.model == MONEY_BANDS:
        fields += _band_fields(asked)
    if table.circumstances:
        choices = [Choice(each.id, each.title) for each in table.circumstances.values()]
        label = Text("情节", "Circumstances")
        value = asked.all("circumstance")
        fields.append(FieldView("circumstance", label, "checkboxes", value=value, required=False, choices=choices))
    return fields


def _factor(factor: Factor, asked: Asked) -> list[FieldView]:
    """The band, or the figure measured; and the percentage of the published table, which goes before it."""
    name, group = f"f_{factor.id}", GROUPS[factor.group]
    typed = Text("{f}：照表填", "{f}: of the table").format(f=factor.title) if factor.bands else factor.title
    shown = [_percent(asked, f"p_{factor.id}", typed)]
    if not factor.bands:
        return shown
    loaded = Text(
        "{g}；已载入：" + "、".join(f"{each.title.zh} {each.percent}%" for each in factor.bands),
        "{g}; loaded: " + ", ".join(f"{each.title.en} {each.percent}%" for each in factor.bands),
    ).format(g=group)
    if factor.unit is None:
        choices = [NOT_SAID, *(Choice(each.id, each.title) for each in factor.bands)]
        answer = FieldView(
            name, factor.title, "select", hint=loaded, value=asked.words(name), required=False, choices=choices
        )
    else:
        label = Text("{f}（{u}）", "{f} ({u})").format(f=factor.title, u=factor.unit)
        answer = FieldView(name, label, hint=loaded, value=asked.words(name), required=False, width="short")
    return [answer, *shown]


def _band_fields(asked: Asked) -> list[FieldView]:
    return [
        FieldView("bands", Text("各档金额", "Bands"), "textarea", hint=BANDS_HINT, value=asked.words("bands")),
        FieldView(
            "in_bands",
            Text("情节所在的档", "Bands of the circumstances"),
            hint=Text("最低为 1；几档写 1,2，取最重。", "The lowest is 1; several as 1,2: the heaviest counts."),
            value=asked.words("in_bands"),
            width="short",
        ),
        FieldView(
            "punished",
            Text("两年内同类处罚次数", "Like penalties in two years"),
            value=asked.words("punished"),
            required=False,
            width="short",
        ),
    ]


def _sum(asked: Asked, name: str, label: Text) -> FieldView:
    return FieldView(name, label, hint=TYPED_HINT, value=asked.words(name), required=False, width="medium")


def _percent(asked: Asked, name: str, label: Text) -> FieldView:
    return FieldView(name, label, hint=PERCENT_HINT, value=asked.words(name), required=False, width="short")


def given_of(table: Table, asked: Asked) -> Given:
    """The answers as the models read them. Raises WrongField."""
    factors = {}
    for factor in table.factors.values():
        typed, band = asked.words(f"p_{factor.id}"), asked.words(f"f_{factor.id}")
        if typed:
            asked.read(f"p_{factor.id}", lambda words, id_=factor.id: percent(words.rstrip("%％"), id_))
            factors[factor.id] = (typed.rstrip("%％") + "%",)
        elif band:
            factors[factor.id] = (band,)
    numbers = [each.strip() for each in asked.words("in_bands").replace("，", ",").split(",") if each.strip()]
    return Given(
        factors=factors,
        grade=asked.words("grade"),
        circumstances=frozenset(asked.all("circumstance")),
        punished=asked.perhaps("punished", read_number) or 0,
        apology=asked.perhaps("apology", lambda words: percent(words.rstrip("%％"), "apology")),
        investment=asked.perhaps("investment", read_sum),
        bands=asked.each("bands", asked.lines("bands"), _money_band),
        in_bands=asked.each("in_bands", numbers, read_number),
    )


def _money_band(words: str) -> MoneyBand:
    least, dots, most = words.partition("..")
    if not dots:
        raise UnusableInput("enforcement.discretion.band_unreadable", BANDS_HINT, where=words[:40])
    return MoneyBand(read_sum(least.strip()), read_sum(most.strip()))


def _reckon(asked: Asked, room: Room) -> Reckoning:
    table, on = table_asked(asked), asked.day("on")
    medium, party = one_of(asked, "medium", MEDIA), one_of(asked, "party", PARTIES)
    violation = asked.read("violation", str)
    fine = _range(violation, on, medium, party)
    ends = asked.perhaps("minimum", read_sum), asked.perhaps("maximum", read_sum)
    statutory = statutory_range(fine, on, room.law, party=party, minimum=ends[0], maximum=ends[1])
    reckoned = reckon(table, statutory, given_of(table, asked), violation, on, room.law)
    return shown(reckoned, room)


def _range(violation: str, on: date, medium: str, party: str) -> FineRange | None:
    try:
        return catalogue()[violation].on(on).fine_range(medium, party)
    except QingtianError as error:
        raise WrongField("violation", error) from error


def shown(reckoned: Reckoned, room: Room) -> Reckoning:
    """The computed fine with its bounds, and what the table says of itself."""
    headline = Text(
        "计算值 {c} 元；最低 {a}，最高 {b}（不含减轻）",
        "Computed {c} yuan; lowest {a}, highest {b} (without mitigation)",
    ).format(c=lines.money(reckoned.computed), a=lines.money(reckoned.lowest), b=lines.money(reckoned.highest))
    return Reckoning(headline, lines.of_discretion(reckoned, room.law))


_EXAMPLE_A = {
    "table": "hunan_example@2021",
    "violation": "over_limit",
    "medium": "water",
    "on": "2026-09-01",
    "f_exceedance": "1.5",
    "f_receiving_water": "class_three",
    "f_duration": "2",
    "f_repeat": "1",
    "f_neighbours": "none",
}
DISCRETION = Calculator(
    "discretion",
    Text("行政处罚裁量", "Discretion"),
    Text(
        "照裁量表计算罚款，列出上下限、从重从轻减轻的界限。",
        "The fine of a discretion table, its bounds in each direction.",
    ),
    _fields,
    _reckon,
    (
        Example(
            Text("模型A：310,000 元，最低 110,000，最高 510,000", "Model A: 310,000 yuan, 110,000 to 510,000"),
            _EXAMPLE_A,
        ),
        Example(
            Text("模型B：一般，中间值，公开道歉减40%", "Model B: ordinary, the midpoint, 40% off for an apology"),
            {
                "table": "guangdong_2022@2022",
                "violation": "over_limit",
                "medium": "water",
                "on": "2026-09-01",
                "grade": "ordinary",
                "apology": "40",
            },
        ),
    ),
    _variants,
    lambda asked, room: table_asked(asked).note,
)
