"""The shape of a declared upstream system: what must be entered there, in which columns, and what comes back. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from qingtian.procedures.model import Basis, Bilingual, Declared

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]


class Rule(Declared):
    """Which matters of one procedure must be entered there (应录范围), by whom and within how long.

    ``when``: facts and the values that count. ``after``: only once one of these acts was done; its day then starts the
    time. ``unnumbered_paper``: while one of the matter's papers has no number. ``typed_by``: the relation whose organ
    types it. ``within``: a time limit of the law's parameters, or none where nothing sets one. ``changes``: acts after
    the entry that must be entered too; where left out, every act that is not quiet.
    """

    procedure: str
    title: Bilingual
    when: dict[str, list[str]] = Field(default_factory=dict)
    except_states: list[str] = Field(default_factory=list)
    after: list[str] = Field(default_factory=list)
    unnumbered_paper: bool = False
    typed_by: str
    within: str | None = None
    changes: list[str] = Field(default_factory=list)


class Column(Declared):
    """One column as that system heads it, and where its cells come from.

    ``head`` is printed as it stands. ``field`` names one of ``values.FIELDS`` or ``fact.…``, ``relation.…``,
    ``day_of.…``, ``clock.…``; ``constant`` is the same in every row; ``identity`` opens the
    sealed store, by reason and log only.
    ``codes`` translates our codes into theirs, ``otherwise`` is written for a code not among them; ``dates`` is the
    pattern of dates (strftime). ``required``: an empty cell is counted and said.
    """

    head: Annotated[str, Field(min_length=1, max_length=80)]
    title: Bilingual
    field: str | None = None
    constant: str | None = None
    identity: Literal["name", "phone", "other"] | None = None
    codes: dict[str, str] = Field(default_factory=dict)
    otherwise: str | None = None
    dates: str = "%Y-%m-%d"
    longest: Annotated[int, Field(ge=1)] | None = None
    required: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Column:
        if sum(source is not None for source in (self.field, self.constant, self.identity)) != 1:
            raise ValueError("a column has exactly one of field, constant, identity")
        if self.otherwise is not None and not self.codes:
            raise ValueError("otherwise needs codes")
        return self


class Compared(Declared):
    """A column of their export held against ours; what differs is written into the difference, never over ours."""

    heads: Annotated[list[str], Field(min_length=1)]
    title: Bilingual
    field: str
    codes: dict[str, str] = Field(default_factory=dict)


class Returns(Declared):
    """How their export is read back: heads under which the number there, our number and our receipt may stand."""

    number: Annotated[list[str], Field(min_length=1)]
    ours: list[str] = Field(default_factory=list)
    receipt: list[str] = Field(default_factory=list)
    state: list[str] = Field(default_factory=list)
    finished: list[str] = Field(default_factory=list)
    compare: list[Compared] = Field(default_factory=list)


class System(Declared):
    """One upstream system (外部系统). ``certainty`` says how far its columns have been verified."""

    id: Id
    title: Bilingual
    about: Bilingual
    basis: list[Basis] = Field(default_factory=list)
    certainty: Literal["seen", "memory", "assumed", "local"]
    rules: list[Rule] = Field(default_factory=list)
    columns: Annotated[list[Column], Field(min_length=1)]
    returns: Returns | None = None

    @model_validator(mode="after")
    def _heads_once(self) -> System:
        heads = [column.head for column in self.columns]
        if twice := sorted({head for head in heads if heads.count(head) > 1}):
            raise ValueError(f"the same head twice: {', '.join(twice)}")
        return self
