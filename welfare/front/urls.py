from django.urls import path

from welfare.front import views

urlpatterns = [
    path("welfare/runs/progress/", views.desk_runs, name="desk_runs"),
    path("welfare/members/<int:pk>/", views.member_grants, name="member_grants"),
]
