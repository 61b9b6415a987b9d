from django.urls import path

from welfare.front import views

urlpatterns = [
    path("welfare/members/<int:pk>/", views.member_grants, name="member_grants"),
]
