"""All settings; what a newsroom may choose comes from the environment (README, "Settings")."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsportal import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
env.load_env_file(BASE_DIR / ".env")
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var"))).resolve()
# Below it the desk offers exports and uploads folders that lie on the server.
IMPORT_DIR = Path(env.text("IMPORT_DIR", str(VAR_DIR / "imports"))).resolve()

DEBUG = env.flag("DEBUG")
PORT = env.number("PORT", 8000, 1, 65535)
SITE_NAME = env.text("SITE_NAME", "The Meridian")
SITE_URL = env.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
ARTICLE_PATH = env.article_path("ARTICLE_PATH", "/{section}/{year}/{month}/{day}/{slug}/")
OUTBOUND_ALLOWED_NETWORKS = env.networks("OUTBOUND_ALLOWED_NETWORKS")

# Further names of this site, besides SITE_URL's and ALLOWED_HOSTS: a link to one of them is a link to ourselves.
OWN_HOSTS = env.words("OWN_HOSTS")
_twin = SITE_HOST.removeprefix("www.") if SITE_HOST.startswith("www.") else f"www.{SITE_HOST}"
# Readers who come by one of these are sent to SITE_URL.
ALIAS_HOSTS = frozenset({_twin, *(name.lower() for name in OWN_HOSTS)} - {SITE_HOST, "*"})
ALLOWED_HOSTS = [*env.words("ALLOWED_HOSTS", f"localhost 127.0.0.1 [::1] {SITE_HOST}"), *ALIAS_HOSTS]
# What an editor is told of before publishing; whatever else the guard finds must be mended first.
GUARD_WARNS = env.some_of(
    "GUARD_WARNS",
    ("markers", "alt_text", "credit", "rights", "withdrawn_links", "embargo"),
    "alt_text credit rights embargo",
)
LINKBACKS_RECEIVE = env.flag("LINKBACKS_RECEIVE", not DEBUG)
# Readers' comments: off for the whole site until this is on; then each section has a switch, and each article.
COMMENTS_RECEIVE = env.flag("COMMENTS_RECEIVE")
COMMENTS_CLOSE_AFTER_DAYS = env.number("COMMENTS_CLOSE_AFTER_DAYS", 0, 0, 36_500)
# For how long the network address of whoever wrote a comment is kept.
COMMENTS_FORGET_ADDRESS_DAYS = env.number("COMMENTS_FORGET_ADDRESS_DAYS", 30, 0, 36_500)
LINKBACKS_SEND = env.flag_or_none("LINKBACKS_SEND")
LINKBACKS_CLOSE_AFTER_DAYS = env.number("LINKBACKS_CLOSE_AFTER_DAYS", 0, 0, 36_500)
# After an edit, so that ten in a row are told once.
LINKBACKS_EDIT_DELAY = env.number("LINKBACKS_EDIT_DELAY", 600, 0, 86_400)
# Days until a page that articles link to is asked again whether it is there; 0 asks none. Unset: 30 where those who
# are asked can reach us, else 0.
LINK_CHECK_DAYS = env.number_or_none("LINK_CHECK_DAYS", 0, 3650)
# For how long a publication can be undone; what cannot be taken back leaves after it.
UNDO_SECONDS = env.number("UNDO_SECONDS", 10, 0, 60)


def _secret_key() -> str:
    """From the environment, else from the file `make run` makes; a fixed one only while DEBUG is on."""
    made_by_run = VAR_DIR / "secret_key"
    if key := env.text("SECRET_KEY"):
        return key
    if made_by_run.is_file():
        return made_by_run.read_text(encoding="ascii").strip()
    if DEBUG:
        return "only-while-DEBUG-is-on"
    raise ImproperlyConfigured("SECRET_KEY is not set; it takes any long random text (`make run` makes one).")


def _databases() -> dict[str, dict[str, Any]]:
    primary = _database("DATABASE_URL", env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'newsportal.sqlite3'}"))
    if not (url := env.text("DATABASE_REPLICA_URL")):
        return {"default": primary}
    if not url.startswith("postgres") or primary["ENGINE"].endswith("sqlite3"):
        takes = "postgres://user:password@host:port/name, a replica of a DATABASE_URL that is on PostgreSQL too"
        raise env.wrong("DATABASE_REPLICA_URL", url, takes)
    replica = _database("DATABASE_REPLICA_URL", url)
    return {"default": primary, "replica": replica | {"TEST": {"MIRROR": "default"}}}


def _database(name: str, url: str) -> dict[str, Any]:
    scheme = url.partition(":")[0]
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        database = {}
    if scheme not in {"sqlite", "postgres", "postgresql"} or not database.get("NAME"):
        takes = "sqlite:///path/to/file or postgres://user:password@host:port/name"
        raise env.wrong(name, url, takes)
    if scheme != "sqlite":
        # One that is gone without a word must not hold a reader's thread for minutes (milliseconds for the second).
        database["OPTIONS"] = {"connect_timeout": 3, "tcp_user_timeout": 5000, **database.get("OPTIONS", {})}
    if scheme == "sqlite":
        database["OPTIONS"] = SQLITE_OPTIONS
        Path(str(database["NAME"])).parent.mkdir(parents=True, exist_ok=True)
    return database


# IMMEDIATE takes the write lock when a transaction begins, so that two writers wait for each other
# instead of failing half-way; WAL lets readers go on meanwhile. The system keeps the file in its memory anyway:
# a large cache, or a mapping, in each thread's connection makes no page quicker and every process larger.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;"
    ),
}

SECRET_KEY = _secret_key()
DATABASES = _databases()
DATABASE_ROUTERS = ["articles.models.reading.Router"] if "replica" in DATABASES else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "articles.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "taggit",
    "js_asset",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "articles.apps.ArticlesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "articles.views.permissions.closed",
    "articles.views.one_host.one_host",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsportal.urls"
WSGI_APPLICATION = "newsportal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "NAME": "public",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "articles.pages.markup.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "desk"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGES = [("en-in", _("English")), ("hi", _("Hindi"))]
LANGUAGE_CODE = env.language("LANGUAGE_CODE", "en-in", [code for code, _name in LANGUAGES])
TIME_ZONE = env.time_zone("TIME_ZONE", "Asia/Kolkata")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media"))).resolve()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# What is compressed already, and source maps: those are for developers, and slow to compress.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = "jpg jpeg png gif webp avif woff woff2 zip gz br map".split()

# Bytes of pages that each process keeps in front of Django; 0 keeps none. While DEBUG is on, nothing should be kept.
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_BYTES", 0 if DEBUG else 64 * 1024 * 1024, 0, 2**40)
# And of what pages share, from which those that are not kept are made.
PAGE_PARTS_BYTES = env.number("PAGE_PARTS_BYTES", 0 if DEBUG else 16 * 1024 * 1024, 0, 2**40)
# For how long a server in front may keep a page without asking; longer only where it is told of changes.
SHARED_CACHE_SECONDS = env.number("SHARED_CACHE_SECONDS", 1, 0, 31_536_000)

# A cache in front that is told by name which pages to drop; the token goes with it as "Authorization: Bearer".
PURGE_URL, PURGE_TOKEN = env.address("PURGE_URL"), env.token("PURGE_TOKEN")

# Whether readers' browsers keep what was read; off, those that do are told to stop, and to drop it.
SERVICE_WORKER = env.flag("SERVICE_WORKER", True)

# Whether views of articles are counted, and readers shown which were read most.
MOST_READ = env.flag("MOST_READ", True)

# Who is told of what is published: a hub that passes our feeds on, and search engines. Off until there is one.
WEBSUB_HUB = env.address("WEBSUB_HUB")
INDEXNOW_KEY = env.public_key("INDEXNOW_KEY")
INDEXNOW_URL = env.address("INDEXNOW_URL", "https://api.indexnow.org/indexnow")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# A form that is too large must come back with a message at its field and with what was typed,
# so Django's own limit (an error page) stands well above the limits of the fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
MAX_IMAGE_BYTES = 40 * 1024 * 1024
MAX_IMAGE_PIXELS = 80_000_000

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "articles.tag_names.from_text"
TAGGIT_STRING_FROM_TAGS = "articles.tag_names.to_text"
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

_over_https = SITE_URL.startswith("https:")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Said over TLS only; names below the site's may be somebody else's, so nothing is said of them.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _over_https else 0
BEHIND_PROXY = env.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _over_https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"away": {"()": "newsportal.logs.DatabaseAwayOnceAMinute"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["away"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What is asked for wrongly is no news here, and a flood of it must not fill the log.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
