"""Collects the addresses of this app's rooms."""

from django.urls import include, path

app_name = "consultation"

urlpatterns = [
    path("", include("consultation.knowledge.urls")),
    path("", include("consultation.questions.urls")),
    path("", include("consultation.referrals.urls")),
    path("", include("consultation.grievances.urls")),
    path("", include("consultation.front.urls")),
]
