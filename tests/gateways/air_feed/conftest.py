"""A small source of real-time air: three stations of a small city, files in the national feed's own columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from qingtian.apps.installation.kind import REAL, mark
from qingtian.apps.places.models import Area, Station
from tests.days import SHANGHAI

NOON = datetime(2026, 10, 12, 12, 5, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
CODES = ("1001A", "1002A", "1003A")


def text(hour: datetime, *codes: str, pm10: str = "80") -> str:
    """One hour as the feed writes it; O3_24h is the current hour (facts §8)."""
    head = "StationCode,TimePoint,SO2,NO2,CO,O3,O3_24h,PM10,PM2_5"
    rows = [f"{code},{hour:%Y-%m-%d %H:%M:%S},8,30,0.7,90,80,{pm10},40" for code in codes or CODES]
    return "\n".join([head, *rows]) + "\n"


@pytest.fixture
def stations(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"
    mark(REAL, receiver="somewhere", now=NOON)
    area = Area.objects.create(code="a", name_zh="示例区", name_en="District", kind="district")
    for code in CODES:
        Station.objects.create(
            code=code, name_zh=code, name_en=code, level="city", area=area, longitude=Decimal(102), latitude=Decimal(25)
        )


class Source:
    """A local server: what it answers by path, the paths it was asked for, and how often it fails first."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.failures = 0
        outer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                if outer.failures:
                    outer.failures -= 1
                    self.send_error(503)
                elif self.path in outer.pages:
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(outer.pages[self.path].encode())
                else:
                    self.send_error(404)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def source() -> Iterator[Source]:
    made = Source()
    yield made
    made.server.shutdown()
    made.server.server_close()
