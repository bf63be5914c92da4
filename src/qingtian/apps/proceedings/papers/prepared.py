"""A template read once: what depends on its bytes alone is worked out at the first use and kept.

Kept by content, not by file name or time: an office that edits its template has the new one with the next paper.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, cast

from docxtpl import DocxTemplate

from qingtian.apps.proceedings.papers.placeholders import always_printed, ever_named

#: several times the number of papers; an office edits a template now and then
KEPT = 128
#: a template has a body, two headers and two footers
KEPT_PARTS = 5 * KEPT


@lru_cache(maxsize=KEPT)
def names_in(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Dotted names a template prints whatever the data are, and all it names. Raises what Word and Jinja raise."""
    template = PreparedTemplate(io.BytesIO(content))
    return tuple(always_printed(template)), tuple(ever_named(template))


@lru_cache(maxsize=KEPT_PARTS)
def _patched(source: str) -> str:
    # the engine's method reads nothing of the template it belongs to
    return str(DocxTemplate.patch_xml(cast(Any, None), source))


class PreparedTemplate(DocxTemplate):  # type: ignore[misc]
    """The engine's template; the Word part of a placeholder is cleared once for equal parts."""

    def patch_xml(self, src_xml: str) -> str:
        """The part as Jinja can read it."""
        return _patched(src_xml)
