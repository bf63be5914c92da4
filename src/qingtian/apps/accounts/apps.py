"""The app, and the session that begins with every sign-in."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    """Accounts (账号)."""

    name = "qingtian.apps.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from qingtian.apps.accounts.actions.sittings import begin_with_sign_in

        user_logged_in.connect(begin_with_sign_in, dispatch_uid="accounts.begin_sitting")
