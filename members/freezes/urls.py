from django.urls import path

from members.freezes import views

urlpatterns = [
    path("approvals/freezes/", views.freeze_list, name="freeze_list"),
    path("approvals/freezes/export/", views.freeze_export, name="freeze_export"),
    path("approvals/freezes/new/", views.freeze_new, name="freeze_new"),
    path("approvals/freezes/<int:pk>/lift/", views.freeze_lift, name="freeze_lift"),
]
