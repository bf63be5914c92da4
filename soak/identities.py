"""A thousand invented identities through every entrance; none may be found anywhere outside the sealed store."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

from soak.ground import enter, finished, installation
from soak.proof import faults, figures
from soak.work import Say, prepare

CHANNELS = ("phone", "visit", "letter", "hotline_12345")


class _Patch:
    """What the entrances need of a monkeypatch: one attribute changed for a while."""

    def context(self) -> Any:
        import pytest

        return pytest.MonkeyPatch.context()


def sending(say: Say, count: int) -> None:
    """Send them, then look through tables, sessions, exports, every file of the folder, the log and the backup."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    from qingtian.apps.people.models import Person, Tenure
    from qingtian.web.middleware import city_now
    from tests.web.entrances import Entrances, exports, files, found_in, invented, rows, sealed
    from tests.wechat_play import ENVIRONMENT

    os.environ.update(ENVIRONMENT)

    settings.ALLOWED_HOSTS, settings.STORAGES = ["*"], settings.STORAGES | PLAIN
    settings.AXES_ENABLED = False
    assert Tenure.objects.exists()

    def officer(post: str) -> Client:
        person = Person.objects.get(code=f"p-{post}")
        if person.user is None:
            person.user = get_user_model().objects.create_user(f"u-{post}")
            person.save()
        client = Client()
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    entrances = Entrances(officer, city_now().date(), city_now())
    sent: Counter[str] = Counter()
    people = invented(count)
    for number, who in enumerate(people):
        kind = ("portal", "desk", "wechat", "desk", "portal", "wechat", "wrong", "failing")[number % 8]
        if kind == "portal":
            entrances.portal(who, with_photo=number % 4 == 0)
        elif kind == "desk":
            entrances.desk(who, CHANNELS[number // 2 % len(CHANNELS)])
        elif kind == "wechat":
            entrances.wechat(who)
        elif kind == "wrong":
            entrances.wrong(who)
        else:
            entrances.failing(who, _Patch())
        sent[kind] += 1
    entrances.acts()
    answers = [(url, url.encode() + content) for url, content in entrances.answers]
    folder = Path(settings.DATA)
    places = [*rows(), *exports(city_now()), *answers, *files(folder), *backup(folder)]
    for leak in found_in(places, people):
        say(fault=leak)
    opened = sealed(people)
    if opened != sent["portal"] + sent["desk"] + sent["wechat"]:
        say(fault=f"{opened} identities open, {sent['portal'] + sent['desk']} were received")
    say(**{f"through_{kind}": n for kind, n in sent.items()}, places_searched=len(places), opened=opened)


PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def backup(folder: Path) -> list[tuple[str, bytes]]:
    """The main backup, where this edition makes one; its sealed part holds ciphertext like the store itself."""
    try:
        from qingtian.apps.operations.actions.back_up import back_up
    except ImportError:
        return []
    from tests.web.entrances import files

    target = folder / "soak-backup"
    back_up(target)
    return list(files(target))


def run(count: int) -> list[str]:
    """On SQLite, where the database itself is a file that can be searched; the log of the process is searched too."""
    with installation("sqlite") as (environment, _):
        log = Path(environment["QINGTIAN_DATA"]) / "process.log"
        enter(environment)
        finished(prepare)
        kept = os.dup(2)
        with log.open("wb") as out:  # everything the process says lies in the folder that is searched
            os.dup2(out.fileno(), 2)
            try:
                said = finished(sending, count)
            finally:
                os.dup2(kept, 2)
        print(f"  {count} identities: {figures(said)}", flush=True)
        return faults(said)
