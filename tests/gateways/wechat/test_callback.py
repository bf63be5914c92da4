"""The address WeChat calls: only what is signed, in time and new gets in; a repeat is answered the same."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from qingtian.apps.petitions.models import Petition
from qingtian.gateways.wechat.envelope import Envelope
from qingtian.gateways.wechat.models import Contact, Incoming, UsedNonce
from qingtian.gateways.wechat.reading import MOST_BYTES
from qingtian.gateways.wechat.signature import sign
from tests.wechat_play import AES_KEY, APP_ID, CALLBACK, TOKEN, Chat, through_client

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def signed(account, **more):
    timestamp = str(int(account.time()))
    return {"signature": sign(TOKEN, timestamp, "n1"), "timestamp": timestamp, "nonce": "n1", **more}


def echo(**query):
    return Client().get(f"{CALLBACK}?{urlencode(query)}")


def test_the_address_check_gives_echostr_back(account):
    answer = echo(**signed(account, echostr="5927782489442352469"))
    assert (answer.status_code, answer.content) == (200, b"5927782489442352469")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_a_sealed_echostr_is_opened(account):
    timestamp, inside = str(int(account.time())), Envelope(AES_KEY, APP_ID).close(b"12345")
    query = {"timestamp": timestamp, "nonce": "n", "echostr": inside}
    assert echo(**query, msg_signature=sign(TOKEN, timestamp, "n", inside)).content == b"12345"
    assert echo(**query, msg_signature=sign(TOKEN, timestamp, "m", inside)).status_code == 403


@pytest.mark.parametrize("change", [{"signature": "0" * 40}, {"signature": ""}, {"nonce": "n2"}, {"timestamp": "1"}])
def test_the_address_check_refuses_what_is_not_signed(account, change):
    assert echo(**signed(account, echostr="1") | change).status_code == 403


@pytest.mark.parametrize("echostr", ["", "é", "a" * 401])
def test_an_echostr_that_cannot_be_one_is_refused(account, echostr):
    assert echo(**signed(account, echostr=echostr)).status_code == 400


@pytest.mark.parametrize(("minutes", "status"), [(-6, 403), (-5, 200), (5, 200), (6, 403)])
def test_a_call_of_another_time_is_refused(account, chat, minutes, status):
    path, body = chat.call(chat.message("text", Content="x"), timestamp=str(int(account.time()) + minutes * 60))
    assert chat.post(path, body)[0] == status


def test_without_an_account_the_address_is_not_there(db, monkeypatch):
    assert Client().post(CALLBACK, b"<xml/>", content_type="text/xml").status_code == 404
    monkeypatch.setenv("QINGTIAN_WECHAT_TOKEN", "abc")
    assert Client().post(CALLBACK, b"<xml/>", content_type="text/xml").status_code == 404


def test_the_three_forms_are_taken_as_the_account_says(account, chat, monkeypatch):
    plain = Chat(chat.post, safe=False, clock=account.time)
    assert plain.says("河水发黑")
    path, body = chat.call(plain.message("text", Content="x"))
    both = body.replace(b"<Encrypt>", b"<MsgType><![CDATA[text]]></MsgType><Encrypt>")
    assert chat.post(path, both)[0] == 200
    monkeypatch.setenv("QINGTIAN_WECHAT_MODE", "safe")
    assert chat.says("x")
    assert chat.post(*plain.call(plain.message("text", Content="y")))[0] == 403
    monkeypatch.setenv("QINGTIAN_WECHAT_MODE", "plain")
    monkeypatch.delenv("QINGTIAN_WECHAT_ENCODING_AES_KEY")
    assert plain.says("东桥")
    assert chat.post(*chat.call(chat.message("text", Content="y")))[0] == 400


def test_a_changed_body_is_refused(chat):
    path, body = chat.call(chat.message("text", Content="x"))
    assert chat.post(path, body.replace(b"<Encrypt><![CDATA[", b"<Encrypt><![CDATA[A"))[0] == 403
    assert chat.post(path.replace("msg_signature=", "msg_signature=0"), body)[0] == 403
    assert not Incoming.objects.exists()


def test_a_repeat_is_answered_the_same_and_done_once(chat):
    for words in ("河水发黑", "东桥", "跳过"):
        chat.says(words)
    submit = chat.message("text", Content="1")
    answers = {chat.post(*chat.call(submit)) for _ in range(3)}
    again = chat.call(submit)
    answers |= {chat.post(*again), chat.post(*again)}
    assert len(answers) == 1
    assert Petition.objects.count() == 1


def test_an_event_is_the_same_by_sender_second_and_name(account, chat):
    first = chat.message("event", Event="subscribe")
    assert chat.post(*chat.call(first)) == chat.post(*chat.call(first))
    chat.post(*chat.call(chat.message("event", Event="CLICK", EventKey="help")))
    account.now += timedelta(seconds=1)
    chat.post(*chat.call(chat.message("event", Event="subscribe")))
    assert Incoming.objects.count() == 3


def test_a_copied_address_brings_no_other_message_in(account, chat):
    plain = Chat(chat.post, safe=False, clock=account.time)
    path, body = plain.call(plain.message("text", Content="河水发黑"))
    assert plain.post(path, body)[0] == 200
    assert plain.post(path, plain.message("text", Content="别的"))[0] == 403
    assert plain.post(path, body)[0] == 200
    assert (Incoming.objects.count(), UsedNonce.objects.count()) == (1, 1)


def test_too_much_is_refused_unread(account, chat):
    path, _ = Chat(chat.post, safe=False, clock=account.time).call(b"")
    assert chat.post(path, b"<xml>" + b" " * MOST_BYTES)[0] == 400


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"<xml><a", b'<!DOCTYPE a [<!ENTITY b "c">]><xml>&b;</xml>', b"<xml>" + b"<a>" * 9000]
)
def test_what_cannot_be_read_is_a_bad_request(account, chat, body):
    path, sent = Chat(chat.post, safe=False, clock=account.time).call(body)
    assert chat.post(path, sent)[0] == 400
    assert not Contact.objects.exists()


def test_only_get_and_post(account):
    assert Client().put(CALLBACK).status_code == 405


def test_another_accounts_message_is_refused(account, chat):
    timestamp = str(int(account.time()))
    sealed = Envelope(AES_KEY, "wxother").close(chat.message("text", Content="x"))
    query = {"timestamp": timestamp, "nonce": "n", "encrypt_type": "aes"}
    query["msg_signature"] = sign(TOKEN, timestamp, "n", sealed)
    body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
    assert through_client(Client())(f"{CALLBACK}?{urlencode(query)}", body)[0] == 400
