from django.urls import path

from consultation.grievances.views import anonymous, my_grievances, officers

urlpatterns = [
    path("my/grievances/", my_grievances.my_grievances, name="my_grievances"),
    path("my/grievances/new/", my_grievances.file_grievance, name="file_grievance"),
    path("my/grievances/<str:key>/", my_grievances.my_grievance, name="my_grievance"),
    path("my/grievances/<str:key>/write/", my_grievances.my_grievance_write, name="my_grievance_write"),
    path("my/grievances/<str:key>/days/", my_grievances.my_grievance_days, name="my_grievance_days"),
    path("my/grievances/<str:key>/files/<int:pk>/", my_grievances.my_grievance_file, name="my_grievance_file"),
    path("report/", anonymous.report, name="report"),
    path("report/follow/", anonymous.follow, name="follow"),
    path("report/follow/write/", anonymous.follow_write, name="follow_write"),
    path("report/follow/files/<int:pk>/", anonymous.follow_file, name="follow_file"),
    path("consultation/grievances/", officers.grievance_list, name="grievance_list"),
    path("consultation/grievances/export/", officers.grievance_export, name="grievance_export"),
    path("consultation/grievances/<int:pk>/", officers.grievance_detail, name="grievance_detail"),
    path("consultation/grievances/<int:pk>/files/<int:file_pk>/", officers.grievance_file, name="grievance_file"),
    path("consultation/grievances/<int:pk>/reveal/", officers.grievance_reveal, name="grievance_reveal"),
    path(
        "consultation/grievances/<int:pk>/accept/", officers.grievance_act, {"act_name": "accept"}, "grievance_accept"
    ),
    path("consultation/grievances/<int:pk>/start/", officers.grievance_act, {"act_name": "start"}, "grievance_start"),
    path("consultation/grievances/<int:pk>/step/", officers.grievance_act, {"act_name": "step"}, "grievance_step"),
    path("consultation/grievances/<int:pk>/write/", officers.grievance_act, {"act_name": "write"}, "grievance_write"),
    path("consultation/grievances/<int:pk>/note/", officers.grievance_act, {"act_name": "note"}, "grievance_note"),
    path("consultation/grievances/<int:pk>/pause/", officers.grievance_act, {"act_name": "pause"}, "grievance_pause"),
    path(
        "consultation/grievances/<int:pk>/resume/", officers.grievance_act, {"act_name": "resume"}, "grievance_resume"
    ),
    path(
        "consultation/grievances/<int:pk>/extend/", officers.grievance_act, {"act_name": "extend"}, "grievance_extend"
    ),
    path("consultation/grievances/<int:pk>/days/", officers.grievance_days, name="grievance_days"),
    path("consultation/grievances/<int:pk>/close/", officers.grievance_act, {"act_name": "close"}, "grievance_close"),
    path(
        "consultation/grievances/<int:pk>/decline/",
        officers.grievance_act,
        {"act_name": "decline"},
        "grievance_decline",
    ),
]
