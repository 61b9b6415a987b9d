from django.urls import path

from welfare.hardship.views import my_hardship, officers

urlpatterns = [
    path("hardship/", officers.hardship_list, name="hardship_list"),
    path("hardship/export/", officers.hardship_export, name="hardship_export"),
    path("hardship/<int:pk>/", officers.hardship_detail, name="hardship_detail"),
    path("hardship/<int:pk>/reveal/", officers.hardship_reveal, name="hardship_reveal"),
    path("hardship/<int:pk>/assess/", officers.hardship_assess, name="hardship_assess"),
    path("hardship/<int:pk>/give-back/", officers.hardship_give_back, name="hardship_give_back"),
    path("hardship/<int:pk>/aid/", officers.hardship_aid, name="hardship_aid"),
    path("hardship/<int:pk>/end/", officers.hardship_end, name="hardship_end"),
    path("hardship/<int:pk>/print/", officers.hardship_print, name="hardship_print"),
    path("hardship/<int:pk>/files/<int:paper_pk>/", officers.hardship_paper, name="hardship_paper"),
    path("my/hardship/", my_hardship.my_hardship, name="my_hardship"),
    path("my/hardship/begin/", my_hardship.my_hardship_begin, name="my_hardship_begin"),
    path("my/hardship/<int:pk>/", my_hardship.my_hardship_file, name="my_hardship_file"),
    path("my/hardship/<int:pk>/withdraw/", my_hardship.my_hardship_withdraw, name="my_hardship_withdraw"),
    path("my/hardship/<int:pk>/files/<int:paper_pk>/", my_hardship.my_hardship_paper, name="my_hardship_paper"),
]
