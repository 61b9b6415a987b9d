from django.urls import path

from members.membership.rules.changes import ChangeKind
from members.membership.views import bulk, membership, transfers

urlpatterns = [
    path("members/<int:pk>/admit/", membership.membership_change, {"kind": ChangeKind.ADMIT}, "member_admit"),
    path("members/<int:pk>/refuse/", membership.membership_change, {"kind": ChangeKind.REFUSE}, "member_refuse"),
    path("members/<int:pk>/transfer/", membership.membership_change, {"kind": ChangeKind.TRANSFER}, "member_transfer"),
    path(
        "members/<int:pk>/transfer_out/",
        membership.membership_change,
        {"kind": ChangeKind.TRANSFER_OUT},
        "member_transfer_out",
    ),
    path("members/<int:pk>/retain/", membership.membership_change, {"kind": ChangeKind.RETAIN}, "member_retain"),
    path("members/<int:pk>/return/", membership.membership_change, {"kind": ChangeKind.RETURN}, "member_return"),
    path("members/<int:pk>/withdraw/", membership.membership_change, {"kind": ChangeKind.WITHDRAW}, "member_withdraw"),
    path("members/<int:pk>/expel/", membership.membership_change, {"kind": ChangeKind.EXPEL}, "member_expel"),
    path("members/transfers/", transfers.transfer_list, name="transfer_list"),
    path("members/transfers/export/", transfers.transfer_export, name="transfer_export"),
    path("members/transfers/ask/", transfers.transfer_ask, name="transfer_ask"),
    path("members/transfers/units/", transfers.transfer_units, name="transfer_units"),
    path("members/transfers/many/", bulk.transfer_many, name="transfer_many"),
    path("members/transfers/many/<int:pk>/", bulk.batch_detail, name="batch_detail"),
    path("members/transfers/many/<int:pk>/accept/", bulk.batch_accept, name="batch_accept"),
    path("members/transfers/many/<int:pk>/refuse/", bulk.batch_refuse, name="batch_refuse"),
    path("members/transfers/many/<int:pk>/progress/", bulk.batch_progress, name="batch_progress"),
    path("members/transfers/<int:pk>/", transfers.transfer_detail, name="transfer_detail"),
    path("members/transfers/<int:pk>/agree/", transfers.transfer_agree, name="transfer_agree"),
    path("members/transfers/<int:pk>/refuse/", transfers.transfer_refuse, name="transfer_refuse"),
    path("members/transfers/<int:pk>/take-back/", transfers.transfer_take_back, name="transfer_take_back"),
    path("members/transfers/<int:pk>/letter/", transfers.transfer_letter, name="transfer_letter"),
]
