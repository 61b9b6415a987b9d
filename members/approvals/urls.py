from django.urls import path

from members.approvals import views

urlpatterns = [
    path("approvals/", views.approval_list, name="approval_list"),
    path("approvals/export/", views.approval_export, name="approval_export"),
    path("approvals/decided/", views.decision_list, name="decision_list"),
    path("approvals/decided/export/", views.decision_export, name="decision_export"),
    path("approvals/<int:pk>/", views.approval_detail, name="approval_detail"),
    path("approvals/<int:pk>/approve/", views.approval_approve, name="approval_approve"),
    path("approvals/<int:pk>/return/", views.approval_return, name="approval_return"),
    path("approvals/<int:pk>/withdraw/", views.approval_withdraw, name="approval_withdraw"),
    path("approvals/<int:pk>/urge/", views.approval_urge, name="approval_urge"),
    path("approvals/rules/", views.approval_rule_list, name="approval_rule_list"),
    path("approvals/rules/export/", views.approval_rule_export, name="approval_rule_export"),
    path("approvals/rules/new/", views.approval_rule_new, name="approval_rule_new"),
    path("approvals/rules/<int:pk>/end/", views.approval_rule_end, name="approval_rule_end"),
]
