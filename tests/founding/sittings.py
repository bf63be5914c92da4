"""What a person does at a screen of a real city, without a browser: sign in, set the second step up, import, act."""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.ledgers.kinds import KINDS

COUNTS = ("新建", "更新", "不变", "拒收")


@dataclass
class Sitting:
    """One person's browser; ``seen`` is the page that stands on the screen."""

    client: Client = field(default_factory=Client)
    seen: str = ""
    at: str = ""

    def get(self, address: str) -> str:
        return self._read(self.client.get(address, follow=True))

    def post(self, address: str, /, **fields: Any) -> str:
        return self._read(self.client.post(address, fields, follow=True))

    def _read(self, response: Any) -> str:
        self.at = response.redirect_chain[-1][0] if response.redirect_chain else response.request["PATH_INFO"]
        assert response.status_code == 200, f"{self.at}: {response.status_code} {wrong(response.content.decode())}"
        self.seen = response.content.decode()
        return self.seen

    def sign_in(self, user: str, password: str) -> str:
        return self.post("/desk/sign-in/", username=user, password=password)

    def set_password(self, old: str, new: str) -> str:
        """The forced change: the page one is led to."""
        assert self.at.startswith("/desk/account/password/"), self.at
        return self.post(self.at, old=old, password=new, again=new)

    def set_second_step(self, now: datetime) -> str:
        """Read the letters under the picture and answer with the first code."""
        shown = self.get("/desk/account/second/app/")
        written = re.sub(r"\s", "", unescape(re.search(r'class="hash">([^<]+)<', shown)[1]))  # type: ignore[index]
        secret = base64.b32decode(written + "=" * (-len(written) % 8))
        code = TOTP(secret, 6, SHA1(), 30).generate(int(now.timestamp())).decode()
        return self.post("/desk/account/second/app/", code=code)

    def import_sheet(self, kind: str, path: Path) -> dict[str, int]:
        """Send a workbook, take the columns as they are proposed, look at the preview, import; the counts it tells."""
        sheet = SimpleUploadedFile(path.name, path.read_bytes())
        self.post(f"/desk/ledgers/{kind}/", sheet=sheet)
        address, proposed = self.at, {}
        for column in KINDS[kind].columns:
            field_ = re.search(rf'<select[^>]*name="m_{column.name}".*?</select>', self.seen, re.S)
            chosen = re.search(r'<option value="([^"]+)"[^>]*\bselected', field_[0]) if field_ else None
            if chosen:
                proposed[f"m_{column.name}"] = unescape(chosen[1])
        before = counts(self.post(address, do="preview", **proposed))
        done = counts(self.post(address, do="import", **proposed))
        assert done == before
        return done

    def act(self, number: str, name: str, **fields: Any) -> None:
        """Open the act from the matter's page, fill its form, send it."""
        address = f"/desk/{number}/act/{name}/"
        assert address in self.get(f"/desk/{number}/"), f"{name} is not offered: {wrong(self.seen)}"
        matter = Proceeding.objects.get(number=number)
        self.get(address)
        on = re.search(r'name="on"[^>]*value="([\d-]+)"', self.seen)
        sent = {f"f_{key}": value for key, value in fields.items()}
        self.post(address, on=on[1] if on else "", once=secrets.token_hex(8), expected_seq=str(matter.seq), **sent)
        assert self.at == f"/desk/{number}/", wrong(self.seen)


def counts(page: str) -> dict[str, int]:
    """The four figures of a preview or a report."""
    found = {word: re.search(rf"<dt>{word}</dt><dd>([\d,]+)</dd>", page) for word in COUNTS}
    return {word: int(match[1]) for word, match in found.items() if match}


def wrong(page: str) -> str:
    """What a page refuses, for the message of a failed test."""
    said = re.findall(r'class="(?:error-summary|wrong|field-error)".*?</(?:div|p|ul)>', page, re.S)
    return re.sub(r"<[^>]+>|\s+", " ", " ".join(said))[:600]


def area_code(name: str) -> str:
    return Area.objects.get(name_zh=name).code
