"""Person (人员): somebody who works in an organ. Residents are never kept here."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Person(models.Model):
    """An official. What a person may do follows from the posts held on the day, never from the person."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name_zh = models.CharField("姓名", max_length=60)
    name_en = models.CharField("Name in Latin letters", max_length=80)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
