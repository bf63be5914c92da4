"""Conditions of the procedure of hot issues (热点难点)."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: states of the case the issue became; given by the chapter
CASE_STATE = "promoted_case_state"
#: a case is past its acceptance in these
ACCEPTED = frozenset({"accepted", "closed", "looked_back"})


@guard(
    "raised_is_a_five_ones_case", Text("填的是一件在办的包案", "an open contracted case is named"), needs_fields=True
)
def raised_is_a_five_ones_case(context: GuardContext) -> Text | None:
    raised = context.fields["raised"]
    if raised.get("procedure") == "five_ones_case" and raised.get("state") != "withdrawn":
        return None
    return Text("要填一件没有撤销的包案的编号。", "Name a contracted case that was not withdrawn.")


@guard("followed_up", Text("跟进过至少一次", "followed up at least once"), rests_on=("follow_up",))
def followed_up(context: GuardContext) -> Text | None:
    if context.projection.has_done("follow_up"):
        return None
    return Text("还没有跟进过，不能说化解了。", "Nobody has followed it up yet; it cannot be called settled.")


@guard(
    "promoted_case_is_accepted", Text("转成的包案已验收", "the case it became is accepted"), needs_world=(CASE_STATE,)
)
def promoted_case_is_accepted(context: GuardContext) -> Text | None:
    state = context.world.get(CASE_STATE)
    if state is None or state in ACCEPTED:
        return None
    return Text("转成的包案还没有验收。", "The case it became has not been accepted yet.")
