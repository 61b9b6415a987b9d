from django.urls import path

from welfare.reports.views import lookups, reports

urlpatterns = [
    path("welfare/reports/coverage/", reports.report_coverage, name="report_coverage"),
    path("welfare/reports/coverage/export/", reports.report_coverage_export, name="report_coverage_export"),
    path("welfare/reports/spending/", reports.report_spending, name="report_spending"),
    path("welfare/reports/spending/export/", reports.report_spending_export, name="report_spending_export"),
    path("welfare/reports/fairness/", reports.report_fairness, name="report_fairness"),
    path("welfare/reports/fairness/export/", reports.report_fairness_export, name="report_fairness_export"),
    path("welfare/reports/uncollected/", reports.report_uncollected, name="report_uncollected"),
    path("welfare/reports/uncollected/export/", reports.report_uncollected_export, name="report_uncollected_export"),
    path("welfare/reports/visits/", reports.report_visits, name="report_visits"),
    path("welfare/reports/visits/export/", reports.report_visits_export, name="report_visits_export"),
    path("welfare/reports/lookup/", lookups.report_lookup, name="report_lookup"),
    path("welfare/reports/lookup/export/", lookups.report_lookup_export, name="report_lookup_export"),
]
