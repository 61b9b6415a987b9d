from django.urls import path

from welfare.plans import views

urlpatterns = [
    path("welfare/plans/", views.plan_list, name="plan_list"),
    path("welfare/plans/export/", views.plan_export, name="plan_export"),
    path("welfare/plans/new/", views.plan_new, name="plan_new"),
    path("welfare/plans/<int:pk>/", views.plan_detail, name="plan_detail"),
    path("welfare/plans/<int:pk>/change/", views.plan_change, name="plan_change"),
    path("welfare/plans/<int:pk>/units/", views.plan_collection, name="plan_collection"),
]
