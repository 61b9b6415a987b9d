from django.urls import path

from consultation.questions.views import my_questions, officers

urlpatterns = [
    path("my/questions/", my_questions.my_questions, name="my_questions"),
    path("my/questions/new/", my_questions.ask, name="ask"),
    path("my/questions/similar/", my_questions.similar_faq, name="similar_faq"),
    path("my/questions/<str:key>/", my_questions.my_question, name="my_question"),
    path("my/questions/<str:key>/write/", my_questions.my_question_write, name="my_question_write"),
    path("my/questions/<str:key>/rate/", my_questions.my_question_rate, name="my_question_rate"),
    path("my/questions/<str:key>/urge/", my_questions.my_question_urge, name="my_question_urge"),
    path("my/questions/<str:key>/days/", my_questions.my_question_days, name="my_question_days"),
    path("my/questions/<str:key>/files/<int:pk>/", my_questions.my_question_file, name="my_question_file"),
    path("consultation/questions/", officers.question_list, name="question_list"),
    path("consultation/questions/export/", officers.question_export, name="question_export"),
    path("consultation/questions/<int:pk>/", officers.question_detail, name="question_detail"),
    path("consultation/questions/<int:pk>/files/<int:file_pk>/", officers.question_file, name="question_file"),
    path(
        "consultation/questions/<int:pk>/accept-and-answer/",
        officers.question_act,
        {"act_name": "accept_and_answer"},
        "question_accept_and_answer",
    ),
    path(
        "consultation/questions/<int:pk>/publish/", officers.question_act, {"act_name": "publish"}, "question_publish"
    ),
    path("consultation/questions/<int:pk>/accept/", officers.question_act, {"act_name": "accept"}, "question_accept"),
    path("consultation/questions/<int:pk>/answer/", officers.question_act, {"act_name": "answer"}, "question_answer"),
    path("consultation/questions/<int:pk>/note/", officers.question_act, {"act_name": "note"}, "question_note"),
    path("consultation/questions/<int:pk>/assign/", officers.question_act, {"act_name": "assign"}, "question_assign"),
    path("consultation/questions/<int:pk>/tier/", officers.question_act, {"act_name": "tier"}, "question_tier"),
    path("consultation/questions/<int:pk>/pause/", officers.question_act, {"act_name": "pause"}, "question_pause"),
    path("consultation/questions/<int:pk>/resume/", officers.question_act, {"act_name": "resume"}, "question_resume"),
    path("consultation/questions/<int:pk>/extend/", officers.question_act, {"act_name": "extend"}, "question_extend"),
    path("consultation/questions/<int:pk>/days/", officers.question_days, name="question_days"),
    path("consultation/questions/<int:pk>/urge/", officers.question_act, {"act_name": "urge"}, "question_urge"),
]
