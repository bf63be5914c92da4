"""What the trials do to an installation: receive with photos, act, import; every step said before and after.

``begin`` is said before, ``done`` after the call returned: what a resident or an officer was told is exactly ``done``.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import random
import secrets
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from soak.channels import CHANNELS, prepare_partners

Say = Callable[..., None]
DAY = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
CELLS = 5
CITY = """
name: {zh: 云屏市, en: Yunping}
short: {zh: 云屏, en: Yunping}
bureau: {zh: 云屏市生态环境局, en: Yunping Bureau}
prefix: YP
receiver: petitions
"""
STEPS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "received": ("register", "petition-officer", {"area": "wangxi", "subject": "溪口街道夜间气味"}),
    "registered": ("sort", "petition-officer", {"class": "statutory_duty"}),
    "duty": ("forward", "petition-officer", {"handler": "branch"}),
    "assigned": ("accept", "handler", {"contact": "执法队"}),
    "accepted": ("investigate", "handler", {"where": "溪口", "officers": "甲、乙", "findings": "闻到气味"}),
}


def prepare(say: Say) -> None:
    """Migrate both stores and build the small city."""
    from qingtian.apps.migrating import migrate
    from tests.small_city import build

    for alias in ("default", "identity"):
        migrate(alias)
    build()
    Path(os.environ["QINGTIAN_DATA"], "city.yaml").write_text(CITY, encoding="utf-8")
    prepare_partners(NOW)


def _photo(number: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (64, 48), (number % 256, number // 256 % 256, 90)).save(out, "JPEG")
    return out.getvalue()


def receive(once: str, phone: str, photo: int | None = None) -> dict[str, Any]:
    """One report as the portal receives it, a photo sealed and its sterile copy kept."""
    from qingtian.apps.identities.photos import sterilise
    from qingtian.apps.identities.vault import Identity, seal, seal_file
    from qingtian.apps.petitions.actions.receive import Report
    from qingtian.apps.petitions.actions.receive import receive as received
    from qingtian.apps.proceedings.actions.store_file import store_file
    from qingtian.procedures.who import Actor
    from qingtian.secrecy import Declaration

    photos, token = [], ""
    if photo is not None:
        content, token = _photo(photo), seal(Identity("", "", ""), now=NOW)
        original = seal_file(token, content, "image/jpeg", now=NOW)
        clean = sterilise(content)
        kept = {"name": "p.jpg", "media_type": "image/jpeg", "now": NOW, "declared": Declaration.EXEMPT}
        photos = [store_file(clean.jpeg, sealed_original=original.ref, **kept)]
    said = Report(
        report="夜里有气味", channel="web", receiver="petitions", kinds=["air"], area="wangxi", photos=photos,
        photos_token=token,
    )  # fmt: skip
    found = received(said, Identity("", phone, ""), by=Actor(kind="reporter"), on=DAY, now=NOW, prefix="YP", once=once)
    return {"receipt": found.receipt, "uid": found.petition.proceeding.uid}


def act(once: str, uid: str, name: str, post: str, fields: dict[str, Any], expected: int) -> dict[str, Any]:
    """One act of the main job."""
    from qingtian.apps.people.models import Person, Post
    from qingtian.apps.people.queries import actor_at
    from qingtian.apps.proceedings.actions.perform import perform
    from qingtian.apps.proceedings.models import Proceeding

    matter = Proceeding.objects.get(uid=uid)
    actor = actor_at(Person.objects.get(code=f"p-{post}"), Post.objects.get(code=post), DAY)
    written = perform(matter, name, by=actor, on=DAY, now=NOW, fields=fields, expected_seq=expected, once=once)
    return {"seq": written.seq}


def import_grid(once: str, file: str) -> dict[str, Any]:
    """One file of grid cells; importing it again changes nothing."""
    from qingtian.apps.places.geojson import import_grid as imported

    report = imported(Path(file))
    return {"taken": report.created + report.changed + report.unchanged}


DEEDS: dict[str, Callable[..., dict[str, Any]]] = {
    "receive": receive,
    "act": act,
    "import_grid": import_grid,
    **CHANNELS,
}


def _cells(once: str) -> str:
    """A file of new cells under codes of its own."""
    square = [[[102.0, 25.0], [102.1, 25.0], [102.1, 25.1], [102.0, 25.0]]]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": square},
            "properties": {
                "code": f"{once}-{n}", "name_zh": f"格{n}", "name_en": f"Cell {n}", "level": 1, "area": "wangxi"
            },
        }
        for n in range(CELLS)
    ]  # fmt: skip
    path = Path(os.environ["QINGTIAN_DATA"]) / f"{once}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(path)


def _next(chance: random.Random, number: int) -> tuple[str, dict[str, Any]]:
    """What to do next, with everything needed to do it again."""
    from qingtian.apps.proceedings.models import Proceeding

    once = secrets.token_hex(12)
    if number % 11 == 7:
        return "import_grid", {"once": once, "file": _cells(once)}
    if number % 5 == 1:
        return list(CHANNELS)[number // 5 % len(CHANNELS)], {"once": once, "said": chance.randrange(10**8)}
    # what came over a channel carries the real day, on which the officers of the trial do not act
    open_ = list(Proceeding.objects.filter(state__in=STEPS, seq__lt=12, opened_on=DAY).order_by("-pk")[:8])
    if number % 3 == 0 or not open_:
        photo = chance.randrange(65536) if number % 2 else None
        return "receive", {"once": once, "phone": f"139{chance.randrange(10**8):08d}", "photo": photo}
    matter = chance.choice(open_)
    name, post, fields = STEPS[matter.state]
    more = {"uid": matter.uid, "name": name, "post": post, "fields": fields, "expected": matter.seq}
    return "act", {"once": once, **more}


def work(say: Say, waiting: list[dict[str, Any]], begin: int = 0, deeds: int | None = None) -> None:
    """First what was begun and not acknowledged, again with the same tokens, as a browser would; then on and on."""
    chance = random.Random()
    for deed in waiting:
        say(done=deed["with"]["once"], deed=deed["begin"], got=DEEDS[deed["begin"]](**deed["with"]))
    for number in itertools.count(begin) if deeds is None else range(begin, begin + deeds):
        name, arguments = _next(chance, number)
        say(begin=name, **{"with": arguments})
        say(done=arguments["once"], deed=name, got=DEEDS[name](**arguments))
