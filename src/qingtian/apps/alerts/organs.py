"""Whom a rule tells: the organ by its place, in it the posts with the roles, above it the next organ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.alerts.rule import Rule
from qingtian.apps.people.models import Organ, Post
from qingtian.errors import Refused
from qingtian.language import Text

#: kinds of units a bureau has below it
UNITS = (Organ.Kind.DEPARTMENT, Organ.Kind.OTHER)
NOBODY = Text("没有生态环境局，告警告诉不了谁。", "There is no environment bureau to be told.")


@dataclass(frozen=True, slots=True)
class Told:
    """The organ and its posts, the local bureau with a post of the roles before that of the city."""

    organ: Organ
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Offices:
    """Every bureau, the units below them that are no bureaux themselves (monitoring station, detachment), their posts;
    read once a run."""

    bureaux: Sequence[Organ]
    units: Sequence[Organ]
    posts: Sequence[Post]

    @classmethod
    def read(cls) -> Offices:
        """Two queries."""
        organs = list(Organ.objects.select_related("area", "parent").order_by("path"))
        bureaux = [one for one in organs if one.kind == Organ.Kind.BUREAU]
        of_bureaux = {one.pk for one in bureaux}
        units = [one for one in organs if one.kind in UNITS and one.parent_id in of_bureaux]
        posts = Post.objects.filter(organ__in=[*bureaux, *units]).order_by("organ__path", "-rank", "code")
        return cls(bureaux, units, list(posts))

    def told(self, rule: Rule, area: str, organ: str) -> Told:
        """Where the organ of the place has no post with the roles, the city's is told; nobody at all is refused.

        Raises Refused ``alerts.nobody``.
        """
        city = [one for one in self.bureaux if one.level == Organ.Level.CITY]
        local = [one for one in self.bureaux if organ and one.code == organ]
        local += [one for one in self.bureaux if one.area and area and one.area.code == area]
        bureaux = [*local, *city] if rule.telling.organ == "local" else city
        order = [unit for bureau in bureaux for unit in self._of(bureau)]
        for one in order:
            if posts := self._posts(one, rule.telling.roles):
                return Told(one, posts)
        if not order:
            raise Refused("alerts.nobody", NOBODY, where=rule.id)
        return Told(order[0], ())

    def _of(self, bureau: Organ) -> list[Organ]:
        return [bureau, *(unit for unit in self.units if unit.parent_id == bureau.pk)]

    def _posts(self, organ: Organ, roles: Sequence[str]) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.organ_id == organ.pk and set(roles) & set(post.roles))


def above(organ: Organ) -> Organ:
    """The organ above; the highest is above itself."""
    return organ.parent or organ
