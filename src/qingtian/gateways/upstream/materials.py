"""Matters with all that columns may ask for, a fixed number of queries however many matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import QuerySet

from qingtian.apps.cases.models import Case
from qingtian.apps.people.models import Organ
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import ActContent, Paper, Proceeding, UpstreamNumber
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.gateways.upstream.model import System
from qingtian.gateways.upstream.unnumbered import unnumbered
from qingtian.gateways.upstream.values import Material

STEP = 500


def materials_of(system: System, matters: Sequence[Proceeding]) -> list[Material]:
    """In the order given; seven queries at most."""
    keys = [m.pk for m in matters]
    petitions = {p.proceeding_id: p for p in Petition.objects.filter(proceeding__in=keys)}
    cases = {c.proceeding_id: c for c in Case.objects.filter(proceeding__in=keys)}
    noted = {n.proceeding_id: n for n in UpstreamNumber.objects.filter(proceeding__in=keys, system=system.id)}
    wanted = {c.field for c in system.columns}
    sources = _sources(keys) if "source_number" in wanted else {}
    unnumbered = _unnumbered(keys) if "unnumbered_papers" in wanted else {}
    codes = {m.owner_organ for m in matters if m.owner_organ}
    owners = dict(Organ.objects.filter(code__in=codes).values_list("code", "name_zh")) if codes else {}
    return [
        Material(
            matter=m,
            projection=projection_of(m),
            procedure=procedure_of(m),
            petition=petitions.get(m.pk),
            case=cases.get(m.pk),
            noted=noted.get(m.pk),
            source_number=sources.get(m.pk, ""),
            owner=owners.get(m.owner_organ, ""),
            unnumbered=tuple(unnumbered.get(m.pk, ())),
        )
        for m in matters
    ]


def _sources(keys: Sequence[int]) -> dict[int, str]:
    """Numbers at the source, from the opening acts."""
    opening = ActContent.objects.filter(act__proceeding__in=keys, act__seq=1).select_related("act")
    return {c.act.proceeding_id: str((c.content.get("fields") or {}).get("source_number") or "") for c in opening}


def _unnumbered(keys: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    papers = Paper.objects.filter(unnumbered(), proceeding__in=keys).order_by("proceeding", "act__seq")
    for matter, title in papers.values_list("proceeding", "title_zh"):
        found[matter].append(title)
    return found


def stepped(system: System, matters: QuerySet[Proceeding]) -> Iterator[Material]:
    """All matters of a list in steps, so that a long export holds one step only."""
    rows = matters.select_related("area").iterator(chunk_size=STEP)
    while step := list(islice(rows, STEP)):
        yield from materials_of(system, step)


def one(system: System, matter: Proceeding) -> Material:
    """The material of a single matter."""
    return materials_of(system, [matter])[0]


def heads(system: System, columns: Iterable[int]) -> list[str]:
    """The heads of the chosen columns, as that system writes them."""
    return [system.columns[index].head for index in columns]
