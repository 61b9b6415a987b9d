from django.urls import path

from welfare.objections.views import my_lines, officers

urlpatterns = [
    path("my/benefits/lists/", my_lines.my_lines, name="my_lines"),
    path("my/benefits/lists/<int:pk>/", my_lines.my_line, name="my_line"),
    path("my/benefits/lists/<int:pk>/public/", my_lines.public_notice, name="public_notice"),
    path("my/benefits/lists/<int:pk>/object/", my_lines.objection_new, name="objection_new"),
    path("my/benefits/objections/<int:pk>/", my_lines.my_objection, name="my_objection"),
    path("my/benefits/objections/<int:pk>/withdraw/", my_lines.my_objection_withdraw, name="my_objection_withdraw"),
    path("welfare/runs/<int:pk>/publish/", officers.run_publish, name="run_publish"),
    path("welfare/runs/<int:pk>/notice/sheet/", officers.run_notice_file, name="run_notice_file"),
    path("welfare/objections/", officers.objection_list, name="objection_list"),
    path("welfare/objections/export/", officers.objection_export, name="objection_export"),
    path("welfare/objections/<int:pk>/", officers.objection_detail, name="objection_detail"),
    path("welfare/objections/<int:pk>/uphold/", officers.objection_uphold, name="objection_uphold"),
    path("welfare/objections/<int:pk>/reject/", officers.objection_reject, name="objection_reject"),
]
