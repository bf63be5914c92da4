"""Photos from residents, made safe to show: judged by content, decoded once, redrawn with nothing but the picture.

The original, with its place and its camera, is sealed by ``vault.seal_file``; what everybody else sees is this copy.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from dataclasses import dataclass, field
from typing import IO

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from qingtian.apps.identities.media_kinds import kind_of_content
from qingtian.errors import UnusableInput
from qingtian.language import Text

#: the only decoders an upload reaches; the one for JPEG also recognises MPO
FORMATS = tuple(plugin.format for plugin in (JpegImageFile, PngImageFile, WebPImageFile))
LONGEST_SIDE = 2048  # pixels; enough to read a number plate or a pipe's label on a screen
QUALITY = 82
#: pixels accepted, checked before decoding. A JPEG is decoded at a reduced scale, the others only at full size.
MOST_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
#: everything Pillow and its decoders raise on a damaged picture
DAMAGE = (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, struct.error, zlib.error)

# Pillow writes every EXIF value it reads, owner and place among them, to its log at the level of debugging
logging.getLogger("PIL").setLevel(logging.INFO)

JPEG_PLEASE = Text("请上传 JPEG、PNG 或 WebP 照片。", "Send a JPEG, PNG or WebP photo.")


@dataclass(frozen=True)
class SterilePhoto:
    """A JPEG without any metadata: its bytes, width and height in pixels, SM3 (64 hexadecimal digits)."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    sm3: str


def _refusal(code: str, message: Text, remedy: Text) -> UnusableInput:
    return UnusableInput(f"photo.{code}", message, where="photo", remedy=remedy)


def _too_many_bytes(limit: int) -> UnusableInput:
    size = f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit} B"
    message = Text("照片超过 {size}。", "The photo is larger than {size}.").format(size=size)
    return _refusal("too_many_bytes", message, Text("请换一张较小的照片。", "Send a smaller photo."))


def _damaged() -> UnusableInput:
    return _refusal(
        "damaged",
        Text("照片不完整或已损坏。", "The photo is incomplete or damaged."),
        Text("可能没有传完，请重新选择照片再传一次。", "It may not have arrived whole; choose it and send it again."),
    )


def _too_many_pixels(limit: int) -> UnusableInput:
    message = Text("照片超过 {limit} 百万像素。", "The photo has more than {limit} million pixels.").format(
        limit=limit // 1_000_000
    )
    return _refusal(
        "too_many_pixels",
        message,
        Text("请用普通拍照模式重拍，或先缩小。", "Take it in the ordinary mode or reduce it."),
    )


def _read(upload: bytes | IO[bytes]) -> bytes:
    """All bytes from the beginning, never more than the limit; the upload is left rewound for whoever seals it."""
    limit: int = settings.PHOTO_MAX_BYTES
    if isinstance(upload, bytes):
        content = upload
    else:
        if (getattr(upload, "size", 0) or 0) > limit:
            raise _too_many_bytes(limit)
        upload.seek(0)
        content = upload.read(limit + 1)
        upload.seek(0)
    if len(content) > limit:
        raise _too_many_bytes(limit)
    return content


def _check_kind(content: bytes) -> None:
    if not content:
        raise _refusal("empty", Text("照片是空文件。", "The photo is an empty file."), JPEG_PLEASE)
    kind = kind_of_content(content)
    if not kind.accepted:
        message = Text("这不是照片，而是{kind}。", "This is not a photo we can take: it is {kind}.").format(
            kind=kind.name
        )
        raise _refusal("not_a_photo", message, kind.remedy or JPEG_PLEASE)


def _open(content: bytes) -> Image.Image:
    """The picture with its header read and nothing decoded; refused when decoding it would take too much memory."""
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels(MOST_PIXELS["JPEG"]) from None
    except DAMAGE:
        raise _damaged() from None
    limit = MOST_PIXELS[image.format or "PNG"]
    if image.width * image.height > limit:
        raise _too_many_pixels(limit)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held; a damaged EXIF block costs the turn, not the photo."""
    try:
        return ImageOps.exif_transpose(image)
    except DAMAGE:
        return image


def _on_white(image: Image.Image) -> Image.Image:
    """Plain RGB: transparency becomes white, sixteen-bit grey becomes eight-bit."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")


def _redraw(image: Image.Image) -> Image.Image:
    """The picture alone, on a new canvas: what is not a pixel stays behind."""
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    picture = _on_white(_upright(image))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", picture.size)
    canvas.paste(picture)
    return canvas


def _jpeg(canvas: Image.Image) -> bytes:
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def sterilise(upload: bytes | IO[bytes]) -> SterilePhoto:
    """A clean JPEG of an uploaded JPEG, PNG or WebP, upright, at most 2048 pixels a side.

    Raises photo.empty, photo.not_a_photo (says what it is instead), photo.too_many_bytes (``PHOTO_MAX_BYTES``, before
    anything is decoded), photo.too_many_pixels, photo.damaged. A colour profile is dropped, not converted.
    """
    content = _read(upload)
    _check_kind(content)
    image = _open(content)
    try:
        canvas = _redraw(image)
    except DAMAGE:
        raise _damaged() from None
    jpeg = _jpeg(canvas)
    digest = hashes.Hash(hashes.SM3())
    digest.update(jpeg)
    return SterilePhoto(jpeg, canvas.width, canvas.height, digest.finalize().hex())
