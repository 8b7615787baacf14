"""Django's settings, all from the environment; nothing here is secret and nothing is a switch for debugging.

FFB_DATA the store's place · DATABASE_URL (default SQLite there) · FFB_KEY_FILE · FFB_URL the address people
use (https in production) · FFB_MAIL smtp://user:password@host:port (default: drafts in the data folder) ·
FFB_OIDC a JSON list of providers as django-allauth takes it · FFB_VAERT `kommune` or `dst` ·
FFB_KRAEV_TOTRIN ja/nej (default ja with https) · FFB_PROXYER how many reverse proxies stand in front (0) ·
FFB_ANKER the file of the trail's anchor (default spor-anker.txt in the data folder).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ffb.errors import BrugsFejl
from ffb.server.database import parse_database_url
from ffb.server.noegler import load_noegler
from ffb.server.udbydere import parse_udbydere

ROD = Path(__file__).resolve().parent
DATA = Path(os.environ.get("FFB_DATA", "ffb-data")).resolve()
for _navn in ("modtag", "post"):  # Django checks that they are there
    (DATA / _navn).mkdir(parents=True, exist_ok=True, mode=0o700)
URL = os.environ.get("FFB_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = URL.startswith("https://")
VAERT = os.environ.get("FFB_VAERT", "kommune")  # who runs this server: a kommune, or dst for all
if VAERT not in ("kommune", "dst"):
    raise BrugsFejl("FFB_VAERT skal være kommune eller dst.")
_totrin = os.environ.get("FFB_KRAEV_TOTRIN", "ja" if HTTPS else "nej")
if _totrin not in ("ja", "nej"):
    raise BrugsFejl("FFB_KRAEV_TOTRIN skal være ja eller nej.")
KRAEV_TOTRIN = _totrin == "ja"
SPOR_ANKER = Path(os.environ.get("FFB_ANKER", DATA / "spor-anker.txt")).resolve()

DEBUG = False
SECRET_KEY = load_noegler().session
ALLOWED_HOSTS = [urlsplit(URL).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [URL]
ROOT_URLCONF = "ffb.server.urls"
WSGI_APPLICATION = "ffb.server.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "ffb.server.adgang",
    "ffb.server.spor",
    "ffb.server.opgave",
    "ffb.server.leverance",
    "ffb.server.fund",
    "ffb.server.godkendelse",
    "ffb.server.redskaber",
    "ffb.server.sag",
    "ffb.server.begreb",
    "ffb.server.konvertering",
    "ffb.server.udgivelse",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ffb.server.vagt.Hoveder",
    "ffb.server.begreb.mappe.Kataloger",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ffb.server.sprog.Sprogvalg",
    "ffb.server.adgang.session.Sessionsregler",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ffb.server.vagt.Adgangsvagt",
    "ffb.server.adgang.session.Totrinskrav",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROD / "skabeloner"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ffb.server.ramme.ramme",
            ],
            "builtins": ["ffb.server.ramme_tags", "ffb.server.sprog_tags"],
        },
    }
]

DATABASES: dict[str, Any] = {"default": parse_database_url(os.environ.get("DATABASE_URL"), DATA)}

CACHES = {  # shared by every process: the limits of sign-in count there
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "adgang_cache"}
}

# -- people ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "adgang.Bruger"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "forside"
LOGOUT_REDIRECT_URL = "logget_ud"
ACCOUNT_ADAPTER = "ffb.server.adgang.adapter.Kontoadapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited to their address; there is no sign-up
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that only someone typed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "FFB: "
ACCOUNT_SESSION_REMEMBER = False
# per account: adgang.spaerring. Per address: a whole kommune may sit behind one.
ACCOUNT_RATE_LIMITS = {"login_failed": "100/5m/ip", "login": "100/m/ip"}
_proxyer = os.environ.get("FFB_PROXYER", "0")
if not _proxyer.isdecimal():
    raise BrugsFejl("FFB_PROXYER skal være et helt tal: hvor mange proxyer der står foran serveren.")
ALLAUTH_TRUSTED_PROXY_COUNT = int(_proxyer)
_FORMULARER = "ffb.server.adgang.konto_formularer."
ACCOUNT_FORMS = {
    "login": f"{_FORMULARER}Login",
    "change_password": f"{_FORMULARER}SkiftAdgangskode",
    "set_password": f"{_FORMULARER}VaelgAdgangskode",
    "reset_password": f"{_FORMULARER}GlemtAdgangskode",
    "reset_password_from_key": f"{_FORMULARER}NyAdgangskodeFraLink",
    "reauthenticate": f"{_FORMULARER}Bekraeft",
}
MFA_FORMS = {
    "authenticate": f"{_FORMULARER}AndetTrin",
    "reauthenticate": f"{_FORMULARER}BekraeftMedKode",
    "activate_totp": f"{_FORMULARER}SlaaAppTil",
    "add_webauthn": f"{_FORMULARER}TilfoejNoegle",
    "edit_webauthn": f"{_FORMULARER}RetNoegle",
}
MFA_ADAPTER = "ffb.server.adgang.adapter.Totrinadapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address was proved by the invitation
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "FFB"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that is sent on to another address is refused by form-action
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ADAPTER = "ffb.server.adgang.adapter.Oidcadapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": parse_udbydere(os.environ.get("FFB_OIDC"))}}

SESSIONSTID = 8 * 3600  # seconds from sign-in to the end, however busy
SESSION_COOKIE_AGE = SESSIONSTID
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "ffb_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
HVILETID = 30 * 60  # seconds without a click before one must sign in again

# -- the wire -------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = str(DATA / "modtag")
FILE_UPLOAD_PERMISSIONS = 0o600
STOERSTE_UPLOAD = 2_000_000_000  # bytes

# -- words and files ------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]  # Django's and allauth's own words; ours: ffb.sprog
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = None
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROD / "static"]
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAIL = os.environ.get("FFB_MAIL")
if MAIL:
    _mail = urlsplit(MAIL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "post")
DEFAULT_FROM_EMAIL = os.environ.get("FFB_AFSENDER", "ffb@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ffb.server.log.Json"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W004", "security.W012", "security.W016"]
