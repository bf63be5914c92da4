"""The office's classifier: learned from covered words and officers' choices, worse ones refused, none shipped."""

from __future__ import annotations

import random
import zipfile

import pytest

from qingtian.apps.classifier.actions.put_in_force import put_in_force
from qingtian.apps.classifier.actions.train import train
from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.classifier.queries import NOT_OURS, Sorted, history, in_force
from qingtian.apps.classifier.suggesting import suggest
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from tests.apps.proceedings.driving import MONDAY
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = at(MONDAY)
WORDS = {
    "air": ["油烟", "废气", "黑烟", "刺鼻", "粉尘", "焦糊", "烟囱", "扬尘"],
    "water": ["污水", "黑水", "河道", "排污", "死鱼", "水沟", "泡沫", "发臭"],
    "noise": ["噪声", "轰鸣", "震动", "音响", "吵闹", "喇叭", "机器", "睡觉"],
}


def petitions(count: int, *, seed: int = 1, labels: tuple[str, ...] = ("air", "water", "noise")) -> None:
    """Sorted petitions, written straight into the tables: how they came does not matter here."""
    chance = random.Random(seed)
    for number in range(count):
        kind = list(WORDS)[number % 3]
        told = labels[number % 3]
        matter = Proceeding.objects.create(
            number=f"XF-2026-{seed}{number:05d}",
            procedure="petition",
            edition="2022-05-01",
            state="registered",
            projection={"facts": {"kinds": [told]}},
        )
        row = Petition.objects.create(
            proceeding=matter,
            receipt=f"{seed}-{number}",
            key_digest=f"{seed}-{number}",
            channel="web",
            report="封存的原话",
            identity_token=f"{seed}-{number}",
        )
        text = "，".join(chance.sample(WORDS[kind], 4))
        WorkingCopy.objects.create(petition=row, text=text, place="", occurred="", drafted_at=NOW)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def test_before_the_first_training_nothing_is_suggested_and_a_short_history_is_refused(db):
    petitions(12)
    assert suggest("烟囱冒黑烟") is None
    with pytest.raises(Refused) as refused:
        train(NOW)
    assert refused.value.code == "classifier.too_little"
    assert "12" in refused.value.message.en


def test_a_model_is_trained_put_in_force_and_a_worse_one_refused(city, monkeypatch):
    petitions(90)
    first = train(NOW)
    assert (first.state, first.reports, first.asked) == ("waiting", 90, 18)
    assert first.macro_f1 > 0.9
    assert suggest("黑烟和废气") is None
    with pytest.raises(Refused, match=r"classifier\.not_yours"):
        put_in_force(first, city.actor("handler", MONDAY), NOW)
    put_in_force(first, city.actor("petition-officer", MONDAY), NOW)
    found = suggest("夜里烟囱冒黑烟，废气刺鼻")
    assert found is not None
    assert (found.label, found.model) == ("air", first.pk)
    assert found.reasons

    # its next training learns from choices that somebody entered at random
    real = list(history())
    spoilt = [Sorted(one.text, random.Random(n).choice(["air", "water", "noise"])) for n, one in enumerate(real[:72])]
    monkeypatch.setattr("qingtian.apps.classifier.actions.train.history", lambda: iter([*spoilt, *real[72:]]))
    second = train(NOW)
    assert second.state == "refused"
    assert second.rival["macro_f1"] > second.macro_f1
    with pytest.raises(Refused, match=r"classifier\.worse"):
        put_in_force(second, city.actor("petition-officer", MONDAY), NOW)
    assert in_force() == first

    monkeypatch.undo()
    first.path.unlink()
    with pytest.raises(Refused, match=r"classifier\.no_file"):
        put_in_force(TrainedModel(digest="gone", state="waiting"), city.actor("petition-officer", MONDAY), NOW)


def test_only_one_kind_chosen_by_an_officer_teaches_and_raw_words_never(db):
    petitions(4)
    rows = list(Proceeding.objects.order_by("pk"))
    for row, state, facts in (
        (rows[0], "received", {"kinds": ["air"]}),
        (rows[1], "duty", {"kinds": ["air", "water"]}),
        (rows[2], "declined", {"kinds": ["air"], "ground": "not_our_competence"}),
    ):
        row.state, row.projection = state, {"facts": facts}
        row.save()
    found = list(history())
    assert [one.label for one in found] == [NOT_OURS, "air"]
    assert all("封存" not in one.text for one in found)


def test_the_file_holds_no_word_of_a_report(db):
    petitions(60)
    with zipfile.ZipFile(train(NOW).path) as file:
        whole = b"".join(file.read(name) for name in file.namelist())
    assert not any(word.encode() in whole for words in WORDS.values() for word in words)
