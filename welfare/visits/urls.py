from django.urls import path

from welfare.visits.views import leaders, my_visits, officers

urlpatterns = [
    path("visits/", officers.visit_list, name="visit_list"),
    path("visits/export/", officers.visit_export, name="visit_export"),
    path("visits/new/", officers.visit_new, name="visit_new"),
    path("visits/<int:pk>/", officers.visit_detail, name="visit_detail"),
    path("visits/<int:pk>/reveal/", officers.visit_reveal, name="visit_reveal"),
    path("visits/<int:pk>/take-up/", officers.visit_take_up, name="visit_take_up"),
    path("visits/<int:pk>/submit/", officers.visit_submit, name="visit_submit"),
    path("visits/<int:pk>/refuse/", officers.visit_refuse, name="visit_refuse"),
    path("visits/<int:pk>/cancel/", officers.visit_cancel, name="visit_cancel"),
    path("visits/<int:pk>/plan/", officers.visit_plan, name="visit_plan"),
    path("visits/<int:pk>/calendar/", officers.visit_calendar, name="visit_calendar"),
    path("visits/<int:pk>/carry-out/", officers.visit_carry_out, name="visit_carry_out"),
    path("visits/<int:pk>/pay/", officers.visit_pay, name="visit_pay"),
    path("visits/<int:pk>/close/", officers.visit_close, name="visit_close"),
    path("visits/<int:pk>/print/", officers.visit_print, name="visit_print"),
    path("visits/<int:pk>/files/<int:paper_pk>/", officers.visit_paper, name="visit_paper"),
    path("visits/entered/", leaders.visit_entered, name="visit_entered"),
    path("visits/entered/export/", leaders.visit_entered_export, name="visit_entered_export"),
    path("visits/entered/new/", leaders.visit_entered_new, name="visit_entered_new"),
    path("visits/entered/<int:pk>/", leaders.visit_entered_one, name="visit_entered_one"),
    path("visits/entered/<int:pk>/carry-out/", leaders.visit_entered_carry_out, name="visit_entered_carry_out"),
    path("visits/entered/<int:pk>/withdraw/", leaders.visit_entered_withdraw, name="visit_entered_withdraw"),
    path("visits/entered/<int:pk>/file/", leaders.visit_entered_file, name="visit_entered_file"),
    path("my/visits/", my_visits.my_visits, name="my_visits"),
    path("my/visits/new/", my_visits.my_visit_new, name="my_visit_new"),
    path("my/visits/<int:pk>/", my_visits.my_visit, name="my_visit"),
    path("my/visits/<int:pk>/withdraw/", my_visits.my_visit_withdraw, name="my_visit_withdraw"),
    path("my/visits/<int:pk>/files/<int:paper_pk>/", my_visits.my_visit_paper, name="my_visit_paper"),
]
