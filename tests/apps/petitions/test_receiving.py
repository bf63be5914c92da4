"""What a reporter says stays out of titles, trails, file names and refusals; what goes wrong leaves nothing behind."""

import json

import pytest

from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.queries import by_key, by_receipt, reporting
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Act, ActContent, NumberSeries, Proceeding
from qingtian.errors import Refused
from qingtian.secrecy import Declaration
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
WORDS = "我叫王小明，住3栋502，电话13912345678。夜里有味。"
WHO = Identity("王小明", "13912345678", "")


def received(city, identity=WHO, once=None, **report):
    values = {"report": WORDS, "channel": "web", "receiver": "petitions", "area": "wangxi", **report}
    return receive(Report(**values), identity, by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP", once=once)


def everything_written(proceeding):
    """All that lists, trails, exports and papers could show of a matter."""
    rows = [c.content for c in ActContent.objects.filter(act__proceeding=proceeding)]
    proceeding.refresh_from_db()
    row = {f.name: str(getattr(proceeding, f.attname)) for f in Proceeding._meta.fields}
    files = list(proceeding.files.values_list("name", flat=True))
    return json.dumps([rows, row, files, proceeding.projection], ensure_ascii=False, default=str)


@pytest.mark.parametrize(
    ("kinds", "place", "language", "title"),
    [
        (["air"], "河西路 18 号", "zh-Hans", "大气 · 河西路 18 号"),
        (["air", "noise"], "", "zh-Hans", "大气、噪声"),
        (["air", "noise"], "Hexi Road", "en", "Air, Noise · Hexi Road"),
        ([], "", "zh-Hans", "污染举报"),
        ([], "", "en", "Pollution report"),
        (["water"], "长" * 60, "zh-Hans", "水 · " + "长" * 40 + "…"),
    ],
)
def test_the_working_title_is_kind_and_place_and_never_the_words_of_the_report(city, kinds, place, language, title):
    matter = received(city, kinds=kinds, place=place, language=language).petition.proceeding
    assert matter.title == title


def test_nothing_of_the_reporter_or_the_report_is_written_into_the_trail_or_the_row(city):
    photo = store_file(
        b"jpeg", name="王小明的手机.jpg", media_type="image/jpeg", now=at(MONDAY), declared=Declaration.INTERNAL
    )
    drive = Drive(city, received(city, photos=[photo], kinds=["air"]).petition.proceeding)
    drive.to("replied")
    drive.do("rate", fields={"satisfaction": "not", "remark": "王小明不满意"})
    drive.do("request_review", fields={"grounds": "王小明不服"})
    written = everything_written(drive.matter)
    for secret in ("王小明", "13912345678", "3栋502", "夜里有味", "不满意吗", "不服，"):
        assert secret not in written, secret
    assert photo.__class__.objects.get(pk=photo.pk).name == "photo-1.jpg"
    kept = Petition.objects.get(proceeding=drive.matter)
    assert (kept.report, kept.remark, kept.grounds) == (WORDS, "王小明不满意", "王小明不服")


def test_a_sealed_field_is_in_the_trail_as_a_digest_that_differs_for_equal_words(city):
    first, second = (received(city).petition.proceeding.acts.get(seq=1).content.content for _ in range(2))
    assert set(first["fields"]["report"]) == {"sealed"}
    assert first["fields"]["report"] != second["fields"]["report"]


def test_a_refusal_does_not_repeat_the_report(city):
    with pytest.raises(Refused) as refused:
        received(city, channel="smoke-signal", report=WORDS * 2000)
    assert set(refused.value.faults) == {"channel", "report"}
    assert "王小明" not in refused.value.sentence("zh") + json.dumps(refused.value.as_dict(), ensure_ascii=False)


@pytest.mark.parametrize("wrong", [{"channel": "x"}, {"receiver": "nobody"}, {"report": " "}, {"kinds": ["fire"]}])
def test_a_refused_report_leaves_only_an_unclaimed_seal_and_takes_no_number(city, wrong):
    with pytest.raises(Refused):
        received(city, **wrong)
    counts = (Petition.objects.count(), Proceeding.objects.count(), Act.objects.count(), NumberSeries.objects.count())
    assert counts == (0, 0, 0, 0)
    assert list(SealedIdentity.objects.values_list("claimed", flat=True)) == [False]


def test_the_same_form_is_received_once_and_its_key_is_shown_once(city):
    first, again = received(city, once="form"), received(city, once="form")
    assert (again.receipt, again.petition.pk, again.key) == (first.receipt, first.petition.pk, "")
    assert by_key(first.key).pk == first.petition.pk
    assert SealedIdentity.objects.count() == 1


def test_the_token_of_a_report_performs_no_other_act(city):
    received(city, once="form")
    drive = petition(city)
    with pytest.raises(Refused) as refused:
        drive.do("register", once="form")
    assert refused.value.code == "act.token_used"
    drive.do("register", once="another")
    assert drive.do.__self__.matter.seq == 2


def test_only_the_digest_of_the_key_is_kept_and_a_receipt_is_read_as_it_was_typed(city):
    made = received(city)
    assert made.key not in everything_written(made.petition.proceeding)
    assert made.key not in json.dumps(list(Petition.objects.values()), default=str)
    for typed in (made.receipt.lower(), made.receipt.replace("-", " "), made.receipt.replace("-", "")):
        assert by_receipt(typed).pk == made.petition.pk
    assert by_key(made.key + "x") is None
    assert by_receipt("YP-0000-0000") is None


def test_people_are_counted_by_their_number_and_without_one_they_are_uncounted(city):
    main = Drive(city, received(city).petition.proceeding).to("assigned")
    for identity in (WHO, Identity("", "13800000000", ""), Identity("", "", "")):
        other = Drive(city, received(city, identity, channel="phone").petition.proceeding)
        other.do("merge", fields={"main": main.matter.number})
    found = reporting(main.matter)
    assert (found.reports, found.people, found.uncounted, found.channels) == (4, 2, 1, ("phone", "web"))


def test_a_file_of_another_matter_cannot_be_taken_into_this_one(city):
    photo = store_file(b"jpeg", name="a.jpg", media_type="image/jpeg", now=at(MONDAY), declared=Declaration.INTERNAL)
    received(city, photos=[photo])
    drive = petition(city).to("accepted")
    with pytest.raises(Refused) as refused:
        drive.do("investigate", fields={"photos": [photo.pk]})
    assert set(refused.value.faults) == {"photos"}


def test_a_file_named_by_an_act_belongs_to_its_matter_from_then_on(city):
    drive, other = petition(city).to("accepted"), petition(city).to("accepted")
    paper = drive._file()
    drive.do("investigate", fields={"photos": str(paper[0])})
    assert drive.matter.acts.last().content.content["fields"]["photos"][0]["id"] == paper[0]
    assert drive.matter.files.filter(pk=paper[0]).exists()
    with pytest.raises(Refused):
        other.do("investigate", fields={"photos": paper})
    drive.do("investigate", fields={"photos": paper})


def test_a_report_with_a_number_is_received_after_an_anonymous_one(city, settings, tmp_path):
    settings.KEYS = tmp_path / "keys"
    settings.KEYS.mkdir(mode=0o700)
    received(city, Identity("", "", ""))
    assert received(city, WHO).receipt
