"""Django's settings, from the environment; `config.environment` says what it may hold."""

import secrets
from typing import Any, Final

from csp.constants import NONCE, NONE, SELF
from jinja2 import ChainableUndefined

from kinkeeper.config import environment, logs
from kinkeeper.kernel import moment

ENVIRONMENT: Final = environment.read()
PRODUCTION: Final = ENVIRONMENT.production
if ENVIRONMENT.today:
    moment.pin(ENVIRONMENT.today)

# --- what runs ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "kinkeeper.config",
    "kinkeeper.access",
    "kinkeeper.partners",
    "kinkeeper.people",
    "kinkeeper.chronology",
    "kinkeeper.workforce",
    "kinkeeper.practice",
    "kinkeeper.casefile",
    "kinkeeper.frontdoor",
    "kinkeeper.earlyhelp",
    "kinkeeper.contexts",
    "kinkeeper.protection",
    "kinkeeper.care",
    "kinkeeper.reviews",
    "kinkeeper.court",
    "kinkeeper.quality",
    "kinkeeper.facts",
    "kinkeeper.duties",
    "kinkeeper.returns",
    "kinkeeper.measures",
    "kinkeeper.jobs",
    "kinkeeper.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kinkeeper.config.middleware.address_behind_proxy",
    "kinkeeper.config.middleware.no_store",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # static files went out above, compressed beforehand
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kinkeeper.web.middleware.not_too_much",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinkeeper.config.middleware.end_long_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "kinkeeper.access.middleware.who_asks",
    "kinkeeper.web.middleware.by_code_to_the_portal",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "kinkeeper.web.middleware.Told",
]
ROOT_URLCONF = "kinkeeper.config.urls"
WSGI_APPLICATION = "kinkeeper.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- where it is reached -----------------------------------------------------------------------
DEBUG = ENVIRONMENT.debug
# A demonstration's key is kept by the command that starts it; without one nobody stays signed in.
SECRET_KEY = ENVIRONMENT.secret_key or secrets.token_urlsafe(48)
PROXIES = frozenset(ENVIRONMENT.proxies) if PRODUCTION else frozenset()
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.old_secret_keys)
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.public_url] if PRODUCTION else []

# --- database ----------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {"default": environment.database(ENVIRONMENT.database_url)}
DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds a thread keeps its connection
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 5

# Shared by every web process: a code from an authenticator is good once, whichever answers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
    }
}

# --- language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# --- pages -------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "kinkeeper.web.jinja.environment",
            "autoescape": True,
            "undefined": ChainableUndefined,  # the govuk macros ask for parts that may be absent
            "context_processors": [
                "csp.context_processors.nonce",
                "kinkeeper.web.frame.frame",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
CSRF_FAILURE_VIEW = "kinkeeper.web.errors.form_expired"
STATIC_URL = "/static/"
# Static files are served from the apps as installed: there is no collecting step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600

# --- sign-in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    # allauth's own backend would tell a disabled user from a wrong password; Django's does not.
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
# By both: an office shares one address, and a stranger must not lock a colleague out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_USERNAME_CALLABLE = "kinkeeper.access.sign_in.username_tried"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]  # beside the password
AXES_DISABLE_ACCESS_LOG = True  # the audit has it
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
ACCOUNT_ADAPTER = "kinkeeper.access.sign_in.Entrance"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Passwords are counted by axes; `login_failed` is for the codes of authenticators.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "6/900s/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "kinkeeper.access.authenticators.SealedSecrets"
MFA_REQUIRED = ENVIRONMENT.mfa == "required"

# --- duties --------------------------------------------------------------------------------------
LOCAL_TIMES = ENVIRONMENT.local_times
LOCAL_LEVELS = ENVIRONMENT.local_levels
CLAMAV = ENVIRONMENT.clamav  # the scanner for viruses, as unix:///path or tcp://host:port; or blank
AUTHORITY = ENVIRONMENT.authority  # by its ONS code; blank where none is named
NIGHTLY_AT = ENVIRONMENT.nightly_at  # by London's clocks
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kinkeeper"

# --- e-mail: codes for partners, and nothing about anybody ---------------------------------------
_BACKENDS = "django.core.mail.backends"
SENDS_EMAIL = bool(ENVIRONMENT.mail.host)
EMAIL_BACKEND = f"{_BACKENDS}.{'smtp' if SENDS_EMAIL else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
EMAIL_USE_SSL, EMAIL_USE_TLS = ENVIRONMENT.mail.tls_at_once, ENVIRONMENT.mail.tls_once_greeted
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from

# --- people outside ------------------------------------------------------------------------------
TELEPHONE = ENVIRONMENT.telephone  # of the front door; without it the public form is closed

# --- sessions ----------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 15 * 60  # seconds without a request before the session ends
SESSION_SAVE_EVERY_REQUEST = True
SESSION_ABSOLUTE_AGE = 10 * 60 * 60  # seconds after which work or no work it ends
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# The __Host- prefix makes browsers refuse a cookie that another host or a plain page planted.
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION

# --- what browsers are told --------------------------------------------------------------------
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- limits on what is sent to us --------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form; files are streamed to disk instead
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 200  # as web.uploads says; a test holds them equal
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- logs --------------------------------------------------------------------------------------
LOGGING_CONFIG = None
logs.configure(ENVIRONMENT.log_level)
