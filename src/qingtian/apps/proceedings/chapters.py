"""What a chapter adds to the kernel: facts for guards, effects of acts, and how to undo them. All on this page.

Chapters never import each other. What must happen in the act's own transaction is an effect of the chapter that owns
the procedure; what may be absent is a listener, called after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from qingtian.procedures import Projection
from qingtian.procedures.who import Actor

if TYPE_CHECKING:
    from qingtian.apps.proceedings.models import Act, Proceeding


@dataclass(frozen=True)
class Performed:
    """One act as it was just written. ``values`` holds what was entered, sealed fields included; the trail does not."""

    proceeding: Proceeding
    act: Act
    record: Mapping[str, Any]
    values: Mapping[str, Any]
    actor: Actor
    before: Projection
    after: Projection
    extra: Mapping[str, Any] = field(default_factory=dict)
    #: salt of the sealed values a keeper keeps (``within``); it is stored where the keeper puts it and nowhere else
    keepers_salt: str = ""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Words about a matter that passed the one gate: the number of their publication, and the words themselves."""

    number: str
    text: str


Effect = Callable[[Performed], None]
World = Callable[["Proceeding", Projection, date], Mapping[str, Any]]


@dataclass(frozen=True)
class Chapter:
    """One chapter's part. ``undo`` of an act receives the correcting act and, in ``extra``, the voided record."""

    procedure: str
    world: World
    effects: Mapping[str, Effect] = field(default_factory=dict)
    undo: Mapping[str, Effect] = field(default_factory=dict)
    #: the identities a matter is sealed under, the reporter's first
    sealed: Callable[[Proceeding], list[str]] | None = None
    #: erases what the chapter keeps of a matter beside its acts, when its retention has ended
    erase: Callable[[Proceeding], None] | None = None
    #: forgets the identities once they are erased
    forget: Callable[[Proceeding], None] | None = None
    #: what a fresh form of an act holds already, by field: words the records write and a person checks
    offers: Callable[[Proceeding, str], Mapping[str, Any]] | None = None
    #: what has passed the gate about a matter of any procedure; only the chapter that keeps the gate answers
    clears: Callable[[Proceeding], Cleared | None] | None = None


CHAPTERS: dict[str, Chapter] = {}
LISTENERS: list[Effect] = []
#: called in the transaction of every act: what keeps a sealed value that its trail does not
KEEPERS: list[Effect] = []
#: names of the sealed fields whose values and salt a keeper keeps
KEPT_BY_KEEPERS: set[str] = set()
#: erase what rooms above keep of a matter of any procedure, such as rows an upstream system sent
ERASERS: list[Callable[[Proceeding], None]] = []


def register(chapter: Chapter) -> None:
    """Called once by the chapter's app when Django is ready."""
    CHAPTERS[chapter.procedure] = chapter


def erased_by(eraser: Callable[[Proceeding], None]) -> Callable[[Proceeding], None]:
    """Call ``eraser`` for every erased matter, in the transaction of its erasure, before its own rows go."""
    ERASERS.append(eraser)
    return eraser


def cleared(matter: Proceeding) -> Cleared | None:
    """What may be said of the matter in public; nothing where no chapter keeps a gate."""
    found = [chapter.clears(matter) for chapter in CHAPTERS.values() if chapter.clears]
    return next((one for one in found if one), None)


def offered(matter: Proceeding, act: str) -> Mapping[str, Any]:
    """What the matter's chapter writes into a fresh form of that act; mostly nothing."""
    chapter = CHAPTERS.get(matter.procedure)
    return chapter.offers(matter, act) if chapter and chapter.offers else {}


def listen(listener: Effect) -> Effect:
    """Call ``listener`` after every committed act; its failure never undoes the act."""
    LISTENERS.append(listener)
    return listener


def within(keeper: Effect, *, keeps: tuple[str, ...]) -> None:
    """Call ``keeper`` in the transaction of every act; where it raises, the act is not done. ``keeps`` names the sealed
    fields it keeps: their digests get a salt of their own, which the kernel hands over and does not store."""
    KEEPERS.append(keeper)
    KEPT_BY_KEEPERS.update(keeps)
