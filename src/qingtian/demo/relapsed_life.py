"""What was answered and closed comes back (复发): a later petition at the same place, linked to the earlier one."""

from __future__ import annotations

from qingtian.demo.petition_life import PetitionLife
from qingtian.demo.plan import Plan
from qingtian.demo.residents import known
from qingtian.demo.stage import Stage, moment
from qingtian.demo.writing import again, ordinary

#: days before of the first report and of the second, what it is about, and how the second ends (empty: to the end)
RELAPSES = (
    (338, 262, "chimney", ""),
    (287, 214, "muck_trucks", ""),
    (246, 148, "spray_paint", ""),
    (190, 121, "cooking_fumes", ""),
    (152, 68, "industrial_noise", ""),
    (110, 47, "livestock", "accepted"),
)


def schedule_relapsed(stage: Stage) -> None:
    """Queue the pairs; the later report is by the same resident in other words."""
    for number, (first, second, topic, stop) in enumerate(RELAPSES):
        rng = stage.rng(f"relapsed/{number}")
        written = ordinary(rng, topic)
        who, key = known(9500 + number, written.language), f"relapsed/{number}"
        earlier = Plan("web", brisk=True, rating="satisfied", key=key)
        later = Plan("wechat", brisk=True, rating="fairly", recurs=key, stop=stop, supervised=True)
        stage.begin(PetitionLife(stage, rng, written, who, earlier, moment(stage.day(first), 20, 10)).live())
        rng = stage.rng(f"relapsed/{number}/again")
        stage.begin(PetitionLife(stage, rng, again(rng, written), who, later, moment(stage.day(second), 7, 40)).live())
