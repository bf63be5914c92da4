"""A relay between browser and server that keeps every answer whole, just as the browser got it."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came: ``head`` is its headers as text (addresses of redirects stand there)."""

    method: str
    path: str
    status: int
    kind: str
    head: str
    body: bytes


class _Relay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Recorder

    def _pass(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=60)
        # compressed bytes could hide a word
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("accept-encoding", "connection")}
        upstream.request(self.command, self.path, body=sent or None, headers=headers)
        answer = upstream.getresponse()
        body = answer.read()
        self.server.keep(self.command, self.path, answer, body)
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        upstream.close()

    do_GET = do_POST = do_HEAD = _pass

    def log_message(self, *words: object) -> None:
        """The server's own log is what counts."""


class Recorder(ThreadingHTTPServer):
    """Listens on a free port and passes everything on to ``target``."""

    daemon_threads = True

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Relay)
        self.target = target
        self.answers: list[Answer] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def keep(self, method: str, path: str, answer: http.client.HTTPResponse, body: bytes) -> None:
        kind = answer.getheader("Content-Type") or ""
        self.answers.append(Answer(method, path, answer.status, kind, str(answer.headers), body))
