from django.urls import path

from consultation.front import views

urlpatterns = [
    path("consultation/members/<int:pk>/", views.member_cases, name="member_cases"),
]
