"""After very many rows: statistics for the planner of either database."""

from __future__ import annotations

from django.db import connections

from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Act, ActContent, Clock, Link, Paper, Party, Proceeding, StoredFile

GROWN = {
    "default": (Proceeding, Act, ActContent, Clock, Party, Paper, StoredFile, Link, Petition),
    "identity": (SealedIdentity,),
}


def settle() -> None:
    """Let both databases count the tables that grew: lists are then planned as in an office of this size."""
    for alias, models in GROWN.items():
        database = connections[alias]
        with database.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {database.ops.quote_name(model._meta.db_table)}")
