from django.urls import path

from welfare.budgets import views

urlpatterns = [
    path("welfare/budgets/", views.budget_list, name="budget_list"),
    path("welfare/budgets/export/", views.budget_export, name="budget_export"),
    path("welfare/budgets/new/", views.budget_new, name="budget_new"),
    path("welfare/budgets/<int:pk>/", views.budget_change, name="budget_change"),
]
