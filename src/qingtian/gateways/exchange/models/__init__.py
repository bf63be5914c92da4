"""The nouns of the exchange."""

from qingtian.gateways.exchange.models.counterpart import Counterpart
from qingtian.gateways.exchange.models.line import Line
from qingtian.gateways.exchange.models.message import Message

__all__ = ["Counterpart", "Line", "Message"]
