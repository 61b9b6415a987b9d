from django.urls import path

from office import views

app_name = "office"

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("my/notices/", views.notices, name="my_notices"),
    path("my/notices/read/", views.read_all_notices, name="read_all_notices"),
    path("my/notices/<int:pk>/", views.read_notice, name="read_notice"),
]
