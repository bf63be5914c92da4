"""The life of papers in the demonstration: some finished and archived, others waiting at every step."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime, timedelta
from random import Random

from PIL import Image, ImageDraw

from qingtian.apps.people.models import Organ, Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.apps.proceedings.actions.paper_life import lives_of
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.demo.stage import SHANGHAI, Stage, moment
from qingtian.procedures import Actor
from qingtian.procedures.paper_life import STEPS, PaperLife
from qingtian.secrecy import Declaration

#: papers that are taken beyond their draft; the rest wait to be checked, as they would in an office that fell behind
TAKEN = 48
#: ended matters whose file is archived, if its papers can be finished
ARCHIVED = 14
#: posts that archive, by the organ that must take part in the matter
CLERKS = {"yunping-petition-officer": "yunping-eeb-petitions", "yunping-inspector": "yunping-inspection"}
#: what stands before the year in the numbers of the demonstration's organs
LETTERS = {"yunping-eeb": "云环", "yunping-eeb-petitions": "云环信", "yunping-inspection": "云督"}
OTHER_LETTERS = "云环函"


def live_papers(stage: Stage) -> int:
    """Take papers through their steps on the days that are left before today; returns how many steps were entered."""
    chance, numbers, entered = stage.rng("papers"), Counter[str](), 0
    papers = list(Paper.objects.exclude(waits_for__in=("archive", "void")).select_related("act").order_by("pk"))
    chosen = sorted(chance.sample(papers, min(TAKEN, len(papers))), key=lambda paper: paper.pk)
    for paper in chosen:
        life = PaperSteps(stage, paper, numbers)
        entered += life.live(until=chance.choice([*STEPS, "serve", "serve", "serve"]))
    return entered + sum(_archive(stage, matter, numbers) for matter in _to_archive(chance))


def _to_archive(chance: Random) -> list[Proceeding]:
    ended = list(Proceeding.objects.filter(ended_on__isnull=False).order_by("pk"))
    return sorted(chance.sample(ended, min(ARCHIVED, len(ended))), key=lambda matter: matter.pk)


def _archive(stage: Stage, matter: Proceeding, numbers: Counter[str]) -> int:
    """Finish every paper of an ended matter, then archive its file, as far as its organs have the people for it."""
    entered, finished = 0, True
    for paper in matter.papers.exclude(waits_for="void").select_related("act"):
        steps = PaperSteps(stage, paper, numbers)
        entered += steps.live(until="serve")
        finished = finished and lives_of(matter)[paper.act.seq].waits_for == "archive"
    clerk = next((p for p in CLERKS if matter.parties.filter(organ_path__contains=f"{CLERKS[p]}/").exists()), None)
    at = matter.acts.latest("seq").recorded_at.astimezone(SHANGHAI) + timedelta(minutes=20)
    if not finished or clerk is None or at >= moment(stage.today, 0):
        return entered
    matter.refresh_from_db()
    stage.act(matter, "archive_matter", clerk, at, period="standard", volume=f"WS·{at.year}-{matter.pk:03d}")
    return entered + 1


class PaperSteps:
    """One paper, one step after another, each by somebody who may take it."""

    def __init__(self, stage: Stage, paper: Paper, numbers: Counter[str]) -> None:
        self.stage, self.paper, self.numbers = stage, paper, numbers
        self.matter = Proceeding.objects.get(pk=paper.proceeding_id)
        last = max(self.matter.acts.latest("seq").recorded_at, paper.act.recorded_at)
        self.at: datetime = last.astimezone(SHANGHAI) + timedelta(minutes=20)

    def live(self, *, until: str) -> int:
        """Every step up to ``until``; stops where nobody is in office for it or today has come."""
        taken = 0
        for step in STEPS:
            life = lives_of(self.matter)[self.paper.act.seq]
            if life.waits_for != step:
                continue
            if self.at >= moment(self.stage.today, 0) or not self._take(step, life):
                return taken
            taken += 1
            self.at += timedelta(minutes=25)
            if step == until:
                return taken
        return taken

    def _take(self, step: str, life: PaperLife) -> bool:
        actor = self._actor("chief" if step in ("check", "sign") else "clerk", life)
        if actor is None:
            return False
        act, fields = getattr(self, f"_{step}")(life)
        self.stage.act(self.matter, act, actor, self.at, paper_of=life.seq, **fields)
        return True

    def _actor(self, role: str, life: PaperLife) -> Actor | None:
        """Somebody of the issuing organ or above with that role, never the drafter at the check."""
        organ = Organ.objects.get(code=life.organ)
        on = self.at.date()
        held = Tenure.objects.on(on).filter(post__organ__code__in=organ.chain).select_related("post__organ", "person")
        drafter = life.version.by.get("person_id")
        able = [t for t in held.order_by("-post__organ__path", "pk") if role in t.post.roles]
        found = [t for t in able if role == "clerk" or t.person_id != drafter]
        return actor_at(found[0].person, found[0].post, on) if found else None

    def _check(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        asked = ["yunping-inspection"] if "countersign" in life.steps else []
        known = list(Organ.objects.filter(code__in=asked).values_list("code", flat=True))
        fallback = list(Organ.objects.exclude(code=life.organ).order_by("path").values_list("code", flat=True)[:1])
        return "check_paper", {"opinion": "agreed", "countersigners": (known or fallback) if asked else []}

    def _countersign(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        return "countersign_paper", {"opinion": "agreed", "countersigner": life.unanswered[0]}

    def _sign(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        return "sign_paper", {}

    def _number(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        letters = LETTERS.get(life.organ, OTHER_LETTERS)
        self.numbers[life.organ] += 1
        return "number_paper", {"number": f"{letters}〔{self.at.year}〕{self.numbers[life.organ]}号"}

    def _seal(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        name, kind = "盖章件.pdf", "application/pdf"
        scan = store_file(sealed_sheet(), name=name, media_type=kind, now=self.at, declared=Declaration.INTERNAL)
        return "seal_paper", {"scan": [scan.pk]}

    def _serve(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        day = self.at.date().isoformat()
        return "serve_paper", {"recipient": "resident", "way": "post", "served_on": day, "received_by": "self"}


def sealed_sheet() -> bytes:
    """A blank sheet with a red ring: stands for the scan of a sealed paper, and imitates nobody's seal."""
    sheet = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(sheet).ellipse((380, 600, 530, 750), outline=(200, 16, 46), width=5)
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=75, creationDate=None, modDate=None)
    return out.getvalue()
