"""The office's classifier (分类模型): how good it is by class and over time, training it, putting a model in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.classifier.actions.put_in_force import put_in_force
from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.classifier.policy import may_put_in_force
from qingtian.apps.classifier.queries import in_force, label_words, trained_models
from qingtian.apps.classifier.settings import training_rules
from qingtian.apps.operations.actions.enqueue_due import ensure_rows, run_now
from qingtian.apps.readings.models import Correction
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

SCHEDULE = "classifier"
MODELS, MONTHS = 24, 12
QUEUED = Text("训练排上了；做完后这里会多一行。", "Training is queued; a line will appear here when it is done.")
IN_FORCE = Text("模型启用了，从现在起由它提建议。", "The model is in force and makes the suggestions from now on.")
STATES = {
    "waiting": Text("待启用", "Waiting"),
    "in_force": Text("在用", "In force"),
    "retired": Text("停用", "Retired"),
    "refused": Text("不采用", "Refused"),
}
WORSE = Text(
    "对最新的 {asked} 件，它的宏平均 F1 是 {new}，当时在用的是 {old}。",
    "On the newest {asked} reports its macro F1 was {new}, that of the model then in force {old}.",
)


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class as the table shows it; shares in percent."""

    title: Text
    texts: int
    found: int
    right: int
    f1: str


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One trained model."""

    model: TrainedModel
    state: Text
    why: Text | None
    f1: str
    accuracy: int
    may_start: bool


@dataclass(frozen=True, slots=True)
class MonthLine:
    """How often officers chose what had been suggested."""

    month: date
    suggested: int
    agreed: int
    share: int


@officer
@require_safe
def classifier(request: DeskRequest) -> HttpResponse:
    """The page; figures only, no word of any report."""
    current = in_force()
    may = may_put_in_force(request.actor)
    context: dict[str, Any] = {
        "current": current,
        "classes": _classes(current.figures) if current else [],
        "models": [_line(model, may) for model in trained_models()[:MODELS]],
        "months": _months(),
        "rules": training_rules(),
        "may": may,
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/classifier.html", context)


@officer
@require_POST
def train(request: DeskRequest) -> HttpResponse:
    """Queue a training out of its turn."""
    if not may_put_in_force(request.actor):
        return render(request, "desk/classifier_not_yours.html", status=403)
    ensure_rows(request.now)
    run_now(SCHEDULE, request.now)
    messages.success(request, say(QUEUED))
    return redirect("desk:classifier")


@officer
@require_POST
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """Put one model in force."""
    if not may_put_in_force(request.actor):
        return render(request, "desk/classifier_not_yours.html", status=403)
    try:
        put_in_force(get_object_or_404(TrainedModel, pk=pk), request.actor, request.now)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, say(IN_FORCE))
    return redirect("desk:classifier")


def _classes(figures: Mapping[str, Any]) -> list[ClassLine]:
    words = label_words()
    return [
        ClassLine(
            words.get(one["label"], Text(one["label"], one["label"])),
            one["texts"],
            round(100 * one["recall"]),
            round(100 * one["precision"]),
            f"{one['f1']:.2f}",
        )
        for one in sorted(figures.get("classes", ()), key=lambda one: -one["texts"])
    ]


def _line(model: TrainedModel, may: bool) -> ModelLine:
    why = None
    if model.state == TrainedModel.State.REFUSED:
        old = float(model.rival.get("macro_f1", 0))
        why = WORSE.format(asked=model.asked, new=f"{model.macro_f1:.3f}", old=f"{old:.3f}")
    may_start = may and model.state in (TrainedModel.State.WAITING, TrainedModel.State.RETIRED)
    return ModelLine(model, STATES[model.state], why, f"{model.macro_f1:.3f}", round(100 * model.accuracy), may_start)


def _months() -> list[MonthLine]:
    rows = (
        Correction.objects.filter(field="kinds")
        .annotate(month=TruncMonth("chosen_at"))
        .values("month")
        .annotate(suggested=Count("pk"), agreed=Count("pk", filter=Q(agreed=True)))
        .order_by("-month")[:MONTHS]
    )
    return [
        MonthLine(row["month"].date(), row["suggested"], row["agreed"], round(100 * row["agreed"] / row["suggested"]))
        for row in rows
    ]
