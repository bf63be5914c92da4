"""The thresholds in force here: the office's own file in its data folder, else the declared ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingtian.errors import DeclarationError
from qingtian.insight.hot import Thresholds, read_thresholds
from qingtian.language import Text

DECLARED = Path(__file__).parent / "declared" / "thresholds.yaml"
OWN = "hot-issues.yaml"


def own_file() -> Path:
    """Where the office keeps thresholds of its own."""
    return Path(settings.DATA) / OWN


def thresholds() -> Thresholds:
    """Read at every use: a changed file counts from the next computing. Raises DeclarationError."""
    own = own_file()
    file = own if own.is_file() else DECLARED
    try:
        declared: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = Text("热点阈值文件读不了。", "The file of thresholds cannot be read.")
        raise DeclarationError("hot.thresholds", message, where=file.name) from error
    return read_thresholds(declared if isinstance(declared, dict) else {}, file.name)
