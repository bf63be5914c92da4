"""A report being written (草稿): kept on the server under a key that only this browser's cookie holds.

The draft never holds a name or a number to call. After sending it keeps the receipt and the secret link for a while,
encrypted with the cookie's key, so that pressing twice or reloading shows them again; the words are gone by then.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from qingtian.apps.petitions.models import ReportDraft
from qingtian.apps.petitions.receipts import digest_of, new_key
from qingtian.apps.proceedings.models import StoredFile
from qingtian.web.portal.settled import DRAFT_LIFE, RECEIVED_LIFE

COOKIE = "qingtian_report"


def is_video(stored: StoredFile) -> bool:
    """Whether this is a film, whose bytes lie in the seal alone."""
    return stored.media_type.startswith("video/")


class Draft:
    """The draft of one browser. ``row`` is None until something is kept."""

    def __init__(self, key: str, row: ReportDraft | None, *, from_phone: bool = False) -> None:
        self.key = key
        self.row = row
        self.from_phone = from_phone

    @classmethod
    def of(cls, request: HttpRequest, now: datetime) -> Draft:
        """The draft the cookie opens, or an empty one; one that is too old is gone."""
        key = request.COOKIES.get(COOKIE, "")
        row = _living(key, now) if key else None
        return cls(key if row else new_key(), row)

    @classmethod
    def of_phone(cls, key: str, now: datetime) -> Draft:
        """The draft a phone kept while offline, under the key the phone made; asked again it is the same draft."""
        return cls(key, _living(key, now), from_phone=True)

    @property
    def values(self) -> dict[str, Any]:
        return self.row.values if self.row else {}

    @property
    def sent(self) -> bool:
        return "sent" in self.values

    @property
    def files(self) -> list[StoredFile]:
        """Everything taken for this report, in the order it came."""
        return list(self.row.files.order_by("pk")) if self.row else []

    @property
    def photos(self) -> list[StoredFile]:
        """The sterile pictures."""
        return [one for one in self.files if not is_video(one)]

    @property
    def videos(self) -> list[StoredFile]:
        """Films: sealed, so there is nothing of them to show."""
        return [one for one in self.files if is_video(one)]

    def keep(self, now: datetime, **values: Any) -> ReportDraft:
        """Keep these answers beside the ones before."""
        if self.row is None:
            once = digest_of(f"once {self.key}") if self.from_phone else secrets.token_urlsafe(24)
            self.row = ReportDraft(key_digest=digest_of(self.key), values={"once": once})
        self.row.values = {**self.row.values, **values}
        self.row.changed_at = now
        self.row.save()
        return self.row

    def keep_received(self, now: datetime, receipt: str, link_key: str) -> None:
        """Forget what was written; keep the receipt and, unreadable without the cookie, the key of the link."""
        assert self.row is not None
        words = json.dumps({"receipt": receipt, "key": link_key}).encode()
        self.row.values = {"sent": self._cipher().encrypt(words).decode()}
        if self.from_phone:
            self.row.values["from_phone"] = True
        self.row.photos_token = ""
        self.row.changed_at = now
        self.row.save()
        self.row.files.clear()

    def received(self) -> tuple[str, str] | None:
        """Receipt number and key of the secret link of the report just sent."""
        if not self.sent:
            return None
        try:
            found = json.loads(self._cipher().decrypt(self.values["sent"].encode()))
        except InvalidToken:
            return None
        return found["receipt"], found["key"]

    def give_cookie(self, response: HttpResponse) -> HttpResponse:
        """The key goes to the browser alone; scripts cannot read it."""
        response.set_cookie(
            COOKIE,
            self.key,
            max_age=int(DRAFT_LIFE.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def _cipher(self) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"qingtian draft " + self.key.encode()).digest()))


def _living(key: str, now: datetime) -> ReportDraft | None:
    """The row of that key, unless its life is over: then it is gone.

    What a phone sent shows its receipt longer: the answer may have been lost where there is no network for a day.
    """
    row = ReportDraft.objects.filter(key_digest=digest_of(key)).first()
    short = row is not None and "sent" in row.values and "from_phone" not in row.values
    if row is not None and now - row.changed_at > (RECEIVED_LIFE if short else DRAFT_LIFE):
        discard(row)
        return None
    return row


def remove_file(stored: StoredFile) -> None:
    """Delete a sterile copy that belongs to no matter; its bytes go when no other record holds them."""
    path, digest = stored.path, stored.sm3
    stored.delete()
    if not StoredFile.objects.filter(sm3=digest).exists():
        path.unlink(missing_ok=True)


def discard(row: ReportDraft) -> None:
    """Delete a draft and its photos. The sealed originals are orphans then, and the vault's sweep removes them."""
    files = list(row.files.filter(proceeding__isnull=True))
    row.delete()
    for stored in files:
        remove_file(stored)
