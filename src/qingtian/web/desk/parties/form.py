"""The form of a party and the search above the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qingtian.apps.parties.actions.enter_party import Given
from qingtian.apps.parties.industries import INDUSTRIES
from qingtian.apps.parties.models import Party
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk import references

ALL = Choice("", Text("全部", "All"))
NOT_SAID = Choice("", Text("— 不填 —", "— not said —"))
KINDS = [Choice("unit", Text("单位", "Unit")), Choice("person", Text("自然人", "Natural person"))]
TICKED = "1"


def search_fields(asked: Mapping[str, str]) -> list[FieldView]:
    """Words, area and kind."""
    return [
        FieldView("q", Text("名称、编号或代码", "Name, number or code"), "search", value=asked["q"], required=False),
        FieldView(
            "area",
            Text("属地", "Area"),
            "select",
            value=asked["area"],
            required=False,
            choices=[ALL, *references.areas()],
        ),
        FieldView("kind", Text("种类", "Kind"), "select", value=asked["kind"], required=False, choices=[ALL, *KINDS]),
    ]


def given_of(posted: Mapping[str, str]) -> Given:
    """What was typed."""
    words = {name: posted.get(name, "")[:400] for name in Given.__slots__ if name != "key_unit"}
    return Given(**words, key_unit=posted.get("key_unit", "") != "")


def given_of_row(row: Party | None) -> Given:
    """What a fresh form holds: the row it corrects, or nothing."""
    if row is None:
        return Given("unit", "")
    return Given(
        kind=row.kind,
        name=row.name,
        credit_code=row.credit_code,
        representative=row.representative,
        area=row.area.code if row.area else "",
        address=row.address,
        industry=row.industry,
        key_unit=row.key_unit,
        position="" if row.longitude is None else f"{row.longitude},{row.latitude}",
    )


def fields_of(given: Given, refused: Refused | None, *, corrects: bool) -> list[FieldView]:
    """The questions in their order; what is wrong stands beside its field. The kind of a row stays what it was."""
    industries = [NOT_SAID, *(Choice(code, words) for code, words in INDUSTRIES.items())]
    asked = [
        FieldView("kind", Text("种类", "Kind"), "radio", value=given.kind, choices=KINDS),
        FieldView("name", Text("名称或姓名", "Name"), value=given.name, maxlength=200),
        FieldView(
            "credit_code",
            Text("统一社会信用代码", "Unified social credit code"),
            hint=Text("18 位；自然人不填。", "18 characters; none for a natural person."),
            value=given.credit_code,
            required=False,
            width="medium",
        ),
        FieldView(
            "representative",
            Text("法定代表人或负责人", "Legal representative or person in charge"),
            value=given.representative,
            required=False,
            maxlength=80,
            width="medium",
        ),
        FieldView(
            "area",
            Text("属地", "Area"),
            "select",
            value=given.area,
            required=False,
            choices=[NOT_SAID, *references.areas()],
        ),
        FieldView("address", Text("地址", "Address"), value=given.address, required=False, maxlength=200),
        FieldView(
            "industry", Text("行业", "Industry"), "select", value=given.industry, required=False, choices=industries
        ),
        FieldView(
            "key_unit",
            Text("环境监管重点单位", "Key supervised unit"),
            "checkbox",
            value=TICKED if given.key_unit else "",
            required=False,
        ),
        FieldView(
            "position",
            Text("经度,纬度", "Longitude,latitude"),
            hint=Text("写成 102.712345,25.012345。", "Such as 102.712345,25.012345."),
            value=given.position,
            required=False,
            width="medium",
        ),
    ]
    wrong = {refused.where: refused.message} if refused else {}
    return [replace(view, error=wrong.get(view.name, "")) for view in asked if not (corrects and view.name == "kind")]
