from django.urls import path

from members.organisation.views import reorganising, tree, unit

urlpatterns = [
    path("members/units/", tree.unit_list, name="unit_list"),
    path("members/units/export/", tree.unit_export, name="unit_export"),
    path("members/units/options/", tree.unit_options, name="unit_options"),
    path("members/units/<int:pk>/", unit.unit_detail, name="unit_detail"),
    path("members/units/<int:pk>/poster/", unit.unit_poster, name="unit_poster"),
    path("members/units/<int:pk>/below/", tree.unit_below, name="unit_below"),
    path("members/units/<int:pk>/new/", unit.unit_new, name="unit_new"),
    path("members/units/<int:pk>/change/", unit.unit_change, name="unit_change"),
    path("members/units/<int:pk>/move/", reorganising.unit_move, name="unit_move"),
    path("members/units/<int:pk>/merge/", reorganising.unit_merge, name="unit_merge"),
    path("members/units/<int:pk>/close/", reorganising.unit_close, name="unit_close"),
    path("members/units/<int:pk>/reopen/", reorganising.unit_reopen, name="unit_reopen"),
]
