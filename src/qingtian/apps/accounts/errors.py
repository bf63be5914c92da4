"""What signing in refuses, said so that an officer can act on it. No sentence carries a password or a code."""

from __future__ import annotations

from qingtian.errors import Refused
from qingtian.language import Text


class WeakPassword(Refused):
    """A password that breaks a rule; ``faults`` says each of them."""

    def __init__(self, faults: list[Text]) -> None:
        self.faults = faults
        said = Text("".join(f.zh for f in faults), " ".join(f.en for f in faults))
        super().__init__("accounts.weak_password", said, where="password")


def code_wrong() -> Refused:
    """The code of the second step does not fit, is too old or was used."""
    return Refused(
        "accounts.code_wrong",
        Text("验证码不对，或者已经用过、过了时间。", "The code is wrong, was used before, or is too old."),
        where="code",
        remedy=Text(
            "等动态口令换一个新的再输；手机和电脑的时间要对。",
            "Wait for the next code; the clocks of telephone and computer must agree.",
        ),
    )


def passkey_wrong() -> Refused:
    """The answer of a passkey does not verify."""
    return Refused(
        "accounts.passkey_wrong",
        Text("安全密钥没有通过验证。", "The passkey could not be verified."),
        where="passkey",
        remedy=Text("再试一次，或改用动态口令、恢复码。", "Try again, or use a code of the app or a recovery code."),
    )


def name_taken() -> Refused:
    """Another account has this user name."""
    return Refused("accounts.name_taken", Text("这个用户名已经有人用。", "This user name is taken."), where="username")


def has_account() -> Refused:
    """The person can sign in already."""
    return Refused("accounts.has_account", Text("此人已有账号。", "This person has an account."), where="username")


def last_administrator() -> Refused:
    """Nobody would be left to give codes and unlock."""
    return Refused(
        "accounts.last_administrator",
        Text("这是最后一个能登录的管理员，不能停用。", "This is the last administrator who can sign in."),
        remedy=Text("先给另一个人任管理员并开账号。", "First appoint another administrator with an account."),
    )
