from django.urls import path

from members.committees import views

urlpatterns = [
    path("members/units/committees/", views.committee_list, name="committee_list"),
    path("members/units/committees/export/", views.committee_export, name="committee_export"),
    path("members/units/committees/<int:pk>/", views.committee_detail, name="committee_detail"),
    path("members/units/committees/<int:pk>/seats/", views.seat_take, name="seat_take"),
    path("members/units/committees/seats/<int:pk>/", views.seat_give_up, name="seat_give_up"),
    path("members/units/committees/terms/<int:pk>/", views.term_change, name="term_change"),
    path("members/units/committees/terms/<int:pk>/files/<int:file_pk>/", views.term_file, name="term_file"),
    path("members/units/<int:pk>/elect/", views.committee_elect, name="committee_elect"),
]
