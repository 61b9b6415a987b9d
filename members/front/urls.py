from django.urls import path

from members.front.views import audit_log, member, my_membership, seals, timeline

urlpatterns = [
    path("members/<int:pk>/", member.member_detail, name="member_detail"),
    path("members/<int:pk>/reveal/", member.member_reveal, name="member_reveal"),
    path("members/<int:pk>/life/", timeline.member_timeline, name="member_life"),
    path("members/<int:pk>/sheet/", member.member_sheet, name="member_sheet"),
    path("my/membership/", my_membership.my_membership, name="my_membership"),
    path("my/membership/data/", my_membership.my_entry, name="my_entry"),
    path("my/membership/family/", my_membership.my_family, name="my_family"),
    path("my/membership/honours/", my_membership.my_honours, name="my_honours"),
    path("my/membership/documents/", my_membership.my_documents, name="my_documents"),
    path("my/membership/periods/", my_membership.my_periods, name="my_periods"),
    path("my/membership/files/<int:pk>/", my_membership.my_file, name="my_file"),
    path("audit/", audit_log.audit_list, name="audit_list"),
    path("audit/export/", audit_log.audit_export, name="audit_export"),
    path("audit/seals/", seals.seal_list, name="seal_list"),
    path("audit/seals/export/", seals.seal_export, name="seal_export"),
]
