"""One more copy of the year: new names first, then the rows, table by table."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from qingtian.apps.cases.models import Case, CaseContract, PlanVersion, TeamMember
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.receipts import digest_of, new_key, new_receipt
from qingtian.apps.proceedings.models import (
    Act,
    ActContent,
    CaseFile,
    Clock,
    Link,
    NumberSeries,
    Paper,
    Party,
    Proceeding,
    SafePaper,
    StoredFile,
    UpstreamNumber,
)
from qingtian.apps.proceedings.models.proceeding import new_uid
from qingtian.config.city import city
from qingtian.demo.scale.naming import Naming
from qingtian.demo.scale.reporters import Reporters
from qingtian.procedures.paper_life import number_key
from qingtian.trail import GENESIS, commit, seal

#: matters whose acts are in memory at once, and rows a statement
CHUNK, ROWS = 200, 500
LAST_FIGURES = re.compile(r"(\d+)(?=\D*$)")
#: numbers of papers and in other systems are moved on by so many a round
STRIDE = 1_000_000


def moved_on(written: str, number: int) -> str:
    """``云环〔2026〕12号`` as the copy of that round has it: ``云环〔2026〕1000012号``."""
    return LAST_FIGURES.sub(lambda figures: f"{int(figures[1]) + STRIDE * number}", written, count=1)


class Round:
    """A copy of the matters of ``keys``; ``number`` is 1 for the first."""

    def __init__(self, keys: list[int], number: int) -> None:
        self.keys, self.number, self.names = keys, number, Naming()
        #: old key → new key, by model
        self.made: dict[type[models.Model], dict[int, int]] = {}

    def copy(self) -> int:
        """Write the copy in one transaction; returns how many matters it has."""
        of_matter = {"proceeding__in": self.keys}
        reporters = Reporters(self.keys, self.number)
        with transaction.atomic():
            self._name()
            self._rows(Proceeding, {"pk__in": self.keys})
            self._rows(StoredFile, of_matter)
            self.names.files = self.made.get(StoredFile, {})
            for begin in range(0, len(self.keys), CHUNK):
                self._chains(self.keys[begin : begin + CHUNK])
            for model in (Clock, Party, CaseFile, UpstreamNumber, SafePaper):
                self._rows(model, of_matter)
            self._rows(Paper, of_matter)
            self._rows(Link, {"source__in": self.keys})
            self._rows(Case, of_matter)
            for model in (CaseContract, PlanVersion, TeamMember):
                self._rows(model, {"case__proceeding__in": self.keys})
            self._petitions(reporters)
        reporters.claim()
        return len(self.keys)

    def _name(self) -> None:
        """Numbers from the series of their year, so that the next matter received has the next number."""
        found = list(Proceeding.objects.filter(pk__in=self.keys).order_by("pk").values_list("number", "uid"))
        taken = Counter(number.rpartition("-")[0] for number, _ in found)
        last = {series: _reserve(series, count) for series, count in taken.items()}
        for number, uid in found:
            series = number.rpartition("-")[0]
            last[series] += 1
            self.names.numbers[number] = f"{series}-{last[series]:06d}"
            self.names.words[uid] = new_uid()
        for model, column in ((Paper, "number"), (CaseFile, "volume"), (UpstreamNumber, "number")):
            rows = model._default_manager.filter(proceeding__in=self.keys).exclude(**{column: ""})
            self.names.words |= {one: moved_on(one, self.number) for one in rows.values_list(column, flat=True)}

    def _rows(self, model: type[models.Model], of: Mapping[str, Any], **fixed: Any) -> None:
        """Copy the rows of one table: keys to copied rows follow, names are new, the rest is as it was."""
        made = self.made.setdefault(model, {})
        rows = model._default_manager.filter(**of).order_by("pk").iterator(chunk_size=ROWS)
        for chunk in _chunks(rows):
            old = [row.pk for row in chunk]
            for row in chunk:
                self._turn(row, fixed)
            new = model._default_manager.bulk_create(chunk, batch_size=ROWS)
            made |= dict(zip(old, (row.pk for row in new), strict=True))

    def _turn(self, row: Any, fixed: Mapping[str, Any]) -> None:
        """Make a row that was read into the row of its copy."""
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if field.is_relation:
                setattr(row, field.attname, self.made.get(field.related_model, {}).get(value, value))
            elif isinstance(value, (str, dict, list)):
                setattr(row, field.attname, self.names.of(value))
        for name, value in fixed.items():
            setattr(row, name, value)
        if isinstance(row, Paper) and row.number:
            row.number_key = number_key(row.organ, row.number, f"{row.since}")
        row.pk, row._state.adding = None, True

    def _chains(self, keys: list[int]) -> None:
        """The acts of some matters with their contents, sealed anew from the beginning, and the heads they end in."""
        own = self.made[Proceeding]
        copies = {key: Proceeding.objects.get(pk=own[key]) for key in keys}
        for copy in copies.values():
            copy.head, copy.projection = GENESIS, self.names.of(copy.projection)
        acts = list(Act.objects.filter(proceeding__in=keys).order_by("proceeding_id", "seq").select_related("content"))
        contents = [self._linked(act, copies[act.proceeding_id]) for act in acts]
        old = [act.pk for act in acts]
        for act in acts:
            self._turn(act, {"once": None})
        Act.objects.bulk_create(acts, batch_size=ROWS)
        self.made.setdefault(Act, {}).update(zip(old, (act.pk for act in acts), strict=True))
        for content, act in zip(contents, acts, strict=True):
            content.act_id = act.pk
        ActContent.objects.bulk_create(contents, batch_size=ROWS)
        Proceeding.objects.bulk_update(copies.values(), ["head", "projection"], batch_size=100)

    def _linked(self, act: Act, copy: Proceeding) -> ActContent:
        """The content of an act as the copy says it; the act itself becomes the next link of the copy's chain."""
        record = self.names.of(act.content.content)
        salt = secrets.token_hex(16)
        act.previous, act.commitment = copy.head, commit(record, salt)
        act.hash = seal(copy.uid, act.seq, act.previous, act.commitment, record["recorded_at"])
        copy.head = act.hash
        return ActContent(salt=salt, seal_salt=act.content.seal_salt, content=record)

    def _petitions(self, reporters: Reporters) -> None:
        """The petitions, each with a receipt, a secret link, a sealed reporter and a point on the map of its own."""
        rows = list(Petition.objects.filter(proceeding__in=self.keys).order_by("pk"))
        for row in rows:
            own = {"identity_token": reporters.tokens[row.proceeding_id], "photos_token": ""}
            self._turn(row, own | {"receipt": new_receipt(city().prefix), "key_digest": digest_of(new_key())})
            _nudge(row, self.number)
        Petition.objects.bulk_create(rows, batch_size=ROWS)


def _nudge(row: Petition, number: int) -> None:
    """Some hundred metres from the template, so that points do not lie on one another."""
    if row.longitude is not None and row.latitude is not None:
        row.longitude += Decimal(number * 7919 % 41 - 20) / 10_000
        row.latitude += Decimal(number * 104_729 % 37 - 18) / 10_000


def _reserve(series: str, count: int) -> int:
    """Take so many numbers of a series at once; returns the last one given before."""
    prefix, _, year = series.rpartition("-")
    row = NumberSeries.objects.select_for_update().get(prefix=prefix, year=int(year))
    before = row.last
    row.last += count
    row.save(update_fields=["last"])
    return before


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    held: list[Any] = []
    for row in rows:
        held.append(row)
        if len(held) == ROWS:
            yield held
            held = []
    if held:
        yield held
