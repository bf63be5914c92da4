"""Choice of law: both rules side by side, which applies and why; of several norms the higher."""

from __future__ import annotations

from qingtian.apps.penalties.held import catalogue
from qingtian.enforcement import lines
from qingtian.enforcement.violations.catalogue import MEDIA, PARTIES
from qingtian.enforcement.violations.law_choice import choose_law
from qingtian.enforcement.violations.one_fine import higher_norm
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.calculators.asked import Asked, WrongField
from qingtian.web.desk.calculators.calculator import Calculator, Example, Reckoning, Room
from qingtian.web.desk.calculators.clocks import day_field

NOT_SAID = Choice("", Text("— 选一项 —", "— choose —"))


def violation_choices() -> list[Choice]:
    """Every violation of the catalogue."""
    return [Choice(each.id, each.title) for each in catalogue().values()]


def medium_field(asked: Asked) -> FieldView:
    choices = [Choice(code, words) for code, words in MEDIA.items()]
    return FieldView(
        "medium", Text("介质", "Medium"), "select", value=asked.words("medium") or "water", choices=choices
    )


def party_field(asked: Asked) -> FieldView:
    choices = [Choice(code, words) for code, words in PARTIES.items()]
    return FieldView("party", Text("当事人", "Party"), "select", value=asked.words("party") or "unit", choices=choices)


def one_of(asked: Asked, name: str, allowed: dict[str, Text]) -> str:
    """A choice of a list, the first where nothing was chosen."""
    given = asked.words(name) or next(iter(allowed))
    if given not in allowed:
        raise WrongField(name, UnusableInput("enforcement.answer.unknown", Text("没有这一项。", "no such choice.")))
    return given


def _fields(asked: Asked, room: Room) -> list[FieldView]:
    hint = Text(
        "选几项：一个行为触犯几条规定，取罚款高的。", "Several: one act breaks several norms; the higher applies."
    )
    return [
        day_field(
            asked, "act", Text("行为日（连续行为：终了之日）", "Day of the act (a continuing act: its last day)")
        ),
        day_field(asked, "decided", Text("作出决定之日", "Day of the decision")),
        medium_field(asked),
        party_field(asked),
        FieldView(
            "violation",
            Text("违法行为", "Violation"),
            "checkboxes",
            hint=hint,
            value=asked.all("violation"),
            choices=violation_choices(),
        ),
    ]


def _reckon(asked: Asked, room: Room) -> Reckoning:
    act, decided = asked.day("act"), asked.day("decided")
    medium, party = one_of(asked, "medium", MEDIA), one_of(asked, "party", PARTIES)
    asked.read("violation", str)
    try:
        violations = [catalogue()[each] for each in asked.all("violation")]
    except QingtianError as error:
        raise WrongField("violation", error) from error
    choices = [choose_law(each, act, decided, room.law, medium=medium, party=party) for each in violations]
    rows = []
    for choice in choices:
        if len(choices) > 1:
            rows.append(lines.Line(choice.violation.title, lines.fine_words(choice.range)))
        rows += lines.of_law_choice(choice, room.law)
    headline = Text("{a}：{f}", "{a}: {f}").format(a=rows[-1].value, f=lines.fine_words(choices[0].range))
    if len(choices) > 1:
        higher = higher_norm(choices, decided, room.law)
        rows.append(lines.of_higher_norm(higher, room.law))
        fine = lines.fine_words(higher.choice.range if higher.choice else None)
        headline = Text("{n}：{f}", "{n}: {f}").format(n=rows[-1].value, f=fine)
    notes = [each.note for choice in choices for each in (choice.at_act, choice.at_decision) if each.note]
    return Reckoning(headline, rows, notes=list(dict.fromkeys(notes)))


LAW_CHOICE = Calculator(
    "law-choice",
    Text("法律适用", "Choice of law"),
    Text(
        "2026-08-15 前后的行为适用哪部法：从旧兼从轻，两边幅度都列出。", "Old law or Code, both ranges shown, and why."
    ),
    _fields,
    _reckon,
    (
        Example(
            Text("2026-08-14 的行为", "An act of 2026-08-14"),
            {"act": "2026-08-14", "decided": "2026-10-20", "medium": "water", "violation": ["over_limit"]},
        ),
        Example(
            Text("2026-08-15 的行为", "An act of 2026-08-15"),
            {"act": "2026-08-15", "decided": "2026-10-20", "medium": "water", "violation": ["over_limit"]},
        ),
        Example(
            Text("一个行为，两条规定", "One act, two norms"),
            {
                "act": "2026-09-01",
                "decided": "2026-10-20",
                "medium": "water",
                "violation": ["over_limit", "without_permit"],
            },
        ),
    ),
)
