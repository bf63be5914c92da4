"""The SM4 key of a data logger (HJ 212-2025) and the new password of a command, sealed under a key file outside every
database (``loggers.key``)."""

from __future__ import annotations

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, keys
from qingtian.apps.monitors.models import DataLogger, FieldCommand
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text

FILE = "loggers.key"
#: SM4 has 128-bit keys (GB/T 32907-2016)
KEY_BYTES = 16
LOST = Text(
    "密钥文件 {file} 不能用，数采仪的密钥打不开。", "The key file {file} cannot be used; no logger's key opens."
)
RESTORE = Text(
    "从密钥备份恢复该文件（权限 600）；恢复不了的，给每台数采仪换密钥。",
    "Restore the file from the key backup (mode 600); where that is impossible, give every logger a new key.",
)


def _key() -> bytes:
    try:
        return keys.kept_key(FILE, unused=_unused)
    except QingtianError as lost:
        raise QingtianError("loggers.key_lost", LOST.format(file=FILE), where=FILE, remedy=RESTORE) from lost


def _unused() -> bool:
    """Whether nothing lies sealed under the key file: no device's key, no new password of a command."""
    keyed = DataLogger.objects.filter(key_sealed__isnull=False)
    return not keyed.exists() and not FieldCommand.objects.filter(password_sealed__isnull=False).exists()


@sensitive_variables()
def seal_password(command: FieldCommand, password: str) -> None:
    """Put a new password into its command, unsaved, tied to the matter. Raises loggers.key_lost."""
    command.password_nonce = cipher.new_nonce()
    place = cipher.bound_to("field-command", str(command.proceeding_id))
    command.password_sealed = cipher.encrypt(_key(), command.password_nonce, password.encode(), place)


@sensitive_variables()
def password_of(command: FieldCommand) -> str | None:
    """The new password a command carries; None where it has none. Raises loggers.key_lost, identities.seal_broken."""
    if command.password_sealed is None or command.password_nonce is None:
        return None
    place = cipher.bound_to("field-command", str(command.proceeding_id))
    return cipher.decrypt(_key(), bytes(command.password_nonce), bytes(command.password_sealed), place).decode()


@sensitive_variables()
def seal_key(logger: DataLogger, key: bytes) -> None:
    """Put the device's key into its row, unsaved, tied to its MN. Raises loggers.key_size, loggers.key_lost."""
    if len(key) != KEY_BYTES:
        raise UnusableInput(
            "loggers.key_size",
            Text("SM4 密钥是 16 字节（32 个十六进制数字）。", "An SM4 key has 16 bytes (32 hexadecimal digits)."),
            where=logger.mn,
        )
    logger.key_nonce = cipher.new_nonce()
    logger.key_sealed = cipher.encrypt(_key(), logger.key_nonce, key, cipher.bound_to("logger", logger.mn))


@sensitive_variables()
def key_of(logger: DataLogger) -> bytes | None:
    """The device's key; None where it has none. Raises loggers.key_lost, identities.seal_broken."""
    if logger.key_sealed is None or logger.key_nonce is None:
        return None
    place = cipher.bound_to("logger", logger.mn)
    return cipher.decrypt(_key(), bytes(logger.key_nonce), bytes(logger.key_sealed), place)
