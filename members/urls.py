from django.urls import path

from members.views import consents, corrections, imports, log, mine, organisation, own, people

app_name = "members"

urlpatterns = [
    path("members/", people.member_list, name="member_list"),
    path("members/export/", people.member_export, name="member_export"),
    path("members/<int:pk>/", people.member_detail, name="member_detail"),
    path("members/<int:pk>/correct/", people.member_correct, name="member_correct"),
    path("members/<int:pk>/reveal/", people.member_reveal, name="member_reveal"),
    path("members/units/", organisation.unit_list, name="unit_list"),
    path("members/units/export/", organisation.unit_export, name="unit_export"),
    path("members/units/options/", organisation.unit_options, name="unit_options"),
    path("members/units/<int:pk>/", organisation.unit_detail, name="unit_detail"),
    path("members/imports/", imports.import_list, name="import_list"),
    path("members/imports/export/", imports.import_export, name="import_export"),
    path("members/imports/new/", imports.import_new, name="import_new"),
    path("members/imports/template/", imports.import_template, name="import_template"),
    path("members/imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("members/imports/<int:pk>/progress/", imports.import_progress, name="import_progress"),
    path("members/imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("members/imports/<int:pk>/cancel/", imports.import_cancel, name="import_cancel"),
    path("members/imports/<int:pk>/result/", imports.import_result, name="import_result"),
    path("members/changes/", corrections.change_list, name="change_list"),
    path("members/changes/export/", corrections.change_export, name="change_export"),
    path("members/changes/<int:pk>/", corrections.change_detail, name="change_detail"),
    path("members/changes/<int:pk>/accept/", corrections.change_accept, name="change_accept"),
    path("members/changes/<int:pk>/return/", corrections.change_return, name="change_return"),
    path("members/changes/<int:pk>/files/<int:file_pk>/", corrections.change_file, name="change_file"),
    path("members/<int:pk>/consents/", consents.consent_list, name="consent_list"),
    path("members/<int:pk>/consents/files/<int:file_pk>/", consents.consent_file, name="consent_file"),
    path("my/data/<slug:field>/", own.my_field, name="my_field"),
    path("my/changes/<int:pk>/", own.my_change, name="my_change"),
    path("my/changes/<int:pk>/withdraw/", own.my_change_withdraw, name="my_change_withdraw"),
    path("my/changes/<int:pk>/files/<int:file_pk>/", own.my_change_file, name="my_change_file"),
    path("my/consents/", consents.my_consents, name="my_consents"),
    path("my/consents/<slug:purpose>/", consents.my_consent, name="my_consent"),
    path("my/membership/", mine.my_membership, name="my_membership"),
    path("audit/", log.audit_list, name="audit_list"),
    path("audit/export/", log.audit_export, name="audit_export"),
]
