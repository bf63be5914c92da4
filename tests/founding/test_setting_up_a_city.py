"""A real city is set up once, whole, and apart from the demonstration."""

from __future__ import annotations

import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.test import Client, RequestFactory

from qingtian.apps.accounts.models import Account, LogEntry
from qingtian.apps.installation.kind import DEMONSTRATION, MARK, REAL, check_mode, kind, mark
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.apps.places.models import Area, Station
from qingtian.config.city import DEMO_CITY, city
from qingtian.demo.clearing import check_only_generated
from qingtian.errors import Refused, UnusableInput
from qingtian.founding import Answers, check_may_begin, found, found_city, read_answers
from tests.conftest import SHANGHAI
from tests.small_city import build

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
YAML = """
city:
  code: yunling
  name: {zh: 云岭市, en: Yunling}
  short: {zh: 云岭, en: Yunling}
  bureau: {zh: 云岭市生态环境局, en: Yunling Bureau}
  petition_office: {zh: 云岭局信访科, en: Yunling Petition Section}
  prefix: YL
administrator:
  name: {zh: 方敬, en: Fang Jing}
  user: fangjing
"""
PASSWORD = "correct horse 7"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Any:
    """A data folder of its own, empty; the city of other tests is left as it was."""
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    settings.AXES_ENABLED = False
    city.cache_clear()
    yield tmp_path
    city.cache_clear()


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    path = tmp_path / "answers.yaml"
    path.write_text(YAML, encoding="utf-8")
    return read_answers(path)


both = pytest.mark.django_db(databases=["default", "identity"])
_durable = pytest.mark.django_db(transaction=True, databases=["default", "identity"])


def both_durable(test: Any) -> Any:
    """Committed rows on both databases, emptied at the end."""
    return _durable(pytest.mark.usefixtures("committed")(test))


@both_durable
def test_the_answers_become_a_city_an_office_and_an_administrator(answers: Answers, tmp_path: Path) -> None:
    founded = found_city(answers, PASSWORD, now=NOW)
    assert city().name.zh == "云岭市"
    assert city().receiver == "yunling-eeb-petitions"
    assert Organ.objects.get(code=city().receiver).kind == Organ.Kind.PETITION_OFFICE
    person = Person.objects.get(user__username="fangjing")
    assert Tenure.objects.on(NOW.date()).filter(person=person, post__roles=["administrator"]).exists()
    assert kind() == REAL
    assert [stat.S_IMODE(path.stat().st_mode) for path in founded.keys] == [0o600] * len(founded.keys)
    assert "fingerprint.key" in {path.name for path in founded.keys}
    assert authenticate(RequestFactory().get("/"), username="fangjing", password=PASSWORD) is not None
    assert not Account.objects.get(user__username="fangjing").must_change


@both_durable
def test_a_one_time_password_is_one_and_is_noted(answers: Answers) -> None:
    found_city(answers, PASSWORD, now=NOW, one_time=True)
    account = Account.objects.get(user__username="fangjing")
    assert (account.must_change, account.code_until) == (True, NOW + timedelta(days=7))
    assert [entry.kind for entry in LogEntry.objects.all()] == ["account_opened"]


@both_durable
def test_a_second_setting_up_is_refused(answers: Answers) -> None:
    found_city(answers, PASSWORD, now=NOW)
    with pytest.raises(Refused) as refused:
        found_city(answers, PASSWORD, now=NOW)
    assert refused.value.code == "init.already"


@both_durable
@pytest.mark.parametrize("step", ["make_keys", "write_city", "_administrator"])
def test_killed_at_any_step_it_is_run_again_and_doubles_nothing(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as killed:

        def stop(*args: object, **more: object) -> None:
            raise KeyboardInterrupt

        killed.setattr(found, step, stop)
        with pytest.raises(KeyboardInterrupt):
            found_city(answers, "another password", now=NOW)
    assert not (found.city_file()).exists()
    found_city(answers, PASSWORD, now=NOW)
    counts = [model.objects.count() for model in (Area, Organ, Post, Person, Tenure, get_user_model())]
    assert counts == [1, 2, 1, 1, 1, 1]
    assert authenticate(RequestFactory().get("/"), username="fangjing", password=PASSWORD) is not None


@both_durable
def test_a_pack_gives_its_areas_and_stations(answers: Answers) -> None:
    founded = found_city(answers.model_copy(update={"pack": "kunming"}), PASSWORD, now=NOW)
    assert founded.pack is not None
    assert Station.objects.filter(level="national").exists()
    assert Organ.objects.get(code="yunling-eeb").area == Area.objects.get(code="kunming")


@both
def test_a_database_with_organs_or_of_the_demonstration_is_refused(answers: Answers) -> None:
    build()
    with pytest.raises(Refused) as refused:
        check_may_begin()
    assert refused.value.code == "init.not_empty"
    Organ.objects.filter(code="petitions").update(code=DEMO_CITY.receiver)
    with pytest.raises(Refused) as refused:
        check_may_begin()
    assert refused.value.code == "installation.other_kind"


@both
def test_with_the_demonstration_switched_on_no_city_is_set_up(settings: Any, answers: Answers) -> None:
    settings.DEMO = True
    with pytest.raises(Refused) as refused:
        found_city(answers, PASSWORD, now=NOW)
    assert refused.value.code == "init.demo"


@both
def test_the_demonstration_is_never_loaded_into_a_city(settings: Any) -> None:
    mark(REAL, receiver="x", now=NOW)
    with pytest.raises(Refused) as refused:
        check_only_generated()
    assert refused.value.code == "demo.not_empty"
    settings.DEMO = True
    with pytest.raises(Refused) as refused:
        check_mode()
    assert refused.value.code == "installation.other_kind"


@both
def test_a_mark_is_set_once() -> None:
    mark(DEMONSTRATION, receiver=DEMO_CITY.receiver, now=NOW)
    mark(DEMONSTRATION, receiver=DEMO_CITY.receiver, now=NOW)
    with pytest.raises(Refused):
        mark(REAL, receiver="x", now=NOW)
    assert kind() == DEMONSTRATION


@both
@pytest.mark.parametrize("log_in", [{"username": "demo-p"}, {"username": "clerk", "last_name": MARK}])
def test_a_log_in_of_the_demonstration_opens_nothing_outside_it(settings: Any, log_in: dict[str, str]) -> None:
    user = get_user_model().objects.create_user(password=PASSWORD, **log_in)
    request = RequestFactory().get("/")
    assert authenticate(request, username=user.username, password=PASSWORD) is None
    settings.DEMO = True
    assert authenticate(request, username=user.username, password=PASSWORD) == user


@both
def test_a_session_of_the_demonstration_ends_where_the_demonstration_ends(settings: Any) -> None:
    user = get_user_model().objects.create_user("clerk", password=PASSWORD, last_name=MARK)
    settings.DEMO = True
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/desk/").status_code == 403  # signed in, without a post
    settings.DEMO = False
    assert client.get("/desk/").status_code == 302


@both
def test_nobody_signs_in_where_a_city_is_run_as_a_demonstration(settings: Any) -> None:
    mark(REAL, receiver="x", now=NOW)
    get_user_model().objects.create_user("fangjing", password=PASSWORD)
    settings.DEMO = True
    assert authenticate(RequestFactory().get("/"), username="fangjing", password=PASSWORD) is None


@both
def test_one_click_sign_in_is_absent_where_the_database_is_a_city(settings: Any) -> None:
    city_ = build()
    mark(REAL, receiver="x", now=NOW)
    settings.DEMO = True
    assert Client().post("/desk/demo-sign-in/", {"post": city_.posts["mayor"].code}).status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("prefix: YL", "prefix: yl"),
        ("code: yunling", "code: 云岭"),
        ("user: fangjing", "user: demo-admin"),
        ("{zh: 云岭市, en: Yunling}", "{zh: 云岭市}"),
        ("prefix: YL", "prefix: YL\n  password: x"),
        ("city:", "town:"),
    ],
)
def test_a_wrong_answer_is_refused_by_its_name(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(YAML.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnusableInput) as refused:
        read_answers(path)
    assert refused.value.code == "init.file"
    assert refused.value.where == "answers.yaml"
