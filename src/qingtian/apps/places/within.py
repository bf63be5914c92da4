"""An area and all that lies in it (区域及其下级), by its code alone."""

from __future__ import annotations

from django.db.models import Q


def within(area: str, of: str = "area__") -> Q:
    """Rows whose area is that one or lies in it; every row, without an area too, where no code is given.

    ``of``: the way from the row to its area, empty for areas. A code that ends like another is not that other.
    """
    if not area:
        return Q()
    return Q(**{f"{of}path__startswith": f"{area}/"}) | Q(**{f"{of}path__contains": f"/{area}/"})
