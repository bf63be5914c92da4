"""The nouns of alerts: a version of a rule an administrator entered, an episode of an alert."""

from qingtian.apps.alerts.models.episode import AlertEpisode
from qingtian.apps.alerts.models.rule_version import AlertRuleVersion

__all__ = ["AlertEpisode", "AlertRuleVersion"]
