from django.urls import path

from members.own_data.views import change_requests, consents, erasures, held_about_me, my_data, my_erasure

urlpatterns = [
    path("members/changes/", change_requests.change_list, name="change_list"),
    path("members/changes/export/", change_requests.change_export, name="change_export"),
    path("members/changes/<int:pk>/", change_requests.change_detail, name="change_detail"),
    path("members/changes/<int:pk>/accept/", change_requests.change_accept, name="change_accept"),
    path("members/changes/<int:pk>/return/", change_requests.change_return, name="change_return"),
    path("members/changes/<int:pk>/files/<int:file_pk>/", change_requests.change_file, name="change_file"),
    path("members/<int:pk>/consents/", consents.consent_list, name="consent_list"),
    path("members/<int:pk>/consents/files/<int:file_pk>/", consents.consent_file, name="consent_file"),
    path("my/data/<slug:field>/", my_data.my_field, name="my_field"),
    path("my/changes/<int:pk>/", my_data.my_change, name="my_change"),
    path("my/changes/<int:pk>/withdraw/", my_data.my_change_withdraw, name="my_change_withdraw"),
    path("my/changes/<int:pk>/files/<int:file_pk>/", my_data.my_change_file, name="my_change_file"),
    path("members/erasures/", erasures.erasure_list, name="erasure_list"),
    path("members/erasures/export/", erasures.erasure_export, name="erasure_export"),
    path("members/erasures/<int:pk>/", erasures.erasure_detail, name="erasure_detail"),
    path("members/erasures/<int:pk>/erase/", erasures.erasure_carry_out, name="erasure_carry_out"),
    path("members/erasures/<int:pk>/refuse/", erasures.erasure_refuse, name="erasure_refuse"),
    path("members/erasures/<int:pk>/hold/", erasures.hold_place, name="hold_place"),
    path("members/erasures/<int:pk>/lift/", erasures.hold_lift, name="hold_lift"),
    path("my/erasure/", my_erasure.my_erasure, name="my_erasure"),
    path("my/erasure/withdraw/", my_erasure.my_erasure_withdraw, name="my_erasure_withdraw"),
    path("my/holdings/", held_about_me.my_holdings, name="my_holdings"),
    path("my/consents/", consents.my_consents, name="my_consents"),
    path("my/consents/<slug:purpose>/", consents.my_consent, name="my_consent"),
]
