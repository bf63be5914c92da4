"""What the log of accounts records, in words, and under which heading it is looked for."""

from __future__ import annotations

from enum import StrEnum

from qingtian.language import Text


class Group(StrEnum):
    """Headings of the log."""

    SIGN_IN = "sign_in"
    ACCOUNT = "account"
    ADMINISTRATION = "administration"
    EXPORT = "export"
    READING = "reading"


class Kind(StrEnum):
    """One thing that happened."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_REFUSED = "sign_in_refused"
    LOCKED_OUT = "locked_out"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    CONFIRMED = "confirmed"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a name, no secret
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    RECOVERY_CODES = "recovery_codes"
    ACCOUNT_OPENED = "account_opened"
    CODE_GIVEN = "code_given"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_REOPENED = "account_reopened"
    UNLOCKED = "unlocked"
    TENURE_STARTED = "tenure_started"
    TENURE_ENDED = "tenure_ended"
    ABSENCE_ENTERED = "absence_entered"
    ABSENCE_ENDED = "absence_ended"
    ADMINISTERED = "administered"
    RESTORE_DRILLED = "restore_drilled"
    EXPORTED = "exported"
    LOG_READ = "log_read"
    LOG_EXPORTED = "log_exported"

    @property
    def text(self) -> Text:
        return WORDS[self]

    @property
    def group(self) -> Group:
        return next(group for group, kinds in GROUPS.items() if self in kinds)


WORDS: dict[Kind, Text] = {
    Kind.SIGNED_IN: Text("登录", "signed in"),
    Kind.SIGN_IN_FAILED: Text("登录失败", "sign-in failed"),
    Kind.SIGN_IN_REFUSED: Text("登录被拒绝", "sign-in refused"),
    Kind.LOCKED_OUT: Text("锁定", "locked out"),
    Kind.SECOND_FACTOR_FAILED: Text("第二步验证失败", "second step failed"),
    Kind.CONFIRMED: Text("再次验证身份", "confirmed who they are"),
    Kind.SIGNED_OUT: Text("退出", "signed out"),
    Kind.SESSION_ENDED: Text("会话结束", "session ended"),
    Kind.PASSWORD_CHANGED: Text("修改密码", "password changed"),
    Kind.FACTOR_ADDED: Text("添加第二步验证", "second factor added"),
    Kind.FACTOR_REMOVED: Text("移除第二步验证", "second factor removed"),
    Kind.RECOVERY_CODES: Text("生成恢复码", "recovery codes made"),
    Kind.ACCOUNT_OPENED: Text("开账号", "account opened"),
    Kind.CODE_GIVEN: Text("发一次性密码", "one-time code given"),
    Kind.ACCOUNT_CLOSED: Text("停用账号", "account closed"),
    Kind.ACCOUNT_REOPENED: Text("恢复账号", "account opened again"),
    Kind.UNLOCKED: Text("解锁", "unlocked"),
    Kind.TENURE_STARTED: Text("登记任职", "term of office entered"),
    Kind.TENURE_ENDED: Text("登记免职", "end of term entered"),
    Kind.ABSENCE_ENTERED: Text("登记离岗", "absence entered"),
    Kind.ABSENCE_ENDED: Text("提前结束离岗", "absence ended early"),
    Kind.ADMINISTERED: Text("管理操作", "administrative act"),
    Kind.RESTORE_DRILLED: Text("恢复演练", "restore drilled"),
    Kind.EXPORTED: Text("导出", "exported"),
    Kind.LOG_READ: Text("查看日志", "log read"),
    Kind.LOG_EXPORTED: Text("导出日志", "log exported"),
}

GROUPS: dict[Group, tuple[Kind, ...]] = {
    Group.SIGN_IN: (
        Kind.SIGNED_IN,
        Kind.SIGN_IN_FAILED,
        Kind.SIGN_IN_REFUSED,
        Kind.LOCKED_OUT,
        Kind.SECOND_FACTOR_FAILED,
        Kind.CONFIRMED,
        Kind.SIGNED_OUT,
        Kind.SESSION_ENDED,
    ),
    Group.ACCOUNT: (
        Kind.PASSWORD_CHANGED,
        Kind.FACTOR_ADDED,
        Kind.FACTOR_REMOVED,
        Kind.RECOVERY_CODES,
        Kind.ACCOUNT_OPENED,
        Kind.CODE_GIVEN,
        Kind.ACCOUNT_CLOSED,
        Kind.ACCOUNT_REOPENED,
        Kind.UNLOCKED,
    ),
    Group.ADMINISTRATION: (
        Kind.TENURE_STARTED,
        Kind.TENURE_ENDED,
        Kind.ABSENCE_ENTERED,
        Kind.ABSENCE_ENDED,
        Kind.ADMINISTERED,
        Kind.RESTORE_DRILLED,
    ),
    Group.EXPORT: (Kind.EXPORTED,),
    Group.READING: (Kind.LOG_READ, Kind.LOG_EXPORTED),
}
