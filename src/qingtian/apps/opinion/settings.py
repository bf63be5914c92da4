"""The declared numbers of this app; an office may keep a file of its own beside its data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from qingtian.errors import DeclarationError
from qingtian.language import Text

DECLARED = Path(__file__).parent / "declared" / "keeping.yaml"
OWN = "opinion.yaml"


@dataclass(frozen=True, slots=True)
class OpinionRules:
    """See ``declared/keeping.yaml``."""

    keep_days: int
    alike: float
    compared_days: int
    compared_most: int


def opinion_rules() -> OpinionRules:
    """Read at every use. Raises DeclarationError."""
    own = Path(settings.DATA) / OWN
    file = own if own.is_file() else DECLARED
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        return OpinionRules(
            int(read["keep_days"]), float(read["alike"]), int(read["compared_days"]), int(read["compared_most"])
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        words = Text("舆情设置文件读不了。", "The settings of public opinion cannot be read.")
        raise DeclarationError("opinion.settings", words, where=file.name) from error
