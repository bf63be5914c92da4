"""Declared procedures: states, acts, who, on which article, how long, which paper; decided by pure functions.

A procedure is one YAML file a lawyer can read from top to bottom (``declared/<id>/<edition>.yaml``). The loader
validates every file; ``decide`` says whether an act is possible and what it would write; ``fold`` replays what was
written into the state of the matter. Nothing here reads a clock, a database or a network.
"""

from qingtian.procedures.decide import Decision, Request, decide
from qingtian.procedures.loader import Procedures, load_procedures
from qingtian.procedures.model import Procedure, Transition
from qingtian.procedures.possible import Possibility, possibilities
from qingtian.procedures.projection import Projection, fold
from qingtian.procedures.who import Actor

__all__ = [
    "Actor",
    "Decision",
    "Possibility",
    "Procedure",
    "Procedures",
    "Projection",
    "Request",
    "Transition",
    "decide",
    "fold",
    "load_procedures",
    "possibilities",
]
