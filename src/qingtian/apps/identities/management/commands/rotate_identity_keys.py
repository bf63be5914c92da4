"""``qingtian manage rotate_identity_keys``: a new master key for the sealed identities."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from qingtian.apps.identities import vault
from qingtian.language import Text

_DONE = Text(
    "已换用新主密钥，{moved} 条封存身份改用新密钥。旧密钥在密钥目录的 retired 子目录，请移到离线保管处。",
    "A new master key is in use. Sealed identities moved to it: {moved}. "
    "The old key is in 'retired' inside the key folder: move it to offline safekeeping.",
)


class Command(BaseCommand):
    """Rotate the master key. Safe while the service runs; after an interruption, run it again."""

    help = "换用新的身份主密钥 · Rotate the master key of sealed identities."

    def handle(self, *args: Any, **options: Any) -> None:
        moved = vault.rotate(now=timezone.localtime())
        message = _DONE.format(moved=moved)
        self.stdout.write(f"{message.zh}\n{message.en}")
