"""Review and re-review (复查、复核) of a petition of the demonstration."""

from __future__ import annotations

from datetime import date

from qingtian.demo.petition_steps import PetitionSteps
from qingtian.demo.stage import REPORTER, SYSTEM, Life, moment

#: who reviews in which organ; where nobody stands the matter is not carried further in the demonstration
REVIEWERS = {
    "yunping-eeb": "yunping-eeb-reviewer",
    "province-eeb": "province-reviewer",
    "yunping-government": "yunping-government-reviewer",
}


class ReviewedPetition(PetitionSteps):
    """The stretches of a life after somebody disagrees with the answer."""

    def _review(self) -> Life:
        """复查, and 复核 where the plan goes that far."""
        if not self.plan.reviewed or self.matter.state not in ("replied", "closed"):
            return
        yield from self._wait_at_home(1, 6)
        self._act("request_review", REPORTER, grounds=self._say("grounds"))
        if self.plan.stop == "reviewing":
            return
        yield from self._wait(8, 15)
        self._decide("review", "reviewer", "upheld" if self.plan.reviewed == "lapse" else "changed")
        if self.plan.stop == "reviewed":
            return
        if self.plan.reviewed == "lapse":
            due = self.matter.clocks.get(key="petitions.re_review_request").due
            self.at = moment(date.fromordinal(due.toordinal() + 1), 2)
            yield self.at
            self._act("lapse", SYSTEM)
        else:
            yield from self._re_review()

    def _re_review(self) -> Life:
        yield from self._wait_at_home(2, 6)
        self._act("request_re_review", REPORTER, grounds=self._say("grounds_again"))
        by = REVIEWERS["province-eeb"]
        if self.plan.reviewed == "hearing":
            yield from self._wait(2, 3)
            ahead = date.fromordinal(self.at.date().toordinal() + 4).isoformat()
            notice = {"ground": "difficult", "planned_on": ahead, "where": "省厅一楼听证室，上午九点半（演示）"}
            self._act("call_review_hearing", by, **notice, topic="夜间监测是否足够", contact="信访处")
            yield from self._wait(2, 4)
            self._act("begin_hearing", by, note="省厅一楼听证室，上午九点半（演示）。")
            if self.plan.stop == "re_reviewing":
                return
            yield from self._wait(2, 4)
            self._act("end_hearing", by, record="双方陈述，出示夜间监测报告，无新的争议。")
        if self.plan.stop == "re_reviewing":
            return
        yield from self._wait(8, 15)
        self._decide("re_review", "re_reviewer", "upheld")

    def _decide(self, act: str, relation: str, result: str) -> None:
        organ = self.matter.projection["relations"][relation]["chain"][-1]
        self._act(
            act,
            REVIEWERS.get(organ, f"{self.written.area}-reviewer"),
            result=result,
            facts_and_reasons=self._say("review_reasons"),
            opinion=self._say(result),
        )
