"""Take a phone's chain into the trail (收齐入经过): so many items, and the last seal, that no later hand can change."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.apps.inspections.chains import chain_of
from qingtian.apps.inspections.models import Visit
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act
from qingtian.enforcement.field_seal import chain_faults
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

NOT_WHOLE = Text("取证链还不完整：{what}。", "The chain is not whole yet: {what}.")
WAITING = Text("还有 {n} 件没有收齐。", "{n} items have not come in yet.")
EMPTY = Text("这条链里没有取证。", "There is nothing in this chain.")
SEND_ON = Text("把手机上剩下的传完再试。", "Send what is left on the phone, then try again.")


def take_in(visit: Visit, chain: str, *, by: Actor, on: date, now: datetime) -> Act:
    """The act that names a chain's length and last seal; done once for the same length however often it is asked.

    Raises Refused ``inspections.chain_not_whole`` while an item is missing, and what ``perform`` raises.
    """
    rows = chain_of(visit.proceeding, chain)
    if not rows:
        raise Refused("inspections.chain_not_whole", EMPTY, where=chain)
    if waiting := [one for one in rows if one.received_at is None]:
        raise Refused("inspections.chain_not_whole", WAITING.format(n=len(waiting)), where=chain, remedy=SEND_ON)
    if faults := chain_faults(one.capture() for one in rows):
        what = NOT_WHOLE.format(what=faults[0].words)
        raise Refused("inspections.chain_not_whole", what, where=chain, remedy=SEND_ON)
    matter, last = visit.proceeding, rows[-1]
    matter.refresh_from_db()
    return perform(
        matter,
        "take_in",
        by=by,
        on=on,
        now=now,
        fields={"chain": chain, "items": len(rows), "seal": last.seal},
        expected_seq=matter.seq,
        once=f"take-in-{last.seal[:48]}",
    )
