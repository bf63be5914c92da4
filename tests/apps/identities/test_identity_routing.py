"""Identities live in a database of their own; nothing else lives there and nothing points across."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from qingtian.apps.identities.checks import identity_store_stands_alone
from qingtian.apps.identities.durability import write_through
from qingtian.apps.identities.models import OpeningLog, SealedFile, SealedIdentity
from qingtian.apps.identities.router import IdentityRouter
from qingtian.apps.migrating import own
from qingtian.errors import UnusableInput
from qingtian.web.commands.setup import check_migrations

OURS = [SealedIdentity, SealedFile, OpeningLog]


@pytest.mark.parametrize("model", OURS)
def test_our_models_are_read_and_written_in_the_identity_store(model):
    assert IdentityRouter().db_for_read(model) == IdentityRouter().db_for_write(model) == "identity"


def test_other_models_are_left_to_other_routers():
    assert IdentityRouter().db_for_read(ContentType) is None
    assert IdentityRouter().db_for_write(ContentType) is None


@pytest.mark.parametrize(
    ("database", "app", "allowed"),
    [
        ("identity", "identities", True),
        ("default", "identities", False),
        ("identity", "people", False),
        ("identity", "contenttypes", False),
        ("default", "people", None),
        ("replica", "identities", False),
    ],
)
def test_where_an_app_may_migrate(database, app, allowed):
    assert IdentityRouter().allow_migrate(database, app) is allowed


def test_no_relation_crosses_the_wall():
    router = IdentityRouter()
    assert router.allow_relation(SealedIdentity(), ContentType()) is False
    assert router.allow_relation(ContentType(), SealedFile()) is False
    assert router.allow_relation(SealedFile(), SealedIdentity()) is True
    assert router.allow_relation(ContentType(), ContentType()) is None


@pytest.mark.django_db(databases=["default", "identity"])
def test_each_database_holds_its_own_tables_only():
    ours = {model._meta.db_table for model in OURS}
    assert set(connections["identity"].introspection.table_names()) - {"django_migrations"} == ours
    assert not ours & set(connections["default"].introspection.table_names())


#: the check reads settings only; no connection is made from these
settings_only = pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
SQLITE = {"ENGINE": "django.db.backends.sqlite3"}


@settings_only
def test_two_databases_pass_the_check_at_start(settings):
    settings.DATABASES = {"default": {**SQLITE, "NAME": "a"}, "identity": {**SQLITE, "NAME": "b"}}
    assert identity_store_stands_alone(None) == []


@settings_only
def test_one_database_for_both_is_an_error_at_start(settings):
    settings.DATABASES = {"default": {**SQLITE, "NAME": "a"}, "identity": {**SQLITE, "NAME": "a"}}
    assert [error.id for error in identity_store_stands_alone(None)] == ["identities.E002"]


@settings_only
def test_no_identity_database_is_an_error_at_start(settings):
    settings.DATABASES = {"default": {**SQLITE, "NAME": "a"}}
    assert [error.id for error in identity_store_stands_alone(None)] == ["identities.E001"]


@pytest.mark.django_db(databases=["default", "identity"])
@pytest.mark.sqlite
def test_on_sqlite_the_identity_store_waits_for_the_disk_at_every_commit():
    cursor = connections["identity"].cursor()
    assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2, "2 is FULL"


@pytest.mark.parametrize(("alias", "vendor"), [("default", "sqlite"), ("identity", "postgresql")])
def test_no_other_connection_is_slowed_down(alias, vendor):
    class Untouched:
        def cursor(self) -> None:
            raise AssertionError("this connection keeps its own setting")

    connection = Untouched()
    connection.alias, connection.vendor = alias, vendor
    write_through(None, connection)


@pytest.mark.django_db(databases=["default", "identity"])
def test_the_identity_store_goes_through_its_own_migrations_and_the_records_through_all():
    ours, theirs = (set(MigrationRecorder(connections[a]).applied_migrations()) for a in ("identity", "default"))
    assert {app for app, _ in ours} == {"identities"}
    assert ours < theirs
    assert own("identity", theirs) == sorted(ours)
    assert set(own("default", theirs)) == theirs


@pytest.mark.django_db(databases=["default", "identity"])
@pytest.mark.parametrize("app", ["people", "identities"])
def test_a_missing_migration_of_either_database_is_still_missed(app):
    alias = "identity" if app == "identities" else "default"
    check_migrations()
    MigrationRecorder(connections[alias]).migration_qs.filter(app=app).delete()
    with pytest.raises(UnusableInput) as refused:
        check_migrations()
    assert refused.value.code == "database.not_migrated"


@pytest.mark.django_db(databases=["default", "identity"])
def test_an_identity_store_that_went_through_every_migration_as_before_is_up_to_date():
    recorder = MigrationRecorder(connections["identity"])
    for migration in MigrationRecorder(connections["default"]).applied_migrations():
        if migration[0] != "identities":
            recorder.record_applied(*migration)
    check_migrations()
