from django.urls import path

from welfare.handing_out.views import grants, my_benefits, receipts, roster, signing

urlpatterns = [
    path("welfare/runs/<int:pk>/roster/", roster.run_roster, name="run_roster"),
    path("welfare/runs/<int:pk>/roster/export/", roster.run_export, name="run_export"),
    path("welfare/runs/<int:pk>/sheet/", roster.run_sheet, name="run_sheet"),
    path("welfare/runs/<int:pk>/sheet/file/", roster.run_sheet_file, name="run_sheet_file"),
    path("welfare/grants/<int:pk>/receipt/", receipts.grant_receipt_file, name="grant_receipt_file"),
    path("my/benefits/<int:pk>/receipt/", receipts.my_receipt_file, name="my_receipt_file"),
    path("welfare/grants/", grants.grant_list, name="grant_list"),
    path("welfare/grants/export/", grants.grant_export, name="grant_export"),
    path("welfare/grants/sign/", signing.grant_sign_many, name="grant_sign_many"),
    path("welfare/signings/<int:pk>/", signing.signing_detail, name="signing_detail"),
    path("welfare/signings/<int:pk>/file/<int:file_pk>/", signing.signing_file, name="signing_file"),
    path("welfare/signings/<int:pk>/undo/", signing.signing_undo, name="signing_undo"),
    path("welfare/grants/<int:pk>/", grants.grant_detail, name="grant_detail"),
    path("welfare/grants/<int:pk>/sign/", grants.grant_sign, name="grant_sign"),
    path("welfare/grants/<int:pk>/take-back/", grants.grant_take_back, name="grant_take_back"),
    path("my/benefits/", my_benefits.my_benefits, name="my_benefits"),
    path("my/benefits/<int:pk>/receive/", my_benefits.benefit_receive, name="benefit_receive"),
    path("my/benefits/<int:pk>/take-back/", my_benefits.benefit_take_back, name="benefit_take_back"),
]
