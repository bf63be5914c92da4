"""The small city at work, as the pages have it."""

from tests.web.desk.conftest import _small_town_day, accepted, act, case, report, sign_in

__all__ = ["_small_town_day", "accepted", "act", "case", "report", "sign_in"]
