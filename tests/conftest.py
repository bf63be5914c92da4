"""What every test may ask for: the evidence folder, a small city, officers at their posts."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings as product
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.browser import browser
from tests.days import SHANGHAI, TODAY, at
from tests.migrated import migrate_as_the_product_does

__all__ = ["SHANGHAI", "TODAY", "at", "browser"]

# a busy machine is no finding: how long an example takes says nothing of a rule
settings.register_profile("qingtian", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qingtian")

# every process of a run has a data folder of its own: keys, sealed files and papers never touch an office's
FOLDER = Path(tempfile.mkdtemp(prefix="qingtian-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
(FOLDER / "static").mkdir()
os.environ["QINGTIAN_DATA"] = str(FOLDER)
os.environ.pop("QINGTIAN_DEMO", None)
# both stores on the server, each in a database of its own, as an office runs them; or both on SQLite
POSTGRES = os.environ.get("QINGTIAN_TEST_POSTGRES", "")
for variable, suffix in (("DATABASE_URL", ""), ("IDENTITY_DATABASE_URL", "_identity")):
    if POSTGRES:
        os.environ[variable] = POSTGRES + suffix
    else:
        os.environ.pop(variable, None)
if POSTGRES:  # what a test commits need not be on the disk of the server before the next one begins
    os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
# not in pyproject.toml: the settings would be read before the folder is known, and the tests would run in ./var
os.environ["DJANGO_SETTINGS_MODULE"] = "qingtian.config.settings"
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # a worker starts with this environment and has a folder of its own
if FOLDER.resolve() != product.DATA:
    raise RuntimeError("the settings were read too early: unset DJANGO_SETTINGS_MODULE")


#: files and folders whose tests share what is dear to make; the marks of xdist's own groups are lost on pytest 9.2
TOGETHER = (
    "tests/apps/proceedings/test_two_at_once.py",
    "tests/demo/loaded/",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Every test by itself to whichever worker is free; those of a file of ``TOGETHER`` to one."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFileOrTest(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((shared for shared in TOGETHER if nodeid.startswith(shared)), nodeid)

    return ByFileOrTest(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported by now stays for the run: the collector need not look at it again, nor come so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


#: pages made of what other tests ask of both databases: words, forms and links, tried on one
ON_ONE = ("tests/web/portal/", "tests/web/design/", "tests/web/api/", "tests/web/commands/")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Rules of the other database are not this run's: they are left out and counted as such, never skipped."""
    for item in items:
        if item.nodeid.startswith(ON_ONE) and not item.get_closest_marker("postgres"):
            item.add_marker("once")
    other = "sqlite" if POSTGRES else "postgres"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Asked for before the databases are made: on SQLite they are copied from those of the last run."""
    migrate_as_the_product_does({"default", "identity"}, keep=not POSTGRES)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Every test begins in the city's language: a page read in English leaves English active in its thread."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def light_passwords(request: pytest.FixtureRequest) -> None:
    """Passwords made in tests are hashed in a moment; stored ones are still read as an office reads them."""
    settings = request.getfixturevalue("settings")
    light = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [light, *(kept for kept in settings.PASSWORD_HASHERS if kept != light)]


@pytest.fixture(autouse=True)
def password_alone(request: pytest.FixtureRequest) -> None:
    """A test signs its officers in by a line of code; those of signing in ask for what an office asks for."""
    settings = request.getfixturevalue("settings")
    settings.SECOND_FACTOR_ROLES, settings.CONFIRM_MINUTES = frozenset(), 0


@pytest.fixture(autouse=True)
def plain_static_files(request: pytest.FixtureRequest) -> None:
    """Pages rendered in tests need no collected, hashed files; the end-to-end tests run the collected ones."""
    settings = request.getfixturevalue("settings")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def evidence() -> Path:
    """The folder of real data; skipped loudly where it is not, refused where CI requires it."""
    default = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    folder = Path(os.environ.get("QINGTIAN_EVIDENCE", default))
    if not folder.is_dir():
        if os.environ.get("QINGTIAN_REQUIRE_ALL"):
            pytest.fail(f"QINGTIAN_EVIDENCE: {folder} is not there")
        pytest.skip("no real data: set QINGTIAN_EVIDENCE to the folder that holds it")
    return folder


@pytest.fixture
def city(db: None) -> object:
    """A small city with its organs, posts and people (see tests/small_city.py)."""
    from tests.small_city import build

    return build()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Committed rows. The triggers that keep acts and logs append-only are taken down at the end, because emptying the
    tables is exactly what they forbid."""
    from django.db import connections

    from qingtian.apps.append_only import kept

    tables = [(module, connections[alias]) for alias, modules in kept().items() for module in modules]
    for module, target in tables:
        module.remove(target)
        module.install(target)
    yield
    for module, target in tables:
        _once_unlocked(lambda module=module, target=target: module.remove(target))


def _once_unlocked(change: Callable[[], None], patience: float = 20.0) -> None:
    """Change the tables of a database in memory that the server may still read, for a page the browser has left."""
    from django.db import OperationalError

    ends = time.monotonic() + patience
    while True:
        try:
            return change()
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > ends:
                raise
            time.sleep(0.05)


@pytest.fixture
def committed_city(committed: None) -> object:
    """The small city in committed rows, for tests that need several connections."""
    from tests.small_city import build

    return build()
