from django.urls import path

from members.front.views import audit_log, member, my_membership, timeline

urlpatterns = [
    path("members/<int:pk>/", member.member_detail, name="member_detail"),
    path("members/<int:pk>/reveal/", member.member_reveal, name="member_reveal"),
    path("members/<int:pk>/life/", timeline.member_timeline, name="member_life"),
    path("members/<int:pk>/sheet/", member.member_sheet, name="member_sheet"),
    path("my/membership/", my_membership.my_membership, name="my_membership"),
    path("my/membership/files/<int:pk>/", my_membership.my_file, name="my_file"),
    path("audit/", audit_log.audit_list, name="audit_list"),
    path("audit/export/", audit_log.audit_export, name="audit_export"),
]
