"""Training (训练): from sorted texts to a model, always the same one; a minute for 5,000 texts on one thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qingtian.errors import UnusableInput
from qingtian.insight.classifying.features import Read, Vectors, chosen, read
from qingtian.insight.classifying.lexicon import Lexicon, learned
from qingtian.insight.classifying.members import Classes, Matrix, Member, Sum, stretched, support_vectors
from qingtian.insight.classifying.model import Model
from qingtian.language import Text

#: how much each member has to say, once all answer on the same scale
VOICES: tuple[tuple[Member, float], ...] = ((stretched, 1.0), (support_vectors, 0.5))


def trained(texts: Sequence[str], labels: Sequence[str], *, sharpness: float = 1.0) -> Model:
    """A model of ``texts`` and the label somebody gave each. Raises UnusableInput where there is nothing to tell apart.

    ``sharpness`` turns answers into scores; ``measuring.measured`` finds the honest one.
    """
    names = tuple(sorted(set(labels)))
    if len(names) < 2:
        raise UnusableInput(
            "classifying.one_class",
            Text("只有一个类别，没有可区分的。", "There is only one class: nothing to tell apart."),
            remedy=Text("给出至少两个类别的文本。", "Give texts of at least two classes."),
        )
    lexicon = learned(texts)
    return trained_on([read(text, lexicon) for text in texts], labels, names, lexicon, sharpness)


def trained_on(
    texts: Sequence[Read], labels: Sequence[str], names: tuple[str, ...], lexicon: Lexicon, sharpness: float = 1.0
) -> Model:
    """A model of texts already read; ``names`` may hold classes that these texts do not have."""
    features = chosen(texts)
    rows = matrix(features.vectors(texts), len(features.kept))
    classes = np.array([names.index(label) for label in labels], dtype=np.int64)
    return Model(names, lexicon, features, agreed(rows, classes, len(names)), sharpness)


def agreed(rows: Matrix, classes: Classes, count: int) -> Sum:
    """What the members answer together, each on the scale of its own answers."""
    together: Sum | None = None
    for member, voice in VOICES:
        said = member(rows, classes, count)
        scale = float(np.std(rows @ said.weights)) or 1.0
        heard = said.scaled(voice / scale)
        together = heard if together is None else together.plus(heard)
    assert together is not None
    return together


def matrix(vectors: Vectors, width: int) -> Matrix:
    """The vectors as scipy wants them."""
    from scipy.sparse import csr_matrix

    shape = (len(vectors.starts) - 1, width)
    return csr_matrix((vectors.values, vectors.columns, vectors.starts), shape=shape)
