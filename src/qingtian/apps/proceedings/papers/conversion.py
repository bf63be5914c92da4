"""From the filled Word file to PDF, through LibreOffice in a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

from qingtian.apps.proceedings.papers.fonts import font_environment, refuse_without_chinese
from qingtian.apps.proceedings.papers.profile import closed_profile
from qingtian.errors import QingtianError
from qingtian.language import Text

PROGRAMS = ("soffice", "libreoffice")


def to_pdf(docx: bytes, *, timeout: int = 120, font_dirs: Sequence[Path] | None = None) -> bytes:
    """The paper as PDF with its fonts embedded; ``timeout`` in seconds.

    The profile is private and thrown away, so two conversions at once do not disturb each other or an open office; in
    it no macro runs, no link is followed to a file or an address, and there is no network: the paper may be one that
    somebody sent.
    ``font_dirs`` are searched before the system's fonts; left out, the fonts of set-up are, so that a machine without
    any Chinese font of its own still prints words. Which face stood in for which is logged.

    Raises QingtianError ``paper.no_libreoffice``, ``paper.no_chinese_font``, ``paper.pdf_timeout`` or
    ``paper.pdf_failed``.
    """
    program = _libreoffice()
    with tempfile.TemporaryDirectory(prefix="qingtian-paper-") as name:
        room = Path(name)
        environment = font_environment(room, [settings.ASSETS / "fonts"] if font_dirs is None else font_dirs)
        refuse_without_chinese(environment)
        (room / "paper.docx").write_bytes(docx)
        said = _run(_command(program, room), environment, timeout)
        result = room / "paper.pdf"
        if not result.is_file() or not result.read_bytes().startswith(b"%PDF-"):
            raise _failed(said)
        return result.read_bytes()


def _libreoffice() -> str:
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found:
        return found
    raise QingtianError(
        "paper.no_libreoffice",
        Text("这台机器没有安装LibreOffice，不能生成PDF。", "LibreOffice is not installed here, so no PDF can be made."),
        remedy=Text(
            "请安装LibreOffice，或者下载Word文件后另存为PDF；Word文件不受影响。",
            "Install LibreOffice, or download the Word file and save it as PDF; the Word file is unaffected.",
        ),
    )


def _command(program: str, room: Path) -> list[str]:
    profile = closed_profile(room / "profile").as_uri()
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    target = ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(room)]
    return [program, f"-env:UserInstallation={profile}", *quiet, *target, str(room / "paper.docx")]


def _run(command: list[str], environment: Mapping[str, str], timeout: int) -> str:
    """Run to the end or to the time limit; the whole process group goes, for soffice starts children."""
    process = subprocess.Popen(  # noqa: S603 fixed arguments, no shell
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as late:
        _stop(process)
        raise _too_slow(timeout) from late
    return said.decode(errors="replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _too_slow(timeout: int) -> QingtianError:
    return QingtianError(
        "paper.pdf_timeout",
        Text("生成PDF超过{n}秒，已停止。", "Making the PDF took more than {n} seconds and was stopped.").format(
            n=timeout
        ),
        remedy=Text("请稍后再试；Word文件不受影响。", "Try again later; the Word file is unaffected."),
    )


def _failed(said: str) -> QingtianError:
    last = said.strip().splitlines()[-1] if said.strip() else "-"
    return QingtianError(
        "paper.pdf_failed",
        Text("LibreOffice没有生成PDF（{said}）。", "LibreOffice made no PDF ({said}).").format(said=last),
        remedy=Text("请下载Word文件后另存为PDF。", "Download the Word file and save it as PDF."),
    )
