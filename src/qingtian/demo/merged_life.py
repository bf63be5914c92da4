"""Reports of one thing: the later ones are merged, answered with the main one, and rated each on their own."""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.demo.office_words import drawn
from qingtian.demo.petition_life import OFFICER, PetitionLife
from qingtian.demo.plan import Plan
from qingtian.demo.residents import known
from qingtian.demo.stage import REPORTER, Life, Stage, any_moment, moment, office_moment
from qingtian.demo.writing import again, ordinary

#: days before on which the main report came, what it is about, and how many more report the same
GROUPS = (
    (66, "site_dust", 2),
    (41, "cooking_fumes", 1),
    (29, "night_building", 2),
    (118, "cooking_fumes", 3),
    (171, "river_smell", 2),
    (238, "site_dust", 4),
    (303, "chimney", 1),
)
#: states a main petition may still take others in
TAKES = ("registered", "duty", "proper", "assigned", "accepted")


def schedule_merged(stage: Stage, groups: Sequence[tuple[int, str, int]] = GROUPS) -> None:
    """Queue the groups."""
    for number, (before, topic, others) in enumerate(groups):
        rng = stage.rng(f"merged/{number}")
        key = f"merged/{number}"
        written = ordinary(rng, topic)
        main = Plan("hotline_12369", rating="satisfied", key=key)
        begun = moment(stage.day(before), 9, 30)
        stage.begin(PetitionLife(stage, rng, written, known(9200 + number, written.language), main, begun).live())
        for other in range(others):
            rng = stage.rng(f"merged/{number}/{other}")
            who = known(9300 + 10 * number + other, written.language)
            plan, begun = Plan("wechat", stop="registered", brisk=True), moment(stage.day(before - 1), 19, 10 + other)
            life = PetitionLife(stage, rng, again(rng, written), who, plan, begun)
            stage.begin(_member(stage, life, key))


def _member(stage: Stage, life: PetitionLife, key: str) -> Life:
    """Registered, merged, and rated after the answer that came with the main petition's."""
    yield from life.live()
    yield from life.wait(1)
    main = stage.petitions[key]
    if main.state not in TAKES:
        return
    stage.act(life.matter, "merge", OFFICER, life.at, main=main.number, why=drawn(life.rng, "merge"))
    while life.matter.state == "merged":
        life.at = office_moment(life.rng, life.at, 4)
        yield life.at
        life.matter.refresh_from_db()
    life.at = any_moment(life.rng, life.at, 2)
    yield life.at
    stage.act(life.matter, "rate", REPORTER, life.at, satisfaction=life.rng.choice(["satisfied", "fairly"]), remark="")
