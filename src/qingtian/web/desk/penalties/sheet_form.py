"""The form of a discretion sheet: the table's questions, the evidence behind each, the chosen fine."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.apps.penalties.drafting import Answered
from qingtian.apps.penalties.models import EvidenceItem
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.discretion.reckoned import DIRECTIONS
from qingtian.enforcement.discretion.table import Factor, Table
from qingtian.enforcement.violations.catalogue import MEDIA
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.calculators.asked import Asked, read_sum
from qingtian.web.desk.calculators.discretion import given_of, table_fields
from qingtian.web.desk.calculators.law_choice import NOT_SAID, medium_field, one_of, violation_choices

EVIDENCE_HINT = Text(
    "证据号，几件写 1,3；没有编号的写动作号 #5。", "Numbers of items, such as 1,3; or of acts, such as #5."
)
NO_SUCH = Text("案卷里没有“{w}”。", "the file has no “{w}”.")
Shown = Mapping[str, str]


def shown_by(case: Proceeding) -> Shown:
    """What may stand behind a factor: items of evidence by number, acts by ``#number``."""
    items = EvidenceItem.objects.filter(proceeding=case, withdrawn=False)
    found = {str(number): f"证据{number}《{name}》" for number, name in items.values_list("number", "name")}
    return found | {f"#{number}": f"第{number}号动作" for number in range(1, case.seq + 1)}


def sheet_parts(case: Proceeding, table: Table, asked: Asked) -> list[tuple[str, list[FieldView]]]:
    """Every question in three parts with the columns each is set in: the law, the factors, what is chosen."""
    factors = table_fields(table, asked, lambda factor: [_evidence(factor, asked)])
    banded = bool(table.factors) and all(each.bands for each in table.factors.values())
    columns = "in-threes" if banded else "in-pairs"
    return [("in-pairs", _of_law(case, table, asked)), (columns, factors), ("in-pairs", _chosen(asked))]


def _of_law(case: Proceeding, table: Table, asked: Asked) -> list[FieldView]:
    """The violation is that of the case until another is chosen."""
    violation = asked.words("violation") or str(case.projection["facts"].get("violation") or "")
    typed = Text("法制人员照条文填，目录有幅度时不填。", "By the legal officer, where the catalogue has no range.")
    choices = [NOT_SAID, *violation_choices()]
    return [
        FieldView("table", table.title, "hidden", value=table.key),
        FieldView("violation", Text("违法行为", "Violation"), "select", value=violation, choices=choices),
        medium_field(asked),
        _text(asked, "minimum", Text("法定下限", "Statutory minimum"), typed),
        _text(asked, "maximum", Text("法定上限", "Statutory maximum"), typed),
    ]


def _chosen(asked: Asked) -> list[FieldView]:
    return [
        _text(asked, "chosen", Text("建议罚款", "Fine proposed"), Text("空着就是计算值。", "Empty: the computed one.")),
        FieldView(
            "direction",
            Text("与计算值的关系", "Against the computed fine"),
            "select",
            value=asked.words("direction") or "as_computed",
            choices=[Choice(code, words) for code, words in DIRECTIONS.items()],
        ),
        FieldView(
            "reasons",
            Text("偏离计算值的理由", "Reasons to depart from the computed fine"),
            "textarea",
            value=asked.words("reasons"),
            required=False,
        ),
        _text(asked, "discussion", Text("哪次集体讨论决定偏离", "The meeting that deliberated it"), ""),
    ]


def _evidence(factor: Factor, asked: Asked) -> FieldView:
    label = Text("{f}：证据", "{f}: evidence").format(f=factor.title)
    return _text(asked, f"e_{factor.id}", label, EVIDENCE_HINT)


def _text(asked: Asked, name: str, label: Text, hint: Text | str) -> FieldView:
    return FieldView(name, label, hint=hint, value=asked.words(name), required=False, width="medium")


def answered(case: Proceeding, table: Table, asked: Asked) -> Answered:
    """The answers of the form. Raises WrongField."""
    given, there = given_of(table, asked), shown_by(case)
    evidence = {}
    for name in given.factors:
        words = [each.strip() for each in asked.words(f"e_{name}").replace("，", ",").split(",") if each.strip()]
        evidence[name] = asked.each(f"e_{name}", words, lambda each: _found(each, there))
    return Answered(
        table=table,
        violation=asked.read("violation", str),
        medium=one_of(asked, "medium", MEDIA),
        given=given,
        minimum=asked.perhaps("minimum", read_sum),
        maximum=asked.perhaps("maximum", read_sum),
        chosen=asked.perhaps("chosen", read_sum),
        direction=one_of(asked, "direction", DIRECTIONS),
        reasons=asked.words("reasons"),
        discussion=asked.words("discussion"),
        evidence=evidence,
    )


def _found(words: str, there: Shown) -> str:
    if words not in there:
        raise UnusableInput("penalty.sheet.evidence", NO_SUCH.format(w=words[:20]), where=words[:20])
    return there[words]
