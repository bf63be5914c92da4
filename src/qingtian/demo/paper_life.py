"""The life of papers in the demonstration: an office that took it up some weeks ago and works on it every evening."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime, timedelta
from functools import cache

from PIL import Image, ImageDraw

from qingtian.apps.people.models import Organ, Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.apps.proceedings.actions.paper_life import lives_of
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.demo.stage import Life, Stage, moment
from qingtian.procedures import Actor
from qingtian.procedures.paper_life import STEPS, PaperLife
from qingtian.secrecy import Declaration

#: days before the day of loading on which the offices took the life of papers up; earlier papers ask for no step
TAKEN_UP = 35
#: of the papers that wait on an evening, so many in a hundred go on; of the checks, so many send the draft back
GO_ON, SENT_BACK = 55, 3
#: files archived on a Friday
ARCHIVED = 45
FRIDAY = 4
#: who takes a step, where it is not a clerk
ROLES_OF = {"check": {"clerk", "chief"}, "sign": {"chief"}}
#: posts that archive, by the organ that must take part in the matter
CLERKS = {"yunping-petition-officer": "yunping-eeb-petitions", "yunping-inspector": "yunping-inspection"}
#: what stands before the year in the numbers of the demonstration's organs
LETTERS = {"yunping-eeb": "云环", "yunping-eeb-petitions": "云环信", "yunping-inspection": "云督"}
OTHER_LETTERS = "云环函"


def paper_rounds(stage: Stage) -> Life:
    """On the evening of every working day papers that wait go one step on; on Fridays files are archived."""
    numbers, working = Counter[tuple[str, int]](), calendar()
    for before in range(TAKEN_UP, 0, -1):
        day = stage.day(before)
        if not working.is_working(day):
            continue
        evening = Evening(stage, moment(day, 17, 40), numbers)
        yield from evening.papers()
        if day.weekday() == FRIDAY:
            yield from evening.archive()


class Evening:
    """One evening with the papers of the whole city."""

    def __init__(self, stage: Stage, at: datetime, numbers: Counter[tuple[str, int]]) -> None:
        self.stage, self.at, self.numbers = stage, at, numbers
        self.chance = stage.rng(f"papers/{at:%Y-%m-%d}")

    def papers(self) -> Life:
        """Every paper that waits for a step, in the order they were drafted; some wait for another evening."""
        yield self.at
        waiting = Paper.objects.filter(waits_for__in=STEPS).order_by("pk").values_list("proceeding_id", "act__seq")
        for matter, seq in list(waiting):
            if self.chance.randrange(100) < GO_ON:
                yield from self._go_on(Proceeding.objects.get(pk=matter), seq)

    def _go_on(self, matter: Proceeding, seq: int) -> Life:
        life = lives_of(matter)[seq]
        actor = self._actor(life) if life.waits_for in STEPS else None
        if actor is None:
            return
        self.at += timedelta(minutes=1)
        yield self.at
        matter.refresh_from_db()
        life = lives_of(matter)[seq]
        if life.waits_for in STEPS:
            act, fields = getattr(self, f"_{life.waits_for}")(life)
            if act == "serve_paper" and (unit := _unit(matter)):
                fields |= {"recipient": "unit", "unit": unit}
            self.stage.act(matter, act, actor, self.at, paper_of=seq, **fields)

    def archive(self) -> Life:
        """Some ended files all papers of which are finished, by a clerk of an organ that took part."""
        for matter in self._archivable():
            clerk = next(post for post, organ in CLERKS.items() if _takes_part(matter, organ))
            self.at += timedelta(minutes=2)
            yield self.at
            volume = f"WS·{self.at.year}-{matter.pk:03d}"
            self.stage.act(matter, "archive_matter", clerk, self.at, period="standard", volume=volume)

    def _archivable(self) -> list[Proceeding]:
        ended = Proceeding.objects.filter(ended_on__isnull=False, papers__waits_for="archive").distinct().order_by("pk")
        ready = ended.exclude(papers__waits_for__in=("edit", *STEPS, "archived"))
        return [matter for matter in ready if any(_takes_part(matter, organ) for organ in CLERKS.values())][:ARCHIVED]

    def _actor(self, life: PaperLife) -> Actor | None:
        """Somebody of the issuing organ or above with a role the step needs; the check is never the drafter's own."""
        roles = ROLES_OF.get(life.waits_for, {"clerk"})
        organ = Organ.objects.get(code=life.organ)
        on = self.at.date()
        held = Tenure.objects.on(on).filter(post__organ__code__in=organ.chain).select_related("post__organ", "person")
        drafter = life.version.by.get("person_id")
        able = [t for t in held.order_by("-post__organ__path", "pk") if roles & set(t.post.roles)]
        found = [t for t in able if life.waits_for != "check" or t.person_id != drafter]
        return actor_at(found[0].person, found[0].post, on) if found else None

    def _check(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        if self.chance.randrange(100) < SENT_BACK:
            return "check_paper", {"opinion": "returned", "remark": "事实部分写清时间、地点，引的条款补全。"}
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
        key = (life.organ, self.at.year)
        self.numbers[key] += 1
        return "number_paper", {"number": f"{letters}〔{self.at.year}〕{self.numbers[key]}号"}

    def _seal(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        sheet, plain = sealed_sheet(), Declaration.INTERNAL
        scan = store_file(sheet, name="盖章件.pdf", media_type="application/pdf", now=self.at, declared=plain)
        return "seal_paper", {"scan": [scan.pk]}

    def _serve(self, life: PaperLife) -> tuple[str, dict[str, object]]:
        day = self.at.date().isoformat()
        return "serve_paper", {"recipient": "resident", "way": "post", "served_on": day, "received_by": "self"}


def _unit(matter: Proceeding) -> str:
    """The unit a paper of this matter is for; empty where it is about a person or about none."""
    party = matter.projection["facts"].get("party") or {}
    return str(party["name"]["zh"]) if party.get("kind") == "unit" else ""


def _takes_part(matter: Proceeding, organ: str) -> bool:
    return matter.parties.filter(organ_path__contains=f"{organ}/").exists()


@cache
def sealed_sheet() -> bytes:
    """A blank sheet with a red ring: stands for the scan of a sealed paper, and imitates nobody's seal."""
    sheet = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(sheet).ellipse((380, 600, 530, 750), outline=(200, 16, 46), width=5)
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=75, creationDate=None, modDate=None)
    return out.getvalue()
