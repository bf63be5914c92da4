"""What came of a draw (抽查结果): of each object its result, counts of each, and the file everybody may verify."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.draws.visiting import visits_of
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.queries import projection_of
from qingtian.drawing.pools import CLASSES, pools_of
from qingtian.drawing.published import document
from qingtian.language import Text

RESULTS: dict[str, Text] = {
    "nothing_found": Text("未发现问题", "nothing found"),
    "told_to_correct": Text("责令改正", "told to correct"),
    "penalty_clue": Text("转立案线索", "clue for a penalty case"),
    "closed": Text("已关闭、注销或停产", "closed, struck off or out of production"),
    "cap": Text("年度频次已用完", "yearly cap used up"),
    "moved": Text("不再由本单位管", "no longer under this office"),
    "force": Text("不可抗力", "force majeure"),
    "": Text("还没有结果", "no result yet"),
}
NONE = Text("没有抽到可以检查的对象。", "No object that may be visited was drawn.")
#: result by the state of the visit
OF_STATE = {
    "nothing_found": "nothing_found",
    "correcting": "told_to_correct",
    "corrected": "told_to_correct",
    "clue_raised": "penalty_clue",
}


def results_of(draw: RandomDraw) -> dict[str, str]:
    """By number of the drawn object, a code of ``RESULTS``; empty while there is none."""
    visits = visits_of(draw)
    rows = DrawnObject.objects.filter(draw=draw).values_list("party", "excused")
    return {
        party: excused or (OF_STATE.get(visits[party].proceeding.state, "") if party in visits else "")
        for party, excused in rows
    }


def counted_words(draw: RandomDraw) -> Text:
    """So many of each class, so many of each result."""
    results = results_of(draw)
    of_class = Counter(DrawnObject.objects.filter(draw=draw).values_list("of_class", flat=True))
    classes = [(CLASSES[name], n) for name, n in sorted(of_class.items(), key=lambda one: list(CLASSES).index(one[0]))]
    found = [(words, n) for code, words in RESULTS.items() if (n := sum(one == code for one in results.values()))]
    if not results:
        return NONE
    zh = "，".join(f"{words.zh} {n} 个" for words, n in classes) + "。"
    en = ", ".join(f"{words.en}: {n}" for words, n in classes) + ". "
    return Text(
        zh + "结果：" + "，".join(f"{words.zh} {n} 个" for words, n in found) + "。",
        en[:1].upper() + en[1:] + "Results: " + ", ".join(f"{words.en}: {n}" for words, n in found) + ".",
    )


def file_of(draw: RandomDraw) -> Mapping[str, Any]:
    """The file of a draw that was carried out: pools, seed, outcome, results."""
    projection = projection_of(draw.proceeding)
    facts, done = projection.facts, projection.done
    office = Organ.objects.get(code=draw.office)
    head = {
        "number": draw.proceeding.number,
        "office": office.name_zh,
        "period": f"{draw.year}-Q{draw.quarter}",
        "seed_source": str(facts["seed_source"]),
        "frozen_on": str(done["freeze_pools"][-1]["on"]),
        "drawn_on": str(done["draw_objects"][-1]["on"]),
    }
    return document(pools_of(draw.pools), head, str(facts["seed"]), results_of(draw))
