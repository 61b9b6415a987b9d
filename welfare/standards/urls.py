from django.urls import path

from welfare.standards import views

urlpatterns = [
    path("welfare/plans/standards/", views.cap_list, name="cap_list"),
    path("welfare/plans/standards/export/", views.cap_export, name="cap_export"),
    path("welfare/plans/standards/due/", views.due_for_event, name="due_for_event"),
]
