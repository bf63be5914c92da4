"""The nouns of hot issues."""

from qingtian.apps.hot_issues.models.hot_issue import HotIssue, HotReport

__all__ = ["HotIssue", "HotReport"]
