"""What the office agreed (``<data>/weather.yaml``); without the file nothing is fetched and nothing sent.

The file may hold the password of the front machine, so it belongs to the service's user alone (mode 600).
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import yaml
from django.conf import settings
from pydantic import Field, ValidationError, field_validator

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.standards.declared import Declared

FILE = "weather.yaml"
BROKEN = Text("weather.yaml 读不出来：{why}。", "weather.yaml cannot be read: {why}.")


def _http(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        raise ValueError("an http(s) address is needed")
    return address


class Pull(Declared):
    """Their front machine: its address and the query that never changes; the time range is added each time."""

    address: str
    query: dict[str, str] = Field(default_factory=dict)

    _address = field_validator("address")(_http)

    @property
    def shown(self) -> str:
        """What a page may show: no query, no user, because a key may hide there."""
        parts = urlsplit(self.address)
        return urlunsplit((parts.scheme, parts.hostname or "", parts.path, "", ""))


class Push(Declared):
    """Where our air goes: their address, and the code they know us by."""

    address: str
    own_code: str

    _address = field_validator("address")(_http)


class Settings(Declared):
    """``source``: the code of the connected system that stands for the weather bureau."""

    source: str
    pull: Pull | None = None
    drop: Path | None = None
    push: Push | None = None
    out: Path | None = None


def weather_settings() -> Settings | None:
    """What is declared; None where nothing is. DeclarationError ``weather.settings`` names the field, never a value."""
    path = Path(settings.DATA) / FILE
    if not path.exists():
        return None
    try:
        return Settings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except ValidationError as error:
        why = ", ".join(".".join(map(str, one["loc"])) or "—" for one in error.errors())
        raise _broken(why) from None
    except (yaml.YAMLError, UnicodeError, OSError):
        raise _broken("YAML") from None


def _broken(why: str) -> DeclarationError:
    return DeclarationError("weather.settings", BROKEN.format(why=why), where=FILE)
