"""WeChat as a program: plays a chat against the callback as WeChat's servers do, and answers the calls we make.

``Chat`` speaks for one user; it signs and seals like WeChat, repeats a message up to three times where no answer comes,
and gives back the words the user would read. ``through_client`` plays inside a test, ``through_http`` against a served
city started with ``ENVIRONMENT``. ``Platform`` is the other side: tokens, pictures, customer-service messages.
"""

from __future__ import annotations

import itertools
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from qingtian.gateways.wechat.envelope import Envelope
from qingtian.gateways.wechat.signature import sign
from qingtian.gateways.wechat.writing import cdata

TOKEN, AES_KEY, APP_ID, SECRET = (
    "invented0token",
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "wxinvented000001",
    "s" * 32,
)
CALLBACK = "/api/wechat/callback/"
#: what a served city is started with to know this account
ENVIRONMENT = {
    "QINGTIAN_WECHAT_TOKEN": TOKEN,
    "QINGTIAN_WECHAT_ENCODING_AES_KEY": AES_KEY,
    "QINGTIAN_WECHAT_APP_ID": APP_ID,
    "QINGTIAN_WECHAT_APP_SECRET": SECRET,
    "QINGTIAN_WECHAT_MODE": "compatible",
}
#: path with query and body, to status and answer
Post = Callable[[str, bytes], tuple[int, bytes]]
_numbers = itertools.count(10**15)


def through_client(client: Any) -> Post:
    """Against the test client of Django."""

    def post(path: str, body: bytes) -> tuple[int, bytes]:
        answer = client.post(path, body, content_type="text/xml")
        return answer.status_code, answer.content

    return post


def through_http(base: str) -> Post:
    """Against a served city; five seconds, as WeChat waits."""

    def post(path: str, body: bytes) -> tuple[int, bytes]:
        request = Request(base.rstrip("/") + path, body, {"Content-Type": "text/xml"})
        try:
            with urlopen(request, timeout=5) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            return error.code, error.read()

    return post


@dataclass
class Chat:
    """One user's chat. ``clock`` gives Unix seconds; ``safe`` seals what is sent as WeChat's safe mode does."""

    post: Post
    openid: str = field(default_factory=lambda: "o" + secrets.token_urlsafe(20))
    safe: bool = True
    clock: Callable[[], float] = time.time
    token: str = TOKEN
    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def says(self, words: str) -> str:
        """Send words; what the account answers."""
        return self.deliver(self.message("text", Content=words))

    def at(self, latitude: float, longitude: float, label: str = "") -> str:
        """Send a location of the map (GCJ-02)."""
        return self.deliver(self.message("location", Location_X=latitude, Location_Y=longitude, Scale=16, Label=label))

    def photo(self, media_id: str) -> str:
        """Send a photo the platform holds under that id."""
        return self.deliver(self.message("image", PicUrl="http://mmbiz.example/x", MediaId=media_id))

    def event(self, name: str, key: str = "") -> str:
        """Subscribe, leave, press a button of the menu."""
        return self.deliver(self.message("event", Event=name, EventKey=key))

    def message(self, kind: str, **values: Any) -> bytes:
        """A message as WeChat writes it, with a number of its own unless it is an event."""
        if kind != "event":
            values["MsgId"] = next(_numbers)
        named = {"FromUserName": self.openid, "CreateTime": int(self.clock()), "MsgType": kind, **values}
        inner = "".join(f"<{name}>{cdata(str(value))}</{name}>" for name, value in named.items())
        return f"<xml><ToUserName><![CDATA[gh_invented]]></ToUserName>{inner}</xml>".encode()

    def call(self, message: bytes, *, nonce: str = "", timestamp: str = "") -> tuple[str, bytes]:
        """Address and body of one delivery, freshly signed."""
        timestamp, nonce = timestamp or str(int(self.clock())), nonce or secrets.token_hex(5)
        query = {"signature": sign(self.token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}
        if self.safe:
            sealed = Envelope(AES_KEY, APP_ID).close(message)
            query |= {"encrypt_type": "aes", "msg_signature": sign(self.token, timestamp, nonce, sealed)}
            outer = f"<xml><ToUserName><![CDATA[gh_invented]]></ToUserName><Encrypt>{cdata(sealed)}</Encrypt></xml>"
            message = outer.encode()
        return f"{CALLBACK}?{urlencode(query)}", message

    def deliver(self, message: bytes, tries: int = 3) -> str:
        """Deliver as WeChat does: up to three times until something usable comes; the words the user reads."""
        for _ in range(tries):
            path, body = self.call(message)
            self.sent.append((path, body))
            status, answer = self.post(path, body)
            if status == 200:
                return self.words_of(answer)
        raise AssertionError(f"the account does not answer: {status}")

    def words_of(self, answer: bytes) -> str:
        """The words in an answer; empty where there are none."""
        if answer in (b"", b"success"):
            return ""
        found = ElementTree.fromstring(answer)
        if (sealed := found.findtext("Encrypt")) is not None:
            timestamp, nonce = found.findtext("TimeStamp", ""), found.findtext("Nonce", "")
            assert found.findtext("MsgSignature") == sign(self.token, timestamp, nonce, sealed)
            found = ElementTree.fromstring(Envelope(AES_KEY, APP_ID).open(sealed))
        assert found.findtext("ToUserName") == self.openid
        assert found.findtext("FromUserName") == "gh_invented"
        words = found.findtext("Content", "")
        assert len(words.encode()) <= 2048
        return words

    def reports(self, what: str, where: str = "", when: str = "现在", *, photos: tuple[str, ...] = ()) -> str:
        """A whole report, as a resident makes it; the answer with receipt number and private address."""
        self.says(what)
        self.says(where or "不知道")
        self.says(when)
        for media_id in photos or ():
            self.photo(media_id)
        if not photos:
            self.says("没有")
        return self.says("1")


@dataclass
class Platform:
    """What WeChat's own server knows and was asked. ``failing``: so many calls are answered 502 first."""

    media: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    access: str = "access-1"
    failing: int = 0
    refusing: int = 0
    url: str = ""

    def answer(self, path: str, query: dict[str, list[str]], body: bytes) -> tuple[int, str, bytes]:
        """Status, media type and content."""
        self.asked.append(path)
        if self.failing:
            self.failing -= 1
            return 502, "text/html", b"<html>"
        if path in ("/cgi-bin/stable_token", "/cgi-bin/token"):
            return self._json(access_token=self.access, expires_in=7200)
        if query.get("access_token") != [self.access]:
            return self._json(errcode=40001, errmsg="invalid credential")
        if self.refusing:
            return self._json(errcode=self.refusing, errmsg="refused")
        if path == "/cgi-bin/media/get":
            content, media_type = self.media.get(query["media_id"][0], (b"", ""))
            return (200, media_type, content) if media_type else self._json(errcode=40007, errmsg="invalid media_id")
        if path == "/cgi-bin/message/custom/send":
            self.sent.append(json.loads(body))
            return self._json(errcode=0, errmsg="ok")
        return 404, "text/plain", b""

    @staticmethod
    def _json(**values: Any) -> tuple[int, str, bytes]:
        return 200, "application/json", json.dumps(values).encode()


@contextmanager
def platform() -> Iterator[Platform]:
    """A running server of WeChat's; ``url`` is what QINGTIAN_WECHAT_API is set to."""
    known = Platform()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, media_type, content = known.answer(parts.path, parse_qs(parts.query), body)
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _serve

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
