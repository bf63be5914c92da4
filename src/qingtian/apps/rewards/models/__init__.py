"""Nouns of rewarded reporting."""

from qingtian.apps.rewards.models.reward import Reward

__all__ = ["Reward"]
