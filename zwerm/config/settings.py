"""Django's settings. Whatever an operator can choose comes from the environment, by way of `environment.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from zwerm.config import environment, policy, wiring

ENVIRONMENT = environment.read()
DATA = ENVIRONMENT.data

DEBUG = ENVIRONMENT.debug
SECRET_KEY = environment.secret_key(ENVIRONMENT)
SITE_URL = wiring.site_url(ENVIRONMENT)
ALLOWED_HOSTS = wiring.hosts(ENVIRONMENT)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
LIVE_PORT = wiring.live_port(ENVIRONMENT)
LIVE_URL = wiring.live_url(ENVIRONMENT)

INSTALLED_APPS = [
    "zwerm.core",
    "zwerm.activity",
    "zwerm.members",
    "zwerm.groups",
    "zwerm.live",
    "zwerm.notifications",
    "zwerm.reactions",
    "zwerm.media",
    "zwerm.search",
    "zwerm.privacy",
    "zwerm.moderation",
    "zwerm.discussions",
    "zwerm.home",
    "zwerm.importing",
    "zwerm.console",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "rules",
]

MIDDLEWARE = [
    "zwerm.core.guarding.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zwerm.core.guarding.Policy",
    "zwerm.config.readiness.Health",
    "zwerm.core.middleware.PageHeaders",
    "zwerm.activity.middleware.Remembering",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zwerm.members.middleware.Identity",
    "zwerm.members.middleware.Language",
    "zwerm.core.middleware.Bounds",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zwerm.core.middleware.Refusals",
]

ROOT_URLCONF = "zwerm.config.urls"
WSGI_APPLICATION = "zwerm.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["zwerm.core.loading.Lean"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zwerm.members.context.community",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "zwerm.core.templatetags.house",
                "zwerm.core.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": wiring.database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": wiring.cache(ENVIRONMENT)}
#: Whether other machines share the cache; else it is a second copy of what the process has at hand.
SHARED_CACHE = bool(ENVIRONMENT.cache_url)

STORAGES = {
    "default": {"BACKEND": "zwerm.core.keeping.KeptFiles", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "zwerm.core.statics.HashedStatics"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
WHITENOISE_KEEP_ONLY_HASHED_FILES, WHITENOISE_ALLOW_ALL_ORIGINS = True, False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
#: How many times larger limits of pace are than rooms say; 0 for none.
PACE = int(ENVIRONMENT.pace)
MOST_BYTES_A_REQUEST = 25_000_000

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", gettext_lazy("Dutch")), ("en", gettext_lazy("English"))]
TIME_ZONE = ENVIRONMENT.time_zone
USE_I18N = USE_TZ = True

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "zwerm.members.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
# A second line, of each process for itself, behind the limits of pace in the rules of members: a training room has one address.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "signup": "60/m/ip", "request_login_code": "60/m/ip,3/m/key"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "zwerm.members.forms.account.SignIn",
    "request_login_code": "zwerm.members.forms.account.RequestCode",
    "confirm_login_code": "zwerm.members.forms.account.ConfirmCode",
    "confirm_email_verification_code": "zwerm.members.forms.account.ConfirmMail",
    "confirm_password_reset_code": "zwerm.members.forms.account.ConfirmReset",
    "change_email": "zwerm.members.forms.account.OtherMail",
    "add_email": "zwerm.members.forms.account.NewMail",
    "signup": "zwerm.members.forms.account.SignUp",
    "reset_password": "zwerm.members.forms.account.ResetPassword",
    "reset_password_from_key": "zwerm.members.forms.account.NewPassword",
    "set_password": "zwerm.members.forms.account.FirstPassword",
    "change_password": "zwerm.members.forms.account.ChangePassword",
    "reauthenticate": "zwerm.members.forms.account.Again",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https:")
MFA_FORMS = {
    "authenticate": "zwerm.members.forms.account.SecondStep",
    "reauthenticate": "zwerm.members.forms.account.SecondStepAgain",
    "activate_totp": "zwerm.members.forms.account.UseApp",
    "add_webauthn": "zwerm.members.forms.account.AddPasskey",
    "edit_webauthn": "zwerm.members.forms.account.RenamePasskey",
}
MFA_TOTP_ISSUER = "Zwerm"
ALLAUTH_TRUSTED_PROXY_COUNT = int(ENVIRONMENT.behind_proxy)

SESSION_ENGINE = "zwerm.members.sessions"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = policy.YEAR if SITE_URL.startswith("https:") else 0
SILENCED_SYSTEM_CHECKS = policy.NOT_OURS
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "zwerm.core.views.errors.expired_form"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.directives(wiring.live_sources(ENVIRONMENT))}

MAIL = wiring.mail(ENVIRONMENT)
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, str(DATA / "mail")
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = MAIL.host, MAIL.port, 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.start_tls, MAIL.tls
REPLY_ADDRESS, MAIL_PORT = ENVIRONMENT.reply_address, wiring.mail_port(ENVIRONMENT)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

LOGGING = wiring.logging(ENVIRONMENT)
