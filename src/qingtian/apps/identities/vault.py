"""The public face of the sealed store. Other apps import this module, ``photos``, and nothing else of this app.

The order for a new report: ``seal`` → ``seal_file`` for every original → write the petition with the token →
``claim``. What stops half-way leaves an orphan, which ``sweep_orphans`` removes.
"""

from qingtian.apps.identities.actions.drop_file import drop_file
from qingtian.apps.identities.actions.erase import erase_identity
from qingtian.apps.identities.actions.make_keys import make_keys
from qingtian.apps.identities.actions.open import open_file, open_identity
from qingtian.apps.identities.actions.rotate import rotate
from qingtian.apps.identities.actions.seal import claim, seal
from qingtian.apps.identities.actions.seal_file import seal_file
from qingtian.apps.identities.actions.sweep import sweep_orphans
from qingtian.apps.identities.fingerprints import fingerprint
from qingtian.apps.identities.holders import register_holder
from qingtian.apps.identities.identity import Identity, Kind, Opener, Opening, Purpose, SealedFileRef, Subject
from qingtian.apps.identities.keys import one_rotation as keys_at_rest
from qingtian.apps.identities.queries import PeopleCount, count_people, kind_of, opening_log, openings, same_person

__all__ = [
    "Identity",
    "Kind",
    "Opener",
    "Opening",
    "PeopleCount",
    "Purpose",
    "SealedFileRef",
    "Subject",
    "claim",
    "count_people",
    "drop_file",
    "erase_identity",
    "fingerprint",
    "keys_at_rest",
    "kind_of",
    "make_keys",
    "open_file",
    "open_identity",
    "opening_log",
    "openings",
    "register_holder",
    "rotate",
    "same_person",
    "seal",
    "seal_file",
    "sweep_orphans",
]
