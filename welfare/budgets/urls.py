from django.urls import path

from welfare.budgets import execution_pages, ledger_pages, views, year_end_pages

urlpatterns = [
    path("welfare/budgets/", views.budget_list, name="budget_list"),
    path("welfare/budgets/export/", views.budget_export, name="budget_export"),
    path("welfare/budgets/new/", views.budget_new, name="budget_new"),
    path("welfare/budgets/execution/", execution_pages.budget_execution, name="budget_execution"),
    path("welfare/budgets/execution/export/", execution_pages.execution_export, name="execution_export"),
    path("welfare/budgets/execution/months/export/", execution_pages.months_export, name="execution_months_export"),
    path("welfare/budgets/execution/kinds/export/", execution_pages.kinds_export, name="execution_kinds_export"),
    path("welfare/budgets/years/", year_end_pages.year_end_list, name="year_end_list"),
    path("welfare/budgets/years/export/", year_end_pages.year_end_export, name="year_end_export"),
    path("welfare/budgets/years/new/", year_end_pages.year_end_new, name="year_end_new"),
    path("welfare/budgets/years/<int:pk>/", year_end_pages.year_end_detail, name="year_end_detail"),
    path("welfare/budgets/<int:pk>/", views.budget_change, name="budget_change"),
    path("welfare/budgets/<int:pk>/ledger/", ledger_pages.budget_ledger, name="budget_ledger"),
    path("welfare/budgets/<int:pk>/ledger/export/", ledger_pages.ledger_export, name="budget_ledger_export"),
]
