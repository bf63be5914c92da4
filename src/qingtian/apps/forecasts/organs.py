"""Which office forecasts (预报单位): the city's bureau, or the unit below it that has analysts."""

from __future__ import annotations

from qingtian.apps.people.models import Organ, Post
from qingtian.errors import Refused
from qingtian.language import Text

ROLE = "analyst"
NOBODY = Text("没有市级生态环境局，不知道由谁预报。", "There is no environment bureau of the city to forecast.")


def forecasting_office() -> Organ:
    """The monitoring unit before the bureau itself. Raises Refused ``forecasts.nobody``."""
    bureau = Organ.objects.filter(kind=Organ.Kind.BUREAU, level=Organ.Level.CITY).order_by("path").first()
    if bureau is None:
        raise Refused("forecasts.nobody", NOBODY)
    posts = Post.objects.filter(organ__path__startswith=bureau.path).select_related("organ").order_by("organ__path")
    found = [post.organ for post in posts if ROLE in post.roles and post.organ.kind != Organ.Kind.BUREAU]
    return found[0] if found else bureau
