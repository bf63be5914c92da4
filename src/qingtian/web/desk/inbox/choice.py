"""What the inbox shows: a step, an area, a channel and the matter beside the list, all in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import mine, mine_in_parts
from qingtian.procedures.who import Actor
from qingtian.web.desk.inbox.steps import BY_CODE, STEPS, Step
from qingtian.web.desk.list_choice import Choice


@dataclass(frozen=True, slots=True)
class InboxChoice:
    """``whose``: what waits for the actor's organ or post (``mine``), or all in sight. ``after`` as in every list."""

    step: str = ""
    whose: str = "mine"
    area: str = ""
    channel: str = ""
    show: str = ""
    after: str = ""
    skipped: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> InboxChoice:
        """From the address; what is not known is left at its default."""
        paging = Choice.of(query)
        return cls(
            step=query.get("step", "") if query.get("step") in BY_CODE else "",
            whose="all" if query.get("whose") == "all" else "mine",
            area=query.get("area", ""),
            channel=query.get("channel", ""),
            show=query.get("show", ""),
            after=paging.after,
            skipped=paging.skipped,
        )

    def query(self, **changes: object) -> str:
        """The address with some of it changed; another filter begins at the first page and shows no matter yet."""
        fresh = {} if changes.keys() <= {"show", "after", "skipped"} else {"after": "", "skipped": 0, "show": ""}
        wanted = replace(self, **{**fresh, **changes})  # type: ignore[arg-type]
        values = {
            "step": wanted.step,
            "whose": wanted.whose if wanted.whose != "mine" else "",
            "area": wanted.area,
            "channel": wanted.channel,
            "after": wanted.after,
            "n": wanted.skipped or "",
            "show": wanted.show,
        }
        return "?" + urlencode({name: value for name, value in values.items() if value != ""})

    @property
    def chosen(self) -> Step | None:
        return BY_CODE.get(self.step)

    def _base(self, actor: Actor) -> QuerySet[Proceeding]:
        wanted = Q(procedure="petition", ended_on__isnull=True)
        if self.area:
            wanted &= Q(area__code=self.area)
        if self.channel:
            wanted &= Q(channel=self.channel)
        return visible(actor).filter(wanted).order_by()

    def parts(self, actor: Actor, as_of: date) -> list[QuerySet[Proceeding]]:
        """The list in parts no matter is in twice, each of which an index gives in the order of the days."""
        base = self._base(actor)
        states = self.chosen.states if self.chosen else tuple(state for step in STEPS for state in step.states)
        base = base.filter(state__in=states)
        return [base] if self.whose == "all" else [base.filter(own) for own in mine_in_parts(actor)]

    def counted(self, actor: Actor) -> dict[str, int]:
        """How many wait for each step within the other filters, in one query."""
        base = self._base(actor)
        if self.whose == "mine":
            base = base.filter(mine(actor))
        by_state = dict(base.values_list("state").annotate(n=Count("pk")))
        return {step.code: sum(by_state.get(state, 0) for state in step.states) for step in STEPS}
