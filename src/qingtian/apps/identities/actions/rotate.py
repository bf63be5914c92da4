"""Rotate the master key: a new one, every data key rewrapped, the old ones put away when nothing needs them."""

from __future__ import annotations

from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, errors, keys
from qingtian.apps.identities.actions.open import data_key_of
from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.store import committed, pass_gate
from qingtian.errors import QingtianError

BATCH = 200  # rows a transaction; residents keep sealing in between


def _begin(now: datetime) -> keys.MasterKey:
    """Make the new key and seal with it from now on; after the gate nobody is still sealing with an older one."""
    with committed():
        pass_gate(alone=True)
        key = keys.create(now)
        keys.use(key)
    return key


@sensitive_variables()
def _rewrap(sealed: SealedIdentity, master: keys.MasterKey) -> bool:
    try:
        wrapped = cipher.wrap(data_key_of(sealed), master, sealed.token)
    except QingtianError:
        return False  # counted below; one broken record must not stop the others
    sealed.key_id, sealed.wrap_nonce, sealed.wrapped_key = wrapped.key_id, wrapped.nonce, wrapped.wrapped_key
    sealed.save(update_fields=["key_id", "wrap_nonce", "wrapped_key"])
    return True


def _rewrap_all(master: keys.MasterKey) -> int:
    moved = after = 0
    while True:
        with committed():
            waiting = SealedIdentity.objects.exclude(key_id=master.key_id).filter(pk__gt=after)
            batch = list(waiting.select_for_update().order_by("pk")[:BATCH])
            moved += sum(_rewrap(sealed, master) for sealed in batch)
        if len(batch) < BATCH:
            return moved
        after = batch[-1].pk


def rotate(*, now: datetime) -> int:
    """Move every data key under a new master key and return how many moved. Sealed contents are not touched.

    Old key files go to ``retired/`` once no record needs them; after an interruption, run it again.
    Raises rotation_incomplete when records did not verify; the keys they need stay where they are.
    """
    with keys.one_rotation():
        master = _begin(now)
        moved = _rewrap_all(master)
        keys.retire_all_but(set(SealedIdentity.objects.values_list("key_id", flat=True).distinct()))
    if left := SealedIdentity.objects.exclude(key_id=master.key_id).count():
        raise errors.rotation_incomplete(left)
    return moved
