"""The trail: canonical JSON, salted commitments and hash chains over SM3, as pure functions.

What is hashed are commitments to the contents, never the contents themselves: a content can be sealed, or erased when
its retention period ends, and the chain still proves that nothing else was changed. ``case_file_verifier.py`` proves
an exported file with nothing but the Python standard library.
"""

from qingtian.trail.canonical import canonical, sm3
from qingtian.trail.chain import GENESIS, Broken, Erased, Link, commit, erased, seal, verify_chain

__all__ = [
    "GENESIS",
    "Broken",
    "Erased",
    "Link",
    "canonical",
    "commit",
    "erased",
    "seal",
    "sm3",
    "verify_chain",
]
