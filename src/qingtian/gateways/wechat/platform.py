"""Calls to WeChat: a token, a picture, a message. From the queue only, each bounded in time and size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from qingtian import __version__
from qingtian.gateways.wechat.account import Account

TIMEOUT = 15.0
#: hosts of WeChat a video may lie on; it is fetched from nowhere else
VIDEO_HOSTS = (".qq.com", ".qpic.cn", ".wechat.com")


class Refused(Exception):
    """WeChat answered with an error code; the message holds the code and nothing else."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(str(code))


class Unreachable(Exception):
    """WeChat did not answer, or not usably; ``code`` names the kind of fault, never the address, which holds keys."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, repr=False)
class Fetched:
    """A picture or recording as it came."""

    content: bytes
    media_type: str


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@sensitive_variables()
def _call(url: str, body: dict[str, Any] | None = None, most: int = 1 << 20) -> Fetched:
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    headers = {"User-Agent": f"qingtian/{__version__}", "Content-Type": "application/json; charset=utf-8"}
    try:
        with build_opener(_NoRedirect()).open(Request(url, data, headers), timeout=TIMEOUT) as answer:  # noqa: S310 - the API's own address
            content = answer.read(most + 1)
            media_type = answer.headers.get_content_type()
    except HTTPError as error:
        raise Unreachable(f"http {error.code}") from None
    except (URLError, TimeoutError, OSError, HTTPException, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    if len(content) > most:
        raise Unreachable("too large")
    return Fetched(content, media_type)


def _answer(fetched: Fetched) -> dict[str, Any]:
    try:
        found = json.loads(fetched.content)
    except ValueError:
        raise Unreachable("not JSON") from None
    if not isinstance(found, dict):
        raise Unreachable("not JSON")
    if code := int(found.get("errcode") or 0):
        if code == -1:  # WeChat is busy
            raise Unreachable("busy")
        raise Refused(code)
    return found


@sensitive_variables()
def access_token(account: Account, *, fresh: bool = False) -> tuple[str, int]:
    """A token and its seconds, the same for everybody who asks (stable_token). Raises Refused, Unreachable."""
    asked = {"grant_type": "client_credential", "appid": account.app_id, "secret": account.app_secret}
    found = _answer(_call(f"{account.api}/cgi-bin/stable_token", {**asked, "force_refresh": fresh}))
    try:
        return str(found["access_token"]), int(found["expires_in"])
    except (KeyError, ValueError):
        raise Unreachable("no token") from None


@sensitive_variables()
def media(account: Account, access: str, media_id: str) -> Fetched:
    """What a MediaId stands for; a video lies behind an address of its own. Raises Refused, Unreachable."""
    most = settings.PHOTO_MAX_BYTES
    query = urlencode({"access_token": access, "media_id": media_id})
    fetched = _call(f"{account.api}/cgi-bin/media/get?{query}", most=most)
    if fetched.media_type not in ("application/json", "text/plain"):
        return fetched
    url = str(_answer(fetched).get("video_url", ""))
    host = urlsplit(url).hostname or ""
    known = host.endswith(VIDEO_HOSTS) or url.startswith(account.api + "/")
    if not url.startswith(("http://", "https://")) or not known:
        raise Unreachable("no media")
    return _call(url, most=most)


@sensitive_variables()
def send_text(account: Account, access: str, openid: str, words: str) -> None:
    """A customer-service message. Raises Refused, Unreachable."""
    body = {"touser": openid, "msgtype": "text", "text": {"content": words}}
    _answer(_call(f"{account.api}/cgi-bin/message/custom/send?{urlencode({'access_token': access})}", body))
