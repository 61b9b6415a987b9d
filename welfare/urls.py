"""Collects the addresses of this app's rooms."""

from django.urls import include, path

app_name = "welfare"

urlpatterns = [
    path("", include("welfare.runs.urls")),
    path("", include("welfare.plans.urls")),
    path("", include("welfare.budgets.urls")),
    path("", include("welfare.standards.urls")),
    path("", include("welfare.goods.urls")),
    path("", include("welfare.handing_out.urls")),
    path("", include("welfare.hardship.urls")),
    path("", include("welfare.visits.urls")),
    path("", include("welfare.seasonal.urls")),
    path("", include("welfare.payment.urls")),
    path("", include("welfare.objections.urls")),
    path("", include("welfare.conflicts.urls")),
    path("", include("welfare.fairness.urls")),
    path("", include("welfare.auditing.urls")),
    path("", include("welfare.reports.urls")),
    path("", include("welfare.front.urls")),
]
