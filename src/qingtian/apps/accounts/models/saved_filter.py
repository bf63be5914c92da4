"""Saved filter of a list (存下的筛选): its address under a name, for the officer who saved it."""

from __future__ import annotations

from django.db import models


class SavedFilter(models.Model):
    """``page`` names the list; ``query`` is its address without the leading question mark: filters, never words of a
    report or a name.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="saved_filters")
    page = models.SlugField("清单", max_length=40)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("地址", max_length=300, blank=True)
    saved_at = models.DateTimeField("存下时间")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="saved_filter_by_name")]

    def __str__(self) -> str:
        return f"{self.page} {self.name}"
