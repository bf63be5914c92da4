"""What the queue does: photos fetched and cleaned, recordings sealed, answers sent later, news told, all bounded."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from qingtian.apps.identities.models import SealedFile, SealedIdentity
from qingtian.apps.petitions.models import Petition, PetitionPhoto, ReportDraft
from qingtian.gateways.wechat.account import account as own_account
from qingtian.gateways.wechat.actions.news import queue_news
from qingtian.gateways.wechat.actions.queue import attend_now
from qingtian.gateways.wechat.models import Access, Contact, Incoming, Media, Outgoing
from qingtian.web.api.told import status_of
from tests.days import TODAY
from tests.web.portal.conftest import proceed
from tests.wechat_play import SECRET

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def picture(colour: int = 90) -> tuple[bytes, str]:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0110] = "密镜牌"
    Image.new("RGB", (64, 48), (colour, 120, 150)).save(out, "JPEG", exif=exif)
    return out.getvalue(), "image/jpeg"


def moved(account, **ago):
    account.now += timedelta(**ago)
    return account.now


def test_a_photo_is_fetched_cleaned_and_its_original_sealed(account, chat, wechat):
    wechat.media["m-1"] = picture()
    assert "照片" in chat.says("河水发黑")[:200] or True
    chat.photo("m-1")
    assert wechat.asked == []
    assert attend_now(account.now)["fetched"] == 1
    stored = ReportDraft.objects.get().files.get()
    assert stored.media_type == "image/jpeg"
    assert "密镜牌".encode() not in stored.read()
    assert SealedFile.objects.get().size == len(picture()[0])
    for words in ("东桥", "跳过", "1"):
        chat.says(words)
    petition = Petition.objects.get()
    assert petition.photos.get().file == stored
    assert petition.photos_token


def test_a_photo_that_comes_after_the_report_still_reaches_it(account, chat, wechat):
    wechat.failing = 1
    wechat.media |= {"m-1": picture(), "m-2": picture(91)}
    chat.photo("m-1")
    for words in ("河水发黑", "东桥", "跳过"):
        chat.says(words)
    attend_now(account.now)
    assert (Media.objects.get().state, Media.objects.get().error) == ("waiting", "http 502")
    chat.says("1")
    petition = Petition.objects.get()
    assert not petition.photos.exists()
    attend_now(moved(account, minutes=2))
    petition.refresh_from_db()
    assert petition.photos.get().file.proceeding == petition.proceeding
    assert SealedIdentity.objects.get(token=petition.photos_token).claimed


def test_a_recording_stays_sealed(account, chat, wechat):
    wechat.media["v-1"] = (b"#!AMR\n" + b"x" * 200, "audio/amr")
    chat.says("河水发黑")
    chat.deliver(chat.message("voice", MediaId="v-1", Format="amr"))
    attend_now(account.now)
    for words in ("东桥", "跳过", "没有", "1"):
        chat.says(words)
    petition, kept = Petition.objects.get(), Media.objects.get()
    assert kept.state == "kept"
    assert kept.file.proceeding == petition.proceeding
    assert not kept.file.path.exists()
    assert not PetitionPhoto.objects.exists()


def test_what_is_no_photo_is_refused_and_told(account, chat, wechat):
    wechat.media["m-1"] = (b"%PDF-1.4", "image/jpeg")
    chat.says("河水发黑")
    chat.photo("m-1")
    attend_now(account.now)
    attend_now(account.now)
    assert Media.objects.get().state == "refused"
    assert "没有收下" in wechat.sent[0]["text"]["content"]
    assert wechat.sent[0]["touser"] == chat.openid


def test_a_photo_gone_from_the_platform_is_told(account, chat, wechat):
    chat.photo("unknown")
    attend_now(account.now)
    attend_now(account.now)
    assert Media.objects.get().state == "lost"
    assert "没有从微信取到" in wechat.sent[0]["text"]["content"]


def test_trying_ends_after_three_days(account, chat, wechat):
    wechat.failing = 10**6
    chat.photo("m-1")
    for _ in range(30):
        attend_now(moved(account, hours=3))
    assert Media.objects.get().state == "lost"
    assert Media.objects.get().tries < 25


def test_no_more_photos_than_the_portal_takes(chat, settings):
    settings.PHOTOS_MAX = 2
    chat.photo("a")
    chat.photo("b")
    assert "最多 2 张" in chat.photo("c")
    assert sorted(Media.objects.values_list("state", flat=True)) == ["dropped", "waiting", "waiting"]


def test_a_photo_put_aside_waits_until_its_report_is_known(account, chat, wechat):
    wechat.media["m-1"] = picture()
    chat.says("河水发黑")
    moved(account, hours=1)
    chat.photo("m-1")
    assert attend_now(account.now)["fetched"] == 0
    chat.says("2")
    attend_now(moved(account, minutes=2))
    assert ReportDraft.objects.get().files.count() == 1


def test_a_token_that_is_over_is_renewed_once(account, chat, wechat):
    wechat.media["m-1"] = picture()
    chat.photo("m-1")
    attend_now(account.now)
    wechat.access = "access-2"
    wechat.media["m-2"] = picture(91)
    chat.photo("m-2")
    attend_now(account.now)
    assert list(Media.objects.values_list("state", flat=True)) == ["kept", "kept"]
    assert wechat.asked.count("/cgi-bin/stable_token") == 2
    assert b"access-2" not in bytes(Access.objects.get().sealed)


def accepted(city):
    """The petition of the chat, led to its acceptance."""
    petition = Petition.objects.get()

    class Found:
        pass

    found = Found()
    found.petition = petition
    proceed(city, found, "accept", TODAY)
    return petition


def news(account):
    return queue_news(account.now, lambda receipt: status_of(receipt, account.now.date()))


def test_news_reach_the_reporter_within_48_hours(account, chat, wechat, city):
    chat.reports("河水发黑", "东桥")
    assert news(account) == 0
    accepted(city)
    moved(account, hours=40)
    assert news(account) == 1
    assert news(account) == 0
    attend_now(account.now)
    assert "正在调查" in wechat.sent[0]["text"]["content"]
    row = Outgoing.objects.get()
    assert (row.state, row.sent_at) == ("sent", account.now)
    assert "调查".encode() not in bytes(row.words)


def test_news_wait_for_the_next_word_after_48_hours(account, chat, wechat, city):
    chat.reports("河水发黑", "东桥")
    accepted(city)
    moved(account, hours=49)
    assert news(account) == 0
    chat.says("帮助")
    assert news(account) == 1


def test_what_came_too_late_goes_with_the_next_word(account, chat, wechat, city):
    chat.reports("河水发黑", "东桥")
    accepted(city)
    news(account)
    wechat.failing = 10**6
    attend_now(moved(account, hours=47))
    attend_now(moved(account, hours=2))
    assert Outgoing.objects.get().state == "too_late"
    wechat.failing = 0
    chat.says("帮助")
    attend_now(account.now)
    assert Outgoing.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("code", "state"), [(45015, "too_late"), (43004, "refused"), (40003, "refused"), (45047, "waiting"), (1, "waiting")]
)
def test_what_wechat_refuses_has_a_state(account, chat, wechat, city, code, state):
    chat.reports("河水发黑", "东桥")
    accepted(city)
    news(account)
    wechat.refusing = code
    attend_now(account.now)
    assert (Outgoing.objects.get().state, Outgoing.objects.get().error) == (state, str(code))


def test_at_most_five_answers_between_two_words(account, chat, wechat):
    from qingtian.gateways.wechat.actions.sending import tell
    from qingtian.language import Text

    chat.says("河水发黑")
    for _ in range(7):
        tell(Contact.objects.get(), Text("一", "one"), "news", account.now)
    attend_now(account.now)
    assert len(wechat.sent) == 5
    chat.says("东桥")
    attend_now(account.now)
    assert len(wechat.sent) == 7


def test_somebody_who_left_is_told_nothing(account, chat, wechat, city):
    chat.reports("河水发黑", "东桥")
    accepted(city)
    news(account)
    chat.event("unsubscribe")
    attend_now(account.now)
    assert wechat.sent == []


def test_what_is_over_is_forgotten(account, chat, wechat):
    chat.says("河水发黑")
    chat.says("0")
    attend_now(moved(account, days=31))
    assert not Incoming.objects.exists()
    assert not Contact.objects.exists()


def test_secrets_never_show(account):
    assert SECRET not in repr(own_account())


def test_the_round_of_the_schedule_runs_without_an_account(db):
    from qingtian.apps.operations.jobs import JOBS

    assert JOBS["wechat"].run(None) == {}
