"""Publications of water as everybody may see them: the versions that went the whole road, admitted by their matter.

One taken down shows its title and the public reason only.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator

from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Publishable, Shown, sift
from qingtian.apps.publishing.models import Publication
from qingtian.apps.publishing.queries import TAKEN_DOWN, once_published
from qingtian.apps.water.models import WaterPublication
from qingtian.apps.water.publications.record import shown, versions
from qingtian.web.public.publications import ShownPublications
from qingtian.web.publication_versions import public_versions

KIND = "water_publication"


def water_papers_shown(page: str | None, size: int) -> ShownPublications:
    """The latest published first."""
    with_figures = WaterPublication.objects.filter(version=1)
    published = once_published().filter(proceeding__in=with_figures.values("proceeding"))
    found = Paginator(published, size).get_page(page)
    return ShownPublications([first for one in found.object_list if (first := next(_versions(one), None))], found)


def water_paper_shown(number: str) -> list[Shown]:
    """Every public version of one, the latest first; empty where the public never saw it."""
    found = once_published().filter(proceeding__number=number).first()
    return list(_versions(found)) if found else []


def _versions(publication: Publication) -> Iterator[Shown]:
    matter = publication.proceeding
    admission = Admission(matter.number, bool(publication.leader_decision))
    road = sorted(publication.versions.all(), key=lambda one: one.version)
    records = public_versions(versions(matter), [one.by_act for one in road])
    for record in reversed(records):
        words = next(one for one in road if one.by_act > record.seq)
        fields: dict[str, object] = {"number": matter.number, "title": words.title, "on": words.on}
        if matter.state in TAKEN_DOWN:
            fields["withdrawn"] = matter.projection["facts"].get("withdrawn_for") or "—"
            yield sift(Publishable(KIND, fields, matter.number), admission)
            return
        whole = {**shown(record), **fields, "generated": matter.generated}
        yield sift(Publishable(KIND, whole, matter.number), admission)
