"""Post (岗位)."""

from __future__ import annotations

from django.db import models


class Rank(models.IntegerChoices):
    """Rank of a post in the scale this mechanism asks about."""

    STAFF = 10, "工作人员"
    TOWNSHIP = 20, "乡科级"
    COUNTY = 30, "县处级"
    CITY = 40, "厅局级"
    PROVINCE = 50, "省部级"


class Post(models.Model):
    """A post in an organ. Duties and authority belong to posts; persons hold posts for a time (tenure)."""

    class Principal(models.TextChoices):
        PARTY = "party", "党委主要负责人"
        GOVERNMENT = "government", "政府主要负责人"

    code = models.SlugField("代码", max_length=80, unique=True)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="posts")
    title_zh = models.CharField("岗位", max_length=80)
    title_en = models.CharField("English title", max_length=120)
    rank = models.PositiveSmallIntegerField("级别", choices=Rank, default=Rank.STAFF)
    principal = models.CharField("党政主要负责人", max_length=12, choices=Principal, blank=True)
    roles = models.JSONField("角色", default=list, help_text="codes of qingtian.procedures.who.ROLES")
    liaison_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="liaisons")

    class Meta:
        ordering = ["organ__path", "-rank", "code"]

    def __str__(self) -> str:
        return f"{self.organ.name_zh}{self.title_zh}"

    @property
    def county_rank_or_above(self) -> bool:
        """县级以上领导: 以上 includes the rank itself."""
        return self.rank >= Rank.COUNTY
