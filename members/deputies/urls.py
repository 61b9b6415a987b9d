from django.urls import path

from members.deputies import views

urlpatterns = [
    path("approvals/deputies/", views.deputy_list, name="deputy_list"),
    path("approvals/deputies/export/", views.deputy_export, name="deputy_export"),
    path("approvals/deputies/new/", views.deputy_new, name="deputy_new"),
    path("approvals/deputies/<int:pk>/end/", views.deputy_end, name="deputy_end"),
]
