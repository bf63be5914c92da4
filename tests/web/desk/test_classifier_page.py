"""The page of the classifier: what it says before the first training, its figures, and who may act."""

import pytest

from qingtian.apps.classifier.actions.train import train
from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.operations.models import Schedule
from tests.apps.classifier.test_classifier import petitions
from tests.apps.proceedings.driving import MONDAY
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
PAGE = "/desk/classifier/"


def test_before_the_first_training_the_page_says_so(city, sign_in):
    desk = sign_in("petition-officer")
    assert "还没有启用的模型" in desk.get(PAGE).content.decode()
    assert "No model is in force yet" in desk.get("/en" + PAGE).content.decode()


def test_figures_by_class_and_the_reason_of_a_refusal_stand_on_the_page(city, sign_in, settings, tmp_path):
    settings.DATA = tmp_path
    petitions(60)
    model = train(at(MONDAY))
    TrainedModel.objects.create(
        digest="x",
        trained_at=at(MONDAY),
        reports=60,
        asked=12,
        macro_f1=0.5,
        accuracy=0.5,
        rival={"macro_f1": 0.9},
        state="refused",
    )
    desk = sign_in("petition-officer")
    assert desk.post(f"{PAGE}{model.pk}/start/").status_code == 302
    page = desk.get("/en" + PAGE).content.decode()
    assert "The model in force, by class" in page
    assert "its macro F1 was 0.500, that of the model then in force 0.900" in page
    refused = TrainedModel.objects.get(state="refused")
    desk.post(f"{PAGE}{refused.pk}/start/")
    assert "不能启用" in desk.get(PAGE).content.decode()


def test_training_is_queued_by_petition_posts_alone(city, sign_in, monkeypatch):
    sent = []
    monkeypatch.setattr("qingtian.apps.operations.actions.enqueue_due._send", sent.append)
    assert sign_in("handler").post(PAGE + "train/").status_code == 403
    assert sign_in("petition-officer").post(PAGE + "train/").status_code == 302
    assert sent == ["classifier"]
    assert Schedule.objects.filter(code="classifier").exists()
