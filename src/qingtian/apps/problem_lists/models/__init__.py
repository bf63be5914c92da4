"""The nouns of the yearly problem lists."""

from qingtian.apps.problem_lists.models.list_import import ListImport
from qingtian.apps.problem_lists.models.list_item import Leaving, ListItem
from qingtian.apps.problem_lists.models.problem_list import ListVersion, ProblemList

__all__ = ["Leaving", "ListImport", "ListItem", "ListVersion", "ProblemList"]
