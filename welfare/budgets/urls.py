from django.urls import path

from welfare.budgets import ledger_pages, views

urlpatterns = [
    path("welfare/budgets/", views.budget_list, name="budget_list"),
    path("welfare/budgets/export/", views.budget_export, name="budget_export"),
    path("welfare/budgets/new/", views.budget_new, name="budget_new"),
    path("welfare/budgets/<int:pk>/", views.budget_change, name="budget_change"),
    path("welfare/budgets/<int:pk>/ledger/", ledger_pages.budget_ledger, name="budget_ledger"),
    path("welfare/budgets/<int:pk>/ledger/export/", ledger_pages.ledger_export, name="budget_ledger_export"),
]
