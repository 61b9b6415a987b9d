from django.urls import path

from members.joining.views import applications, join

urlpatterns = [
    path("members/applications/", applications.application_list, name="application_list"),
    path("members/applications/export/", applications.application_export, name="application_export"),
    path("members/applications/<int:pk>/", applications.application_detail, name="application_detail"),
    path("members/applications/<int:pk>/admit/", applications.application_admit, name="application_admit"),
    path("members/applications/<int:pk>/return/", applications.application_return, name="application_return"),
    path("join/", join.join, name="join"),
    path("join/follow/", join.join_follow, name="join_follow"),
]
