"""Import of a sheet into a list (清单导入): what it was called and what became of its rows."""

from __future__ import annotations

from django.db import models


class ListImport(models.Model):
    """One import. The rows taken are acts of the list; rejected rows are kept in a file for a week."""

    problem_list = models.ForeignKey("problem_lists.ProblemList", models.PROTECT, related_name="imports")
    file_name = models.CharField("文件名", max_length=120)
    at = models.DateTimeField("时间")
    by = models.CharField("谁导入的", max_length=160)
    taken = models.PositiveIntegerField("列入")
    rejected = models.PositiveIntegerField("拒收")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"import {self.pk} into {self.problem_list_id}"
