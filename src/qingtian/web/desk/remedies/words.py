"""Words of remedies that several pages show."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import Procedure, load_procedures


def title_of(kind: str) -> Text:
    """What a kind of remedy is called."""
    return load_procedures().editions(kind)[-1].title


def state_of(matter: Proceeding) -> Text:
    """Where it stands."""
    return load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title


def outcome_of(matter: Proceeding) -> Text | None:
    """How it ended, in the words of its procedure; nothing while it is not decided."""
    outcome = matter.projection.get("facts", {}).get("outcome")
    return _choice(load_procedures().edition(matter.procedure, matter.edition), str(outcome)) if outcome else None


#: outcomes an act sets by itself, so that no choice names them
BY_THE_ACT = {
    "withdrawn": Text("撤回", "Withdrawn"),
    "not_taken": Text("不予受理或驳回申请", "Not taken"),
    "abandoned": Text("视为放弃", "Given up"),
}


def _choice(procedure: Procedure, outcome: str) -> Text | None:
    for transition in procedure.transitions:
        declared = transition.field("outcome")
        if declared and outcome in declared.choices:
            return declared.choices[outcome]
    return BY_THE_ACT.get(outcome)
