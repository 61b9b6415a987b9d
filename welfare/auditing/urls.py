from django.urls import path

from welfare.auditing import views

urlpatterns = [
    path("welfare/audit-packs/", views.audit_pack_list, name="audit_pack_list"),
    path("welfare/audit-packs/export/", views.audit_pack_export, name="audit_pack_export"),
    path("welfare/audit-packs/new/", views.audit_pack_new, name="audit_pack_new"),
    path("welfare/audit-packs/<int:pk>/", views.audit_pack_detail, name="audit_pack_detail"),
    path("welfare/audit-packs/<int:pk>/progress/", views.audit_pack_progress, name="audit_pack_progress"),
    path("welfare/audit-packs/<int:pk>/pause/", views.audit_pack_pause, name="audit_pack_pause"),
    path("welfare/audit-packs/<int:pk>/resume/", views.audit_pack_resume, name="audit_pack_resume"),
    path("welfare/audit-packs/<int:pk>/cancel/", views.audit_pack_cancel, name="audit_pack_cancel"),
    path("welfare/audit-packs/<int:pk>/file/", views.audit_pack_file, name="audit_pack_file"),
    path("welfare/audit-packs/<int:pk>/files/export/", views.audit_pack_files_export, name="audit_pack_files_export"),
    path("welfare/audit-packs/<int:pk>/paper/", views.audit_pack_paper, name="audit_pack_paper"),
]
