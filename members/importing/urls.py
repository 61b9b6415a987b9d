from django.urls import path

from members.importing.views import enter_member, import_rows, imports

urlpatterns = [
    path("members/new/", enter_member.member_new, name="member_new"),
    path("members/imports/", imports.import_list, name="import_list"),
    path("members/imports/export/", imports.import_export, name="import_export"),
    path("members/imports/new/", imports.import_new, name="import_new"),
    path("members/imports/template/", imports.import_template, name="import_template"),
    path("members/imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("members/imports/<int:pk>/progress/", imports.import_progress, name="import_progress"),
    path("members/imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("members/imports/<int:pk>/fields/", imports.import_leave_out, name="import_leave_out"),
    path("members/imports/<int:pk>/rows/<int:number>/", import_rows.import_row, name="import_row"),
    path("members/imports/<int:pk>/changes/", import_rows.import_changes, name="import_changes"),
    path("members/imports/<int:pk>/changes/export/", import_rows.import_changes_export, name="import_changes_export"),
    path("members/imports/<int:pk>/leavers/", import_rows.import_leavers, name="import_leavers"),
    path("members/imports/<int:pk>/leavers/export/", import_rows.import_leavers_export, name="import_leavers_export"),
    path("members/imports/<int:pk>/resume/", imports.import_resume, name="import_resume"),
    path("members/imports/<int:pk>/cancel/", imports.import_cancel, name="import_cancel"),
    path("members/imports/<int:pk>/result/", imports.import_result, name="import_result"),
    path("members/imports/<int:pk>/refused/", imports.import_refused, name="import_refused"),
]
