"""A short video is judged by its content and sealed as it came; a photo's own place is proposed and never just used."""

import io
import struct

import pytest
from django.test import Client
from PIL import Image

from qingtian.apps.identities.models import SealedFile
from qingtian.apps.identities.videos import judged
from qingtian.apps.petitions.models import Petition, ReportDraft
from qingtian.apps.proceedings.models import StoredFile
from qingtian.errors import UnusableInput
from tests.web.portal.conftest import picture

pytestmark = pytest.mark.once
PLACE = (25.0389, 102.7183)


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(brand: bytes = b"isom", seconds: float = 12, whole: bool = True) -> bytes:
    """A film as far as its boxes go; what is drawn in it nobody reads."""
    head = struct.pack(">IIIII", 0, 0, 0, 1000, round(seconds * 1000)) + bytes(80)
    data = box(b"ftyp", brand + bytes(4) + brand) + box(b"mdat", b"pictures" * 50)
    return data + (box(b"moov", box(b"mvhd", head)) if whole else b"")


def element(identifier: str, content: bytes) -> bytes:
    return bytes.fromhex(identifier) + struct.pack(">Q", len(content) | 1 << 56) + content


def webm(seconds: float | None = 12, doctype: bytes = b"webm") -> bytes:
    told = element("2AD7B1", (1_000_000).to_bytes(3, "big"))
    told += element("4489", struct.pack(">d", seconds * 1000)) if seconds is not None else b""
    return element("1A45DFA3", element("4282", doctype)) + element("18538067", element("1549A966", told))


def upload(content: bytes, name: str = "a.mp4") -> io.BytesIO:
    stream = io.BytesIO(content)
    stream.name = name
    return stream


@pytest.mark.parametrize(
    ("content", "media_type", "seconds"),
    [
        (film(), "video/mp4", 12),
        (film(b"mp42", 60), "video/mp4", 60),
        (film(b"qt  "), "video/quicktime", 12),
        (film(b"3gp4"), "video/3gpp", 12),
        (webm(), "video/webm", 12),
        (webm(None), "video/webm", None),
    ],
)
def test_a_film_is_known_by_its_content(content, media_type, seconds):
    assert (judged(content).media_type, judged(content).seconds) == (media_type, seconds)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (film(seconds=61), "too_long"),
        (webm(61), "too_long"),
        (film(whole=False), "damaged"),
        (film()[:-20], "damaged"),
        (webm()[:30], "damaged"),
        (b"\x1aE\xdf\xa3", "damaged"),
        (webm(doctype=b"matroska"), "not_a_video"),
        (film(b"heic"), "not_a_video"),
        (b"RIFF\0\0\0\0AVI ", "not_a_video"),
        (b"MZ\x90", "not_a_video"),
        (b"", "empty"),
    ],
)
def test_what_is_no_whole_short_film_is_refused(content, code):
    with pytest.raises(UnusableInput) as refused:
        judged(content)
    assert refused.value.code == f"video.{code}"
    assert refused.value.remedy


def test_a_film_may_have_exactly_the_size_of_the_limit(settings):
    settings.VIDEO_MAX_BYTES = len(film())
    assert judged(film())
    settings.VIDEO_MAX_BYTES -= 1
    with pytest.raises(UnusableInput, match="larger than"):
        judged(film())


@pytest.mark.django_db(databases=["default", "identity"])
def test_a_video_is_sealed_shown_nowhere_and_belongs_to_the_matter(city, resident, settings):
    settings.PHOTO_MAX_BYTES = 100  # the film is larger than a photo may be
    resident.say(), resident.place(), resident.time()
    assert resident.client.post("/report/photos/", {"video": upload(film())}).url == "/report/who/"
    stored = StoredFile.objects.get()
    assert not stored.path.exists()
    assert stored.media_type == "video/mp4"
    assert resident.client.get(f"/report/photos/{stored.pk}.jpg").status_code == 404
    again = resident.client.post("/report/photos/", {"video": upload(film())})
    assert again.status_code == 422
    assert resident.send().status_code == 302
    petition = Petition.objects.get()
    assert petition.photos.count() == 0
    assert list(petition.proceeding.files.all()) == [stored]
    assert SealedFile.objects.get(ref=stored.sealed_original).identity_id == petition.photos_token
    page = Client().get(resident.secret_link()).content.decode()
    assert "视频原样密封" in page
    assert Client().get(f"{resident.secret_link()}photos/1.jpg").status_code == 404


@pytest.mark.django_db(databases=["default", "identity"])
def test_a_video_taken_out_again_leaves_nothing(city, resident):
    resident.say(), resident.place(), resident.time()
    resident.client.post("/report/photos/", {"video": upload(film()), "add": "1"})
    stored = StoredFile.objects.get()
    resident.client.post("/report/photos/", {"remove": str(stored.pk)})
    assert not StoredFile.objects.exists()
    assert not SealedFile.objects.exists()
    assert ReportDraft.objects.get().photos_token == ""


def photo_with_place(latitude=PLACE[0], longitude=PLACE[1]):
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (latitude, 0.0, 0.0)
    gps[3], gps[4] = "E", (longitude, 0.0, 0.0)
    return picture(exif=exif.tobytes())


@pytest.mark.django_db(databases=["default", "identity"])
@pytest.mark.parametrize(("said", "kept"), [("use", "102.718300"), ("no", None)])
def test_the_place_of_a_photo_is_proposed_and_kept_only_after_a_yes(city, resident, said, kept):
    resident.say(), resident.place(), resident.time()
    page = resident.photos(photo_with_place())
    assert page.status_code == 200  # asked before it goes on
    assert "25.038900" in page.content.decode()
    assert "lon" not in {key for key, value in ReportDraft.objects.get().values.items() if value}
    assert resident.client.post("/report/photos/", {"position": said}).status_code == 302
    values = ReportDraft.objects.get().values
    assert values.get("lon") == kept or (kept is None and not values.get("lon"))
    assert values["photo_position"] is None
    assert "25.038900" not in resident.client.get("/report/photos/").content.decode()
    resident.send()
    assert (Petition.objects.get().longitude is None) == (kept is None)


@pytest.mark.django_db(databases=["default", "identity"])
@pytest.mark.parametrize("place", [(0.0, 0.0), (91.0, 20.0)])
def test_a_place_that_cannot_be_is_not_proposed(city, resident, place):
    resident.say(), resident.place(), resident.time()
    assert resident.photos(photo_with_place(*place)).url == "/report/who/"


@pytest.mark.django_db(databases=["default", "identity"])
@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("望溪区旧厂后门", "wangxi"),
        ("望溪的河边", "wangxi"),
        ("望溪区和石湾区交界", None),
        ("云屏市里", None),
        ("旧厂", None),
    ],
)
def test_the_district_that_the_words_name_is_shown_before_sending_and_taken(city, resident, words, area):
    resident.say(), resident.place(place=words), resident.time(), resident.photos()
    page = resident.client.get("/report/who/").content.decode()
    assert ("按您写的，在望溪区" in page) == (area is not None)
    resident.send()
    told = Petition.objects.get().proceeding.area
    assert (told.code if told else None) == area


@pytest.mark.django_db(databases=["default", "identity"])
def test_the_district_somebody_chose_wins_over_the_words(city, resident):
    (
        resident.say(),
        resident.place(place="望溪区旧厂", area="shiwan"),
        resident.time(),
        resident.photos(),
        resident.send(),
    )
    assert Petition.objects.get().proceeding.area.code == "shiwan"
