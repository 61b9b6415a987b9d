from django.urls import path

from welfare.standards import views

urlpatterns = [
    path("welfare/standards/", views.cap_list, name="cap_list"),
    path("welfare/standards/export/", views.cap_export, name="cap_export"),
    path("welfare/standards/due/", views.due_for_event, name="due_for_event"),
]
