"""Whether residents see anything: without a decision in force nothing passes the gate (长期公开决定)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.publishing.decisions import admissions
from qingtian.apps.publishing.kinds import BY_ITSELF, kinds
from qingtian.apps.publishing.queries import papers_before_the_gate
from qingtian.founding.checks.asking import check
from qingtian.language import Text


def public_data(on: date) -> Sequence[Text]:
    """Routine data that no decision in force admits: the portal says so instead of showing them."""
    admitted = {kind for kind, decision in admissions(on).items() if not decision.suspended_for}
    return [kind.title for kind in kinds().values() if kind.id not in BY_ITSELF and kind.id not in admitted]


def public_papers(on: date) -> Sequence[Text]:
    """Matters whose notice an earlier version put up without a publication."""
    return [Text(each, each) for each in papers_before_the_gate().values_list("proceeding__number", flat=True)]


CHECKS = (
    check(
        "standing_decision",
        "有长期公开决定",
        "A standing decision on publishing is in force",
        public_data,
        (
            "没有决定的一律不公开：居民在网页上看不到空气、办理中的事和办公地址。",
            "Without a decision nothing is shown: residents see no air, no matters and no office on the portal.",
        ),
        (
            "请经办人、监测分析或法制人员拟“长期公开”的稿，三审、保密审查、核准后生效。",
            "A clerk, analyst or legal officer drafts it; read, reviewed and approved, it is in force.",
        ),
        mend="desk:new_publication",
        ask="f_kind=standing",
        menders=frozenset({"clerk", "analyst", "legal_officer"}),
        basis=("information_regulations_2019", "17"),
        must=False,
    ),
    check(
        "public_papers",
        "已贴出的公示都有公开稿",
        "Every notice put up has its publication",
        public_papers,
        (
            "以前版本出的公示没有走保密审查；纸还贴着，网页上没有。",
            "Notices made by an earlier version were never reviewed; the paper hangs, the pages do not show it.",
        ),
        (
            "为每一件补拟“整改公示”稿；审出问题的，把纸撤下来。",
            "Draft a publication for each; where the review objects, take the paper down.",
        ),
        mend="desk:publishing",
        basis=("information_regulations_2019", "17"),
        must=False,
    ),
)
