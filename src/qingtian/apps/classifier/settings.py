"""The declared numbers of training; an office may keep a file of its own beside its data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from qingtian.errors import DeclarationError
from qingtian.language import Text

DECLARED = Path(__file__).parent / "declared" / "training.yaml"
OWN = "classifier.yaml"


@dataclass(frozen=True, slots=True)
class TrainingRules:
    """See ``declared/training.yaml``."""

    least_reports: int
    least_of_class: int
    newest_share: float
    tolerance: float


def training_rules() -> TrainingRules:
    """Read at every use. Raises DeclarationError."""
    own = Path(settings.DATA) / OWN
    file = own if own.is_file() else DECLARED
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        rules = TrainingRules(
            int(read["least_reports"]),
            max(2, int(read["least_of_class"])),
            float(read["newest_share"]),
            float(read["tolerance"]),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        words = Text("训练设置文件读不了。", "The settings of training cannot be read.")
        raise DeclarationError("classifier.settings", words, where=file.name) from error
    if not 0 < rules.newest_share < 1:
        words = Text("newest_share 要在 0 和 1 之间。", "newest_share must lie between 0 and 1.")
        raise DeclarationError("classifier.settings", words, where=file.name)
    return rules


def folder() -> Path:
    """Where the files of models lie."""
    return Path(settings.DATA) / "classifier"
