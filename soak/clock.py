"""The machine's clock jumps back and forth while officers act: the order of recording stays, the law's days stay right.

Who acts on a day before the last act is told so in a sentence and nothing is written; with a reason, as a late entry,
the act stands behind the one before it. Reports are received whatever the clock says.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from soak.ground import enter, finished, installation
from soak.proof import Log, faults, figures, thoroughly
from soak.work import DAY, NOW, STEPS, Say, prepare

JUMPS = (0, -3, 1, -400, 2, 30, 3, -1, 4)


def _matter(days: int) -> Any:
    """A report received on the day the clock shows."""
    from qingtian.apps.identities.vault import Identity
    from qingtian.apps.petitions.actions.receive import Report, receive
    from qingtian.procedures.who import Actor

    on, now = DAY + timedelta(days=days), NOW + timedelta(days=days)
    said = Report(report="夜里有气味", channel="web", receiver="petitions", kinds=["air"], area="wangxi")
    found = receive(said, Identity("", "13900000000", ""), by=Actor(kind="reporter"), on=on, now=now, prefix="YP")
    return found.petition.proceeding


def _act(matter: Any, days: int, reason: str = "") -> None:
    from qingtian.apps.people.models import Person, Post
    from qingtian.apps.people.queries import actor_at
    from qingtian.apps.proceedings.actions.perform import perform

    matter.refresh_from_db()
    name, post, fields = STEPS[matter.state]
    on = DAY + timedelta(days=days)
    actor = actor_at(Person.objects.get(code=f"p-{post}"), Post.objects.get(code=post), on)
    perform(
        matter, name, by=actor, on=on, now=NOW + timedelta(days=days), fields=fields, reason=reason,
        expected_seq=matter.seq,
    )  # fmt: skip


def jumping(say: Say) -> None:
    """Every jump, on a matter of its own and on one that lives through all of them."""
    from qingtian.errors import Refused

    long_lived, performed, refused = _matter(0), 0, 0
    for days in JUMPS:
        _matter(days)
        before = (long_lived.last_on - DAY).days if long_lived.last_on else 0
        if long_lived.state not in STEPS:
            break
        try:
            _act(long_lived, days)
            performed += 1
            if days < before:
                say(fault=f"an act of day {days} was taken after one of day {before} without a word")
        except Refused as told:
            refused += 1
            if days >= before:
                say(fault=f"an act of day {days} after day {before} was refused: {told.code}")
            if not (told.message.zh and told.message.en):
                say(fault=f"{told.code} is no sentence")
        long_lived.refresh_from_db()
    _orderly(say, long_lived)
    _due(say, long_lived)
    if not (performed and refused):
        say(fault=f"{performed} acts and {refused} refusals: nothing was tried")
    say(acts_taken=performed, refused_with_a_sentence=refused)


def _orderly(say: Say, matter: Any) -> None:
    """Numbers follow the order of recording, legal days never go back."""
    acts = list(matter.acts.order_by("seq").values_list("seq", "on"))
    if [seq for seq, _ in acts] != list(range(1, len(acts) + 1)):
        say(fault="the numbers of the acts have a hole")
    days = [on for _, on in acts]
    if days != sorted(days):
        say(fault=f"legal days go back: {days}")


def _due(say: Say, matter: Any) -> None:
    """A time limit is counted from the legal day of its act, whatever the clock showed in between."""
    from qingtian.apps.proceedings.queries import projection_of

    for key, clock in projection_of(matter).clocks.items():
        start, due = date.fromisoformat(clock.start), date.fromisoformat(clock.due)
        if start not in set(matter.acts.values_list("on", flat=True)) or due < start:
            say(fault=f"clock {key} runs {start}…{due}")


def run() -> list[str]:
    """On SQLite: nothing here asks the database for the time."""
    with installation("sqlite") as (environment, _):
        enter(environment)
        finished(prepare)
        said = finished(jumping) + finished(thoroughly, Log())
        print(f"  {len(JUMPS)} jumps, from -400 to +30 days: {figures(said)}", flush=True)
        return faults(said)
