"""Rewarded reporting (举报奖励): eligibility, scheme, two approvals, claim by a code, sealed payment list."""
