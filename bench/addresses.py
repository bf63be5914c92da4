"""Which pages an office opens all day, with the share of each in a day's work."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from bench.copying import KEPT_ONE_IN
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

#: names of pages with their share, in a hundred
SHARES = {
    "worklist, mine": 15,
    "inbox": 10,
    "inbox, one beside the list": 10,
    "worklist, all open": 7,
    "worklist, one area": 5,
    "worklist, ended": 3,
    "look-up by number": 12,
    "look-up by place": 4,
    "look-up by unit": 4,
    "proceeding page": 15,
    "words in reports": 5,
    "map": 10,
}
PLACES = ("窑湾", "老粮站", "中心小学", "河堤步道", "工业园", "垃圾场")
UNITS = ("望溪区", "城市管理", "石湾", "分局")
STEPS = ("", "register", "sort", "forward", "accept")
WORDS = ("夜里臭味", "油烟直排", "工地扬尘", "河水发黑", "噪声睡不着")
AREAS = ("wangxi", "shiwan", "nandu", "yunlu", "qinggang")
#: numbers a user chooses from
KNOWN = 200


@dataclass(frozen=True)
class Visitor:
    """One officer: the session, and numbers of matters that lie in this officer's scope."""

    name: str
    cookie: str
    numbers: tuple[str, ...]

    def address(self, page: str, rng: Random) -> str:
        """An address of that page, another one each time."""
        number = rng.choice(self.numbers)
        return {
            "worklist, mine": "/desk/",
            "worklist, all open": "/desk/?list=all",
            "worklist, one area": f"/desk/?list=all&area={rng.choice(AREAS)}",
            "worklist, ended": "/desk/?list=ended",
            "inbox": f"/desk/inbox/?whose={rng.choice(('mine', 'all'))}&step={rng.choice(STEPS)}",
            "inbox, one beside the list": f"/desk/inbox/?show={number}",
            "words in reports": f"/desk/search/?q={quote(rng.choice(WORDS))}",
            "look-up by number": f"/desk/search/?q={number}",
            "look-up by place": f"/desk/search/?q={quote(rng.choice(PLACES))}",
            "look-up by unit": f"/desk/search/?q={quote(rng.choice(UNITS))}",
            "proceeding page": f"/desk/{number}/",
            "map": rng.choice(("/areas.geojson", "/air/stations.geojson")),
        }[page]


def numbers_for(actor: Actor, rng: Random) -> tuple[str, ...]:
    """Open matters in scope, and ended ones whose contents are kept, drawn from all over the table."""
    span = Proceeding.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    low = Proceeding.objects.filter(number__startswith="XF-", pk__gte=1_000_000).order_by("pk")
    first = low.values_list("pk", flat=True).first() or 1
    drawn = [rng.randrange(first, span) for _ in range(KNOWN)] if first > 1 else list(range(1, span))
    kept = [pk - pk % KEPT_ONE_IN + rng.choice((0, 1)) for pk in drawn] if first > 1 else drawn
    found = visible(actor).filter(pk__in=kept, acts__content__isnull=False).distinct()
    return tuple(found.values_list("number", flat=True)[:KNOWN])
