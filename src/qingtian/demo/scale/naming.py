"""New names for a copy, written into everything the acts say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: the number of a matter, wherever it stands in a text
NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}-\d{4}-\d{6,}(?!\d)")


@dataclass
class Naming:
    """What is called what in a copy.

    ``numbers`` are those of matters, found inside texts too; ``words`` are whole values (marks of chains, numbers of
    papers, volumes, numbers in other systems); ``files`` are keys of stored files.
    """

    numbers: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    files: dict[int, int] = field(default_factory=dict)

    def text(self, value: str) -> str:
        """A text as the copy says it."""
        if value in self.words:
            return self.words[value]
        return NUMBER.sub(lambda found: self.numbers.get(found[0], found[0]), value) if "-" in value else value

    def of(self, value: Any) -> Any:
        """A value of a record as the copy has it, through lists and mappings; the value given is left alone."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if isinstance(value, Mapping):
            named = {key: self.of(one) for key, one in value.items()}
            if "sm3" in named and named.get("id") in self.files:
                named["id"] = self.files[named["id"]]
            return named
        return value
