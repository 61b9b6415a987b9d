from django.urls import path

from members.register.views import card, full_export, members

urlpatterns = [
    path("members/", members.member_list, name="member_list"),
    path("members/export/", members.member_export, name="member_export"),
    path("members/export/full/", full_export.member_export_full, name="member_export_full"),
    path("members/card/<str:key>/", card.member_card, name="member_card"),
    path("members/card/<str:key>/code.svg", card.card_code, name="card_code"),
]
