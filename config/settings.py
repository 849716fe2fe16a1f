"""One file of settings; every value that differs between places is read from the environment."""

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env, logs, passwords

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=False)
PRODUCTION = not (DEBUG or DEMO)
HTTPS = env.flag("HTTPS", default=PRODUCTION)
LOG_LEVEL = env.text("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")
# `logs.with_address` tells it.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = logs.configure(LOG_LEVEL)
SECRET_KEY = env.secret_key(required=PRODUCTION)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
FIELD_KEYS = env.field_keys("FIELD_KEYS", required=PRODUCTION)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
COUNTY_NAME = env.text("COUNTY_NAME", "示范县")
CONTACT = env.text("CONTACT", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "config.apps.PageFilesConfig",
    "django.contrib.humanize",
    "django.forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prometheus",
    "django_structlog",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "core",
    "documents",
    "notices",
    "accounts",
    "parks",
    "maps",
    "law",
    "enterprises",
    "projects",
    "objections",
    "challenges",
    "safety",
    "admission",
    "capability",
    "inspections",
    "rectification",
    "meetings",
    "comments",
    "draws",
    "campaigns",
    "visits",
    "annualplans",
    "checklists",
    "field",
    "tips",
    "intake",
    "supervision",
    "plans",
    "superiors",
    "reports",
    "dashboards",
    "demo",
]

MIDDLEWARE = [
    "core.middleware.SettledAddress",
    "core.middleware.Watching",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.CompressedText",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.RequestFacts",
    "core.middleware.ChosenLanguage",
    "core.middleware.Activity",
    "accounts.middleware.ForcedPasswordChange",
    "accounts.middleware.ForcedEnrolment",
    "core.middleware.PrivateAnswers",
    "core.middleware.FormAddresses",
    "core.middleware.RecordedAnswers",
    "core.middleware.RightToThePage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "core.middleware.ActsOnce",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "core.context_processors.shell",
                "notices.context_processors.unread",
            ],
            "builtins": ["core.templatetags.sending"],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "yuanan.sqlite3", required=PRODUCTION)}
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
BACKUP_DIR = Path(env.text("BACKUP_DIR", str(VAR_DIR / "backup")))
BACKUP_DAYS = env.number("BACKUP_DAYS", 30, least=1)
BACKUP_DRILL_DATABASE_URL = env.text("BACKUP_DRILL_DATABASE_URL")
DISK_WARN_PER_CENT = env.number("DISK_WARN_PER_CENT", 85, least=1)
DISK_REFUSE_PER_CENT = env.number("DISK_REFUSE_PER_CENT", 95, least=1)
BACKUP_RECIPIENTS = env.words("BACKUP_RECIPIENTS")
BACKUP_IDENTITY_FILE = env.text("BACKUP_IDENTITY_FILE")
UPLOAD_BYTES_A_DAY = env.number("UPLOAD_MEGABYTES_A_DAY", 2048, least=1) * 1024 * 1024
PUBLIC_UPLOAD_BYTES_A_DAY = env.number("PUBLIC_UPLOAD_MEGABYTES_A_DAY", 1024, least=1) * 1024 * 1024
DOSSIER_HOURS = env.number("DOSSIER_HOURS", 24, least=1)
DOSSIER_MEGABYTES = env.number("DOSSIER_MEGABYTES", 2048, least=1)
HELD_UPLOAD_DAYS = env.number("HELD_UPLOAD_DAYS", 7, least=1)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.services.entering.Doorkeeper"]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
PASSWORD_PROFILE = env.one_of("PASSWORD_PROFILE", tuple(passwords.DAYS))
PASSWORD_BREACHED_FILE = env.text("PASSWORD_BREACHED_FILE")
PASSWORD_HISTORY = env.number("PASSWORD_HISTORY", 5, least=1)
PASSWORD_DAYS = env.number("PASSWORD_DAYS", passwords.DAYS[PASSWORD_PROFILE].others)
PASSWORD_DAYS_ADMINISTRATOR = env.number("PASSWORD_DAYS_ADMINISTRATOR", passwords.DAYS[PASSWORD_PROFILE].administrators)
FIRST_PASSWORD_HOURS = env.number("FIRST_PASSWORD_HOURS", 72, least=1)
PASSWORD_LINK_MINUTES = env.number("PASSWORD_LINK_MINUTES", 15, least=1)
AUTH_PASSWORD_VALIDATORS = passwords.validators(PASSWORD_PROFILE, PASSWORD_BREACHED_FILE)
ACCOUNT_UNUSED_DAYS = env.number("ACCOUNT_UNUSED_DAYS", 90, least=1)
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "rectification:today"
LOGOUT_REDIRECT_URL = "accounts:login"
LOGIN_FAILURES_ALLOWED = env.number("LOGIN_FAILURES_ALLOWED", 5, least=1)
LOGIN_FAILURES_ADDRESS = env.number("LOGIN_FAILURES_ADDRESS", 30, least=1)
LOGIN_FAILURES_MINUTES = env.number("LOGIN_FAILURES_MINUTES", 15, least=1)
LOGIN_LOCK_MINUTES = env.number("LOGIN_LOCK_MINUTES", 30, least=1)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *(
        (package, folder)
        for package, folder in (
            ("htmx", BASE_DIR / "node_modules" / "htmx.org" / "dist"),
            ("leaflet", BASE_DIR / "node_modules" / "leaflet" / "dist"),
        )
        if folder.is_dir()
    ),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.stylesheets.finder.CutStyleSheet",
    "config.scripts.finder.JoinedScripts",
    "config.scripts.finder.FieldScripts",
    "config.scripts.finder.FieldWorker",
]
TABLER = BASE_DIR / "node_modules" / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
STATIC_FINGERPRINTS = env.flag("STATIC_FINGERPRINTS", default=PRODUCTION)
WHITENOISE_USE_FINDERS = not STATIC_FINGERPRINTS
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "gif", "woff", "woff2", "gz", "br", "zip")
STORAGES = {
    "default": {"BACKEND": "core.storage.WholeFiles"},
    "staticfiles": {
        "BACKEND": "config.stylesheets.storage.Fingerprinted"
        if STATIC_FINGERPRINTS
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 1800
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if not REDIS_URL:
    BROKER_DIR = VAR_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "send-due-reminders": {"task": "rectification.send_due_reminders", "schedule": crontab(hour="8", minute="0")},
    "catch-up-reminders": {
        "task": "rectification.catch_up_reminders",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "escalate-overdue": {"task": "rectification.escalate_overdue", "schedule": crontab(hour="7", minute="30")},
    "catch-up-escalation": {
        "task": "rectification.catch_up_escalation",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "check-permit-expiry": {"task": "enterprises.check_permit_expiry", "schedule": crontab(hour="7", minute="50")},
    "catch-up-expiry": {
        "task": "enterprises.catch_up_expiry",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "build-monthly-report": {
        "task": "reports.build_monthly_report",
        "schedule": crontab(hour="0", minute="30", day_of_month="1"),
    },
    "catch-up-reports": {
        "task": "reports.catch_up",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "check-project-compliance": {
        "task": "enterprises.check_project_compliance",
        "schedule": crontab(hour="2", minute="30"),
    },
    "propose-shortfalls": {"task": "safety.propose_shortfalls", "schedule": crontab(hour="2", minute="40")},
    "climb-objections": {"task": "objections.climb", "schedule": crontab(hour="6", minute="40")},
    "climb-challenges": {"task": "challenges.climb", "schedule": crontab(hour="6", minute="45")},
    "tidy-tips": {"task": "tips.tidy", "schedule": crontab(hour="3", minute="50")},
    "end-unused-accounts": {"task": "accounts.end_unused", "schedule": crontab(hour="3", minute="10")},
    "hand-over": {
        "task": "accounts.hand_over",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "catch-up-dossiers": {"task": "documents.catch_up_dossiers", "schedule": crontab(), "options": {"expires": 50}},
    "catch-up-imports": {"task": "rectification.catch_up_imports", "schedule": crontab(), "options": {"expires": 50}},
    "deliver-robots": {
        "task": "rectification.deliver_robots",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "drop-held-uploads": {"task": "core.drop_held_uploads", "schedule": crontab(hour="3", minute="40")},
    "deliver-waiting": {
        "task": "core.deliver_waiting",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
}
CELERY_BEAT_SCHEDULE |= {
    "keep-backups": {"task": "core.keep_backups", "schedule": crontab(minute="*/10"), "options": {"expires": 500}},
    "watch-operations": {
        "task": "core.watch_operations",
        "schedule": crontab(minute="5"),
        "options": {"expires": 3000},
    },
}
DELIVERY_LEASE_SECONDS = env.number("DELIVERY_LEASE_SECONDS", 300, least=1)

EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND", f"django.core.mail.backends.{'filebased' if DEMO else 'console'}.EmailBackend"
)
EMAIL_FILE_PATH = env.text("EMAIL_FILE_PATH", str(VAR_DIR / "mail"))
EMAIL_HOST = env.text("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "yuanan@localhost")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsing.BoundedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.SchemaWithProblems",
    "EXCEPTION_HANDLER": "core.api.problems.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "园安 Yuan'an",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["core.api.permissions.KnownAddressOrPerson"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "PermitState": "enterprises.states.PermitState.choices",
        "RectificationStateEnum": "rectification.states.State",
        "OperatingStateEnum": "enterprises.states.OperatingState",
        "ProposalStateEnum": "core.states.ProposalState",
        "LevelEnum": "inspections.states.Level",
        "EnterpriseKindEnum": "enterprises.states.EnterpriseKind",
        "AttachmentKindEnum": "core.states.AttachmentKind",
        "OrganizationKindEnum": "accounts.states.OrganizationKind",
        "SourceKindEnum": "inspections.states.SourceKind",
        "SupervisionLevelEnum": "rectification.states.SupervisionLevel",
    },
}

SESSION_ENGINE = "accounts.services.session_store"
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 30, least=1)
SESSION_IDLE_MINUTES_FIELD = env.number("SESSION_IDLE_MINUTES_FIELD", 480, least=1)
SESSION_HOURS = env.number("SESSION_HOURS", 12, least=1)
REAUTHENTICATION_MINUTES = env.number("REAUTHENTICATION_MINUTES", 15, least=1)
REAUTHENTICATION_MINUTES_TOKEN = env.number("REAUTHENTICATION_MINUTES_TOKEN", 720, least=1)
SESSIONS = env.number("SESSIONS", 3, least=1)
SESSIONS_ADMINISTRATOR = env.number("SESSIONS_ADMINISTRATOR", 1, least=1)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failed"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
KNOWN_DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS = [
    "core.upload_limits.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

HAZARD_FILING_DAYS = env.number("HAZARD_FILING_DAYS", 15, least=1)
HAZARD_ASSESSMENT_MONTHS = env.number("HAZARD_ASSESSMENT_MONTHS", 36, least=1)
PLAN_FILING_WORKING_DAYS = env.number("PLAN_FILING_WORKING_DAYS", 20, least=1)
PLAN_ASSESSMENT_MONTHS = env.number("PLAN_ASSESSMENT_MONTHS", 36, least=1)
TIPS_AN_HOUR = env.number("TIPS_AN_HOUR", 50 if DEMO else 5, least=1)
TIPS_AN_HOUR_ALL = env.number("TIPS_AN_HOUR_ALL", 1000 if DEMO else 100, least=1)
TIP_LOOK_UPS_AN_HOUR = env.number("TIP_LOOK_UPS_AN_HOUR", 300 if DEMO else 30, least=1)
TIP_CODES_AN_HOUR, TIP_PHOTOS = env.number("TIP_CODES_AN_HOUR", 10, least=1), env.number("TIP_PHOTOS", 6, least=1)
TIP_ACCEPT_DAYS, TIP_ANSWER_DAYS, TIP_EXTENSION_DAYS, TIP_SILENCE_DAYS = (
    env.number("TIP_ACCEPT_DAYS", 15, least=1),
    env.number("TIP_ANSWER_DAYS", 60, least=1),
    env.number("TIP_EXTENSION_DAYS", 30, least=1),
    env.number("TIP_SILENCE_DAYS", 15, least=1),
)
TIP_IDENTITY_DAYS = env.number("TIP_IDENTITY_DAYS", 365, least=1)
TIP_IDENTITY_LOOKS_A_DAY = env.number("TIP_IDENTITY_LOOKS_A_DAY", 20, least=1)
PAPER_CHECKS_AN_HOUR = env.number("PAPER_CHECKS_AN_HOUR", 60, least=1)
VISIT_APPROVAL_WORKING_DAYS = env.number("VISIT_APPROVAL_WORKING_DAYS", 2, least=1)
VISIT_FILING_WORKING_DAYS = env.number("VISIT_FILING_WORKING_DAYS", 7, least=1)
VISIT_FILL_DAYS = env.number("VISIT_FILL_DAYS", 10, least=1)
VISIT_CODE_DAYS = env.number("VISIT_CODE_DAYS", 10, least=1)
VISIT_SCANS_AN_HOUR = env.number("VISIT_SCANS_AN_HOUR", 120, least=1)
ADMISSION_REVIEWERS = env.number("ADMISSION_REVIEWERS", 3, least=1)
ADMISSION_REVIEW_DAYS = env.number("ADMISSION_REVIEW_DAYS", 10, least=1)
ADMISSION_CRITERIA = env.words(
    "ADMISSION_CRITERIA", ("产业规划符合性", "安全风险", "环境影响", "资源能源消耗", "投资与产出")
)
ADMISSION_MONTHS = env.number("ADMISSION_MONTHS", 24, least=1)
ADMISSION_APPEAL_DAYS = env.number("ADMISSION_APPEAL_DAYS", 15, least=1)
DRILL_MONTHS = env.number("DRILL_MONTHS", 6, least=1)
DRILL_SOURCE_SPECIAL_MONTHS = env.number("DRILL_SOURCE_SPECIAL_MONTHS", 12, least=1)
STATUS_ASSESSMENT_MONTHS = env.number("STATUS_ASSESSMENT_MONTHS", 36, least=1)
GUARANTOR_TECHNICAL_MONTHS = env.number("GUARANTOR_TECHNICAL_MONTHS", 3, least=1)
GUARANTOR_OPERATING_DAYS = env.number("GUARANTOR_OPERATING_DAYS", 7, least=1)
PEOPLE_AT_ABNORMAL_JOB = env.number("PEOPLE_AT_ABNORMAL_JOB", 6, least=1)
PEOPLE_IN_FINE_BUILDING = env.number("PEOPLE_IN_FINE_BUILDING", 2, least=1)
CHALLENGE_RAISE_WORKING_DAYS = env.number("CHALLENGE_RAISE_WORKING_DAYS", 5, least=1)
CHALLENGE_ANSWER_WORKING_DAYS = env.number("CHALLENGE_ANSWER_WORKING_DAYS", 5, least=1)
OBJECTION_ANSWER_WORKING_DAYS = env.number("OBJECTION_ANSWER_WORKING_DAYS", 5, least=1)
SUPERVISOR_TARGET_PERCENT = env.number("SUPERVISOR_TARGET_PERCENT", 75, least=1)
SUPERVISOR_EXPERIENCE_YEARS = env.number("SUPERVISOR_EXPERIENCE_YEARS", 3)
SUPERVISOR_TRAINING_HOURS = env.number("SUPERVISOR_TRAINING_HOURS", 40)
CAPABILITY_MONTHS = env.number("CAPABILITY_MONTHS", 6, least=1)
CAPABILITY_VISIT_MONTHS_AB = env.number("CAPABILITY_VISIT_MONTHS_AB", 1, least=1)
CAPABILITY_VISIT_MONTHS_C = env.number("CAPABILITY_VISIT_MONTHS_C", 3, least=1)
CAPABILITY_VISIT_MONTHS_D = env.number("CAPABILITY_VISIT_MONTHS_D", 6, least=1)
CAPABILITY_ROUNDS_A_YEAR = env.number("CAPABILITY_ROUNDS_A_YEAR", 2, least=1)
CAPABILITY_LOOK_BACK_PERCENT = env.number("CAPABILITY_LOOK_BACK_PERCENT", 20)
CAPABILITY_VISIT_HOURS = env.number("CAPABILITY_VISIT_HOURS", 16)
CAPABILITY_ROUND_HOURS = env.number("CAPABILITY_ROUND_HOURS", 32)
CAPABILITY_RECHECK_HOURS = env.number("CAPABILITY_RECHECK_HOURS", 8)
CAPABILITY_LOOK_BACK_HOURS = env.number("CAPABILITY_LOOK_BACK_HOURS", 8)
CAPABILITY_PLAN_HOURS = env.number("CAPABILITY_PLAN_HOURS", 8)
CAPABILITY_PERMIT_HOURS = env.number("CAPABILITY_PERMIT_HOURS", 16)
LOOK_BACK_MONTHS = env.number("LOOK_BACK_MONTHS", 6, least=1)
LEDGER_IMMEDIATE_DAYS = env.number("LEDGER_IMMEDIATE_DAYS", 3, least=1)
LEDGER_CONFIRM_EVERY_MONTHS = env.number("LEDGER_CONFIRM_EVERY_MONTHS", 3, least=1)
ABSOLUTE_URL_OVERRIDES = {"inspections.superiorlist": lambda one: f"/lists/{one.pk}/"}
"""A list of a superior lies with the findings; its page belongs to an app above (`superiors:list-detail`)."""
LEDGER_PUBLICITY_WORKING_DAYS = env.number("LEDGER_PUBLICITY_WORKING_DAYS", 5, least=1)
LEDGER_EXTENSIONS_GENERAL = env.number("LEDGER_EXTENSIONS_GENERAL", 1)
LEDGER_EXTENSIONS_MAJOR = env.number("LEDGER_EXTENSIONS_MAJOR", 2)
LEDGER_EXTENSION_DAYS_GENERAL = env.number("LEDGER_EXTENSION_DAYS_GENERAL", 30, least=1)
NOTICE_QUIET_FROM = env.hour("NOTICE_QUIET_FROM", "00:00" if DEMO else "21:00")
NOTICE_QUIET_UNTIL = env.hour("NOTICE_QUIET_UNTIL", "00:00" if DEMO else "07:30")
NOTICE_QUIET_HOLIDAYS = env.flag("NOTICE_QUIET_HOLIDAYS", default=not DEMO)
ROBOT_HOSTS = env.words("ROBOT_HOSTS", ())
BOARD_RED_PER_CENT = env.number("BOARD_RED_PER_CENT", 20, least=1)
REPORT_ISSUER = env.text("REPORT_ISSUER", f"{COUNTY_NAME}安全生产委员会办公室文件")
REPORT_WORD = env.text("REPORT_WORD", f"{COUNTY_NAME[:1]}安委办")
REPORT_ADDRESSEE = env.text("REPORT_ADDRESSEE", "县人民政府")
COMPARISON_LEAST_BASE = env.number("COMPARISON_LEAST_BASE", 10, least=1)
PARK_ASSESSMENT_CYCLE_MONTHS = env.number("PARK_ASSESSMENT_CYCLE_MONTHS", 60, least=1)
PARK_SCORE_CYCLE_DAYS = env.number("PARK_SCORE_CYCLE_DAYS", 366, least=1)
LETTER_WORD = env.text("LETTER_WORD", f"{COUNTY_NAME[:1]}督函")
LETTER_ANSWER_WORKING_DAYS = env.number("LETTER_ANSWER_WORKING_DAYS", 5, least=1)
DOCUMENT_FONTS = env.words(
    "DOCUMENT_FONTS",
    tuple(
        str(BASE_DIR / "node_modules" / "@expo-google-fonts" / family / weight)
        for family in ("noto-serif-sc", "noto-sans-sc")
        for weight in ("400Regular", "700Bold")
    ),
)
DOCUMENT_FONT_FAMILIES = (
    env.text("DOCUMENT_FONT_BODY", "Noto Serif SC"),
    env.text("DOCUMENT_FONT_HEADING", "Noto Sans SC"),
    env.text("DOCUMENT_FONT_SUBHEADING", "Noto Serif SC"),
    env.text("DOCUMENT_FONT_TITLE", "Noto Serif SC"),
)
WATERMARK = env.flag("WATERMARK", default=True)
X_ACCEL_REDIRECT = env.flag("X_ACCEL_REDIRECT", default=False)
METRICS_ADDRESSES = env.networks("METRICS_ADDRESSES", ("127.0.0.1",))
