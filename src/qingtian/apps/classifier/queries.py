"""Named questions about the classifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.petitions.models import Petition
from qingtian.language import Text
from qingtian.procedures import load_procedures

#: a label beside the declared kinds: declined as not our competence
NOT_OURS = "not_ours"
_UNREAD = "received"
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Sorted:
    """The covered words of one report and the one kind an officer chose for it."""

    text: str
    label: str


def history() -> Iterator[Sorted]:
    """Reports an officer sorted under exactly one kind, the oldest first. Working copies only, never the raw words."""
    rows = (
        Petition.objects.exclude(proceeding__state=_UNREAD)
        .exclude(working_copy__text="")
        .filter(working_copy__isnull=False)
        .order_by("pk")
        .values_list("working_copy__text", "proceeding__projection")
    )
    for text, projection in rows.iterator(chunk_size=_CHUNK):
        if label := _label(projection.get("facts") or {}):
            yield Sorted(text, label)


def _label(facts: Mapping[str, object]) -> str:
    if facts.get("ground") == "not_our_competence":
        return NOT_OURS
    kinds = facts.get("kinds")
    return str(kinds[0]) if isinstance(kinds, list) and len(kinds) == 1 else ""


def in_force() -> TrainedModel | None:
    """The model that suggests now."""
    return TrainedModel.objects.filter(state=TrainedModel.State.IN_FORCE).first()


def trained_models() -> QuerySet[TrainedModel]:
    """All, the newest first."""
    return TrainedModel.objects.order_by("-trained_at", "-pk")


def label_words() -> dict[str, Text]:
    """The words of every label, as the procedure of petitions declares its kinds."""
    declared = load_procedures().editions("petition")[-1].find("register", "received")
    field = declared.field("kinds") if declared else None
    return {**(field.choices if field else {}), NOT_OURS: Text("不属本机关职责", "not our competence")}
