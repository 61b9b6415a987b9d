"""Collects the addresses of this app's rooms."""

from django.urls import include, path

app_name = "members"

urlpatterns = [
    path("", include("members.documents.urls")),
    path("", include("members.freezes.urls")),
    path("", include("members.deputies.urls")),
    path("", include("members.approvals.urls")),
    path("", include("members.register.urls")),
    path("", include("members.personal_file.urls")),
    path("", include("members.bounces.urls")),
    path("", include("members.organisation.urls")),
    path("", include("members.committees.urls")),
    path("", include("members.importing.urls")),
    path("", include("members.own_data.urls")),
    path("", include("members.accounts.urls")),
    path("", include("members.providers.urls")),
    path("", include("members.duplicates.urls")),
    path("", include("members.dues.urls")),
    path("", include("members.membership.urls")),
    path("", include("members.joining.urls")),
    path("", include("members.front.urls")),
]
