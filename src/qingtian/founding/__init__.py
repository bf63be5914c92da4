"""An empty machine becomes a city (设立): what is asked, what is made, in which order."""

from qingtian.founding.answers import Answers, read_answers
from qingtian.founding.found import Founded, check_may_begin, found_city

__all__ = ["Answers", "Founded", "check_may_begin", "found_city", "read_answers"]
