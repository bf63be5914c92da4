"""Where a photo says it was taken, read before the photo is redrawn without it; proposed to the sender, never used."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

from django.views.decorators.debug import sensitive_variables
from PIL import Image

from qingtian.apps.identities.photos import DAMAGE, FORMATS

_GPS, _NORTH, _LATITUDE, _EAST, _LONGITUDE = 0x8825, 1, 2, 3, 4
_EXIF, _TAKEN = 0x8769, 0x9003
_MICRODEGREE = Decimal("0.000001")


def _degrees(parts: Any, side: Any, negative: str, bound: int) -> Decimal | None:
    """Degrees of degrees, minutes and seconds; None where they are no such numbers or out of bounds."""
    degrees, minutes, seconds = (Fraction(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= bound:
        return None
    signed = -value if str(side).strip("\0 ").upper() == negative else value
    return (Decimal(signed.numerator) / Decimal(signed.denominator)).quantize(_MICRODEGREE)


@sensitive_variables()
def position_in(upload: bytes | IO[bytes]) -> tuple[Decimal, Decimal] | None:
    """Longitude and latitude (WGS-84) in the photo's own data; None where there are none that can be believed.

    Only the head of the file is read. The upload is left rewound.
    """
    stream = io.BytesIO(upload) if isinstance(upload, bytes) else upload
    stream.seek(0)
    try:
        with Image.open(stream, formats=FORMATS) as image:
            told = image.getexif().get_ifd(_GPS)
            latitude = _degrees(told[_LATITUDE], told.get(_NORTH), "S", 90)
            longitude = _degrees(told[_LONGITUDE], told.get(_EAST), "W", 180)
    except (*DAMAGE, ArithmeticError, Image.DecompressionBombError):
        return None
    finally:
        if not stream.closed:
            stream.seek(0)
    if latitude is None or longitude is None or (not latitude and not longitude):
        return None  # phones without a fix write noughts
    return longitude, latitude


@sensitive_variables()
def taken_at(upload: bytes | IO[bytes]) -> datetime | None:
    """When the photo says it was taken, by the clock of its camera; None where it says nothing readable."""
    stream = io.BytesIO(upload) if isinstance(upload, bytes) else upload
    stream.seek(0)
    try:
        with Image.open(stream, formats=FORMATS) as image:
            told = str(image.getexif().get_ifd(_EXIF).get(_TAKEN, ""))
        return datetime.strptime(told.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (a camera's own clock)
    except (*DAMAGE, Image.DecompressionBombError):
        return None
    finally:
        if not stream.closed:
            stream.seek(0)
