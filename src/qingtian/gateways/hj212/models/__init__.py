"""What the gateway keeps in the office's records; the frames themselves lie in the store."""

from qingtian.gateways.hj212.models.history_request import HistoryRequest
from qingtian.gateways.hj212.models.settled import LoggerSettled, SettledTo

__all__ = ["HistoryRequest", "LoggerSettled", "SettledTo"]
