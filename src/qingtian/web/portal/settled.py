"""Numbers of this face that are choices of the product, not law, each with its reason.

How often things may be done is in ``config/rates.py``.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

#: How long a report that was begun stays: over a weekend. The sweep of sealed orphans must leave more time than this.
DRAFT_LIFE = timedelta(days=3)
#: How long the receipt and its link can be read again by the browser that sent the report.
RECEIVED_LIFE = timedelta(hours=2)

#: What counts as near and recent when a resident is told that others reported the same.
NEAR_METRES = 500
NEAR_DAYS = 30

#: After this the hour on the page is said to be old: stations report each hour, publication takes up to one more.
AIR_STALE_AFTER = timedelta(hours=2)

LONGEST_REPORT = 5000  # characters
LONGEST_PLACE = 300  # as long as the record
LONGEST_WHEN = 120
ON_THE_HOME_PAGE = 3  # matters put right
ON_A_PAGE = 20
#: one degree of latitude, in metres, for the box that is searched before distances are taken
METRES_A_DEGREE = Decimal(111_320)
