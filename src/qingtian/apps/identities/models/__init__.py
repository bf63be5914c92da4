"""The sealed nouns, one a file. Only this app reads them."""

from qingtian.apps.identities.models.opening_log import OpeningLog
from qingtian.apps.identities.models.sealed_file import SealedFile
from qingtian.apps.identities.models.sealed_identity import SealedIdentity

__all__ = ["OpeningLog", "SealedFile", "SealedIdentity"]
