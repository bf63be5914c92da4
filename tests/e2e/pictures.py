"""Photos as phones make them, drawn here: one with the place it was taken at, and files that are no photos."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

#: the place written into the photo; it must never come out again
GPS_IFD = 0x8825
CAMERA = "E2E-CAMERA-7731"


def photo_with_place() -> bytes:
    """A JPEG whose metadata holds latitude, longitude and the camera's name."""
    image = Image.new("RGB", (640, 480), "#8fa3ad")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 300, 640, 480), fill="#55604f")
    draw.ellipse((420, 60, 520, 160), fill="#d8d3c4")
    exif = Image.Exif()
    exif[0x0110] = CAMERA
    exif[GPS_IFD] = {1: "N", 2: (25.0, 2.0, 33.5), 3: "E", 4: (102.0, 42.0, 19.25)}
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def gif() -> bytes:
    """A GIF, for calling it a JPEG."""
    out = io.BytesIO()
    Image.new("P", (32, 32), 3).save(out, "GIF")
    return out.getvalue()


def place_in(jpeg: bytes) -> dict[int, object]:
    """The place a photo gives away; empty when it gives none."""
    return dict(Image.open(io.BytesIO(jpeg)).getexif().get_ifd(GPS_IFD))


def paper() -> bytes:
    """A scan of a signed paper."""
    image = Image.new("RGB", (420, 594), "white")
    ImageDraw.Draw(image).line((60, 500, 220, 470, 300, 510), fill="black", width=4)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
