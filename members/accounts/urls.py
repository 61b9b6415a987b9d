from django.urls import path

from members.accounts.views import activation, activation_codes

urlpatterns = [
    path("members/activation/", activation_codes.activation_list, name="activation_list"),
    path("members/activation/export/", activation_codes.activation_export, name="activation_export"),
    path("members/activation/hand-out/", activation_codes.activation_hand_out, name="activation_hand_out"),
    path("activate/", activation.activate, name="activate"),
    path("activate/password/", activation.activate_password, name="activate_password"),
]
