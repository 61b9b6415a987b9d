from django.urls import path

from consultation.questions.views import desk, my_questions

urlpatterns = [
    path("my/questions/", my_questions.my_questions, name="my_questions"),
    path("my/questions/new/", my_questions.ask, name="ask"),
    path("my/questions/<str:key>/", my_questions.my_question, name="my_question"),
    path("my/questions/<str:key>/write/", my_questions.write, name="my_question_write"),
    path("my/questions/<str:key>/rate/", my_questions.rate, name="my_question_rate"),
    path("my/questions/<str:key>/urge/", my_questions.urge, name="my_question_urge"),
    path("my/questions/<str:key>/files/<int:pk>/", my_questions.file, name="my_question_file"),
    path("consultation/questions/", desk.question_list, name="question_list"),
    path("consultation/questions/export/", desk.question_export, name="question_export"),
    path("consultation/questions/<int:pk>/", desk.question_detail, name="question_detail"),
    path("consultation/questions/<int:pk>/files/<int:file_pk>/", desk.file, name="question_file"),
    path("consultation/questions/<int:pk>/accept/", desk.question_act, {"what": "accept"}, "question_accept"),
    path("consultation/questions/<int:pk>/answer/", desk.question_act, {"what": "answer"}, "question_answer"),
    path("consultation/questions/<int:pk>/note/", desk.question_act, {"what": "note"}, "question_note"),
    path("consultation/questions/<int:pk>/refer/", desk.question_act, {"what": "refer"}, "question_refer"),
    path("consultation/questions/<int:pk>/assign/", desk.question_act, {"what": "assign"}, "question_assign"),
    path("consultation/questions/<int:pk>/tier/", desk.question_act, {"what": "tier"}, "question_tier"),
    path("consultation/questions/<int:pk>/urge/", desk.question_act, {"what": "urge"}, "question_urge"),
]
