"""What the review of closed files adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.quality.actions.draw_sample import write_sample
from qingtian.apps.quality.actions.return_files import return_files
from qingtian.apps.quality.actions.review_file import forget_findings, keep_findings
from qingtian.apps.quality.queries import not_mended, state_of
from qingtian.procedures import Projection
from qingtian.procedures.guards.quality import NOT_MENDED, SAMPLED


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The drawn files while they are reviewed, the mendings afterwards."""
    if projection.state == "drawn":
        return {SAMPLED: state_of(proceeding)}
    return {NOT_MENDED: not_mended(proceeding)} if projection.state == "returned" else {}


def nothing_else(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The guards of a mending ask for nothing."""
    return {}


REVIEW = Chapter(
    procedure="file_review",
    world=world,
    effects={"draw": write_sample, "review_file": keep_findings, "finish": return_files},
    undo={"review_file": forget_findings},
)
MENDING = Chapter(procedure="file_mending", world=nothing_else)
