"""Handling mark (处理标记)."""

from __future__ import annotations

from django.db import models


class Handling(models.TextChoices):
    """How a matter or a file is handled, from the mildest. A state secret has no mark here: it may not be here."""

    OPEN = "open", "公开"
    INTERNAL = "internal", "内部"
    WORK_SECRET = "work_secret", "工作秘密"
