"""The simulated bureau as a real HTTP server: ``GET /music/api`` answers, ``POST /exchange/v1/batches`` takes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from qingtian.gateways.signing.canonical import NONCE, PARTNER, SIGNATURE, TIMESTAMP, signature, words_signed
from qingtian.gateways.weather.simulated.answering import Script, answer
from qingtian.measurements.weather.periods import SHANGHAI, utc_moment

RANGE = re.compile(r"\[(\d{14}),(\d{14})([\])])")


class SimulatedBureau:
    """A bureau on a port of this machine (0: any free one). ``clock`` says what time it believes it is.

    ``fails``: how many calls from now on are answered 503. ``batches``: what it took, by its number.
    """

    def __init__(self, stations: Sequence[str], script: Script, clock: Callable[[], datetime], *, secret: str = "",
                 port: int = 0) -> None:  # fmt: skip
        self.stations, self.script, self.clock, self.secret = list(stations), script, clock, secret
        self.fails = self.calls = 0
        self.batches: dict[str, dict[str, Any]] = {}
        self.nonces: set[str] = set()
        self.lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> SimulatedBureau:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        """Answer until interrupted."""
        self._server.serve_forever()

    def music(self, query: Mapping[str, list[str]]) -> dict[str, Any]:
        """The answer to a query; status stays 200 whatever is wrong, as theirs does."""
        found = RANGE.fullmatch(query.get("timeRange", [""])[0])
        if found is None:
            return {"returnCode": "-2002", "returnMessage": "parameter timeRange is wrong"}
        begin, end = (_moment(text) for text in found.groups()[:2])
        last = end - timedelta(seconds=1) if found[3] == ")" else end
        wanted = [one for one in ",".join(query.get("staIds", [])).split(",") if one]
        stations = [one for one in self.stations if not wanted or one in wanted]
        return answer(stations, begin, last.replace(minute=0, second=0), self.clock(), self.script)

    def take(self, headers: Mapping[str, str], path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        """Check the signature, the time and the nonce; keep the batch. 409 for a nonce that was used."""
        stamp, nonce = headers.get(TIMESTAMP, "0"), headers.get(NONCE, "")
        right = signature(self.secret.encode(), words_signed("POST", path, stamp, nonce, body))
        if not headers.get(PARTNER) or headers.get(SIGNATURE) != right:
            return 401, {"code": "not_proved"}
        if abs(self.clock().timestamp() - int(stamp)) > 300:
            return 401, {"code": "out_of_time"}
        with self.lock:
            if nonce in self.nonces:
                return 409, {"code": "repeated"}
            self.nonces.add(nonce)
            number = f"sim-{len(self.batches) + 1}"
            sent = json.loads(body)
            self.batches[number] = sent
        digest = hashlib.sha256(body).hexdigest()
        return 202, {"batch_id": number, "received_rows": len(sent["rows"]), "sha256": digest}


def _moment(text: str) -> datetime:
    parts = [int(text[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14))]
    return utc_moment(*parts) or datetime(1970, 1, 1, tzinfo=UTC).astimezone(SHANGHAI)


def _handler(bureau: SimulatedBureau) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if self._fails():
                return
            if asked.path == "/music/api":
                self._answer(200, bureau.music(parse_qs(asked.query)))
            else:
                self._answer(404, {"code": "not_found"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if not self._fails():
                self._answer(*bureau.take(self.headers, self.path, body))

        def _fails(self) -> bool:
            bureau.calls += 1
            if bureau.fails <= 0:
                return False
            bureau.fails -= 1
            self._answer(503, {"code": "busy"})
            return True

        def _answer(self, status: int, told: Mapping[str, Any]) -> None:
            content = json.dumps(told, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    return Handler
