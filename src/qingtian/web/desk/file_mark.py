"""The question every form with files asks: what mark stands on the paper (纸上的标志)."""

from __future__ import annotations

from typing import Any

from qingtian.language import Text
from qingtian.secrecy import Declaration
from qingtian.web.design.fields import Choice, FieldView

NAME = "files_mark"
LABEL = Text("纸上的标志", "Mark on the paper")
HINT = Text(
    "照片和扫描件读不出来，所以要您看一眼再选；标着秘密、机密、绝密的不要上传。",
    "Photos and scans cannot be read: look at the paper and say. Never upload one marked secret or above.",
)
CHOICES = [
    Choice(Declaration.INTERNAL.value, Text("没有密级标志，按内部管", "No secrecy mark: internal")),
    Choice(Declaration.OPEN.value, Text("没有密级标志，可以公开", "No secrecy mark: open")),
    Choice(Declaration.WORK_SECRET.value, Text("标着工作秘密", "Marked work secret")),
    Choice(
        Declaration.STATE_SECRET.value,
        Text("标着秘密、机密或绝密（不收）", "Marked secret, confidential or top secret (not taken)"),
    ),
]


def declared(posted: Any) -> Declaration | None:
    """The answer of the form; anything it did not offer is no answer."""
    answer = posted.get(NAME, "")
    return Declaration(answer) if answer in {choice.value for choice in CHOICES} else None


def question(posted: Any | None = None) -> FieldView:
    """The field, with what was answered before. Asked of the browser only when a file needs it, so never required."""
    answer = declared(posted) if posted is not None else None
    value = answer.value if answer else ""
    return FieldView(NAME, LABEL, "radio", hint=HINT, value=value, choices=CHOICES, required=False)
