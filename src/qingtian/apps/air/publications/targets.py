"""The target of the year for good days (优良天数比例目标), as an office enters it: a share and its document."""

from __future__ import annotations

import re

from qingtian.apps.air.places import CITY
from qingtian.apps.air.publications.computing import Targets
from qingtian.errors import UnusableInput
from qingtian.language import Text

_SHARE = re.compile(r"\d{1,2}(\.\d{1,2})?|100(\.0{1,2})?", re.ASCII)
NOT_A_SHARE = Text("目标写成 0 到 100 的百分数：{text}", "write the target as a share from 0 to 100: {text}")
NO_BASIS = Text("写了目标，要写是哪份文件定的。", "A target needs the document that set it.")


def targets_of(share: str, basis: str) -> Targets:
    """The city's target for the share of good days; none where nothing is entered. UnusableInput where it is no share
    or says no document."""
    text, document = share.strip().removesuffix("%").strip(), basis.strip()[:200]
    if not text:
        return {}
    if not _SHARE.fullmatch(text):
        raise UnusableInput("air.target", NOT_A_SHARE.format(text=text))
    if not document:
        raise UnusableInput("air.target_basis", NO_BASIS)
    return {(CITY, "AQI", "good_day_rate"): (text, document)}
