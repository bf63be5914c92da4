"""The nouns of people."""

from qingtian.apps.people.models.absence import Absence
from qingtian.apps.people.models.duty import Duty, DutyList
from qingtian.apps.people.models.organ import Organ
from qingtian.apps.people.models.person import Person
from qingtian.apps.people.models.post import Post, Rank
from qingtian.apps.people.models.tenure import Tenure

__all__ = ["Absence", "Duty", "DutyList", "Organ", "Person", "Post", "Rank", "Tenure"]
