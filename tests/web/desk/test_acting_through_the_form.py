"""Acting through the form: it is done once, or refused with a sentence and not a word is lost."""

import io
import itertools
import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.procedures import load_procedures
from tests.apps.proceedings.test_retention_and_erasure import archive, ended, listed
from tests.conftest import TODAY
from tests.publishing import drafted
from tests.web.desk.conftest import NAME, PHONE

pytestmark = pytest.mark.django_db(databases=["default", "identity"], transaction=False)

FOUND = "23:10 厂界有焦糊味，无治理设施"


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


def page(response) -> str:
    return response.content.decode()


def inquiry(form, matter, **more):
    return form(matter, where="窑湾路", officers="甲、乙", findings=FOUND, **more)


def test_an_act_is_performed_and_the_matter_shows_it(accepted, sign_in, form):
    client = sign_in("handler")
    answer = client.post(f"/desk/{accepted.number}/act/investigate/", inquiry(form, accepted))
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/{accepted.number}/"
    shown = page(client.get(answer["Location"]))
    assert FOUND in shown
    assert "“记一次调查”已记入" in shown


def test_the_same_form_sent_twice_acts_once(accepted, sign_in, form):
    client, filled = sign_in("handler"), inquiry(form, accepted)
    before = accepted.acts.count()
    for _ in range(2):
        assert client.post(f"/desk/{accepted.number}/act/investigate/", filled).status_code == 302
    assert accepted.acts.count() == before + 1


def test_when_somebody_acted_first_it_says_who_and_what_and_keeps_what_was_typed(accepted, sign_in, form, act):
    filled = inquiry(form, accepted)
    act(accepted, "urge", "petition-officer", TODAY, ground="handling", note="请尽快到现场")
    answer = sign_in("handler").post(f"/desk/{accepted.number}/act/investigate/", filled)
    shown = page(answer)
    assert answer.status_code == 409
    assert "信访科长甲" in shown
    assert "请尽快到现场" in shown
    assert FOUND in shown
    assert f'name="expected_seq" value="{accepted.seq}"' in shown
    assert not Proceeding.objects.get(pk=accepted.pk).acts.filter(act="investigate").exists()


def test_after_a_stale_answer_pressing_again_performs_it(accepted, sign_in, form, act):
    filled, client = inquiry(form, accepted), sign_in("handler")
    act(accepted, "urge", "petition-officer", TODAY, ground="handling", note="请尽快到现场")
    shown = page(client.post(f"/desk/{accepted.number}/act/investigate/", filled))
    again = filled | {"expected_seq": re.search(r'name="expected_seq" value="(\d+)"', shown)[1]}
    assert client.post(f"/desk/{accepted.number}/act/investigate/", again).status_code == 302
    assert accepted.acts.filter(act="investigate").count() == 1


def test_a_missing_answer_is_named_at_its_field_and_in_the_summary(accepted, sign_in, form):
    answer = sign_in("handler").post(f"/desk/{accepted.number}/act/investigate/", form(accepted, findings=FOUND))
    shown = page(answer)
    assert answer.status_code == 422
    assert 'href="#id_f_where"' in shown
    assert 'id="id_f_where_error"' in shown
    assert FOUND in shown


def test_in_english_the_refusal_is_english(accepted, sign_in, form):
    shown = page(sign_in("handler").post(f"/en/desk/{accepted.number}/act/investigate/", form(accepted, findings="x")))
    assert "Enter “Place”." in shown


def test_a_day_that_is_none_is_refused_beside_the_date(accepted, sign_in, form):
    filled = inquiry(form, accepted) | {"on": "23 November"}
    answer = sign_in("handler").post(f"/desk/{accepted.number}/act/investigate/", filled)
    assert answer.status_code == 422
    assert 'id="id_on_error"' in page(answer)


def test_a_late_entry_asks_for_the_reason_and_goes_through_with_it(accepted, sign_in, form, act):
    client, day = sign_in("handler"), {"on": "2026-11-10"}
    act(accepted, "urge", "petition-officer", TODAY, ground="handling", note="x")
    filled = inquiry(form, accepted) | day
    refused = client.post(f"/desk/{accepted.number}/act/investigate/", filled)
    assert refused.status_code == 422
    assert 'name="reason"' in page(refused)
    filled |= {"reason": "当天没有网络"}
    assert client.post(f"/desk/{accepted.number}/act/investigate/", filled).status_code == 302


def test_a_rule_in_principle_warns_and_a_reason_overcomes_it(case, accepted, sign_in, form, act):
    for post, name in (("vice-mayor", n) for n in ("inquire", "coordinate", "inspect", "handle")):
        act(case, name, post, where="北岸", what="要求接通")
    Proceeding.objects.filter(pk=case.pk).update(state="accepted")
    stored = Proceeding.objects.get(pk=case.pk)
    stored.projection["state"] = "accepted"
    stored.save()
    act(accepted, "give_rise", "handler", TODAY, raised=case.number)
    client, filled = (
        sign_in("inspector"),
        form(case, confirmation="符合销号条件", dereliction="none", dereliction_reason="查过，没有"),
    )
    refused = client.post(f"/desk/{case.number}/act/close/", filled)
    shown = page(refused)
    assert refused.status_code == 422
    assert 'class="in-principle"' in shown
    assert accepted.number in shown
    assert "符合销号条件" in shown
    assert client.post(f"/desk/{case.number}/act/close/", filled | {"reason": "答复已口头告知"}).status_code == 302


def test_an_act_for_somebody_else_says_whose_it_is(accepted, sign_in):
    answer = sign_in("handler").get(f"/desk/{accepted.number}/act/extend/")
    assert answer.status_code == 403
    assert "单位负责人" in page(answer)


def test_an_act_that_lacks_something_says_what(accepted, sign_in):
    answer = sign_in("branch-head").get(f"/desk/{accepted.number}/act/conclude/")
    assert answer.status_code == 409
    assert "还缺" in page(answer)


def test_an_act_of_another_state_is_not_offered(accepted, sign_in):
    assert sign_in("petition-officer").get(f"/desk/{accepted.number}/act/forward/").status_code == 409
    assert sign_in("petition-officer").get(f"/desk/{accepted.number}/act/no-such-act/").status_code == 404


def test_an_extension_that_comes_too_late_is_not_offered_but_explained(accepted, sign_in, monkeypatch):
    from qingtian.web.design.figures import SHANGHAI
    from tests.conftest import at

    extend = f"/desk/{accepted.number}/act/extend/"
    due = "2027-01-08"
    for day, offered in ((date(2027, 1, 8), True), (date(2027, 1, 9), False)):
        monkeypatch.setattr("qingtian.web.middleware.city_now", lambda day=day: at(day).astimezone(SHANGHAI))
        shown = page(sign_in("branch-head").get(f"/desk/{accepted.number}/"))
        assert (f'href="{extend}"' in shown) is offered
        assert (f"已于 {due} 到期" in shown) is not offered


def test_a_photo_is_redrawn_and_its_name_cleaned(accepted, sign_in, form):
    photo = SimpleUploadedFile("../../夜里\u202egpj.exe.jpg", jpeg(), "application/x-msdownload")
    filled = inquiry(form, accepted, photos=photo) | {"files_mark": "internal"}
    answer = sign_in("handler").post(f"/desk/{accepted.number}/act/investigate/", filled)
    assert answer.status_code == 302
    kept = StoredFile.objects.get(proceeding=accepted, media_type="image/jpeg")
    assert "/" not in kept.name
    assert "\u202e" not in kept.name
    assert kept.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"MZ\x90\x00 program", "没有收"),
        ("a.jpg", b"", "空文件"),
        ("a.docx", b"PK\x03\x04 not a zip", "没有收"),
        ("机密 督察报告.pdf", b"%PDF-1.7", "密级"),
        ("a.svg", b"<svg onload=alert(1)>", "没有收"),
    ],
)
def test_what_may_not_enter_is_refused_by_its_content_and_nothing_is_written(
    accepted, sign_in, form, name, content, why
):
    bad = SimpleUploadedFile(name, content, "image/jpeg")
    answer = sign_in("handler").post(f"/desk/{accepted.number}/act/investigate/", inquiry(form, accepted, photos=bad))
    shown = page(answer)
    assert answer.status_code == 422
    assert why in shown
    assert FOUND in shown
    assert not accepted.acts.filter(act="investigate").exists()


def test_a_file_larger_than_the_limit_is_refused(accepted, sign_in, form, settings):
    settings.PHOTO_MAX_BYTES = 1024
    big = SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 1024, "application/pdf")
    answer = sign_in("handler").post(f"/desk/{accepted.number}/act/investigate/", inquiry(form, accepted, photos=big))
    assert answer.status_code == 422
    assert "超过" in page(answer)


def test_a_good_file_survives_a_refusal_and_is_not_asked_for_again(accepted, sign_in, form):
    client = sign_in("handler")
    filled = form(accepted, findings=FOUND, officers="甲、乙", photos=SimpleUploadedFile("b.pdf", b"%PDF-1.7 x"))
    filled["files_mark"] = "internal"
    shown = page(client.post(f"/desk/{accepted.number}/act/investigate/", filled))
    ticket = re.search(r'name="f_photos_kept"[^>]*value="([^"]+)"', shown)[1]
    again = inquiry(form, accepted) | {"f_photos_kept": ticket}
    assert client.post(f"/desk/{accepted.number}/act/investigate/", again).status_code == 302
    record = accepted.acts.get(act="investigate").content.content
    assert [f["name"] for f in record["fields"]["photos"]] == ["b.pdf"]


def test_a_ticket_for_a_file_is_worth_nothing_to_somebody_else(accepted, sign_in, form):
    from qingtian.web.desk.uploads import redeemed, ticket

    kept = StoredFile.objects.create(sm3="0" * 64, name="x", media_type="a/b", size=1, stored_at="2026-11-23T00:00Z")
    made_out = ticket(kept, person_id=1).ticket
    assert redeemed([made_out], 1) == [kept]
    assert redeemed([made_out], 2) == []
    assert redeemed([made_out + "x", "nonsense"], 1) == []


def _declared() -> list[tuple[str, str]]:
    known = load_procedures()
    return [
        (id_, act)
        for id_ in known.ids()
        for act in dict.fromkeys(t.act for t in known.editions(id_)[-1].transitions if t.source != ["start"])
    ]


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("procedure", ["petition", "five_ones_case", "publication", "disposal"])
def test_every_declared_act_has_its_form_in_both_languages(request, city, procedure):
    from django.template.loader import render_to_string
    from django.utils import translation

    from qingtian.apps.proceedings.queries import procedure_of, projection_of
    from qingtian.web.desk.act_fields import Setting, first_answers, form_fields

    made = {
        "petition": lambda: request.getfixturevalue("accepted"),
        "five_ones_case": lambda: request.getfixturevalue("case"),
        "publication": lambda: drafted(city),
        "disposal": lambda: listed(city, archive(ended(city))),
    }
    matter = made[procedure]()
    setting = Setting(city.actor("petition-officer", TODAY), TODAY, matter, projection_of(matter))
    names = [name for of, name in _declared() if of == procedure]
    assert names
    for name, language in itertools.product(names, ("zh", "en")):
        transition, where = procedure_of(matter).named(name), f"{name} ({language})"
        with translation.override("en" if language == "en" else "zh-hans"):
            fields = form_fields(transition, setting, first_answers(transition, setting, {}), {}, {})
            shown = unescape("".join(render_to_string("desk/form_field.html", {"item": item}) for item in fields))
        assert [item.view.name for item in fields] == [f"f_{f.name}" for f in transition.fields], where
        for declared in transition.fields:
            assert f'name="f_{declared.name}"' in shown, where
            assert declared.title.in_(language) in shown, where
        assert NAME not in shown, where
        assert PHONE not in shown, where
