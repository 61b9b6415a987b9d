from django.urls import path

from members.bounces import views

urlpatterns = [
    path("members/bounces/", views.bounce_list, name="bounce_list"),
    path("members/bounces/export/", views.bounce_export, name="bounce_export"),
]
