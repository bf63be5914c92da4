"""Papers held in the safe and a matter marked work secret: noted by number and place, never by content."""

from __future__ import annotations

from qingtian.demo.stage import Life, Stage, moment

INSPECTOR, CHIEF = "yunping-inspector", "yunping-inspection-head"
SAFE = "市督察办 203 室 1 号保险柜"
#: (case, days before, number of the paper, title without content)
IN_THE_SAFE = (
    ("hechuan-odour", 130, "云督密 2026-03", "督察通报一份，3 页"),
    ("baitang-reservoir", 118, "云督密 2026-05", "水源地专报一份，2 页"),
    ("heishan-tailings", 96, "云督密 2026-08", "会议纪要一份，4 页"),
)
#: the case that is marked work secret, how many days before, and why
MARKED = ("yunlu-quarry", 64, "涉及尚未公开的处置方案，处置完再改回内部。")


def secrecy_notes(stage: Stage) -> Life:
    """Queue what the inspection office notes, in the order of the days."""
    for case, before, number, title in IN_THE_SAFE:
        at = moment(stage.day(before), 16, 5)
        yield at
        kept = {"safe_number": number, "safe": SAFE, "holder": "督察专员", "safe_title": title}
        stage.act(stage.cases[case], "keep_in_safe", INSPECTOR, at, **kept, kept_on=at.date().isoformat())
    case, before, why = MARKED
    at = moment(stage.day(before), 16, 40)
    yield at
    stage.act(stage.cases[case], "mark_matter", CHIEF, at, mark="work_secret", why=why)
