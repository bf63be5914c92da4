"""Settings. Everything an office may set comes from the environment; the defaults run on one machine without network.

========================  =============================================================================
``QINGTIAN_DATA``         data folder (databases, keys, sealed files, papers); default ``./var``
``DATABASE_URL``          records; default SQLite in the data folder
``IDENTITY_DATABASE_URL`` sealed identities, always a database of their own; default SQLite in the data folder
``QINGTIAN_KEYS``         folder of the master keys, outside every database; default ``<data>/keys``
``QINGTIAN_DEMO``         ``1``: the generated demonstration city (one-click log-in, every page marked)
``QINGTIAN_HOSTS``        host names served, comma separated; default local names only
``QINGTIAN_PROXIES``      how many proxies of the office's own stand before it; default 0 (rate limits see the address)
``QINGTIAN_HTTPS``        ``1``: served over https; with QINGTIAN_PROXIES the proxy says so (X-Forwarded-Proto)
``QINGTIAN_SECOND_FACTOR`` roles that need a second factor, comma separated; ``everybody`` or ``nobody`` also;
                          default administrator, auditor and the named officer for accusations
``QINGTIAN_IDLE_MINUTES`` a session without work ends after so many minutes; default 30
``QINGTIAN_SESSION_HOURS`` a session ends after so many hours in any case; default 9, a working day
``QINGTIAN_CONFIRM_MINUTES`` how long a proof of who one is opens sealed identities; default 15; 0 never asks
``QINGTIAN_PASSWORD_DAYS`` a password is changed after so many days; default 0, never for its age alone
``QINGTIAN_DEBUG``        ``1`` while developing
``QINGTIAN_LOG``          ``-`` or a file: one JSON line a request; default warnings only (``config/logs.py``)
``QINGTIAN_BACKUPS``      where the nightly backup goes; default ``<data>/backups``
``QINGTIAN_KEYS_COPY``    where the nightly backup copies the keys, on another disk; default nowhere
``QINGTIAN_CHECKPOINTS``  second folder for the daily checkpoint, such as a stick; default none
``QINGTIAN_RATES``        how often things may be done, such as ``lookup=40/600``; defaults in ``config/rates.py``
``QINGTIAN_PARTNER_MINUTES`` how far the clock of a system that calls us may be off; default 5
``QINGTIAN_PHOTOS``       photos a resident may add to a report; default 6
``QINGTIAN_VIDEO_MB``     size of a resident's video; default 60; ``QINGTIAN_VIDEO_SECONDS`` its length, default 60
``QINGTIAN_HJ212_PORT``   port on which ``serve`` also listens for data loggers (HJ 212); default none
``QINGTIAN_FRAMES_DAYS``  days of frames kept open before they are packed; default 92
``QINGTIAN_FRAMES_ARCHIVE`` where packed days of frames go; default ``<data>/frames/archive``
``QINGTIAN_METRICS_FROM`` addresses that may read ``/metrics`` (or ``QINGTIAN_METRICS_TOKEN``); default nobody
========================  =============================================================================
"""

from __future__ import annotations

import os
import secrets

import dj_database_url
from csp.constants import SELF

from qingtian.config import logs, places, rates

ROOM = places.ROOM
DATA = places.data()
DATA.mkdir(parents=True, exist_ok=True)
KEYS = places.keys()
ASSETS = places.assets()
#: an office's own edited Word templates; they win over the shipped ones of the same name
PAPER_TEMPLATES = DATA / "paper-templates"
#: an office's own upstream systems and column templates; one wins over the shipped one of the same id
UPSTREAM_SYSTEMS = DATA / "upstream-systems"
#: an office's own data sets of the catalogue (信息资源目录)
DATA_SETS = DATA / "data-sets"

DEMO = os.environ.get("QINGTIAN_DEMO") == "1"
DEBUG = os.environ.get("QINGTIAN_DEBUG") == "1"


def _secret_key() -> str:
    """The signing key of this installation, made once and kept beside the other keys."""
    path = KEYS / "django.secret"
    if not path.exists():
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = os.environ.get("QINGTIAN_SECRET_KEY") or _secret_key()
ALLOWED_HOSTS = os.environ.get("QINGTIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "qingtian.apps.installation",
    "qingtian.apps.rates",
    "qingtian.apps.entered",
    "qingtian.apps.people",
    "qingtian.apps.places",
    "qingtian.apps.parties",
    "qingtian.apps.identities",
    "qingtian.apps.accounts",
    "qingtian.apps.proceedings",
    "qingtian.apps.petitions",
    "qingtian.apps.cases",
    "qingtian.apps.air",
    "qingtian.apps.publishing",
    "qingtian.apps.consultations",
    "qingtian.apps.rewards",
    "qingtian.apps.catalogue",
    "qingtian.apps.readings",
    "qingtian.apps.repeats",
    "qingtian.apps.petition_figures",
    "qingtian.apps.hot_issues",
    "qingtian.apps.quality",
    "qingtian.apps.tasks",
    "qingtian.apps.problem_lists",
    "qingtian.apps.rectification",
    "qingtian.apps.schedules",
    "qingtian.apps.supervision",
    "qingtian.apps.oversight",
    "qingtian.apps.suggestions",
    "qingtian.apps.responsibility",
    "qingtian.apps.clues",
    "qingtian.apps.indicators",
    "qingtian.apps.inspections",
    "qingtian.apps.penalties",
    "qingtian.apps.remedies",
    "qingtian.apps.measures",
    "qingtian.apps.transfers",
    "qingtian.apps.credit",
    "qingtian.apps.compensation",
    "qingtian.apps.monitors",
    "qingtian.apps.weather",
    "qingtian.apps.water",
    "qingtian.apps.soil",
    "qingtian.apps.noise",
    "qingtian.apps.forecasts",
    "qingtian.apps.grid",
    "qingtian.apps.air_warnings",
    "qingtian.apps.air_consultations",
    "qingtian.apps.draws",
    "qingtian.apps.integrity",
    "qingtian.apps.alerts",
    "qingtian.apps.classifier",
    "qingtian.apps.opinion",
    "qingtian.apps.targeting",
    "qingtian.apps.blind_spots",
    "qingtian.apps.briefing",
    "qingtian.ledgers",
    "qingtian.gateways",
    "qingtian.gateways.partners",
    "qingtian.gateways.hotlines",
    "qingtian.gateways.wechat",
    "qingtian.gateways.exchange",
    "qingtian.gateways.hj212",
    "django_tasks",
    "django_tasks_db",
    "qingtian.apps.operations",
    "qingtian.web",
]

MIDDLEWARE = [
    "qingtian.web.observing.ObservingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "qingtian.web.middleware.PermissionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "qingtian.apps.installation.backend.BelongingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "qingtian.web.middleware.AsOfMiddleware",
    "qingtian.web.middleware.SittingMiddleware",
    "qingtian.web.gate.AccessMiddleware",
    "qingtian.web.no_space.NoSpaceMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "qingtian.config.urls"
WSGI_APPLICATION = "qingtian.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["qingtian.web.templatetags.words", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qingtian.web.context.page",
            ],
        },
    }
]

#: WAL with immediate transactions: two officers at once queue instead of failing half-way
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def _database(variable: str, file: str) -> dict[str, object]:
    config = dict(dj_database_url.parse(os.environ.get(variable) or f"sqlite:///{DATA / file}", conn_max_age=60))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
    return config


DATABASES = {
    "default": _database("DATABASE_URL", "qingtian.sqlite3"),
    "identity": _database("IDENTITY_DATABASE_URL", "identities.sqlite3"),
}
DATABASE_ROUTERS = ["qingtian.apps.identities.router.IdentityRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "qingtian.apps.installation.backend.BelongingGuard",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "qingtian.apps.accounts.passwords.OfficePasswordValidator"}]
#: fewest characters of a password, and how many earlier ones cannot be taken again
PASSWORD_LENGTH = 12
PASSWORDS_REMEMBERED = 5
PASSWORD_DAYS = int(os.environ.get("QINGTIAN_PASSWORD_DAYS") or 0)
#: days in which a one-time code from the administrator signs in
CODE_DAYS = 7
_FACTOR = os.environ.get("QINGTIAN_SECOND_FACTOR") or "administrator,auditor,discipline_liaison"
SECOND_FACTOR_ROLES = frozenset() if _FACTOR == "nobody" else frozenset(_FACTOR.split(","))
CONFIRM_MINUTES = int(os.environ.get("QINGTIAN_CONFIRM_MINUTES") or 15)
IDLE_MINUTES = int(os.environ.get("QINGTIAN_IDLE_MINUTES") or 30)
SESSION_HOURS = int(os.environ.get("QINGTIAN_SESSION_HOURS") or 9)

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
#: a name from one address: neither a colleague behind the same address nor the real user elsewhere is locked with it
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "qingtian.web.portal.rate.address_of"
#: the hour that was told stays the hour; a try while locked does not begin it anew
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
#: the log of accounts keeps what is needed and less of the address
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "qingtian.web.desk.locked_out.locked_out"
AXES_SENSITIVE_PARAMETERS = ["password", "code", "passkey"]
AXES_VERBOSE = False
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:worklist"

#: tasks lie in the records' own database: what an act enqueues is there exactly when the act is
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ASSETS / "static"] if (ASSETS / "static").exists() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# the origin, never a path: a secret link stays at home, and a form still says where it comes from
SECURE_REFERRER_POLICY = "strict-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
#: a working day; an office computer is shared
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
_HTTPS = os.environ.get("QINGTIAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
if _HTTPS and int(os.environ.get("QINGTIAN_PROXIES") or 0):
    # the office's own proxy ends the encryption and says so; without it every form would come from a "foreign" origin
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

#: how often, by name; counted in ``apps.rates``, never in the cache, which forgets
RATES = rates.declared(os.environ.get("QINGTIAN_RATES", ""))

#: how far the clock of a system that calls us may be off; its nonces are remembered as long
PARTNER_MINUTES = int(os.environ.get("QINGTIAN_PARTNER_MINUTES") or 5)
#: most bytes of one call of a system, and most rows in it
PARTNER_MAX_BYTES = DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
PARTNER_MAX_ROWS = 200

#: a photo from a phone; what is larger is refused before it is read
PHOTO_MAX_BYTES = 20 * 1024 * 1024
PHOTOS_MAX = int(os.environ.get("QINGTIAN_PHOTOS") or 6)
#: a short video of a resident: sealed as it came, so only its size and its length are limited
VIDEO_MAX_BYTES = int(os.environ.get("QINGTIAN_VIDEO_MB") or 60) * 1024 * 1024
VIDEO_MAX_SECONDS = int(os.environ.get("QINGTIAN_VIDEO_SECONDS") or 60)
#: nothing uploaded touches a disk before it is judged: see web/memory_uploads.py
FILE_UPLOAD_HANDLERS = ["qingtian.web.memory_uploads.InMemory"]

LOGGING = logs.configuration()
