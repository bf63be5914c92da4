"""Settings. Everything an office may set comes from the environment; the defaults run on one machine without network.

========================  =============================================================================
``QINGTIAN_DATA``         data folder (databases, keys, sealed files, papers); default ``./var``
``DATABASE_URL``          records; default SQLite in the data folder
``IDENTITY_DATABASE_URL`` sealed identities, always a database of their own; default SQLite in the data folder
``QINGTIAN_KEYS``         folder of the master keys, outside every database; default ``<data>/keys``
``QINGTIAN_DEMO``         ``1``: the generated demonstration city (one-click log-in, every page marked)
``QINGTIAN_HOSTS``        host names served, comma separated; default local names only
``QINGTIAN_PROXIES``      how many proxies of the office's own stand before it; default 0 (rate limits see the address)
``QINGTIAN_DEBUG``        ``1`` while developing
========================  =============================================================================
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import SELF

ROOM = Path(__file__).resolve().parent.parent
PROJECT = ROOM.parent.parent
DATA = Path(os.environ.get("QINGTIAN_DATA", PROJECT / "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
KEYS = Path(os.environ.get("QINGTIAN_KEYS", DATA / "keys")).resolve()
ASSETS = Path(os.environ.get("QINGTIAN_ASSETS", PROJECT / ".assets")).resolve()
#: an office's own edited Word templates; they win over the shipped ones of the same name
PAPER_TEMPLATES = DATA / "paper-templates"

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
    "qingtian.apps.people",
    "qingtian.apps.places",
    "qingtian.apps.identities",
    "qingtian.apps.proceedings",
    "qingtian.apps.petitions",
    "qingtian.apps.cases",
    "qingtian.apps.air",
    "qingtian.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "qingtian.web.middleware.AsOfMiddleware",
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

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"
AXES_VERBOSE = False
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:worklist"

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
SESSION_COOKIE_AGE = 9 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
_HTTPS = os.environ.get("QINGTIAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS

#: a photo from a phone; what is larger is refused before it is read
PHOTO_MAX_BYTES = 20 * 1024 * 1024
PHOTOS_MAX = 6
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
