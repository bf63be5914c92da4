"""The nouns of partners."""

from qingtian.gateways.partners.models.partner import Partner
from qingtian.gateways.partners.models.used_nonce import UsedNonce

__all__ = ["Partner", "UsedNonce"]
