"""A disk that fills up while residents report: each is told so in a sentence, nothing is half done, and with room again
everything goes on without a repair. On a small disk of its own (tmpfs, needs root) that really has no byte left."""

from __future__ import annotations

import io
import os
import random
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from soak.ground import enter, finished, folder_of
from soak.proof import Log, faults, figures, thoroughly
from soak.work import Say, prepare

SIZE = "48m"
BLOCK = 64 * 1024
ROUNDS = 3
#: the last step led to the receipt
SENT = 0


@contextmanager
def small_disk() -> Any:
    """A mounted file system of a few megabytes."""
    place = tempfile.mkdtemp(prefix="qingtian-soak-disk-")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=False)
        os.rmdir(place)


def fill(ballast: Path, leave: int = 0) -> None:
    """Write until nothing more fits, then give back ``leave`` bytes."""
    block = bytes(BLOCK)
    with ballast.open("wb", buffering=0) as out:
        while block:
            try:
                out.write(block)
            except OSError:
                block = block[: len(block) // 2]
    if leave:
        os.truncate(ballast, max(0, ballast.stat().st_size - leave))


def _picture(chance: random.Random) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    noise = Image.frombytes("RGB", (320, 240), chance.randbytes(320 * 240 * 3))
    noise.save(out, "JPEG", quality=90)
    return out.getvalue()


def _report(client: Any, chance: random.Random) -> list[int]:
    """A whole report through the pages, with a photo; the status of every step, ``SENT`` where the receipt came."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    photo = SimpleUploadedFile("a.jpg", _picture(chance), "image/jpeg")
    steps: list[tuple[str, dict[str, Any]]] = [
        ("what", {"kinds": ["air"], "report": "夜里有焦糊味"}),
        ("where", {"place": "旧厂区"}),
        ("when", {"when": "often"}),
        ("photos", {"photos": [photo]}),
        ("who", {"naming": "anonymous", "phone": f"139{chance.randrange(10**8):08d}"}),
    ]
    answers = [client.post(f"/report/{name}/", data) for name, data in steps]
    return [SENT if a.get("Location", "").endswith("/received/") else a.status_code for a in answers]


def reporting(say: Say) -> None:
    """Report on a free disk, on a disk that fills at different moments, and on a free one again."""
    from django.conf import settings
    from django.test import Client

    from qingtian.apps.petitions.models import Petition
    from qingtian.apps.rates.models import Tally

    settings.ALLOWED_HOSTS, settings.STORAGES = ["*"], settings.STORAGES | PLAIN
    chance, ballast = random.Random(), Path(settings.DATA) / "ballast"
    answered: list[int] = []
    for round_ in range(ROUNDS):
        for leave in (0, 4 * 1024, 40 * 1024, 400 * 1024):
            before = Petition.objects.count()
            fill(ballast, leave)
            codes = _report(Client(raise_request_exception=False), chance)
            answered += codes
            ballast.unlink()
            Tally.objects.all().delete()
            if Petition.objects.count() - before != (codes[-1] == SENT):
                say(fault=f"{codes} and {Petition.objects.count() - before} petitions")
        codes = _report(Client(raise_request_exception=False), chance)
        if codes != [302, 302, 302, 302, SENT]:
            say(fault=f"with room again the report is answered {codes} in round {round_}")
    parts = len(list((Path(settings.DATA) / "files").rglob("*.part")))
    if parts or any(code >= 500 and code != 503 for code in answered):
        say(fault=f"{parts} unfinished files; answers {sorted(set(answered))}")
    if 503 not in answered:
        say(fault="the disk was never full: nothing was tried")
    say(
        steps_refused_with_a_sentence=answered.count(503),
        steps_taken=answered.count(302),
        petitions=Petition.objects.count(),
    )


PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def run() -> list[str]:
    """On SQLite, where records, seals and photos share the disk."""
    with small_disk() as place, folder_of(place) as environment:
        enter(environment)
        finished(prepare)
        said = finished(reporting) + finished(thoroughly, Log())
        print(f"  a disk of {SIZE}, full {ROUNDS * 4} times: {figures(said)}", flush=True)
        return faults(said)
