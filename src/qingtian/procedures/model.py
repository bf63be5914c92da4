"""The shape of a declared procedure (程序)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from qingtian.language import Text

START = "start"
ANY_OPEN = "any_open"
ANY = "any"
SAME = "same"
VERBS = ("start", "stop", "extend", "suspend", "resume", "hand")


def _text(value: object) -> Text:
    if not isinstance(value, (Text, Mapping)):
        raise ValueError(f"a text needs zh and en: {value!r}")
    return Text.of(value)


Bilingual = Annotated[Text, BeforeValidator(_text)]
FieldType = Literal[
    "text",
    "long_text",
    "date",
    "choice",
    "choices",
    "yes_no",
    "integer",
    "area",
    "organ",
    "organs",
    "post",
    "files",
    "file",
    "proceeding",
    "act_number",
    "milestones",
    "positions",
    "duty",
    "party",
    "system",
]


class Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Basis(Declared):
    """Instrument and article an act rests on; ``local`` bases are internal decisions, shown as such."""

    instrument: str
    article: str


class State(Declared):
    """A state (状态). ``public`` is the sentence a resident reads while the matter is in it.

    ``parties_only``: seen only by the very organs that take part, not by those with duty for the area or above them; a
    report not sorted yet may accuse one of their own.
    """

    title: Bilingual
    public: Bilingual | None = None
    final: bool = False
    parties_only: bool = False


class Choice(Declared):
    title: Bilingual


class FieldDeclaration(Declared):
    """One datum an act needs. ``relation`` or ``fact`` name what of the matter it sets.

    ``roles`` of a field that takes a post: a form offers posts with one of them, in the actor's own organ and above it,
    instead of leaders. Whether the post chosen will do is for a guard to say.
    """

    name: str
    title: Bilingual
    type: FieldType = "text"
    required: bool = True
    hint: Bilingual | None = None
    choices: dict[str, Bilingual] = Field(default_factory=dict)
    relation: str | None = None
    fact: str | None = None
    sealed: bool = False
    roles: list[str] = Field(default_factory=list)


class ClockOperation(Declared):
    """What an act does to a clock (期限): exactly one verb, naming a limit of the law room.

    ``hand`` gives a running clock to another owner. ``due_field`` is for a last day that the act itself sets (the
    deadline of a plan): the law says that there must be one, the act says which; ``title`` names such a clock.
    ``since`` counts a started clock from the first day of another clock of the matter, such as the shorter one it takes
    the place of. ``unless_running`` leaves a clock alone that an earlier act started and that still runs: it is not
    begun anew.
    ``if_running`` begins it anew only while it runs: what is done already is not owed again when a meeting is moved.
    """

    start: str | None = None
    stop: str | None = None
    extend: str | None = None
    suspend: str | None = None
    resume: str | None = None
    hand: str | None = None
    owner: str | None = None
    due_field: str | None = None
    title: Bilingual | None = None
    from_field: str | None = None
    since: str | None = None
    only_if: dict[str, list[str]] = Field(default_factory=dict)
    unless_running: bool = False
    if_running: bool = False

    @model_validator(mode="after")
    def _one_verb(self) -> ClockOperation:
        if sum(getattr(self, verb) is not None for verb in VERBS) != 1:
            raise ValueError(f"a clock operation has exactly one verb of {', '.join(VERBS)}")
        return self

    @property
    def verb(self) -> str:
        return next(v for v in VERBS if getattr(self, v) is not None)

    @property
    def limit(self) -> str:
        return str(getattr(self, self.verb))


class Who(Declared):
    """One kind of actor that may perform the act: a role, and where the organ must stand.

    ``at``: the actor's organ is the organ of this relation. ``above``: it stands above it in the organ tree.
    ``not_at``: it is neither that organ nor below it (another unit). ``in_area``: it has duty for the matter's area.
    ``post``: the actor holds (or, as liaison, acts for) the post recorded in this relation.
    """

    actor: Literal["officer", "reporter", "gateway", "system", "anyone"] = "officer"
    role: str | None = None
    at: str | None = None
    above: str | None = None
    not_at: str | None = None
    in_area: bool = False
    post: str | None = None


class GuardReference(Declared):
    """A named, registered condition; ``must`` refuses, ``in_principle`` (原则上) warns and asks for a reason."""

    name: str
    basis: Basis | None = None
    firmness: Literal["must", "in_principle"] = "must"


class ByField(Declared):
    field: str
    map: dict[str, str]


class BeforeAct(Declared):
    """Back to the state the matter was in before that act."""

    before: str


class Transition(Declared):
    """One act (动作) from certain states to another."""

    act: str
    title: Bilingual
    source: list[str] = Field(alias="from")
    except_from: list[str] = Field(default_factory=list, alias="except")
    to: str | ByField | BeforeAct
    by: list[Who]
    basis: list[Basis]
    fields: list[FieldDeclaration] = Field(default_factory=list)
    guards: list[GuardReference] = Field(default_factory=list)
    clocks: list[ClockOperation] = Field(default_factory=list)
    relations: dict[str, str] = Field(default_factory=dict)
    facts: dict[str, str] = Field(default_factory=dict)
    paper: str | None = None
    public: Bilingual | None = None
    consequence: Bilingual | None = None
    stop_all: bool = False
    returns: list[str] = Field(default_factory=list)
    firmness: Literal["must", "in_principle"] = "must"
    kernel: bool = False
    quiet: bool = False
    #: 亲自: nobody who stands in for an absent leader can do it
    personal: bool = False

    @property
    def destinations(self) -> list[str]:
        """States named as destinations (``same`` and ``before`` name none)."""
        if isinstance(self.to, ByField):
            return [s for s in dict.fromkeys(self.to.map.values()) if s != SAME]
        return [self.to] if isinstance(self.to, str) and self.to != SAME else []

    @property
    def moves(self) -> bool:
        return self.to != SAME

    def field(self, name: str) -> FieldDeclaration | None:
        return next((f for f in self.fields if f.name == name), None)


class Procedure(Declared):
    """One edition of one procedure.

    ``confined_to``: only actors with one of these roles see its matters, and no export holds them. Its first act sets
    the fact ``confined``.
    """

    id: str
    edition: str
    valid_from: date
    title: Bilingual
    about: Bilingual
    prefix: str
    basis: list[Basis]
    relations: dict[str, Bilingual]
    states: dict[str, State]
    transitions: list[Transition]
    pinned: list[str] = Field(default_factory=list)
    confined_to: list[str] = Field(default_factory=list)

    def open_states(self) -> list[str]:
        return [name for name, state in self.states.items() if not state.final]

    def sources_of(self, transition: Transition) -> list[str]:
        """The states an act may be performed in, with ``any_open`` and ``any`` spelt out."""
        names: list[str] = []
        for source in transition.source:
            if source == ANY_OPEN:
                names += self.open_states()
            elif source == ANY:
                names += list(self.states)
            else:
                names.append(source)
        return [n for n in dict.fromkeys(names) if n not in transition.except_from]

    @cached_property
    def _starting(self) -> dict[str, list[Transition]]:
        """The transitions of every state, worked out once: every act and every page asks."""
        starting: dict[str, list[Transition]] = {}
        for transition in self.transitions:
            for name in self.sources_of(transition):
                starting.setdefault(name, []).append(transition)
        return starting

    def transitions_from(self, state: str) -> list[Transition]:
        return list(self._starting.get(state, ()))

    def find(self, act: str, state: str) -> Transition | None:
        return next((t for t in self.transitions_from(state) if t.act == act), None)

    def named(self, act: str) -> Transition | None:
        """Any transition of that act: for its title, wherever it starts."""
        return next((t for t in self.transitions if t.act == act), None)
