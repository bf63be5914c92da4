"""Photos: judged by content, refused in plain words, redrawn so that only the picture is left."""

import io
import struct
import zlib

import pytest
from cryptography.hazmat.primitives import hashes
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from qingtian.apps.identities import photos
from qingtian.apps.identities.photos import sterilise
from qingtian.errors import UnusableInput

GPS, MAKE, SERIAL, ORIENTATION = 0x8825, 0x010F, 0xA431, 0x0112
CAMERA = "SpyCam-Serial-9931"


def _picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue, so that turning and mirroring show."""
    image = Image.new("RGB", size, (0, 0, 255))
    ImageDraw.Draw(image).rectangle((0, 0, max(0, size[0] // 2 - 1), size[1]), fill=(255, 0, 0))
    return image.convert(mode)


def _bytes(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = CAMERA, orientation
    exif.get_ifd(GPS).update({1: "N", 2: (25.0, 2.0, 24.0), 3: "E", 4: (102.0, 42.0, 36.0)})
    exif.get_ifd(0x8769)[SERIAL] = CAMERA
    return exif


def _code(upload: object) -> str:
    with pytest.raises(UnusableInput) as refusal:
        sterilise(upload)
    assert refusal.value.remedy is not None
    assert refusal.value.where == "photo"
    return refusal.value.code


def _segments(jpeg: bytes) -> set[int]:
    """Markers of a JPEG up to the picture itself."""
    markers, at = set(), 2
    while jpeg[at + 1] != 0xDA:
        markers.add(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return markers


def _reopened(photo: photos.SterilePhoto) -> Image.Image:
    image = Image.open(io.BytesIO(photo.jpeg))
    image.load()
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (photo.width, photo.height))
    return image


def _is(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(got - wanted) < 40 for got, wanted in zip(pixel, colour, strict=True))


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_and_the_camera_are_gone(kind):
    original = _bytes(_picture(), kind, exif=_exif())
    assert CAMERA.encode() in original
    assert dict(Image.open(io.BytesIO(original)).getexif().get_ifd(GPS))[2] == (25.0, 2.0, 24.0)
    photo = sterilise(original)
    assert CAMERA.encode() not in photo.jpeg
    assert b"Exif" not in photo.jpeg
    image = _reopened(photo)
    assert dict(image.getexif()) == {}
    assert dict(image.getexif().get_ifd(GPS)) == {}


def test_nothing_but_the_picture_is_left():
    extras = {"exif": _exif(), "comment": CAMERA.encode(), "icc_profile": b"profile " * 30, "xmp": b"<x:xmpmeta/>"}
    original = _bytes(_picture(), **extras) + b"trailing secret of the reporter"
    assert {0xE1, 0xE2, 0xFE} <= _segments(original)
    clean = sterilise(original).jpeg
    assert _segments(clean) <= {0xE0, 0xDB, 0xC0, 0xC4}, "JFIF head, tables, frame: no application data, no comment"
    assert clean.endswith(b"\xff\xd9")
    assert b"secret" not in clean


def test_a_png_with_notes_loses_them():
    notes = PngInfo()
    notes.add_text("Author", CAMERA)
    notes.add_itxt("XML:com.adobe.xmp", CAMERA)
    original = _bytes(_picture(), "PNG", pnginfo=notes)
    assert CAMERA.encode() in original
    assert CAMERA.encode() not in sterilise(original).jpeg


@pytest.mark.parametrize(
    ("orientation", "size", "where_red_is"),
    [
        (1, (60, 40), (5, 20)),
        (2, (60, 40), (55, 20)),
        (3, (60, 40), (55, 20)),
        (4, (60, 40), (5, 20)),
        (5, (40, 60), (20, 5)),
        (6, (40, 60), (20, 5)),
        (7, (40, 60), (20, 55)),
        (8, (40, 60), (20, 55)),
    ],
)
def test_the_photo_stands_as_the_camera_was_held(orientation, size, where_red_is):
    image = _reopened(sterilise(_bytes(_picture(), exif=_exif(orientation))))
    assert image.size == size
    assert _is(image.getpixel(where_red_is), RED)
    opposite = (size[0] - 1 - where_red_is[0], size[1] - 1 - where_red_is[1])
    assert _is(image.getpixel(opposite), BLUE)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_damaged_exif_block_costs_the_turn_not_the_photo():
    original = _bytes(_picture(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff broken")
    assert (sterilise(original).width, sterilise(original).height) == (60, 40)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2047, 10), (2047, 10)),
        ((2048, 10), (2048, 10)),
        ((2049, 1000), (2048, 1000)),
        ((1000, 4096), (500, 2048)),
        ((5000, 2500), (2048, 1024)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_longest_side_is_2048_and_small_photos_are_not_enlarged(kind, size, expected):
    photo = sterilise(_bytes(_picture(size), kind))
    assert abs(photo.width - expected[0]) <= 1
    assert abs(photo.height - expected[1]) <= 1
    assert max(photo.width, photo.height) == max(expected)


def test_transparency_becomes_white_paper():
    layered = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert _is(_reopened(sterilise(_bytes(layered, "PNG"))).getpixel((10, 10)), WHITE)
    palette = Image.new("P", (20, 20), 0)
    assert _is(_reopened(sterilise(_bytes(palette, "PNG", transparency=0))).getpixel((10, 10)), WHITE)


def test_sixteen_bit_grey_keeps_its_shades():
    grey = Image.new("I;16", (20, 20), 32768)
    assert _is(_reopened(sterilise(_bytes(grey, "PNG"))).getpixel((10, 10)), (128, 128, 128))


@pytest.mark.parametrize(("mode", "kind"), [("L", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG")])
def test_every_colour_mode_of_a_camera_or_scanner_is_taken(mode, kind):
    assert sterilise(_bytes(_picture(mode=mode), kind)).width == 60


def test_a_progressive_jpeg_is_taken():
    assert _is(_reopened(sterilise(_bytes(_picture(), progressive=True))).getpixel((5, 20)), RED)


def test_of_a_multi_picture_file_the_first_picture_is_taken():
    original = _bytes(_picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), WHITE)])
    assert Image.open(io.BytesIO(original)).format == "MPO"
    image = _reopened(sterilise(original))
    assert _is(image.getpixel((5, 20)), RED)
    assert _is(image.getpixel((55, 20)), BLUE)


def test_of_an_animated_webp_the_first_frame_is_taken():
    original = _bytes(
        _picture(), "WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40), WHITE)], lossless=True
    )
    assert _is(_reopened(sterilise(original)).getpixel((5, 20)), RED)


def test_the_digest_is_that_of_the_clean_bytes():
    photo = sterilise(_bytes(_picture()))
    digest = hashes.Hash(hashes.SM3())
    digest.update(photo.jpeg)
    assert photo.sm3 == digest.finalize().hex()


def test_the_repr_does_not_print_the_picture():
    assert "jpeg" not in repr(sterilise(_bytes(_picture())))


def test_the_same_upload_gives_the_same_bytes():
    original = _bytes(_picture(), exif=_exif(6))
    assert sterilise(original).jpeg == sterilise(original).jpeg


def test_an_upload_is_read_from_its_beginning_and_left_rewound_for_sealing():
    original = _bytes(_picture())
    upload = SimpleUploadedFile("照片.jpg", original, content_type="image/jpeg")
    upload.read(10)
    assert sterilise(upload).width == 60
    assert upload.read() == original


def test_a_gif_named_jpg_is_called_a_gif_in_both_languages():
    upload = SimpleUploadedFile("photo.jpg", _bytes(_picture(), "GIF"), content_type="image/jpeg")
    with pytest.raises(UnusableInput) as refusal:
        sterilise(upload)
    assert refusal.value.code == "photo.not_a_photo"
    assert refusal.value.message.en == "This is not a photo we can take: it is a GIF."
    assert "GIF 动图" in refusal.value.message.zh


def test_a_jpeg_named_gif_is_a_photo():
    upload = SimpleUploadedFile("photo.gif", _bytes(_picture()), content_type="image/gif")
    assert sterilise(upload).width == 60


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "archive"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", "AVIF"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "video"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00", "sound"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "sound"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "video"),
        (b"RIFF\x00\x00\x00\x00ACON", "unknown"),
        (b"#!AMR\n", "sound"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF"),
        (b"BM\x00\x00\x00\x00", "BMP"),
        (b"MZ\x90\x00", "program"),
        (b"\xef\xbb\xbf <svg xmlns='x' onload='alert(1)'/>", "SVG"),
        (b"<!doctype html><script>alert(1)</script>", "web page"),
        (b"hello", "unknown"),
        (b"\x00", "unknown"),
    ],
)
def test_what_is_not_a_photo_is_named(content, word):
    with pytest.raises(UnusableInput) as refusal:
        sterilise(content)
    assert refusal.value.code == "photo.not_a_photo"
    assert word in refusal.value.message.en
    assert refusal.value.remedy is not None


def test_the_iphone_user_is_told_which_setting_to_change():
    with pytest.raises(UnusableInput) as refusal:
        sterilise(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00")
    assert "兼容性最佳" in refusal.value.remedy.zh
    assert "Most Compatible" in refusal.value.remedy.en


def test_an_empty_file_says_so():
    assert _code(b"") == "photo.empty"


@pytest.mark.parametrize("wrap", [bytes, io.BytesIO, lambda content: SimpleUploadedFile("a.jpg", content)])
def test_bytes_at_the_limit_are_taken_and_one_more_is_refused_before_anything_is_decoded(settings, monkeypatch, wrap):
    original = _bytes(_picture())
    settings.PHOTO_MAX_BYTES = len(original)
    assert sterilise(wrap(original)).width == 60

    def never(*_: object, **__: object) -> None:
        raise AssertionError("decoded although too large")

    monkeypatch.setattr(Image, "open", never)
    assert _code(wrap(original + b"x")) == "photo.too_many_bytes"


def test_an_upload_that_says_it_is_too_large_is_not_even_read(settings):
    class Unreadable(io.BytesIO):
        size = 21

        def read(self, *_: object) -> bytes:
            raise AssertionError("read although too large")

    settings.PHOTO_MAX_BYTES = 20
    assert _code(Unreadable()) == "photo.too_many_bytes"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_pixels_at_the_limit_are_taken_and_one_row_more_is_refused(monkeypatch, kind):
    monkeypatch.setitem(photos.MOST_PIXELS, kind, 100)
    assert sterilise(_bytes(Image.new("RGB", (10, 10)), kind)).width == 10
    assert _code(_bytes(Image.new("RGB", (10, 11)), kind)) == "photo.too_many_pixels"


def _png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [6_400, 10_000, 50_000])
def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused(side):
    bomb = _png_that_claims(side, side)
    assert len(bomb) < 200
    assert _code(bomb) == "photo.too_many_pixels"


def test_a_note_that_unfolds_into_megabytes_is_refused():
    notes = PngInfo()
    notes.add_text("bomb", "x" * 3_000_000, zip=True)
    assert _code(_bytes(_picture(), "PNG", pnginfo=notes)) == "photo.damaged"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_photo_that_did_not_arrive_whole_is_refused(kind, share):
    whole = _bytes(Image.effect_noise((300, 300), 80).convert("RGB"), kind)
    assert _code(whole[: int(len(whole) * share)]) == "photo.damaged"


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBP"])
@pytest.mark.parametrize("rest", [b"", b"\x00" * 64, b"\xff" * 64, bytes(range(256))])
def test_a_right_beginning_with_rubbish_behind_is_damage_not_a_crash(beginning, rest):
    assert _code(beginning + rest) == "photo.damaged"
