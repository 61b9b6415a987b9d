from django.urls import path

from consultation.grievances.views import anonymous, desk, my_grievances

urlpatterns = [
    path("my/grievances/", my_grievances.my_grievances, name="my_grievances"),
    path("my/grievances/new/", my_grievances.file_grievance, name="file_grievance"),
    path("my/grievances/<str:key>/", my_grievances.my_grievance, name="my_grievance"),
    path("my/grievances/<str:key>/write/", my_grievances.my_grievance_write, name="my_grievance_write"),
    path("my/grievances/<str:key>/files/<int:pk>/", my_grievances.my_grievance_file, name="my_grievance_file"),
    path("report/", anonymous.report, name="report"),
    path("report/follow/", anonymous.follow, name="follow"),
    path("report/follow/write/", anonymous.follow_write, name="follow_write"),
    path("report/follow/files/<int:pk>/", anonymous.follow_file, name="follow_file"),
    path("consultation/grievances/", desk.grievance_list, name="grievance_list"),
    path("consultation/grievances/export/", desk.grievance_export, name="grievance_export"),
    path("consultation/grievances/<int:pk>/", desk.grievance_detail, name="grievance_detail"),
    path("consultation/grievances/<int:pk>/files/<int:file_pk>/", desk.grievance_file, name="grievance_file"),
    path("consultation/grievances/<int:pk>/reveal/", desk.grievance_reveal, name="grievance_reveal"),
    path("consultation/grievances/<int:pk>/accept/", desk.grievance_act, {"act_name": "accept"}, "grievance_accept"),
    path("consultation/grievances/<int:pk>/start/", desk.grievance_act, {"act_name": "start"}, "grievance_start"),
    path("consultation/grievances/<int:pk>/step/", desk.grievance_act, {"act_name": "step"}, "grievance_step"),
    path("consultation/grievances/<int:pk>/write/", desk.grievance_act, {"act_name": "write"}, "grievance_write"),
    path("consultation/grievances/<int:pk>/note/", desk.grievance_act, {"act_name": "note"}, "grievance_note"),
    path("consultation/grievances/<int:pk>/close/", desk.grievance_act, {"act_name": "close"}, "grievance_close"),
    path("consultation/grievances/<int:pk>/decline/", desk.grievance_act, {"act_name": "decline"}, "grievance_decline"),
]
