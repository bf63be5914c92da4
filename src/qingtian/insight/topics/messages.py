"""What of a message speaks for its matter: strings of one and two characters of the subject and of the whole.

The subject counts for itself, because people name place and matter there; the whole beside it, because a subject may
say nothing. Strings that many messages share name no matter, so a common subject alone brings nothing together. Who
sent it adds a little: one person who writes often mostly writes about one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qingtian.insight.classifying.hashes import strings
from qingtian.insight.classifying.plain import letters, without_function_words

#: a scipy matrix of rows × features; scipy has no types of its own
Matrix = Any

LONGEST = 2
#: parts of the likeness: of the subject, of subject and text together, of one and the same sender
SUBJECT, WHOLE, SENDER = 0.35, 0.65, 0.05
_BITS = 20
_FEWEST, _LARGEST_SHARE = 2, 0.05
#: below so many messages a share means nothing
_SMALL = 200


@dataclass(frozen=True, slots=True)
class Message:
    """One message: a code of the sender (or nothing), subject and text."""

    user: str
    subject: str
    text: str


def vectors(messages: Sequence[Message], *, fewest: int = _FEWEST) -> Matrix:
    """One row a message; the product of two rows is their likeness (1 and SENDER for the same words and sender).

    A string of fewer than ``fewest`` messages is left out: in a stream it tells nothing; beside a few messages, where
    it would make all of them alike, give 1.
    """
    from scipy.sparse import hstack

    subjects = [without_function_words(letters(message.subject)) for message in messages]
    texts = [without_function_words(letters(message.text)) for message in messages]
    whole = [subject + text for subject, text in zip(subjects, texts, strict=True)]
    parts = (
        _told(subjects, fewest) * SUBJECT**0.5,
        _told(whole, fewest) * WHOLE**0.5,
        _senders(messages) * SENDER**0.5,
    )
    return hstack(parts).tocsr().astype(np.float32)


def _told(texts: Sequence[str], fewest: int) -> Matrix:
    """TF-IDF rows of length one."""
    from scipy.sparse import csr_matrix, diags

    counted = [_counted(text) for text in texts]
    starts = np.cumsum([0, *(len(met) for met, _ in counted)])
    met, often = (np.concatenate([np.zeros(0, np.int64), *part]) for part in zip(*counted, strict=True))
    rows = csr_matrix((1 + np.log(often), met, starts), shape=(len(texts), 1 << _BITS))
    seen = np.bincount(rows.indices, minlength=1 << _BITS)
    most = max(_LARGEST_SHARE * len(texts), _LARGEST_SHARE * _SMALL)
    kept = np.flatnonzero((seen >= fewest) & (seen <= most))
    rows = rows[:, kept] @ diags(np.log((1 + len(texts)) / (1 + seen[kept])) + 1)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return diags(1 / np.where(lengths > 0, lengths, 1)) @ rows


def _counted(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    hashes = np.concatenate(strings(text, LONGEST)) & np.uint64((1 << _BITS) - 1)
    return np.unique(hashes.astype(np.int64), return_counts=True)


def _senders(messages: Sequence[Message]) -> Matrix:
    from scipy.sparse import csr_matrix

    codes: dict[str, int] = {}
    found = [
        (row, codes.setdefault(message.user.strip(), len(codes)))
        for row, message in enumerate(messages)
        if message.user.strip()
    ]
    rows, columns = zip(*found, strict=True) if found else ((), ())
    return csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(messages), max(1, len(codes))))
