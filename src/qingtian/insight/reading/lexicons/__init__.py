"""The word lists of reading, as data: ours, to be corrected by anybody who reads Chinese."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The word list ``name``. Raises DeclarationError when its file is no mapping."""
    read = yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise DeclarationError(
            "insight.lexicon_unusable",
            Text("词表 {name} 不是映射。", "The word list {name} is not a mapping.").format(name=name),
            where=f"{name}.yaml",
        )
    return read
