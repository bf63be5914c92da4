"""Invented identities sent through every entrance there is, and the search for them everywhere else.

The test sends a few dozen, ``make soak`` a thousand. Each identity is a name, a telephone and an address that occur
nowhere by chance; whoever finds one of them outside the sealed store has found a leak.
"""

from __future__ import annotations

import io
import itertools
import json
import random
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, models
from django.test import Client
from PIL import Image

from qingtian.apps.people.models import Person, Post
from qingtian.apps.people.queries import actor_at
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.batch import batch
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.reports import draft
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.export import export_case_file
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rates.models import Tally
from qingtian.errors import QingtianError
from qingtian.gateways.signing.canonical import signed_headers
from tests.wechat_play import Chat

SURNAMES, GIVEN = "欧阳诸葛司徒夏侯皇甫尉迟公羊澹台", "璟琰珩珺珂瑄瑀瑾璇璋璐璠璞"
CAMERA = "密镜牌-X9"
#: what is reported, and where
WORDS, PLACE = "夜里有焦糊味，像烧塑料", "旧厂区后门"


@dataclass(frozen=True)
class Invented:
    """One person who does not exist."""

    name: str
    phone: str
    other: str

    @property
    def words(self) -> tuple[str, str, str]:
        return self.name, self.phone, self.other


def invented(count: int, seed: int = 7) -> list[Invented]:
    """So many, all different; numbers of a range no office has."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        surname = SURNAMES[(2 * number) % len(SURNAMES)] + SURNAMES[(2 * number + 1) % len(SURNAMES)]
        name = surname + "".join(chance.choice(GIVEN) for _ in range(3)) + chr(0x3400 + number)
        found.append(Invented(name, f"199{number:04d}{chance.randrange(10**4):04d}", f"秘居{number:05d}幢"))
    return found


def photo(who: Invented) -> SimpleUploadedFile:
    """A photo as a careless phone makes it: named after its owner, the owner and the place in its EXIF."""
    exif = Image.Exif()
    exif[0x013B], exif[0x8298], exif[0x0110] = who.phone, who.phone, CAMERA
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, len(who.name))).save(out, "JPEG", exif=exif, comment=who.phone.encode())
    return SimpleUploadedFile(f"{who.name}.jpg", out.getvalue(), "image/jpeg")


@dataclass
class Entrances:
    """Every way in. ``officer`` gives a browser signed in at a post; ``day`` is the day all of it happens on."""

    officer: Callable[[str], Client]
    day: date
    now: Any
    answers: list[tuple[str, bytes]] = field(default_factory=list)
    orders: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def _post(self, client: Client, url: str, data: dict[str, Any]) -> Any:
        Tally.objects.all().delete()
        answer = client.post(url, data)
        self.answers.append((f"{url} {answer.get('Location', '')}", b"" if url.endswith("/who/") else answer.content))
        return answer

    def _begin(self, client: Client, who: Invented, *, with_photo: bool) -> None:
        self._post(client, "/report/what/", {"kinds": ["air"], "report": WORDS})
        self._post(client, "/report/where/", {"place": PLACE})
        self._post(client, "/report/when/", {"when": "often"})
        if with_photo:
            self._post(client, "/report/photos/", {"photos": [photo(who)]})

    def portal(self, who: Invented, *, with_photo: bool = True) -> None:
        """The five questions, then what a reporter may do with the link."""
        client = Client(raise_request_exception=False)
        self._begin(client, who, with_photo=with_photo)
        sent = {"naming": "named", "name": who.name, "phone": who.phone, "other": who.other}
        assert self._post(client, "/report/who/", sent).get("Location", "").endswith("/received/")

    def from_a_phone(self, who: Invented) -> None:
        """What a phone kept without a network, then words and photos added by the link it was told."""
        client = Client(raise_request_exception=False)
        kept = {"key": secrets.token_urlsafe(32), "then": "send", "report": "夜里有焦糊味", "photos": [photo(who)]}
        told = self._post(client, "/report/phone/", kept).json()
        more = {"words": "白天也有", "photos": [photo(who)], "seq": "1", "once": secrets.token_hex(8)}
        assert self._post(client, f"{told['link']}add/", more).status_code == 302

    def comment(self, who: Invented, number: str) -> None:
        """A comment with a name, and the page it is answered on."""
        client = Client(raise_request_exception=False)
        said = {"words": "夜里停工", "name": who.name, "phone": who.phone, "once": secrets.token_hex(8)}
        assert self._post(client, f"/consultations/{number}/", said).status_code == 302
        answer = client.get(f"/consultations/{number}/")
        self.answers.append((f"/consultations/{number}/", answer.content))

    def wrong(self, who: Invented) -> None:
        """A form refused for each of its faults, and one given up half-way: what was typed is kept nowhere."""
        client = Client(raise_request_exception=False)
        self._begin(client, who, with_photo=True)
        for fault in ({"naming": ""}, {"website": "x"}, {"phone": who.phone + "9" * 60}):
            sent = {"naming": "named", "name": who.name, "phone": who.phone, "other": who.other} | fault
            assert self._post(client, "/report/who/", sent).status_code == 422

    def failing(self, who: Invented, monkeypatch: Any) -> None:
        """The programme itself fails while the name is in its hands."""
        client = Client(raise_request_exception=False)
        self._begin(client, who, with_photo=False)

        def broken(*_: Any, **__: Any) -> None:
            raise RuntimeError("on purpose")

        with monkeypatch.context() as patch:
            patch.setattr("qingtian.apps.petitions.actions.receive.open_proceeding", broken)
            sent = {"naming": "named", "name": who.name, "phone": who.phone, "other": who.other}
            assert self._post(client, "/report/who/", sent).status_code == 500

    def desk(self, who: Invented, channel: str) -> None:
        """A call, a visit, a letter, as an officer registers it; once wrong and once right."""
        client = self.officer("petition-officer")
        said = {
            "channel": channel, "report": WORDS, "on": str(self.day), "once": secrets.token_hex(12),
            "place": PLACE, "photos": [photo(who)], "reporter_name": who.name, "reporter_phone": who.phone,
            "reporter_other": who.other, "files_mark": "internal",
        }  # fmt: skip
        Tally.objects.all().delete()
        assert client.post("/desk/petitions/register/", said | {"report": "", "photos": []}).status_code == 422
        answer = client.post("/desk/petitions/register/", said | {"photos": [photo(who)]})
        assert answer.status_code == 200, answer.content[:200]
        self.answers.append(("/desk/petitions/register/", answer.content))

    def wechat(self, who: Invented) -> None:
        """A chat: the OpenID is the secret itself; name and number left in it; one report sent, one taken back."""
        chat = Chat(self._posted, openid=who.other, clock=self.now.timestamp)
        chat.event("subscribe")
        chat.says(f"联系 {who.name} {who.phone}")
        assert "收到了" in chat.reports("夜里有焦糊味", "旧厂区后门")
        chat.says("查询")
        chat.says(f"contact {who.name} {who.phone}")
        chat.says("还有一件")
        chat.says("0")

    def hotline(self, who: Invented, secret: str) -> None:
        """A pushed order whose caller, unknown fields and later remark name somebody; sent twice, then changed."""
        order = {
            "schema": "hotline-order/1",
            "source_system": "12345-000000",
            "external_no": f"GD{next(self.orders):06d}",
            "content": WORDS,
            "caller": {"name": who.name, "phone": who.phone, "address": who.other, "confidential": True},
            "location": {"address": PLACE},
            "unknown": {"operator_note": f"{who.name} {who.phone} {who.other}"},
        }
        changed = order | {"remark": f"{who.name}又来电", "status": "办理中", "due_at": "2026-12-01 18:00"}
        for sent in (order, order, changed, order | {"due_at": who.name}):
            self.answers.append(("/api/hotline/orders/", self._signed("/api/hotline/orders/", sent, secret)))

    def _signed(self, path: str, content: dict[str, Any], secret: str) -> bytes:
        body = json.dumps(content, ensure_ascii=False).encode()
        moment, nonce = int(self.now.timestamp()), secrets.token_urlsafe(18)
        headers = signed_headers("hotline", secret, "POST", path, body, timestamp=moment, nonce=nonce)
        answer = Client(raise_request_exception=False).post(path, body, "application/json", headers=headers)
        assert answer.status_code == 200, answer.content[:200]
        return answer.content

    def _posted(self, path: str, body: bytes) -> tuple[int, bytes]:
        """What WeChat is answered goes to the one who wrote; its address is kept for the search."""
        Tally.objects.all().delete()
        answer = Client(raise_request_exception=False).post(path, body, content_type="text/xml")
        self.answers.append((path, b""))
        return answer.status_code, answer.content

    def acts(self) -> None:
        """Two petitions merged, one led to its answer and rated, its case file exported; lists read and exported."""
        first, second, *_ = Proceeding.objects.filter(state="received").order_by("pk")
        for name, post, fields in (
            ("register", "petition-officer", {"area": "wangxi", "subject": "窑湾片区夜间焦糊味"}),
            ("sort", "petition-officer", {"class": "statutory_duty"}),
            ("forward", "petition-officer", {"handler": "branch"}),
            ("accept", "handler", {"contact": "执法一科"}),
            ("investigate", "handler", {"where": "厂区", "officers": "甲、乙", "findings": "闻到"}),
        ):
            self._act(first, name, post, fields)
        self._act(second, "register", "petition-officer", {"area": "wangxi", "subject": "同一气味"})
        self._act(second, "merge", "petition-officer", {"main": first.number, "why": "同一地点同一气味"})
        self.look()

    def look(self) -> None:
        """Lists, the search, the page of the first petition, its record and its file, as two offices see them."""
        first = Proceeding.objects.filter(procedure="petition").order_by("pk")[0]
        for post in ("petition-officer", "handler"):
            client = self.officer(post)
            own = f"/desk/{first.number}/"
            lists = ("/desk/?list=all", "/desk/?list=all&format=csv", "/desk/search/?q=窑湾")
            for url in (*lists, own, f"{own}record/1/", f"{own}export/"):
                answer = client.get(url)
                self.answers.append((url, b"".join(answer.streaming_content) if answer.streaming else answer.content))

    def _act(self, matter: Proceeding, name: str, post: str, fields: dict[str, Any]) -> None:
        matter.refresh_from_db()
        actor = actor_at(Person.objects.get(code=f"p-{post}"), Post.objects.get(code=post), self.day)
        perform(matter, name, by=actor, on=self.day, now=self.now, fields=fields, reason="", expected_seq=matter.seq)


# ---- where they are looked for ---------------------------------------------------------------------------------------


def rows() -> Iterator[tuple[str, bytes]]:
    """Every row of every table of the main database, as text; sessions and drafts decoded besides."""
    from django.apps import apps
    from django.contrib.sessions.models import Session

    with connections["default"].cursor() as cursor:
        for table in connections["default"].introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield f"table {table}", repr(row).encode()
    for session in Session.objects.all():
        yield "session", repr(session.get_decoded()).encode()
    assert not [m for m in apps.get_models() if m._meta.app_label == "identities" and _is_plain(m)]


def _is_plain(model: type[models.Model]) -> bool:
    return any(f.name in ("name", "phone") for f in model._meta.get_fields())


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the data folder: database files as they lie on disk, papers, photos, cache, static files, logs."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield f"file {path.relative_to(folder)}", path.read_bytes()


def exports(now: Any) -> Iterator[tuple[str, bytes]]:
    """The case file of every matter that may be exported."""
    for matter in Proceeding.objects.filter(restricted=False):
        try:
            yield f"export {matter.number}", export_case_file(matter, now=now)
        except QingtianError as refused:
            yield f"refusal {matter.number}", str(refused).encode()
    yield from figures(now)


def figures(now: Any) -> Iterator[tuple[str, bytes]]:
    """What is counted, frozen in a report, or listed for an inspection."""
    catch_up()
    days = sorted(set(CountedPetition.objects.values_list("received_on", flat=True)))
    for day, language, confirmed in product(days, ("zh", "en"), (True, False)):
        if confirmed:
            found = batch(days[0], day, language)
        else:
            person, post = Person.objects.get(code="p-petition-officer"), Post.objects.get(code="petition-officer")
            found = batch(days[0], day, language, actor=actor_at(person, post, now.date()))
        yield f"batch {day}", "\n".join("\t".join(row) for row in found.rows).encode()
    if days:
        yield "report", draft("annual", str(days[-1].year), as_of=now.date(), now=now).figures.encode()


def found_in(places: Iterable[tuple[str, bytes]], people: list[Invented]) -> list[str]:
    """Every place that holds a name, a number or an address, in any spelling a program would write it in."""
    needles = {spelling for who in people for word in who.words for spelling in _spellings(word)} | {CAMERA.encode()}
    found = []
    for place, content in places:
        if hit := next((n for n in needles if n in content), None):
            found.append(f"{place}: {hit.decode('utf-8', 'replace')[:3]}…")
    return found


def _spellings(word: str) -> Iterator[bytes]:
    from urllib.parse import quote

    yield word.encode()
    yield quote(word).encode()
    yield word.encode("unicode_escape").lower()
    yield word.encode("utf-16-le")


def sealed(people: list[Invented]) -> int:
    """How many petitions hold an identity that opens to one of these people: the search had something to find."""
    from qingtian.apps.identities.actions.open import open_identity
    from qingtian.apps.identities.vault import Opener, Purpose

    numbers = {who.phone for who in people}
    opener = Opener(person_id=1, person="核对", post="核对", organ="核对")
    now = Petition.objects.latest("pk").proceeding.acts.latest("seq").recorded_at
    opened = (
        open_identity(p.identity_token, by=opener, reason="核对", now=now, purpose=Purpose.HANDLING)
        for p in Petition.objects.all()
    )
    return sum(identity.phone in numbers for identity in opened)
