"""A small city with one matter of every kind of secrecy, and a browser for everybody who may knock at a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.test.client import ClientHandler

from qingtian.apps.identities.vault import Identity
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.petitions.actions.receive import Received, Report, receive
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Paper, Proceeding, StoredFile
from qingtian.procedures.who import ROLES, Actor
from qingtian.secrecy import Declaration
from tests.days import TODAY, at
from tests.small_city import STARTED, SmallCity, build

BEGUN = date(2026, 11, 9)
NAME, PHONE = "田密封", "13800138000"
ANONYMOUS, WITHOUT_POST, LEFT_OFFICE = "nobody signed in", "a person without a post", "one whose tenure has ended"
OUTSIDERS = (ANONYMOUS, WITHOUT_POST, LEFT_OFFICE)

#: who sees which matter, written out by hand from the rule of DESIGN and 信访工作条例 30, not asked of the program
CITY_WIDE = {"petition-officer", "inspector", "reviewer", "re-reviewer"}
#: who works at the branch that handles the matter
BRANCH = {"handler", "second-officer", "case-reviewer"}
SEES: dict[str, set[str]] = {
    "own": CITY_WIDE | BRANCH | {"discipline", "branch-head", "clerk", "mayor", "secretary", "legal-officer"},
    "other county": CITY_WIDE | {"discipline", "handler-2", "branch-2-head", "legal-officer"},
    "accusation": {"discipline"},
    "work secret": BRANCH | {"petition-officer", "discipline", "reviewer", "re-reviewer", "branch-head"},
}
#: who may ask for the sealed identity: the office that received the matter and the organ that handles it
OPENS: dict[str, set[str]] = {
    "own": {"petition-officer", "handler", "branch-head"},
    "other county": {"petition-officer", "handler-2", "branch-2-head"},
    "accusation": {"discipline"},
    "work secret": {"petition-officer", "handler", "branch-head"},
}
#: who compares and confirms the covered words: the receiving office alone
CONFIRMS: dict[str, set[str]] = {
    "own": {"petition-officer"},
    "other county": {"petition-officer"},
    "accusation": {"discipline"},
    "work secret": {"petition-officer"},
}


@dataclass
class World:
    """The city, its matters by kind, and everybody's browser."""

    city: SmallCity
    matters: dict[str, Proceeding] = field(default_factory=dict)
    received: dict[str, Received] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    #: the chain of middleware by whether it asks for the token of a form: of the program, not of a browser
    doors: dict[bool, ClientHandler] = field(default_factory=dict)
    papers: dict[str, Paper | None] = field(default_factory=dict)

    @property
    def everybody(self) -> tuple[str, ...]:
        return (*OUTSIDERS, *self.city.posts)

    def roles(self, who: str) -> frozenset[str]:
        return frozenset(self.city.posts[who].roles) if who in self.city.posts else frozenset()

    def browser(self, who: str, *, enforce_csrf_checks: bool = False) -> Client:
        """A fresh browser with this person's session, so that nothing of the last request is left in it."""
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        client.handler = self.doors.setdefault(enforce_csrf_checks, client.handler)
        if who != ANONYMOUS:
            client.cookies["sessionid"] = self.cookies[who]
        return client

    def paper(self, kind: str) -> Paper | None:
        """The first paper of a matter; what a test does to it is undone, so it is asked for once."""
        if kind not in self.papers:
            own = Paper.objects.filter(proceeding=self.matters[kind]).select_related("act")
            self.papers[kind] = own.order_by("pk").first()
        return self.papers[kind]


def make() -> World:
    """Build everything inside the transaction of whoever asks."""
    world = World(build())
    _posts_for_every_role(world.city)
    for kind, area, handler in (
        ("own", "wangxi", "branch"),
        ("other county", "shiwan", "branch-2"),
        ("work secret", "wangxi", "branch"),
    ):
        _assigned(world, kind, area, handler)
    _accusation(world)
    Proceeding.objects.filter(pk=world.matters["work secret"].pk).update(handling_mark=Proceeding.Handling.WORK_SECRET)
    for kind, found in world.matters.items():
        found.refresh_from_db()
        world.files[kind] = store_file(
            b"%PDF-1.7 " + kind.encode(),
            name="记录.pdf",
            media_type="application/pdf",
            now=at(TODAY),
            proceeding=found,
            declared=Declaration.INTERNAL,
        )
    _browsers(world)
    return world


def _posts_for_every_role(city: SmallCity) -> None:
    """A role nobody of the small city holds gets a post in a city department that handles nothing, and is tried."""
    held = {role for post in city.posts.values() for role in post.roles}
    for role in sorted(ROLES.keys() - held):
        code = f"only-{role}"
        city.posts[code] = Post.objects.create(
            code=code, organ=city.organs["housing"], title_zh=ROLES[role].zh, title_en=ROLES[role].en, roles=[role]
        )
        city.people[code] = Person.objects.create(code=f"p-{code}", name_zh=f"{ROLES[role].zh}甲", name_en="A")
        Tenure.objects.create(person=city.people[code], post=city.posts[code], starts=STARTED)


def _receive(world: World, kind: str, area: str) -> Proceeding:
    said = Report(report="夜里有焦糊味", channel="web", receiver="petitions", kinds=["air"], place="窑湾", area=area)
    world.received[kind] = receive(
        said, Identity(NAME, PHONE, ""), by=Actor(kind="reporter"), on=BEGUN, now=at(BEGUN), prefix="YP"
    )
    world.matters[kind] = world.received[kind].petition.proceeding
    return world.matters[kind]


def _act(world: World, kind: str, name: str, post: str, **fields: Any) -> None:
    matter = world.matters[kind]
    matter.refresh_from_db()
    by = world.city.actor(post, BEGUN)
    perform(matter, name, by=by, on=BEGUN, now=at(BEGUN), fields=fields, expected_seq=matter.seq)


def _assigned(world: World, kind: str, area: str, handler: str) -> None:
    _receive(world, kind, area)
    _act(world, kind, "register", "petition-officer", area=area, subject="窑湾片区夜间焦糊味")
    _act(world, kind, "sort", "petition-officer", **{"class": "statutory_duty"})
    _act(world, kind, "forward", "petition-officer", handler=handler)
    _act(world, kind, "accept", "handler" if handler == "branch" else "handler-2", contact="执法一科")


def _accusation(world: World) -> None:
    _receive(world, "accusation", "wangxi")
    _act(world, "accusation", "register", "petition-officer", area="wangxi", subject="反映执法人员")
    _act(world, "accusation", "sort", "petition-officer", **{"class": "accusation"})


def _browsers(world: World) -> None:
    """One session a person. The one who left held the handler's post until yesterday and knows every address."""
    left = Person.objects.create(code="p-left", name_zh="离任人甲", name_en="Left A")
    Tenure.objects.create(person=left, post=world.city.posts["handler"], starts=STARTED, ends=TODAY - timedelta(days=1))
    without = Person.objects.create(code="p-without", name_zh="无岗人甲", name_en="Without A")
    people = {**world.city.people, LEFT_OFFICE: left, WITHOUT_POST: without}
    for number, (who, person) in enumerate(people.items()):
        person.user = get_user_model().objects.create_user(f"matrix-{number}")
        person.save()
        client = Client()
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        world.cookies[who] = client.cookies["sessionid"].value
