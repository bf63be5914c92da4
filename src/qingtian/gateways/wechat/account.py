"""The official account of this installation: its secrets, from the environment or ``<keys>/wechat.yaml``.

Never in the repository, never in the database, never in a log. Each name may stand in the file or as a variable
``QINGTIAN_WECHAT_<NAME>``; the variable wins.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingtian.errors import DeclarationError, QingtianError
from qingtian.gateways.wechat.envelope import Envelope
from qingtian.language import Text

FILE = "wechat.yaml"
#: what WeChat's own page shows, and what each is called there
NAMES = {"token": "Token", "encoding_aes_key": "EncodingAESKey", "app_id": "AppID", "app_secret": "AppSecret"}
MODES = ("plain", "compatible", "safe")
API = "https://api.weixin.qq.com"
#: ours: messages of one person within so many minutes are one report without asking
JOIN_MINUTES = 10
#: ours: a callback's time may differ from our clock by so many seconds
WINDOW_SECONDS = 300


@dataclass(frozen=True)
class Account:
    """``mode`` is what WeChat's page says: ``safe`` refuses what comes unencrypted. ``api`` is where it is called."""

    token: str = field(repr=False)
    encoding_aes_key: str = field(repr=False)
    app_id: str
    app_secret: str = field(repr=False)
    mode: str = "safe"
    api: str = API
    join: timedelta = timedelta(minutes=JOIN_MINUTES)
    window: int = WINDOW_SECONDS

    @property
    def envelope(self) -> Envelope | None:
        """None in plain mode without a key."""
        return Envelope(self.encoding_aes_key, self.app_id) if self.encoding_aes_key else None


def file() -> Path:
    """Where the secrets may be written down, readable by their owner alone."""
    return Path(settings.KEYS) / FILE


def _unusable(zh: str, en: str, remedy: tuple[str, str]) -> DeclarationError:
    return DeclarationError("wechat.account", Text(zh, en), where=FILE, remedy=Text(*remedy))


def _written() -> dict[str, Any]:
    path = file()
    if not path.exists():
        return {}
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise _unusable("别的用户也能读它。", "Other users can read it.", ("chmod 600 它。", "Run chmod 600 on it."))
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeError):
        read = None
    if not isinstance(read, dict):
        raise _unusable("读不出来。", "It cannot be read.", ("每行写“名称: 值”。", "Write “name: value” lines."))
    return read


def _values() -> dict[str, str]:
    known = (*NAMES, "mode", "api", "join_minutes", "window_seconds")
    written = _written()
    found = {name: os.environ.get(f"QINGTIAN_WECHAT_{name.upper()}") or written.get(name) for name in known}
    return {name: str(value).strip() for name, value in found.items() if value not in (None, "")}


def lacking() -> list[str]:
    """What WeChat's page calls the things that are not there yet; in plain mode the AES key is not needed."""
    values = _values()
    needed = [name for name in NAMES if not (name == "encoding_aes_key" and values.get("mode") == "plain")]
    return [NAMES[name] for name in needed if name not in values]


def account() -> Account | None:
    """The account; None where none is set up. Raises DeclarationError ``wechat.account`` where it cannot be used."""
    values = _values()
    if not values:
        return None
    if missing := lacking():
        names = "、".join(missing)
        raise _unusable(f"还缺 {names}。", f"It lacks {', '.join(missing)}.", ("补上。", "Add it."))
    mode = values.get("mode", "safe")
    try:
        made = Account(
            values["token"], values.get("encoding_aes_key", ""), values["app_id"], values["app_secret"], mode,
            values.get("api", API).rstrip("/"), timedelta(minutes=int(values.get("join_minutes", JOIN_MINUTES))),
            int(values.get("window_seconds", WINDOW_SECONDS)),
        )  # fmt: skip
        _ = made.envelope
    except (ValueError, QingtianError):
        raise _unusable(
            "有一项不能用。", "A value cannot be used.", ("对照文档。", "Compare the documentation.")
        ) from None
    if mode not in MODES or not made.api.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise _unusable(
            "mode 或 api 不能用。", "mode or api cannot be used.", ("对照文档。", "Compare the documentation.")
        )
    return made
