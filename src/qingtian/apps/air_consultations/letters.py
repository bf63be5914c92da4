"""The reminder letter that follows a slow or reversed consultation (提醒函): its fields, written from the pack."""

from __future__ import annotations

import json
from typing import Any

from qingtian.apps.air_consultations.actions.write import organ_of
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.supervision.settings import air_measures
from qingtian.language import Text
from qingtian.procedures.guards.air_consultations import REMINDED

SUBJECT = "{place}空气质量{what}"
WHAT = {"slow": "改善进度慢", "reversed": "反弹"}
DEMANDS = "对照措施清单逐项落实，按期书面回复做了什么、什么时候做完；下一季度用数字评估效果。"


def letter_fields(consultation: AirConsultation) -> dict[str, Any]:
    """What a fresh form of the letter holds; a person checks it. Nothing where the conclusion asks for none."""
    if consultation.conclusion not in REMINDED:
        return {}
    facts = projection_of(consultation.proceeding).facts
    addressee = organ_of(consultation.area)
    measures = "\n".join(f"{number}. {one.zh}。" for number, one in enumerate(air_measures(), 1))
    return {
        "subject": SUBJECT.format(place=consultation.place_zh, what=WHAT[consultation.conclusion]),
        "power": "issued_here",
        "area": consultation.area.code if consultation.area else "",
        "addressee": addressee.code if addressee else "",
        "about": consultation.proceeding.number,
        "trigger": "air",
        "reason": "\n".join(str(facts.get(name) or "") for name in ("findings", "causes", "grounds")).strip(),
        "demands": DEMANDS,
        "figures": figures_of_pack(consultation),
        "measures": measures,
    }


def figures_of_pack(consultation: AirConsultation) -> str:
    """The sentences of the pack in force, under its quarter and digest."""
    pack = consultation.packs.order_by("-version").first()
    if pack is None:
        return ""
    said = Text.of(json.loads(pack.data)["summary"]).zh
    return (
        f"{consultation.place_zh} {consultation.quarter}：{said}（会商资料第 {pack.version} 版，SM3 {pack.sm3[:16]}）"
    )
