"""One warning and the acts on it, each by the post that usually does it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.air_warnings.actions.look import look
from qingtian.apps.air_warnings.models import AirWarning, ListedUnit
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.proceedings.models import Proceeding
from tests.days import TODAY, at
from tests.small_city import SmallCity

POSTS = {
    "analyst-1": ("centre", ["analyst"]),
    "bureau-chief": ("eeb", ["chief"]),
    "duty": ("headquarters", ["clerk"]),
    "commander": ("headquarters", ["chief"]),
    "second-commander": ("headquarters", ["chief"]),
}
DAY = timedelta(days=1)
TOLD = f"{TODAY} 09:30"


def listed(**changed: Any) -> ListedUnit:
    fields = {
        "kind": "enterprise", "name_zh": "某水泥厂", "grade": "C", "measures_yellow": "停一条窑",
        "measures_orange": "全停", "source": "2025 年清单", "valid_from": date(2025, 1, 1), "entered_by": "x",
        "entered_at": at(TODAY),
    }  # fmt: skip
    return ListedUnit.objects.create(**(fields | changed))


class Walk:
    """A warning suggested by the system of a forecast that is set already."""

    def __init__(self, city: SmallCity, on: date = TODAY) -> None:
        self.city = city
        assert look(at(on)).suggested == 1
        self.matter: Proceeding = Proceeding.objects.get(procedure="air_warning")
        self.usual: dict[str, tuple[str, dict[str, Any]]] = {
            "propose": ("bureau-chief", {"headquarters": "headquarters", "tier": "yellow", "first_day": str(TODAY),
                                         "last_day": str(TODAY + DAY), "reasons": "静稳", "measures": "减排"}),
            "decline": ("bureau-chief", {"declined_for": "夜里有雨"}),
            "approve": ("commander", {"opinion": "同意"}),
            "send_back": ("commander", {"sent_back_for": "再算"}),
            "issue": ("duty", {"begins": TOLD, "announcement": "明起两天重度污染。", "channels": "电视"}),
            "raise_tier": ("commander", {"tier": "orange", "last_day": str(TODAY + 2 * DAY), "changed_at": TOLD,
                                         "reasons": "更重"}),
            "lower_tier": ("commander", {"tier": "yellow", "last_day": str(TODAY + 2 * DAY), "changed_at": TOLD,
                                         "reasons": "转轻"}),
            "tell": ("duty", {"at": TOLD, "channel": "电话"}),
            "acknowledge": ("duty", {"at": TOLD}),
            "report_done": ("analyst-1", {"at": TOLD, "done": "停了"}),
            "check_response": ("analyst-1", {"at": TOLD, "result": "fulfilled", "findings": "窑冷了"}),
            "lift": ("commander", {"ends": TOLD, "lifted_for": "转好"}),
            "evaluate": ("analyst-1", {"lessons": "早半天通知"}),
            "withdraw": ("bureau-chief", {"withdrawn_for": "预报变了"}),
            "note_outlook": ("", {"outlook_tier": "none", "outlook": "转好"}),
        }  # fmt: skip

    @property
    def row(self) -> AirWarning:
        return AirWarning.objects.get(proceeding=self.matter)

    def do(self, act: str, by: str = "", on: date = TODAY, now: datetime | None = None, **changed: Any) -> str:
        usual, fields = self.usual[act]
        self.matter.refresh_from_db()
        held = dict(offered(self.matter, act)) | fields | changed
        reason = held.pop("reason", "")
        perform(
            self.matter, act, by=self.city.actor(by or usual, on), on=on, now=now or at(on, 11), fields=held,
            reason=reason, expected_seq=self.matter.seq,
        )  # fmt: skip
        self.matter.refresh_from_db()
        return self.matter.state

    def to(self, last: str) -> Walk:
        for act in ("propose", "approve", "issue", "lift"):
            self.do(act, **({"reason": "预报已转好"} if act == "lift" else {}))
            if act == last:
                break
        return self
