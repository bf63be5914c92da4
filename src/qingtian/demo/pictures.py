"""Drawn pictures standing in for photos and scans: a horizon or lines of text, marked as drawn, never a real place."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

INK, PAPER, ROAD = (26, 33, 37), (252, 251, 247), (203, 200, 188)
SKIES = ((176, 196, 205), (150, 150, 140), (120, 124, 130), (205, 200, 184))


def _saved(image: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, quality=70)
    return buffer.getvalue()


def photo(rng: Random) -> bytes:
    """A small JPEG: sky, ground, a building or two and a plume."""
    image = Image.new("RGB", (480, 360), rng.choice(SKIES))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 240, 480, 360), fill=ROAD)
    for _ in range(rng.randrange(1, 4)):
        left, top = rng.randrange(20, 360), rng.randrange(120, 210)
        draw.rectangle((left, top, left + rng.randrange(40, 110), 250), fill=(90, 96, 100))
        draw.ellipse((left + 10, top - 70, left + 90, top - 10), fill=(128, 128, 124))
    draw.text((10, 340), "DRAWN FOR DEMONSTRATION", fill=INK)
    return _saved(image, "JPEG")


def scan(rng: Random, words: str) -> bytes:
    """A small PNG that looks like a signed sheet: a red line, grey lines of text, a scribble."""
    image = Image.new("RGB", (420, 594), PAPER)
    draw = ImageDraw.Draw(image)
    draw.line((40, 90, 380, 90), fill=(176, 32, 36), width=3)
    for row in range(rng.randrange(9, 16)):
        draw.line((50, 130 + 24 * row, rng.randrange(240, 370), 130 + 24 * row), fill=(120, 120, 118), width=4)
    points = [(250 + 12 * n, 530 + rng.randrange(-14, 14)) for n in range(9)]
    draw.line(points, fill=INK, width=2)
    draw.text((50, 60), f"DEMONSTRATION {words}", fill=INK)
    return _saved(image, "PNG")
