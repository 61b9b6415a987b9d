from django.urls import path

from welfare.handing_out.views import grants, my_benefits, roster

urlpatterns = [
    path("welfare/runs/<int:pk>/roster/", roster.run_roster, name="run_roster"),
    path("welfare/runs/<int:pk>/roster/export/", roster.run_export, name="run_export"),
    path("welfare/runs/<int:pk>/sheet/", roster.run_sheet, name="run_sheet"),
    path("welfare/grants/", grants.grant_list, name="grant_list"),
    path("welfare/grants/export/", grants.grant_export, name="grant_export"),
    path("welfare/grants/<int:pk>/sign/", grants.grant_sign, name="grant_sign"),
    path("my/benefits/", my_benefits.my_benefits, name="my_benefits"),
    path("my/benefits/<int:pk>/receive/", my_benefits.benefit_receive, name="benefit_receive"),
]
