"""When it happens, as a report says it: days, recurrences and hours, counted from a given day."""

from qingtian.insight.reading.times.finding import find_times
from qingtian.insight.reading.times.model import Days, Hours, TimeNamed

__all__ = ["Days", "Hours", "TimeNamed", "find_times"]
