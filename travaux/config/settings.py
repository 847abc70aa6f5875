"""Django's settings. What an operator may choose is in `env`; docs/guide/operator.md explains each name."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from travaux.config.databases import database
from travaux.config.folder import DataFolder
from travaux.lib.logs import logging_config

PACKAGE = Path(__file__).resolve().parent.parent

env = environ.Env(
    TRAVAUX_DATA=(str, "var"),  # the folder that holds all state
    TRAVAUX_SECRET_KEY=(str, ""),  # empty: made on first start and kept in the folder
    TRAVAUX_HOSTS=(list, ["localhost", "127.0.0.1", "[::1]"]),  # names under which the site answers
    TRAVAUX_ADDRESS=(str, ""),  # where people reach the site, for links in e-mail: https://assembly.example
    TRAVAUX_HTTPS=(bool, False),  # the public address is https: secure cookies, HSTS
    TRAVAUX_BEHIND_PROXY=(bool, False),  # a proxy that we run sets X-Forwarded-Proto and X-Forwarded-For
    TRAVAUX_DEBUG=(bool, False),  # developers only: pages with source code on errors
    TRAVAUX_LOG_LEVEL=(str, "INFO"),
    TRAVAUX_TIME_ZONE=(str, "UTC"),  # the assembly's own clock for days and sittings
    DATABASE_URL=(str, ""),  # empty: SQLite in the folder; or postgres://user:password@host/name
    EMAIL_URL=(str, ""),  # empty: letters are kept in the folder; or smtp+tls://user:password@host:587
    TRAVAUX_MAIL_FROM=(str, "travaux@localhost"),
    TRAVAUX_MAIL_IN=(str, ""),  # a folder into which a mail server puts replies: .eml files or a maildir; empty: none
)

DATA = DataFolder(Path(env("TRAVAUX_DATA")).resolve())
HTTPS = env("TRAVAUX_HTTPS")
ADDRESS = env("TRAVAUX_ADDRESS").rstrip("/")
MAIL_IN = env("TRAVAUX_MAIL_IN")
DEBUG = env("TRAVAUX_DEBUG")
SECRET_KEY = env("TRAVAUX_SECRET_KEY") or DATA.secret_key()
ALLOWED_HOSTS = env("TRAVAUX_HOSTS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "health_check",
    "travaux.record",
    "travaux.captures",
    "travaux.registry",
    "travaux.accounts",
    "travaux.instruments",
    "travaux.dossiers",
    "travaux.consultation",
    "travaux.corrections",
    "travaux.site",
    "travaux.api",
]

MIDDLEWARE = [
    "travaux.lib.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads its answers at random, so that their length tells no secret
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "travaux.site.refusals.RefusalPages",
    "travaux.site.frame.OneFrame",
]

ROOT_URLCONF = "travaux.config.urls"
WSGI_APPLICATION = "travaux.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A folder and not an app's: our templates come before those of allauth, which they restyle.
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "travaux.site.frame.around",
            ],
        },
    }
]

DATABASES = {"default": database(url=env("DATABASE_URL"), folder=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Sign-in limits must be shared by the worker processes, and nothing else is cached on the server.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA.cache}}

# --- languages and time -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TRAVAUX_TIME_ZONE")

# --- files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA.static
MEDIA_ROOT = DATA.files  # has no address: files are served by views that ask who is looking
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a pasted page; the reader has its own, smaller limit

# --- people -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["email", "full_name"]}},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "travaux.accounts.adapter.ByInvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation link was the proof
ACCOUNT_EMAIL_NOTIFICATIONS = bool(env("EMAIL_URL"))
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Travaux"

if env("EMAIL_URL"):
    vars().update(env.email_url_config(env("EMAIL_URL")))
else:  # without a mail server letters lie in a folder, and nothing is lost
    EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", DATA.mailbox
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("TRAVAUX_MAIL_FROM")

# --- what a browser is told ---------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env("TRAVAUX_BEHIND_PROXY") else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env("TRAVAUX_BEHIND_PROXY") else 0

# Browsers accept the __Host- prefix only over https; it ties a cookie to exactly this host.
PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{PREFIX}session", f"{PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
LANGUAGE_COOKIE_NAME = "language"
CSRF_FAILURE_VIEW = "travaux.site.refusals.forbidden"

LOGGING = logging_config(level=env("TRAVAUX_LOG_LEVEL"))
SILENCED_SYSTEM_CHECKS: list[str] = []
