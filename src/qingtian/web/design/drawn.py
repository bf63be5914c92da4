"""Charts in a page: drawn once by the one grammar (``qingtian.charts``), then kept under what they show."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from qingtian.charts import svg
from qingtian.charts.face import Spec
from qingtian.language import Text
from qingtian.trail import sm3
from qingtian.web.templatetags.words import say

KEPT_SECONDS = 7 * 24 * 3600


def drawn(spec: Spec, label: Text) -> SafeString:
    """The chart as SVG for a page, read out as ``label``; equal charts are drawn once a week.

    Its words are our own and the escaped figures; it has no style, no script, no address.
    """
    said = say(label)
    key = f"chart.2.{sm3(json.dumps([spec, said], ensure_ascii=False, sort_keys=True).encode())[:32]}"
    kept = cache.get(key)
    if kept is None:
        kept = svg(spec, fonts=Path(settings.ASSETS) / "fonts", label=said)
        cache.set(key, kept, KEPT_SECONDS)
    return mark_safe(kept)  # noqa: S308 - made by the drawing engine, which escapes words
