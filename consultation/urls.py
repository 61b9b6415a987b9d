from django.urls import path

from consultation.front import views as cases
from consultation.grievances.views import anonymous as report
from consultation.grievances.views import desk as rights
from consultation.grievances.views import my_grievances as filing
from consultation.questions.views import desk as answering
from consultation.questions.views import my_questions as asking
from consultation.referrals import views as liaison

app_name = "consultation"

urlpatterns = [
    path("my/questions/", asking.my_questions, name="my_questions"),
    path("my/questions/new/", asking.ask, name="ask"),
    path("my/questions/<str:key>/", asking.my_question, name="my_question"),
    path("my/questions/<str:key>/write/", asking.write, name="my_question_write"),
    path("my/questions/<str:key>/rate/", asking.rate, name="my_question_rate"),
    path("my/questions/<str:key>/urge/", asking.urge, name="my_question_urge"),
    path("my/questions/<str:key>/files/<int:pk>/", asking.file, name="my_question_file"),
    path("my/grievances/", filing.my_grievances, name="my_grievances"),
    path("my/grievances/new/", filing.file_grievance, name="file_grievance"),
    path("my/grievances/<str:key>/", filing.my_grievance, name="my_grievance"),
    path("my/grievances/<str:key>/write/", filing.write, name="my_grievance_write"),
    path("my/grievances/<str:key>/files/<int:pk>/", filing.file, name="my_grievance_file"),
    path("report/", report.report, name="report"),
    path("report/follow/", report.follow, name="follow"),
    path("report/follow/write/", report.follow_write, name="follow_write"),
    path("report/follow/files/<int:pk>/", report.follow_file, name="follow_file"),
    path("consultation/questions/", answering.question_list, name="question_list"),
    path("consultation/questions/export/", answering.question_export, name="question_export"),
    path("consultation/questions/<int:pk>/", answering.question_detail, name="question_detail"),
    path("consultation/questions/<int:pk>/files/<int:file_pk>/", answering.file, name="question_file"),
    *(
        path(f"consultation/questions/<int:pk>/{what}/", answering.question_act, {"what": what}, f"question_{what}")
        for what in answering.ACTS
    ),
    path("consultation/referrals/", liaison.referral_list, name="referral_list"),
    path("consultation/referrals/export/", liaison.referral_export, name="referral_export"),
    path("consultation/referrals/<int:pk>/", liaison.referral_detail, name="referral_detail"),
    path("consultation/referrals/<int:pk>/slip/", liaison.referral_slip, name="referral_slip"),
    path("consultation/referrals/<int:pk>/reply/", liaison.referral_reply, name="referral_reply"),
    path("consultation/referrals/<int:pk>/urge/", liaison.referral_urge, name="referral_urge"),
    path("consultation/referrals/<int:pk>/withdraw/", liaison.referral_withdraw, name="referral_withdraw"),
    path("consultation/members/<int:pk>/", cases.member_cases, name="member_cases"),
    path("consultation/grievances/", rights.grievance_list, name="grievance_list"),
    path("consultation/grievances/export/", rights.grievance_export, name="grievance_export"),
    path("consultation/grievances/<int:pk>/", rights.grievance_detail, name="grievance_detail"),
    path("consultation/grievances/<int:pk>/files/<int:file_pk>/", rights.file, name="grievance_file"),
    path("consultation/grievances/<int:pk>/reveal/", rights.grievance_reveal, name="grievance_reveal"),
    *(
        path(f"consultation/grievances/<int:pk>/{what}/", rights.grievance_act, {"what": what}, f"grievance_{what}")
        for what in rights.ACTS
    ),
]
