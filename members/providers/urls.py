from django.urls import path

from members.providers.views import bindings, sign_in

urlpatterns = [
    path("accounts/with/<slug:slug>/", sign_in.start, name="sign_in_start"),
    path("accounts/with/<slug:slug>/back/", sign_in.back, name="sign_in_back"),
    path("accounts/bind/", bindings.first_time, name="identity_bind"),
    path("accounts/bind/confirm/", bindings.confirm, name="identity_confirm"),
    path("accounts/bind/code/", bindings.bind_by_code, name="identity_bind_code"),
    path("my/sign-in/", bindings.my_identities, name="my_identities"),
    path("my/sign-in/<int:pk>/unbind/", bindings.unbind, name="identity_unbind"),
]
