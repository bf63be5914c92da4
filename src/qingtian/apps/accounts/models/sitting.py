"""A session at a computer (登录会话), from signing in to its end."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from qingtian.language import Text


class Ended(StrEnum):
    """Why a session ended; the words go on the sign-in page."""

    SIGNED_OUT = "signed_out"
    IDLE = "idle"
    TOO_LONG = "too_long"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    OWN = "own"
    ADMINISTRATOR = "administrator"
    OFFICE = "office"

    @property
    def text(self) -> Text:
        return WORDS[self]


WORDS = {
    Ended.SIGNED_OUT: Text("已退出。", "Signed out."),
    Ended.IDLE: Text("太久没有操作，已自动退出。", "Signed out after a time without work."),
    Ended.TOO_LONG: Text("登录已满一个工作日，请重新登录。", "Signed in for a working day: please sign in again."),
    Ended.PASSWORD: Text("密码已改，请用新密码登录。", "The password was changed: sign in with the new one."),
    Ended.OWN: Text("已从另一台电脑退出这次登录。", "This session was ended from another computer."),
    Ended.ADMINISTRATOR: Text("管理员结束了这次登录。", "The administrator ended this session."),
    Ended.OFFICE: Text("您今天没有任职，登录已结束。", "You hold no post today; the session has ended."),
}


class Sitting(models.Model):
    """One session. The request is let through while ``ended_at`` is empty and both limits are kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sittings")
    begun_at = models.DateTimeField("登录时间")
    last_seen_at = models.DateTimeField("最近操作")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_why = models.CharField("结束原因", max_length=16, choices=[(e.value, e.text.zh) for e in Ended], blank=True)
    address = models.CharField("来源", max_length=45, blank=True)
    device = models.CharField("设备", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "登录会话"
        ordering = ["-last_seen_at"]
        indexes = [models.Index(fields=["user", "ended_at"], name="sitting_open_of_user")]

    def __str__(self) -> str:
        return f"sitting {self.pk}"
