"""Reporting: five questions without a script, nothing lost, sent once, each refusal a sentence."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.test import Client

from qingtian.apps.identities.models import SealedFile, SealedIdentity
from qingtian.apps.identities.vault import Identity, sweep_orphans
from qingtian.apps.petitions.actions.receive import receive
from qingtian.apps.petitions.models import Petition, ReportDraft
from qingtian.apps.petitions.queries import by_receipt
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import StoredFile
from qingtian.config.rates import Rate
from qingtian.procedures import load_procedures
from qingtian.web.portal import answers, places, sending
from qingtian.web.portal.drafts import COOKIE, Draft
from qingtian.web.portal.kinds import KINDS
from tests.conftest import TODAY, at
from tests.web.portal.conftest import NAME, PHONE, WORDS, Resident, picture, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def square(west: float, south: float, side: float) -> dict:
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_the_tiles_are_the_kinds_the_procedure_offers():
    field = load_procedures().on("petition", TODAY).transitions_from("start")[0].field("kinds")
    assert [kind.code for kind in KINDS] == list(field.choices)


def test_five_questions_make_a_petition_and_a_receipt(city, resident):
    resident.up_to_sending()
    assert resident.send().url == "/report/received/"
    petition = Petition.objects.get()
    assert petition.report == WORDS
    assert petition.place == "旧厂区后门"
    assert petition.occurred == "这些天常有（2026年11月23日反映）。十点以后"
    assert petition.channel == "web"
    assert petition.proceeding.projection["facts"]["kinds"] == ["air"]
    page = resident.client.get("/report/received/").content.decode()
    assert petition.receipt in page
    assert resident.client.get(resident.secret_link()).status_code == 200


def test_the_language_of_the_page_is_kept_with_the_report(city):
    client = Resident().client
    for step, form in (
        ("what", {"report": "Smoke at night"}),
        ("where", {"skip": "1"}),
        ("when", {"when": "unsure"}),
        ("photos", {}),
        ("who", {"naming": "anonymous"}),
    ):
        assert client.post(f"/en/report/{step}/", form).status_code == 302
    petition = Petition.objects.get()
    assert (petition.language, petition.proceeding.title_language) == ("en", "en")
    assert petition.occurred == "Not sure (reported 23 November 2026)"


def test_what_was_written_is_there_after_a_reload_and_in_a_new_tab(city, resident):
    resident.say()
    resident.place()
    again = resident.client.get("/report/what/").content.decode()
    assert WORDS in again
    assert 'value="air" id="kind_air" checked' in again
    assert "旧厂区后门" in resident.client.get("/report/where/").content.decode()
    assert "14:06" in again


def test_the_cookie_of_a_draft_is_for_the_server_only_and_another_browser_sees_nothing(city, resident):
    cookie = resident.say().cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie.value not in str(ReportDraft.objects.values_list("key_digest", "values").get())
    assert WORDS not in Resident().client.get("/report/what/").content.decode()


def test_a_refused_answer_keeps_what_was_typed_and_says_why(city, resident):
    answer = resident.say(report="  ", kinds=["noise"])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answers.TELL_US.zh in page
    assert 'value="noise" id="kind_noise" checked' in page


@pytest.mark.parametrize(("length", "status"), [(4999, 302), (5000, 302), (5001, 422)])
def test_a_report_may_have_five_thousand_characters_and_no_more(city, resident, length, status):
    answer = resident.say(report="味" * length)
    assert answer.status_code == status
    if status == 422:
        assert "超过 5000 字，现在是 5001 字" in answer.content.decode()
        assert "味" * length in resident.client.get("/report/what/").content.decode()


def test_a_place_is_a_pin_or_words_or_an_area_or_said_to_be_unknown(city, resident):
    resident.say()
    assert resident.place(place="").status_code == 422
    for enough in ({"place": "x"}, {"lat": "25.1", "lon": "102.2"}, {"area": "wangxi"}, {"skip": "1"}):
        assert resident.place(**({"place": ""} | enough)).status_code == 302


@pytest.mark.parametrize(
    ("latitude", "longitude", "taken"),
    [
        ("25.123456789", "102.5", True),
        ("90", "180", True),
        ("90.1", "10", False),
        ("nan", "1", False),
        ("25", "", False),
    ],
)
def test_a_pin_is_two_numbers_on_the_globe(latitude, longitude, taken):
    posted = QueryDict(f"lat={latitude}&lon={longitude}")
    if taken:
        assert answers.point(posted)[1] == Decimal(latitude).quantize(Decimal("0.000001"))
    else:
        with pytest.raises(ValueError):  # noqa: PT011 - whatever was typed
            answers.point(posted)


def test_the_pin_names_the_area_it_lies_in(city, resident):
    Area.objects.filter(code="city").update(boundary=square(102, 25, 2))
    Area.objects.filter(code="wangxi").update(boundary=square(102, 25, 1))
    assert places.area_at(Decimal("102.5"), Decimal("25.5")).code == "wangxi"
    assert places.area_at(Decimal("103.5"), Decimal("25.5")).code == "city"
    assert places.area_at(Decimal("110"), Decimal("25.5")) is None
    resident.up_to_sending()
    resident.place(lat="25.5", lon="102.5", area="shiwan")
    resident.send()
    assert Petition.objects.get().proceeding.area.code == "wangxi"


def test_a_map_is_offered_only_where_there_are_outlines_to_show(city, resident):
    resident.say()
    assert "data-map" not in resident.client.get("/report/where/").content.decode()
    area = Area.objects.get(code="wangxi")
    area.boundary = {"type": "Polygon", "coordinates": [[[102, 25], [103, 25], [103, 26], [102, 25]]]}
    area.save()
    assert "data-map" in resident.client.get("/report/where/").content.decode()


def test_similar_reports_nearby_are_a_count_within_500_metres_and_30_days(city, resident):
    here = (Decimal("102.5"), Decimal("25.5"))
    metre = Decimal(1) / Decimal(111_320)
    for metres, days in ((0, 0), (499, 30), (501, 0), (0, 31)):
        received(TODAY - timedelta(days=days), longitude=here[0], latitude=here[1] + metres * metre)
    assert places.similar_near(*here, ["air"], TODAY) == 2
    assert places.similar_near(*here, ["noise"], TODAY) == 0
    assert places.similar_near(*here, [], TODAY) == 2
    resident.say(report="新的一件")
    answer = resident.client.post("/report/where/nearby/", {"lat": "25.5", "lon": "102.5"})
    assert answer.json() == {"count": 2}
    assert resident.client.post("/report/where/nearby/", {"lat": "x"}).json() == {"count": 0}
    page = resident.client.post("/report/where/", {"lat": "25.5", "lon": "102.5"}) and resident.client.get(
        "/report/where/"
    )
    assert "<span data-near-count>2</span>" in page.content.decode()
    assert WORDS not in page.content.decode()


def test_pressing_twice_sends_once_and_shows_the_same_link(city, resident):
    resident.up_to_sending()
    assert resident.send().url == "/report/received/"
    first = resident.secret_link()
    assert resident.send().url == "/report/received/"
    assert resident.secret_link() == first
    assert Petition.objects.count() == 1
    assert SealedIdentity.objects.filter(claimed=True).count() == 1


def test_a_sending_cut_off_after_writing_still_tells_the_number(city, resident, monkeypatch):
    """The process died between petition and draft: the key is lost, the number is not, nothing is doubled."""
    monkeypatch.setattr(sending, "PATIENCE", 0)
    resident.up_to_sending()
    monkeypatch.setattr(Draft, "keep_received", lambda *given: None)
    resident.send()
    monkeypatch.undo()
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 7))
    monkeypatch.setattr(sending, "PATIENCE", 0)
    resident.send()
    page = resident.client.get("/report/received/").content.decode()
    assert Petition.objects.get().receipt in page
    assert "/r/" not in page


def test_of_two_submissions_at_one_moment_the_second_waits_for_the_first_one_s_link(city, resident, monkeypatch):
    """The first is between petition and draft when the second arrives: a key of the second's own would open nothing."""
    resident.up_to_sending()
    first = []

    def late(given, *, now, **rest):
        found = receive(*given, now=now, **rest)
        if not first:
            first.append(found)
            request = SimpleNamespace(COOKIES={COOKIE: resident.client.cookies[COOKIE].value})
            sending.send(Draft.of(request, now), Identity("", "", ""), language="zh-Hans", on=TODAY, now=now)
            assert not Draft.of(request, now).sent or Draft.of(request, now).received()[1] == ""
        return found

    monkeypatch.setattr(sending, "PATIENCE", 0)
    monkeypatch.setattr(sending, "receive", lambda *given, **rest: late(given, **rest))
    resident.send()
    assert Client().get(resident.secret_link()).status_code == 200
    assert Petition.objects.count() == 1


def test_after_sending_the_draft_holds_none_of_the_words_and_no_readable_key(city, resident):
    resident.up_to_sending()
    resident.send()
    key = resident.secret_link().removeprefix("/r/").rstrip("/")
    kept = str(ReportDraft.objects.values().get())
    assert WORDS not in kept
    assert key not in kept
    assert Petition.objects.get().receipt not in kept


@pytest.mark.parametrize(("hours", "shown"), [(1, True), (2, True), (3, False)])
def test_the_link_can_be_read_again_for_two_hours_by_the_browser_that_sent(city, resident, monkeypatch, hours, shown):
    resident.up_to_sending()
    resident.send()
    assert Resident().client.get("/report/received/").status_code == 302
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 6) + timedelta(hours=hours))
    assert (resident.client.get("/report/received/").status_code == 200) is shown


def test_a_new_report_can_be_begun_after_one_was_sent(city, resident):
    resident.up_to_sending()
    resident.send()
    assert resident.client.get("/report/").url == "/report/what/"
    assert resident.client.get("/report/what/").status_code == 200
    resident.up_to_sending()
    resident.send()
    assert Petition.objects.count() == 2


def test_a_name_is_asked_when_one_chose_to_give_it_and_what_was_typed_stays(city, resident):
    resident.up_to_sending()
    answer = resident.send(name="", phone=PHONE)
    assert answer.status_code == 422
    assert PHONE in answer.content.decode()
    assert Petition.objects.count() == 0


def test_choosing_no_name_wins_over_a_name_typed_before(city, resident):
    resident.up_to_sending()
    resident.send(naming="anonymous")
    petition = Petition.objects.get()
    assert petition.proceeding.projection["facts"]["naming"] == "anonymous"
    assert SealedIdentity.objects.get(token=petition.identity_token).kind == "contact"


def test_the_box_for_machines_must_stay_empty(city, resident):
    resident.up_to_sending()
    assert resident.send(website="http://spam").status_code == 422
    assert Petition.objects.count() == 0


def test_a_later_question_leads_back_to_the_first_until_that_is_answered(city, resident):
    for step in ("where", "when", "photos", "who"):
        assert resident.client.get(f"/report/{step}/").url == "/report/what/"


def test_too_many_reports_from_one_address_are_turned_away_with_a_sentence(city, resident, settings):
    settings.RATES = settings.RATES | {"report": Rate(1, 3600)}
    resident.up_to_sending()
    resident.send()
    resident.client.get("/report/")
    resident.up_to_sending()
    answer = resident.send()
    assert answer.status_code == 422
    assert "这个网络地址刚才来得太多了" in answer.content.decode()
    assert Petition.objects.count() == 1
    assert WORDS in resident.client.get("/report/what/").content.decode()


def test_a_city_without_its_petition_office_says_not_sent_and_keeps_everything(resident, db):
    resident.up_to_sending()
    answer = resident.send()
    assert "没有交上去。您写的都在。" in answer.content.decode()
    assert Petition.objects.count() == 0
    assert WORDS in resident.client.get("/report/what/").content.decode()


def test_photos_are_kept_sterile_and_their_originals_sealed_at_once(city, resident):
    resident.say()
    original = picture(
        exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x0f\x00\x02\x00\x00\x00\x06\x00\x00\x00\x1aPhone\x00\x00\x00"
    )
    assert resident.photos(original).url == "/report/who/"
    stored = StoredFile.objects.get()
    assert b"Phone" in original.getvalue()
    assert b"Phone" not in stored.read()
    sealed = SealedFile.objects.get(ref=stored.sealed_original)
    assert sealed.identity_id == ReportDraft.objects.get().photos_token
    resident.place()
    resident.time()
    resident.send()
    petition = Petition.objects.get()
    assert [photo.file for photo in petition.photos.all()] == [stored]
    assert SealedIdentity.objects.get(token=petition.photos_token).claimed
    assert petition.photos_token != petition.identity_token


def test_one_refused_photo_costs_no_other(city, resident):
    resident.say()
    gif = picture("GIF", name="moving.jpg")
    answer = resident.photos(picture(), gif, picture("PNG", name="c.png"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "moving.jpg" in page
    assert "GIF 动图" in page
    assert ReportDraft.objects.get().files.count() == 2
    assert WORDS in resident.client.get("/report/what/").content.decode()


@pytest.mark.parametrize(("excess", "taken"), [(-1, True), (0, True), (1, False)])
def test_reading_stops_at_the_first_byte_too_many(city, resident, settings, excess, taken):
    photo = picture()
    settings.PHOTO_MAX_BYTES = len(photo.getvalue()) - excess
    resident.say()
    answer = resident.photos(photo, add="1")
    assert ReportDraft.objects.get().files.count() == int(taken)
    assert answer.status_code == (200 if taken else 422)
    assert ('class="error-summary"' in answer.content.decode()) is not taken


def test_a_huge_file_is_not_read_to_its_end_and_the_ones_before_it_stay(city, resident, settings, monkeypatch):
    settings.PHOTO_MAX_BYTES = 200_000
    seen = []
    from qingtian.web.portal.views import report_photos

    watch = report_photos.watch
    monkeypatch.setattr(report_photos, "watch", lambda request: seen.append(watch(request)) or seen[-1])
    huge = picture(name="huge.jpg")
    huge.seek(0, 2)
    huge.write(b"\0" * 6_000_000)
    huge.seek(0)
    resident.say()
    answer = resident.photos(picture(), huge)
    assert seen[0].bytes_read < 400_000
    assert "huge.jpg" in answer.content.decode()
    assert answer.status_code == 422
    assert ReportDraft.objects.get().files.count() == 1


def test_at_most_six_photos(city, resident):
    resident.say()
    answer = resident.photos(*[picture(name=f"{n}.jpg") for n in range(7)])
    assert "最多 6 张" in answer.content.decode()
    assert ReportDraft.objects.get().files.count() == 6


def test_a_photo_taken_out_again_is_gone_and_with_the_last_its_seal(city, resident):
    resident.say()
    resident.photos(picture())
    stored = StoredFile.objects.get()
    path = stored.path
    resident.client.post("/report/photos/", {"remove": str(stored.pk)})
    assert not StoredFile.objects.exists()
    assert not path.exists()
    assert ReportDraft.objects.get().photos_token == ""


def test_a_draft_photo_is_shown_to_the_browser_that_sent_it_only(city, resident):
    resident.say()
    resident.photos(picture())
    address = f"/report/photos/{StoredFile.objects.get().pk}.jpg"
    assert resident.client.get(address)["Content-Type"] == "image/jpeg"
    assert Resident().client.get(address).status_code == 404


def test_a_report_is_sent_though_the_sweep_took_its_sealed_originals(city, resident):
    resident.up_to_sending()
    resident.photos(picture())
    sweep_orphans(older_than=at(TODAY, 23))
    resident.send()
    petition = Petition.objects.get()
    assert petition.photos_token == ""
    assert petition.photos.count() == 1


@pytest.mark.parametrize(("days", "kept"), [(2, True), (3, True), (4, False)])
def test_a_draft_lives_three_days(city, resident, monkeypatch, days, kept):
    resident.say()
    resident.photos(picture())
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 6) + timedelta(days=days))
    assert (WORDS in resident.client.get("/report/what/").content.decode()) is kept
    assert StoredFile.objects.exists() is kept


def test_neither_name_nor_number_is_ever_in_a_draft(city, resident):
    resident.up_to_sending()
    resident.send(naming="", name=NAME)
    assert NAME not in str(ReportDraft.objects.values().get())
    assert PHONE not in str(ReportDraft.objects.values().get())


def test_a_receipt_as_typed_on_a_phone_is_found(city, resident):
    resident.up_to_sending()
    resident.send()
    receipt = Petition.objects.get().receipt
    assert by_receipt(receipt.lower().replace("-", " ")).receipt == receipt
