"""Train a model on the office's own history (训练): the newest reports are asked first, then everything is learned."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.classifier.queries import Sorted, history, in_force
from qingtian.apps.classifier.settings import TrainingRules, folder, training_rules
from qingtian.apps.classifier.suggesting import model_of
from qingtian.errors import Refused
from qingtian.insight.classifying.measuring import Figures, asked
from qingtian.insight.classifying.model import Model
from qingtian.insight.classifying.model_file import as_bytes
from qingtian.insight.classifying.training import trained
from qingtian.language import Text

TOO_LITTLE = Text(
    "只有 {reports} 件有一个由工作人员选定的类别（{classes} 类够数），还学不了；要 {least} 件、两类以上。",
    "Only {reports} reports have one kind an officer chose ({classes} kinds with enough): too few to learn from. "
    "It takes {least} reports of two kinds or more.",
)


def train(now: datetime) -> TrainedModel:
    """Learn, measure, compare, keep. Raises Refused (classifier.too_little) where the history is too short.

    A model that answers worse about the newest reports than the one in force is kept as refused.
    """
    rules = training_rules()
    reports = _enough(list(history()), rules)
    border = len(reports) - max(1, int(len(reports) * rules.newest_share))
    older, newest = reports[:border], reports[border:]
    figures = _answered(trained(*_columns(older)), newest)
    current = in_force()
    rival_model = model_of(current) if current else None
    rival = _answered(rival_model, newest) if rival_model else None
    worse = rival is not None and figures.macro_f1 + rules.tolerance < rival.macro_f1
    model = trained(*_columns(reports), sharpness=figures.sharpness)
    return TrainedModel.objects.create(
        digest=_kept(as_bytes(model)),
        trained_at=now,
        reports=len(reports),
        asked=len(newest),
        macro_f1=figures.macro_f1,
        accuracy=figures.accuracy,
        figures=figures.as_dict(),
        rival=rival.as_dict() if rival else {},
        state=TrainedModel.State.REFUSED if worse else TrainedModel.State.WAITING,
    )


def _enough(reports: list[Sorted], rules: TrainingRules) -> list[Sorted]:
    counted = Counter(report.label for report in reports)
    large = {label for label, count in counted.items() if count >= rules.least_of_class}
    kept = [report for report in reports if report.label in large]
    border = len(kept) - max(1, int(len(kept) * rules.newest_share))
    if len(kept) < rules.least_reports or len({report.label for report in kept[:border]}) < 2:
        words = TOO_LITTLE.format(reports=len(reports), classes=len(large), least=rules.least_reports)
        raise Refused("classifier.too_little", words)
    return kept


def _columns(reports: Sequence[Sorted]) -> tuple[list[str], list[str]]:
    return [report.text for report in reports], [report.label for report in reports]


def _answered(model: Model, reports: Sequence[Sorted]) -> Figures:
    return asked(model, *_columns(reports))


def _kept(content: bytes) -> str:
    """Write the file under its own digest; the same model is the same file."""
    digest = hashlib.sha256(content).hexdigest()
    folder().mkdir(parents=True, exist_ok=True)
    draft = folder() / f".{digest}.{os.getpid()}.part"
    draft.write_bytes(content)
    draft.replace(folder() / f"{digest}.zip")
    return digest
