"""An office of its own in a process of its own: real files, real connections, real death. Run by its test as a program.

``python -m tests.apps.proceedings.office SCENE`` prints one JSON line. QINGTIAN_DATA and DATABASE_URL say where.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")
if __name__ == "__main__":
    django.setup()


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs at the same moment, each on connections of its own; what they raise is their result."""
    from django.db import connections

    barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(index: int, job: Callable[[], Any]) -> None:
        try:
            connections["default"].ensure_connection()
            connections["identity"].ensure_connection()
            barrier.wait()
            results[index] = job()
        except Exception as error:
            results[index] = {"error": getattr(error, "code", type(error).__name__), "said": str(error)}
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i, job)) for i, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def standing_city() -> Any:
    """The small city of this office, built once."""
    from qingtian.apps.people.models import Organ, Person, Post
    from qingtian.apps.people.queries import actor_at
    from tests.small_city import build

    if not Organ.objects.exists():
        build()
    posts = {post.code: post for post in Post.objects.select_related("organ__area", "organ__parent")}
    people = {code: Person.objects.get(code=f"p-{code}") for code in posts}
    return SimpleNamespace(posts=posts, people=people, actor=lambda post, on: actor_at(people[post], posts[post], on))


def set_up() -> dict[str, Any]:
    from qingtian.apps.migrating import migrate

    migrate("default")
    migrate("identity")
    standing_city()
    report()
    return {"ready": True}


def report(once: str | None = None, **more: Any) -> dict[str, Any]:
    from qingtian.apps.identities.vault import Identity
    from qingtian.apps.petitions.actions.receive import Report, receive
    from tests.apps.proceedings.driving import MONDAY, REPORTER
    from tests.days import at

    received = receive(
        Report(report="夜里有味。", channel="web", receiver="petitions", area="wangxi"),
        Identity("", "13800000000", ""),
        by=REPORTER,
        on=MONDAY,
        now=at(MONDAY),
        prefix="YP",
        once=once,
        **more,
    )
    return {"receipt": received.receipt, "key": received.key, "petition": received.petition.pk}


def state() -> dict[str, Any]:
    from qingtian.apps.identities.models import SealedIdentity
    from qingtian.apps.petitions.models import Petition
    from qingtian.apps.proceedings.models import Act, ActContent, NumberSeries, Proceeding
    from qingtian.apps.proceedings.verification import verify_all

    series = NumberSeries.objects.filter(prefix="XF").first()
    return {
        "petitions": Petition.objects.count(),
        "proceedings": Proceeding.objects.count(),
        "acts": Act.objects.count(),
        "contents": ActContent.objects.count(),
        "last_number": series.last if series else 0,
        "seals": SealedIdentity.objects.count(),
        "claimed": SealedIdentity.objects.filter(claimed=True).count(),
        "findings": [str(finding) for finding in verify_all() if finding],
    }


def race() -> dict[str, Any]:
    """Two officers forward the same petition from the same page."""
    from qingtian.apps.proceedings.actions.perform import perform
    from qingtian.apps.proceedings.models import Proceeding
    from tests.apps.proceedings.driving import petition
    from tests.days import at

    city = standing_city()
    drive = petition(city).to("duty")
    by, seen = drive.actor("petition-officer"), drive.matter.seq

    def forward(handler: str) -> Callable[[], Any]:
        def act() -> Any:
            matter = Proceeding.objects.get(pk=drive.matter.pk)
            done = perform(
                matter,
                "forward",
                by=by,
                on=drive.day,
                now=at(drive.day),
                fields={"handler": handler},
                expected_seq=seen,
            )
            return {"seq": done.seq, "handler": handler}

        return act

    results = together(forward("branch"), forward("branch-2"))
    drive.matter.refresh_from_db()
    return {"results": results, "seq": drive.matter.seq, "handler": drive.projection.organ("handler"), "seen": seen}


def same_form() -> dict[str, Any]:
    """One form sent twice at the same moment: an act, and a whole report."""
    from qingtian.apps.proceedings.actions.perform import perform
    from qingtian.apps.proceedings.models import Proceeding
    from tests.apps.proceedings.driving import petition
    from tests.days import at

    drive = petition(standing_city()).to("accepted")
    by, seen = drive.actor("handler"), drive.matter.seq

    def call_back() -> Any:
        matter = Proceeding.objects.get(pk=drive.matter.pk)
        done = perform(
            matter,
            "call_back",
            by=by,
            on=drive.day,
            now=at(drive.day),
            fields={"result": "no_view", "note": "谈了"},
            expected_seq=seen,
            once="form-1",
        )
        return {"act": done.pk, "seq": done.seq}

    before = state()
    acts = together(call_back, call_back)
    between = state()
    reports = together(lambda: report(once="report-1"), lambda: report(once="report-1"))
    return {"acts": acts, "reports": reports, "before": before, "between": between, "after": state()}


def many_reports() -> dict[str, Any]:
    results = together(*[report] * 4)
    from qingtian.apps.proceedings.models import Proceeding

    return {
        "results": results,
        "numbers": sorted(Proceeding.objects.values_list("number", flat=True)),
        "after": state(),
    }


def die() -> dict[str, Any]:
    """Killed in the middle of the act, after everything was written and nothing was committed."""
    from qingtian.apps.petitions import chapter
    from qingtian.apps.petitions.actions.receive import write_petition

    def write_and_die(performed: Any) -> None:
        write_petition(performed)
        os.kill(os.getpid(), signal.SIGKILL)

    chapter.CHAPTER.effects["receive"] = write_and_die
    return report()


def sweep() -> dict[str, Any]:
    from qingtian.apps.identities.vault import sweep_orphans
    from tests.apps.proceedings.driving import MONDAY
    from tests.days import at

    early = sweep_orphans(older_than=at(MONDAY) - timedelta(days=1))
    return {"early": early, "swept": sweep_orphans(older_than=at(MONDAY) + timedelta(days=1)), "after": state()}


def clues_at_once() -> dict[str, Any]:
    """Three clues registered at one moment, one letter entered from two screens, three looks together."""
    from qingtian.apps.clues.actions.enter import enter, register_new
    from qingtian.apps.clues.actions.look import look
    from qingtian.apps.clues.chain import entries, verify
    from qingtian.procedures.who import Actor
    from tests.days import TODAY, at

    standing_city()
    keeper, now = Actor(kind="officer", roles=frozenset({"clue_keeper"})), at(TODAY)
    told = {"conduct_on": "2026-03-02", "post": "town", "circumstance": "7-3", "facts": "夜查缺六晚"}
    letter = {"letter": "云督移〔2026〕1号", "on": "2026-10-12", "organ": "市纪委监委"}
    made = together(*[lambda: register_new(by=keeper, now=now, fields=told).number] * 3)
    sent = together(*[lambda: enter("transfer", made[0], by=keeper, now=now, fields=letter, seen=1).state] * 2)
    together(*[lambda: len(look(keeper, now=now, at="list"))] * 3)
    steps = [entry.content["step"] for entry in entries()]
    return {"made": made, "sent": sent, "steps": steps, "findings": [str(one) for one in verify()]}


SCENES = {f.__name__: f for f in (set_up, state, race, same_form, many_reports, clues_at_once, die, sweep, report)}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(SCENES[sys.argv[1]](), ensure_ascii=False) + "\n")
