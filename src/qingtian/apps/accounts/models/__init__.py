"""The nouns of accounts."""

from qingtian.apps.accounts.models.account import Account, PastPassword
from qingtian.apps.accounts.models.log_entry import LogEntry
from qingtian.apps.accounts.models.saved_filter import SavedFilter
from qingtian.apps.accounts.models.second_factor import Authenticator, Passkey, RecoveryCode
from qingtian.apps.accounts.models.sitting import Sitting

__all__ = ["Account", "Authenticator", "LogEntry", "Passkey", "PastPassword", "RecoveryCode", "SavedFilter", "Sitting"]
