"""Which unit judges the suggestion: the city's unit with an analyst, below a bureau or a bureau itself."""

from __future__ import annotations

from qingtian.apps.people.models import Organ, Post
from qingtian.errors import Refused
from qingtian.language import Text

NOBODY = Text(
    "没有设监测分析岗位的市级单位，预警提示没有人研判。", "No unit of the city has an analyst to judge a suggestion."
)


def office_of() -> Organ:
    """The first of the city's units with the role. Raises Refused ``warning.nobody``."""
    posts = Post.objects.filter(organ__level=Organ.Level.CITY).select_related("organ").order_by("organ__path", "code")
    found = next((post.organ for post in posts if "analyst" in post.roles), None)
    if found is None:
        raise Refused("warning.nobody", NOBODY)
    return found
