"""Drop one sealed file that nobody claimed, such as a receipt whose service was never entered."""

from __future__ import annotations

from qingtian.apps.identities.models import SealedFile
from qingtian.apps.identities.models.sealed_file import path_of
from qingtian.apps.identities.store import committed


def drop_file(ref: str) -> bool:
    """Delete the file of that reference; False where it was gone already. The identity it was sealed with stays."""
    with committed():
        gone, _ = SealedFile.objects.filter(ref=ref).delete()
    path_of(ref).unlink(missing_ok=True)  # after the commit: a file without a row is a stray the sweep finds
    return bool(gone)
