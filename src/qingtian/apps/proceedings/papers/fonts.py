"""Fonts for the PDF: the official faces where the office has them, free ones in their place where not.

The faces official papers name (仿宋_GB2312, 方正小标宋简体, 楷体_GB2312) are not free and are not shipped. A fontconfig
file made for each conversion says what may stand in; text must never come out as boxes.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from qingtian.errors import QingtianError
from qingtian.language import Text

logger = logging.getLogger(__name__)

_SONG = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Droid Sans Fallback")
#: face a paper names → what may stand in, best first
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", *_SONG, *_SANS),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang R", *_SONG, *_SANS),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "FandolKai", "AR PL UKai CN", *_SONG, *_SANS),
    "黑体": ("SimHei", "STHeiti", *_SANS, *_SONG),
    "宋体": ("SimSun", "STSong", *_SONG, *_SANS),
    "Times New Roman": ("Liberation Serif", "Tinos", "Source Serif 4", "Noto Serif", *_SONG, "DejaVu Serif"),
}
#: stand-ins of this face are set bold: 小标宋 is a heavy face, an ordinary 宋 is not
HEAVY = "方正小标宋简体"


def font_environment(room: Path, font_dirs: Sequence[Path]) -> dict[str, str]:
    """The process environment with a fontconfig file written in ``room``, ``font_dirs`` first."""
    (room / "font-cache").mkdir()
    file = room / "fonts.conf"
    file.write_text(fontconfig(room / "font-cache", font_dirs), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


def fontconfig(cache: Path, font_dirs: Sequence[Path]) -> str:
    """A fontconfig file: extra folders, the system's own rules, then the stand-ins."""
    folders = "".join(f"<dir>{escape(str(Path(folder).resolve()))}</dir>" for folder in font_dirs)
    aliases = "".join(_alias(face, stand_ins) for face, stand_ins in STAND_INS.items())
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{folders}{aliases}{_heavy()}"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<cachedir>{escape(str(cache))}</cachedir></fontconfig>"
    )


def _alias(face: str, stand_ins: Sequence[str]) -> str:
    families = "".join(f"<family>{escape(name)}</family>" for name in stand_ins)
    return f'<alias binding="same"><family>{escape(face)}</family><accept>{families}</accept></alias>'


def _heavy() -> str:
    return (
        f'<match target="pattern"><test name="family"><string>{HEAVY}</string></test>'
        '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit></match>'
    )


def refuse_without_chinese(environment: Mapping[str, str]) -> None:
    """Refuse to print boxes; log which face stands in for which. Without fontconfig the system decides."""
    if not shutil.which("fc-match"):
        logger.info("fontconfig is not installed: the system chooses the fonts of papers")
        return
    for face, found in stand_ins_found(environment).items():
        logger.info("font of papers: %s set in %s", face, found)
    if not _ask(["fc-list", ":lang=zh-cn", "family"], environment):
        raise QingtianError(
            "paper.no_chinese_font",
            Text("没有找到中文字体，PDF会成为方框。", "No Chinese font was found; the PDF would show boxes."),
            remedy=Text(
                "请安装思源宋体（Noto Serif CJK SC）或者指定字体文件夹。",
                "Install Noto Serif CJK SC, or name a folder of fonts.",
            ),
        )


def stand_ins_found(environment: Mapping[str, str]) -> dict[str, str]:
    """For each face a paper names, the family that will be used."""
    return {face: _ask(["fc-match", "-f", "%{family[0]}", face], environment) for face in STAND_INS}


def _ask(command: list[str], environment: Mapping[str, str]) -> str:
    answer = subprocess.run(command, env=dict(environment), capture_output=True, check=False)  # noqa: S603
    return answer.stdout.decode(errors="replace").strip()
