from qingtian.apps.indicators.models.case_mark import CaseMark
from qingtian.apps.indicators.models.counted_case import CountedCase

__all__ = ["CaseMark", "CountedCase"]
