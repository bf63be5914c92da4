"""What an office would otherwise run: a receiver that commits each frame before it answers it, as usual on the web."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from qingtian.hj212.crc import judge_crc

ANSWER = "QN={QN};ST=91;CN=9014;PW={PW};MN={MN};Flag=4;CP=&&&&"


async def serve(folder: Path) -> int:
    """Listen on a free port; the port. No quarantine, no repeats found, no correction told from the first."""
    from qingtian.hj212.writing import write_frame

    file = sqlite3.connect(folder / "by_hand.sqlite", isolation_level=None)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE frame (qn TEXT, mn TEXT, raw BLOB)")

    async def line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while raw := await reader.readline():
                segment, crc = raw[6:-6], raw[-6:-2].decode("ascii", "replace")
                if judge_crc(segment, crc) != "ok":
                    continue
                head = dict(p.split("=", 1) for p in segment.split(b"CP=")[0].decode().split(";") if "=" in p)
                file.execute("INSERT INTO frame VALUES (?, ?, ?)", (head["QN"], head["MN"], raw))  # one flush each
                writer.write(write_frame(ANSWER.format(**head).encode()))
                await writer.drain()
        except ConnectionError:
            return
        finally:
            writer.close()

    server = await asyncio.start_server(line, "127.0.0.1", 0, backlog=4096)
    return int(server.sockets[0].getsockname()[1])
