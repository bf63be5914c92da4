"""The app, its check at start, and the durability of its connection."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.backends.signals import connection_created


class IdentitiesConfig(AppConfig):
    """Sealed identities of reporters (举报人身份)."""

    name = "qingtian.apps.identities"
    label = "identities"
    verbose_name = "举报人身份"

    def ready(self) -> None:
        from qingtian.apps.identities.checks import identity_store_stands_alone
        from qingtian.apps.identities.durability import write_through

        register(identity_store_stands_alone)
        connection_created.connect(write_through, dispatch_uid="identities.write_through")
