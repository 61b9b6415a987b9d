"""Settings, read from the environment; every default is the safe one."""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry

from union_portal import local
from union_portal.reading_environment import cache_url, proxies_of

# Lets ModelForm, Serializer and others be written with the type of their rows, as QuerySet is by Django itself.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# Set by `make dev`, installed with requirements-dev.txt; never on without DEBUG.
DEBUG_TOOLBAR = DEBUG and env.bool("DEBUG_TOOLBAR", default=False) and find_spec("debug_toolbar") is not None
# Unless the environment gives the keys, they are generated once and kept under var/.
SECRET_KEY = env.str("SECRET_KEY", default="") or local.secret("secret_key")
# Encrypts identity numbers and bank cards; the first key writes, all of them read.
ENCRYPTION_KEYS = env.list("ENCRYPTION_KEYS", default=[]) or local.secret("encryption_keys").split(",")
# Keyed hashes by which encrypted columns are found and kept unique, and receipt codes found. It can't be rotated
# without decrypting every row.
HASH_KEY = env.str("HASH_KEY", default="") or local.secret("hash_key")

# Plain http is for a single machine only: `make run` sets HTTPS=0.
HTTPS = env.bool("HTTPS", default=not DEBUG)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# How many proxies of one's own stand in front; each appends to X-Forwarded-For the address that it saw.
TRUSTED_PROXIES = proxies_of(env.str("BEHIND_PROXY", default="0"))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
# Browsers keep cookies by host, not by port: two portals on one machine must not log each other out.
COOKIE_MARK = env.str("COOKIE_MARK", default="")
# With this prefix browsers take a cookie from this very host only, by https; by plain http they would take none.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid{COOKIE_MARK}"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken{COOKIE_MARK}"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
LARGE_PRINT_COOKIE_NAME = f"{COOKIE_PREFIX}large_print"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
# A session ends after two idle hours: level 2 of the classified protection (等保二级) asks for an idle timeout.
SESSION_COOKIE_AGE = int(timedelta(hours=2).total_seconds())
SESSION_ENGINE = "office.sessions"
# However busy, it ends after this time (NIST SP 800-63B): office.middleware.SlidingSessionMiddleware.
SESSION_LASTS_AT_MOST = timedelta(hours=12)
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "union_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "treebeard",
    "office",
    "demo",
    "benchmarks",
    "union_portal.local",
    "members",
    "welfare",
    "consultation",
]

MIDDLEWARE = [
    "office.request_ids.RequestIdMiddleware",
    "office.operations.health.HealthMiddleware",
    "office.middleware.DeepCallsMiddleware",
    "office.middleware.PlainHttpApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Both before WhiteNoise, so that static files have them as well.
    "office.middleware.BrowserPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Behind WhiteNoise, whose files were compressed when they were collected.
    "office.middleware.CompressionMiddleware",
    "office.middleware.NoStoreMiddleware",
    "office.middleware.AdminContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "office.middleware.SlidingSessionMiddleware",
    "office.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "office.middleware.PostLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "office.middleware.FragmentLogInMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "office.once.middleware.KeptFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "members.authority.required_step.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "office.notices.NoticeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "office.middleware.OddPathMiddleware",
    "office.encrypted_files.middleware.DamagedFileMiddleware",
    "office.uploads.middleware.NoCopyMiddleware",
    # The last one, so that the act runs inside all others.
    "office.once.middleware.OnceMiddleware",
]
CSRF_FAILURE_VIEW = "office.once.middleware.csrf_failure"
if DEBUG_TOOLBAR:
    # After the content policy, which need not change: the toolbar's script and style are static files.
    INSTALLED_APPS.append("debug_toolbar")
    behind_the_policy = MIDDLEWARE.index("csp.middleware.CSPMiddleware") + 1
    MIDDLEWARE.insert(behind_the_policy, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1", "::1"]
    # It keeps its data in memory, so that its table is not needed.
    MIGRATION_MODULES = {"debug_toolbar": None}

# Whoever sends this as a bearer token reads /metrics; without it there are none, and nothing is measured.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if METRICS_TOKEN:
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]

ROOT_URLCONF = "union_portal.urls"
WSGI_APPLICATION = "union_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "union_portal.menu.menus",
                "union_portal.views.print_size",
                "office.notices.bell",
                "members.providers.buttons.sign_in_buttons",
                "demo.context_processors.login_hints",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=local.DATABASE_URL)}
# The role that owns the database, for `migrate` and `flush` alone: web, workers and beat are started without it. Where
# DATABASE_URL is given and this is not, migrations run as the portal's own role, of which `check --deploy` warns.
_own_server = "" if env.str("DATABASE_URL", default="") else local.DATABASE_OWNER_URL
_owner_url = env.str("DATABASE_OWNER_URL", default="") or _own_server
DATABASE_OWNER: dict[str, Any] = env.db_url_config(_owner_url) if _owner_url else {}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What an empty database is filled from: `make new-database`.
NEW_DATABASE = BASE_DIR / "union_portal" / "new_database.sql"
CELERY_BROKER_URL = env.str("REDIS_URL", default=local.BROKER_URL)
# Once more at once, for a connection that was closed meanwhile; a server that is away keeps nobody waiting.
REDIS_OPTIONS: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 1)}
# For rate limits and marks of forms sent, in a Redis that keeps nothing on disk: a table would stay in every dump.
CACHES = {
    "default": {
        "BACKEND": "office.cache.RedisOrMemory",
        "LOCATION": env.str("CACHE_URL", default="") or cache_url(CELERY_BROKER_URL),
        "OPTIONS": REDIS_OPTIONS,
    }
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 2, "socket_connect_timeout": 2}
CELERY_TIMEZONE = "Asia/Shanghai"
# Beat's sweeps find due work in the database; waking a worker only makes it start sooner.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "issue_batches": {"task": "office.documents.tasks.issue_batches", "schedule": 30},
    "make_clean_copies": {
        "task": "office.uploads.tasks.make_clean_copies",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "sweep_files": {"task": "office.encrypted_files.tasks.sweep_files", "schedule": 24 * 3600},
    "delete_expired_keys": {"task": "office.once.tasks.delete_expired_keys", "schedule": 300},
    "send_deliveries": {"task": "office.outbox.tasks.send_deliveries", "schedule": 10, "options": {"expires": 10}},
    "write_digests": {"task": "office.outbox.tasks.write_digests", "schedule": 600, "options": {"expires": 600}},
    "end_tokens": {"task": "members.accounts.tasks.end_tokens", "schedule": 3600, "options": {"expires": 3600}},
    "clear_session_list": {"task": "members.accounts.tasks.clear_session_list", "schedule": 600},
    "clear_sessions": {"task": "office.tasks.clear_sessions", "schedule": 600},
    "seal_audit_log": {"task": "office.seals.tasks.seal_audit_log", "schedule": 300, "options": {"expires": 300}},
    "check_audit_log": {"task": "office.seals.tasks.check_audit_log", "schedule": 86_400},
    "process_imports": {"task": "members.importing.tasks.process_imports", "schedule": 15},
    "announce_due_erasures": {"task": "members.own_data.tasks.announce_due_erasures", "schedule": 86_400},
    "open_dues_months": {"task": "members.dues.tasks.open_dues_months", "schedule": 3600},
    "process_payroll_files": {"task": "members.dues.tasks.process_payroll_files", "schedule": 15},
    "delete_payroll_uploads": {"task": "members.dues.tasks.delete_payroll_uploads", "schedule": 24 * 3600},
    "compute_dues": {"task": "members.dues.tasks.compute_dues", "schedule": 30, "options": {"expires": 30}},
    "delete_old_applications": {"task": "members.joining.tasks.delete_old_applications", "schedule": 86_400},
    "clear_merged_facts": {"task": "members.duplicates.tasks.clear_merged_facts", "schedule": 86_400},
    "carry_out_changes": {
        "task": "members.membership.tasks.carry_out_changes",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "tidy_api": {"task": "members.hr_api.tasks.tidy_api", "schedule": 3600},
    "pass_up_late_approvals": {"task": "members.approvals.tasks.pass_up_late_approvals", "schedule": 3600},
    "warn_of_terms": {"task": "members.committees.tasks.warn_of_terms", "schedule": 6 * 3600},
    "clear_imports": {"task": "members.importing.tasks.clear_imports", "schedule": 24 * 3600},
    "find_doubles": {"task": "members.duplicates.tasks.find_doubles", "schedule": 60, "options": {"expires": 60}},
    "announce_anonymous_reports": {
        "task": "consultation.grievances.tasks.announce_anonymous_reports",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "process_benefit_lists": {"task": "welfare.lists.tasks.process_benefit_lists", "schedule": 15},
    "open_due_runs": {"task": "welfare.runs.tasks.open_due_runs", "schedule": 3600},
    "tell_members": {"task": "welfare.runs.tasks.tell_members", "schedule": 30, "options": {"expires": 30}},
    "make_payment_files": {
        "task": "welfare.payment.tasks.make_payment_files",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "process_bank_answers": {
        "task": "welfare.payment.tasks.process_bank_answers",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "tell_of_offers": {"task": "welfare.goods.tasks.tell_of_offers", "schedule": 60, "options": {"expires": 60}},
    "clear_slices": {"task": "welfare.runs.tasks.clear_slices", "schedule": 15, "options": {"expires": 15}},
    "count_figures": {"task": "welfare.fairness.tasks.count_figures", "schedule": 15, "options": {"expires": 15}},
    "delete_old_replays": {"task": "welfare.fairness.tasks.delete_old_replays", "schedule": 24 * 3600},
    "tell_of_stuck_objections": {
        "task": "welfare.objections.tasks.tell_of_stuck_objections",
        "schedule": 24 * 3600,
    },
    "propose_visits": {"task": "welfare.visits.tasks.propose_visits", "schedule": 24 * 3600},
    "count_slices": {"task": "welfare.runs.tasks.count_slices", "schedule": 10, "options": {"expires": 10}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(local.VAR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULER = "union_portal.beat.Scheduler"

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.authority.log_in.EmployeeNumberPhoneOrEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "phone", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "members.authority.passwords.NoWordsOfTheUnion"},
]
# How long a one-time code that an officer hands out is valid.
ACTIVATION_CODE_DAYS = env.int("ACTIVATION_CODE_DAYS", default=14)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "members.authority.log_in.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
# How long the link for a forgotten password is valid.
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())
# Wrong passwords are counted by the adapter, wrong codes of the second step by its forms. allauth would count them by
# account, so that whoever has found out a password keeps its owner out.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": ""}
MFA_FORMS = {
    "authenticate": "members.authority.second_step.SecondStepForm",
    "reauthenticate": "members.authority.second_step.ConfirmForm",
    "add_webauthn": "members.authority.second_step.NewPasskeyForm",
    "edit_webauthn": "members.authority.second_step.RenamePasskeyForm",
}
MFA_ADAPTER = "office.second_step.EncryptedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Whoever may open the admin passes the second step; of others their posts ask for it, each as its own setting says.
ADMIN_SECOND_STEP = env.bool("ADMIN_SECOND_STEP", default=HTTPS)
# Calls of the API with one token.
API_CALLS_PER_MINUTE = env.int("API_CALLS_PER_MINUTE", default=1200)
MFA_TOTP_ISSUER = "Union Portal"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = local.VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Fonts of the documents that the portal typesets. `make setup` copies them to the first, so that a server needs no
# node_modules; until then they are read where npm has put them.
FONTS = [
    env.path("FONTS_ROOT", default=str(BASE_DIR / "fonts")),
    *((BASE_DIR / "node_modules/@expo-google-fonts/noto-sans-sc" / weight) for weight in ("400Regular", "700Bold")),
]
STORAGES = {
    "default": {
        "BACKEND": "office.encrypted_files.storage.EncryptedStorage",
        "OPTIONS": {"location": env.path("MEDIA_ROOT", default=str(local.VAR / "files"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Nothing that is uploaded may lie on disk as it came, not even while its form is read.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "office.encrypted_files.uploads.EncryptedUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Working days for deciding a worker's request to correct their data; the law says "in time".
CHANGE_REQUEST_WORKING_DAYS = env.int("CHANGE_REQUEST_WORKING_DAYS", default=3)
# Where a ClamAV daemon listens, a path or host:port. With it every attachment is scanned before it is stored, and one
# that is infected, or can't be scanned, is refused; without it none is scanned.
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", default="")
# The largest file that a form takes for an import or a payroll.
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=50 * 1024 * 1024)
# How many days after its end the workbook of an import is deleted, of which the result workbook is made.
IMPORT_FILE_KEEP_DAYS = env.int("IMPORT_FILE_KEEP_DAYS", default=7)
# How many days after its end the staged rows of an import are deleted; its counts stay.
IMPORT_KEEP_DAYS = env.int("IMPORT_KEEP_DAYS", default=30)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "members.accounts.api_tokens.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": [
        "office.json_parser.ShallowJSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    # No pages for browsers, which would need inline script.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "office.paging.KeysetPages",
    "DEFAULT_SCHEMA_CLASS": "office.once.api.PortalSchema",
    "EXCEPTION_HANDLER": "office.api_errors.handle_exception",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Union Portal",
    "DESCRIPTION": "Units, members, runs, grants, questions and grievances, under the same rights as the pages.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Addresses are grouped by what follows it.
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "ENUM_NAME_OVERRIDES": {
        "UnitKind": "members.choices.UnitKind",
        "MemberState": "members.choices.MemberState",
        "QuestionKind": "consultation.choices.QuestionKind",
        "QuestionState": "consultation.choices.QuestionState",
        "EntryKind": "consultation.choices.EntryKind",
        "GrievanceState": "consultation.choices.GrievanceState",
        "Basis": "welfare.choices.Basis",
        "RunState": "welfare.choices.RunState",
        "RecountState": "welfare.fairness.models.RecountState",
    },
}

UNFOLD = {
    "SITE_TITLE": _("Union Portal"),
    "SITE_HEADER": _("Union Portal"),
    "SITE_SUBHEADER": _("Administration"),
    "SITE_URL": "/desk/",
    "SITE_ICON": lambda request: static("img/logo.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")}],
    "SHOW_LANGUAGES": True,
    "SIDEBAR": {"show_search": True, "navigation": "union_portal.admin_site.navigation"},
    # They stand in static/css/admin.css; the theme would write its own beside these into an inline style.
    "COLORS": lambda request: {},
    "STYLES": [lambda request: static("css/admin.css")],
    "SCRIPTS": [lambda request: static("js/admin-names.js")],
}

# Where faults of security are reported, as security.txt says it: mailto:security@example.cn, or an https address.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

# Whether the log-in page shows the accounts of the demonstration union.
DEMO = env.bool("DEMO", default=False)

# For resetting passwords, e.g. smtp+tls://user:password@mail.example.cn:587. By default mail is only printed.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
# How the portal is reached, such as https://portal.example.cn: notices that leave it end with a link to /notices/.
PORTAL_URL = env.str("PORTAL_URL", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
# Addresses outside the portal's own administration that get the last root of the audit log once a day.
AUDIT_WITNESS_EMAIL = env.list("AUDIT_WITNESS_EMAIL", default=[])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "office.logs.OneLineFormatter",
            "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Responses 403 and 404 are not faults of the portal.
    "loggers": {"django.request": {"level": "ERROR"}},
}
