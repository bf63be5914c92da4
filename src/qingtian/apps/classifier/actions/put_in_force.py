"""Put a model in force (启用模型): an officer's act; a model found worse is refused."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.classifier.policy import may_put_in_force
from qingtian.apps.classifier.suggesting import model_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

WORSE = Text(
    "这个模型考核不如在用的模型（宏平均 F1 {new} 对 {old}），不能启用。",
    "This model did worse than the one in force (macro F1 {new} against {old}) and cannot be put in force.",
)
NO_FILE = Text("模型文件不在了，请重新训练。", "The file of the model is gone. Train again.")
NOT_YOURS = Text("只有信访岗位可以启用模型。", "Only petition posts may put a model in force.")


def put_in_force(model: TrainedModel, by: Actor, now: datetime) -> None:
    """From now on this model suggests, and the one before does not. Raises Refused (``classifier.…``)."""
    if not may_put_in_force(by):
        raise Refused("classifier.not_yours", NOT_YOURS)
    if model.state == TrainedModel.State.REFUSED:
        old = float(model.rival.get("macro_f1", 0))
        raise Refused("classifier.worse", WORSE.format(new=f"{model.macro_f1:.3f}", old=f"{old:.3f}"))
    if model_of(model) is None:
        raise Refused("classifier.no_file", NO_FILE)
    with transaction.atomic():
        current = TrainedModel.objects.select_for_update().filter(state=TrainedModel.State.IN_FORCE)
        current.exclude(pk=model.pk).update(state=TrainedModel.State.RETIRED)
        model.state, model.in_force_at, model.in_force_by = TrainedModel.State.IN_FORCE, now, by.post
        model.save(update_fields=["state", "in_force_at", "in_force_by"])
