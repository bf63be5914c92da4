"""What may be told through another system about a place or a report: the same as on the residents' pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qingtian.apps.petitions.queries import by_receipt
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.language import Text
from qingtian.web.portal.places import area_at
from qingtian.web.portal.shown.headline import headline


def area_code(longitude: Decimal, latitude: Decimal) -> str:
    """The area below the city that holds the point; empty outside all of them. WGS-84 degrees."""
    found = area_at(longitude, latitude)
    return str(found.code) if found is not None and found.parent_id is not None else ""


def status_of(receipt: str, on: date) -> Text | None:
    """Where a report stands, as the page of following says it; None for an unknown number or an accusation."""
    petition = by_receipt(receipt)
    if petition is None or petition.proceeding.restricted:
        return None
    matter = petition.proceeding
    sentences = headline(procedure_of(matter), projection_of(matter), on).sentences
    return Text("".join(one.zh for one in sentences), " ".join(one.en for one in sentences))
