"""What a file is, by its first bytes; its name and declared type are never asked."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.language import Text


@dataclass(frozen=True)
class MediaKind:
    """A kind of file: whether it is a photo the product takes, what to call it, what the sender can do."""

    accepted: bool
    name: Text
    remedy: Text | None = None


_SCREENSHOT = Text("请截一张静止的图再上传。", "Take a screenshot of it and send that.")
_IPHONE = Text(
    "在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或截图上传。",
    "Choose Settings, Camera, Formats, Most Compatible and take it again, or send a screenshot.",
)
_FRAME = Text("请从视频中截取一帧画面上传。", "Send one frame of the video as a picture.")

PHOTO = MediaKind(True, Text("照片", "a photo"))
GIF = MediaKind(False, Text("GIF 动图", "a GIF"), _SCREENSHOT)
HEIC = MediaKind(False, Text("HEIC 照片", "a HEIC photo"), _IPHONE)
AVIF = MediaKind(False, Text("AVIF 图片", "an AVIF picture"), _SCREENSHOT)
VIDEO = MediaKind(False, Text("视频", "a video"), _FRAME)
SOUND = MediaKind(False, Text("录音", "a sound recording"))
TIFF = MediaKind(False, Text("TIFF 或相机原始图片", "a TIFF or raw camera picture"), _SCREENSHOT)
BITMAP = MediaKind(False, Text("BMP 图片", "a BMP picture"), _SCREENSHOT)
PDF = MediaKind(False, Text("PDF 文件", "a PDF"), _SCREENSHOT)
ZIP = MediaKind(False, Text("压缩包或 Office 文件", "an archive or Office file"))
PROGRAM = MediaKind(False, Text("程序文件", "a program"))
MARKUP = MediaKind(False, Text("网页或 SVG 文件", "a web page or SVG file"), _SCREENSHOT)
OTHER = MediaKind(False, Text("无法识别的文件", "a file of an unknown kind"))

_BEGINNINGS: list[tuple[bytes, MediaKind]] = [
    (b"\xff\xd8\xff", PHOTO),
    (b"\x89PNG\r\n\x1a\n", PHOTO),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"Rar!", ZIP),
    (b"7z\xbc\xaf\x27\x1c", ZIP),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"BM", BITMAP),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!AMR", SOUND),
    (b"ID3", SOUND),
    (b"\x1aE\xdf\xa3", VIDEO),
]
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def _boxed(content: bytes) -> MediaKind:
    """Files of ISO base media (HEIC, AVIF, MP4): the brand tells."""
    brand = content[8:12]
    if brand in _HEIF_BRANDS:
        return HEIC
    if brand in (b"avif", b"avis"):
        return AVIF
    return SOUND if brand == b"M4A " else VIDEO


def _riff(content: bytes) -> MediaKind:
    """WebP, AVI and WAV share one wrapper."""
    return {b"WEBP": PHOTO, b"AVI ": VIDEO, b"WAVE": SOUND}.get(content[8:12], OTHER)


def kind_of_content(content: bytes) -> MediaKind:
    """The kind of a file with at least one byte."""
    if content[4:8] == b"ftyp":
        return _boxed(content)
    if content[:4] == b"RIFF":
        return _riff(content)
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    return MARKUP if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else OTHER
