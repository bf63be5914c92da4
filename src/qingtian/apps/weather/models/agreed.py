"""What the two bureaus agreed (约定): contact points, and products with their rhythm and who answers for them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from qingtian.language import Text


class Agreed(models.QuerySet["models.Model"]):
    """Rows that hold from one day to another."""

    def on(self, day: date) -> Agreed:
        """Those that hold on ``day``: the first and the last day both count."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class Side(models.TextChoices):
    """Whose."""

    ENVIRONMENT = "environment", "生态环境部门"
    WEATHER = "weather", "气象部门"


SIDES: dict[str, Text] = {
    Side.ENVIRONMENT: Text("生态环境部门", "Environment"),
    Side.WEATHER: Text("气象部门", "Weather bureau"),
}


class ContactPoint(models.Model):
    """A post that answers (联系点): the office and its telephone, never a person's own."""

    side = models.CharField("哪一方", max_length=12, choices=Side)
    organ = models.CharField("单位", max_length=120)
    post = models.CharField("岗位", max_length=80)
    phone = models.CharField("办公电话", max_length=40)
    hours = models.CharField("什么时候找得到", max_length=80, blank=True)
    valid_from = models.DateField("从哪天起")
    valid_to = models.DateField("到哪天", null=True, blank=True)

    objects = Agreed.as_manager()

    class Meta:
        verbose_name = "联系点"
        ordering = ["side", "organ", "post", "pk"]

    def __str__(self) -> str:
        return f"{self.organ} {self.post}"

    @property
    def side_text(self) -> Text:
        return SIDES[self.side]


class Product(models.Model):
    """Something one side gives the other (交换产品): how often, by when, who answers for it."""

    side = models.CharField("由谁提供", max_length=12, choices=Side)
    title = models.CharField("产品", max_length=120)
    how_often = models.CharField("多久一次", max_length=80)
    due = models.CharField("什么时候到", max_length=80, blank=True)
    form = models.CharField("形式", max_length=80, blank=True)
    contact = models.ForeignKey("weather.ContactPoint", models.PROTECT, related_name="products")
    valid_from = models.DateField("从哪天起")
    valid_to = models.DateField("到哪天", null=True, blank=True)

    objects = Agreed.as_manager()

    class Meta:
        verbose_name = "交换产品"
        ordering = ["side", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def side_text(self) -> Text:
        return SIDES[self.side]
