"""Words that the pages of suggestions and proposals share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.suggestions.models import Suggestion
from qingtian.language import Text

KINDS: dict[str, Text] = {
    Suggestion.Kind.SUGGESTION: Text("人大代表建议", "Deputies’ suggestions"),
    Suggestion.Kind.PROPOSAL: Text("政协提案", "CPPCC proposals"),
}
ONE = {
    Suggestion.Kind.SUGGESTION: Text("建议", "suggestion"),
    Suggestion.Kind.PROPOSAL: Text("提案", "proposal"),
}


def numbered(item: Suggestion, facts: Mapping[str, Any]) -> Text:
    """十五届六次会议第 127 号建议."""
    session = str(facts.get("session") or item.session)
    kind = ONE[Suggestion.Kind(item.kind)]
    return Text(f"{session}第 {item.number} 号{kind.zh}", f"{session}, {kind.en} {item.number}")
