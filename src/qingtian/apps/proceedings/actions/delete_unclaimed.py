"""Delete files nobody claimed (无主附件)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from qingtian.apps.proceedings.models import StoredFile


@transaction.atomic
def delete_unclaimed(files: Iterable[StoredFile]) -> int:
    """Delete files that belong to no matter; the bytes go after the commit, unless another record has the same."""
    going = StoredFile.objects.filter(pk__in=[file.pk for file in files], proceeding__isnull=True)
    paths = {file.sm3: file.path for file in going}
    count = len(going)
    going.delete()
    for sm3, path in paths.items():
        if not StoredFile.objects.filter(sm3=sm3).exists():
            transaction.on_commit(lambda path=path: path.unlink(missing_ok=True))
    return count
