"""Every URL of the portal."""

from allauth.account import views as account_views
from allauth.mfa.base import views as second_step_views
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

from members.accounts.views import recovery_codes, second_step, sessions, tokens
from members.admin_base import view_on_site
from office.operations.metrics import metrics
from office.rate_limits import Limit, limited
from union_portal import views
from union_portal.api import router

# Of one network, where a whole shift may log in at once behind one address, and of all.
ACCOUNT_POSTS = Limit("account_posts", seconds=60, most=300, most_of_all=6000, most_bytes=5 * 1024 * 1024)
# Each may send a mail.
RESET_POSTS = Limit("reset_posts", seconds=3600, most=100, most_of_all=2000, most_bytes=1024 * 1024)
for view in (
    account_views.login,
    account_views.logout,
    account_views.signup,
    account_views.confirm_email,
    account_views.password_reset_from_key,
    second_step_views.authenticate,
):
    limited(ACCOUNT_POSTS)(view)
limited(RESET_POSTS)(account_views.password_reset)

handler404 = "union_portal.views.not_found"
handler500 = "union_portal.server_errors.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("desk/figures/", views.desk_figures, name="desk_figures"),
    path("desk/figures/export/", views.desk_export, name="desk_export"),
    path("", include("office.urls")),
    path("", include("members.urls")),
    path("", include("consultation.urls")),
    path("", include("welfare.urls")),
    # E-mail addresses are changed in the register; allauth's own page would let them differ from it.
    path("accounts/email/", RedirectView.as_view(pattern_name="account_change_password"), name="account_email"),
    # In place of allauth's, which don't record who reads them.
    path("accounts/2fa/recovery-codes/", recovery_codes.see_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", recovery_codes.download_codes, name="mfa_download_recovery_codes"),
    path("accounts/second-step/", second_step.second_step_first, name="second_step_first"),
    path("accounts/sessions/", sessions.my_sessions, name="my_sessions"),
    path("accounts/sessions/end-others/", sessions.sessions_end_others, name="sessions_end_others"),
    path("accounts/sessions/<int:pk>/end/", sessions.session_end, name="session_end"),
    path("accounts/tokens/", tokens.my_tokens, name="my_tokens"),
    path("accounts/tokens/new/", tokens.token_new, name="token_new"),
    path("accounts/tokens/<int:pk>/replace/", tokens.token_replace, name="token_replace"),
    path("accounts/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include(router.urls)),
    path("api/", views.api_page, name="api_page"),
    path("api/v1/", RedirectView.as_view(pattern_name="api_page"), name="api_root"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path(
        "admin/r/<int:content_type_id>/<int:object_id>/",
        admin.site.admin_view(view_on_site),
        name="admin_view_on_site",
    ),
    # One page for a new password, with its limits and its audit event.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("metrics", metrics, name="metrics"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("offline/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("print-size/", views.choose_print_size, name="choose_print_size"),
    path("i18n/setlang/", views.choose_language, name="set_language"),
]
if settings.DEBUG_TOOLBAR:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))
