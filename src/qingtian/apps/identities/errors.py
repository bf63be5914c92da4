"""What the vault refuses or cannot do. No sentence here carries a name, a telephone number or a key."""

from __future__ import annotations

from qingtian.errors import QingtianError, Refused, UnusableInput
from qingtian.language import Text

#: in force since 2022-05-01, so it holds on every day a petition can carry; the environmental statutes changed in 2026
SECRECY = "《信访工作条例》第30条第3款 · Petition Regulations, art. 30(3)"


def key_missing(file: str) -> QingtianError:
    """A key file that sealed records depend on is not in the key folder."""
    return QingtianError(
        "identities.key_missing",
        Text(
            "密钥文件 {file} 不在密钥目录中，已封存的身份无法打开。",
            "The key file {file} is not in the key folder, so sealed identities cannot be opened.",
        ).format(file=file),
        where=file,
        remedy=Text(
            "从密钥备份恢复该文件，或检查 QINGTIAN_KEYS 是否指向正确的目录；轮换前的备份所用的密钥在 retired 子目录。",
            "Restore the file from the key backup or check that QINGTIAN_KEYS points at the right folder; "
            "keys of backups made before a rotation are in its subfolder 'retired'.",
        ),
    )


def key_unusable(file: str) -> QingtianError:
    """A key file does not hold 128 bits in hexadecimal."""
    return QingtianError(
        "identities.key_unusable",
        Text("密钥文件 {file} 已损坏。", "The key file {file} is damaged.").format(file=file),
        where=file,
        remedy=Text("从密钥备份恢复该文件。", "Restore the file from the key backup."),
    )


def key_exposed(file: str) -> QingtianError:
    """A key file can be read by other users of the machine."""
    return QingtianError(
        "identities.key_exposed",
        Text(
            "密钥文件 {file} 可被本机其他用户读取。", "Other users of this machine can read the key file {file}."
        ).format(file=file),
        where=file,
        remedy=Text("执行 chmod 600，并考虑轮换密钥。", "Run chmod 600 on it and consider rotating the key."),
    )


def token_unknown() -> QingtianError:
    """No sealed identity under this token: never sealed, or swept as an orphan."""
    return QingtianError(
        "identities.token_unknown",
        Text("没有这个编号的封存身份。", "No identity is sealed under this token."),
        remedy=Text("检查来信记录中的编号。", "Check the token in the petition record."),
    )


def file_unknown() -> QingtianError:
    """No sealed file under this reference, or its bytes are gone from the disk."""
    return QingtianError(
        "identities.file_unknown",
        Text("没有这个编号的封存文件。", "No file is sealed under this reference."),
        remedy=Text(
            "检查编号，或从备份恢复封存目录。", "Check the reference or restore the sealed folder from a backup."
        ),
    )


def tampered() -> QingtianError:
    """The seal does not verify: changed bytes, or a record moved under another token."""
    return QingtianError(
        "identities.seal_broken",
        Text("封存内容未通过校验，可能被改动。", "The sealed content does not verify; it may have been changed."),
        remedy=Text(
            "不要使用；从备份恢复并报告信息安全员。", "Do not use it; restore a backup, tell the security officer."
        ),
    )


def reason_missing() -> Refused:
    """An identity is opened only for a stated reason."""
    return Refused(
        "identities.reason_missing",
        Text("打开举报人身份必须写明理由。", "Opening a reporter's identity needs a stated reason."),
        where="reason",
        remedy=Text("写一句为什么需要知道举报人是谁。", "Write one sentence on why the identity is needed."),
        basis=SECRECY,
    )


def opener_incomplete(field: str) -> Refused:
    """Whoever opens an identity is known by person, post and organ."""
    return Refused(
        "identities.opener_incomplete",
        Text(
            "打开举报人身份的人员须写明姓名、职务和单位。",
            "Whoever opens an identity is named by person, post and organ.",
        ),
        where=field,
        remedy=Text("先在人员任职中登记该人员的职务。", "Enter the person's post in the register of tenures first."),
        basis=SECRECY,
    )


def identity_too_long(field: str) -> UnusableInput:
    """A field of the identity is longer than any real answer."""
    return UnusableInput(
        "identities.too_long",
        Text("填写的内容过长。", "This answer is too long."),
        where=field,
        remedy=Text("请缩短后重新填写。", "Shorten it and send it again."),
    )


def media_type_unusable() -> UnusableInput:
    """The media type is not of the form ``type/subtype``."""
    return UnusableInput(
        "identities.media_type_unusable",
        Text("文件类型的写法不对。", "The media type is not written as type/subtype."),
        where="media_type",
        remedy=Text("例如 image/jpeg。", "For example image/jpeg."),
    )


def file_too_large(limit: int) -> UnusableInput:
    """The file has more bytes than this office accepts."""
    return UnusableInput(
        "identities.file_too_large",
        Text(
            "文件超过 {megabytes} MB，没有封存。", "The file is larger than {megabytes} MB and was not sealed."
        ).format(megabytes=limit // (1024 * 1024)),
        where="file",
        remedy=Text("请换一个较小的文件。", "Send a smaller file."),
    )


def rotation_incomplete(left: int) -> QingtianError:
    """Some data keys could not be rewrapped; the old master key stays in use for them."""
    return QingtianError(
        "identities.rotation_incomplete",
        Text(
            "有 {left} 条封存身份未能换用新密钥，旧密钥保留。",
            "Sealed identities that could not move to the new key: {left}. The old key is kept.",
        ).format(left=left),
        remedy=Text("从备份恢复这些记录后重新轮换。", "Restore those records from a backup and rotate again."),
    )
