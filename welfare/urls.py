from django.urls import path, register_converter

from welfare.budgets import views as budgets
from welfare.choices import RECEIVING, Verdict
from welfare.front import views as member
from welfare.handing_out.views import grants, roster
from welfare.handing_out.views import my_benefits as mine
from welfare.plans import views as plans
from welfare.runs.views import runs, steps

app_name = "welfare"


class Refusal:
    """The verdicts that keep a member off the list."""

    regex = "|".join(verdict.value for verdict in Verdict if verdict not in RECEIVING)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(Refusal, "refusal")

urlpatterns = [
    path("welfare/runs/", runs.run_list, name="run_list"),
    path("welfare/runs/export/", runs.run_list_export, name="run_list_export"),
    path("welfare/runs/progress/", runs.desk_runs, name="desk_runs"),
    path("welfare/runs/<int:pk>/", runs.run_detail, name="run_detail"),
    path("welfare/runs/<int:pk>/progress/", runs.run_progress, name="run_progress"),
    path("welfare/runs/<int:pk>/judged/<refusal:verdict>/", runs.run_judged, name="run_judged"),
    path("welfare/runs/<int:pk>/judged/<refusal:verdict>/export/", runs.run_judged_export, name="run_judged_export"),
    path("welfare/runs/<int:pk>/roster/", roster.run_roster, name="run_roster"),
    path("welfare/runs/<int:pk>/roster/export/", roster.run_export, name="run_export"),
    path("welfare/runs/<int:pk>/sheet/", roster.run_sheet, name="run_sheet"),
    path("welfare/runs/<int:pk>/recount/", steps.run_recount, name="run_recount"),
    path("welfare/runs/<int:pk>/retry/", steps.run_retry, name="run_retry"),
    path("welfare/runs/<int:pk>/submit/", steps.run_submit, name="run_submit"),
    path("welfare/runs/<int:pk>/approve/", steps.run_approve, name="run_approve"),
    path("welfare/runs/<int:pk>/return/", steps.run_return, name="run_return"),
    path("welfare/runs/<int:pk>/issue/", steps.run_issue, name="run_issue"),
    path("welfare/runs/<int:pk>/cancel/", steps.run_cancel, name="run_cancel"),
    path("welfare/runs/<int:pk>/close/", steps.run_close, name="run_close"),
    path("welfare/plans/", plans.plan_list, name="plan_list"),
    path("welfare/plans/export/", plans.plan_export, name="plan_export"),
    path("welfare/plans/new/", plans.plan_new, name="plan_new"),
    path("welfare/plans/<int:pk>/", plans.plan_detail, name="plan_detail"),
    path("welfare/plans/<int:pk>/change/", plans.plan_change, name="plan_change"),
    path("welfare/plans/<int:pk>/open/", plans.plan_open, name="plan_open"),
    path("welfare/budgets/", budgets.budget_list, name="budget_list"),
    path("welfare/budgets/export/", budgets.budget_export, name="budget_export"),
    path("welfare/budgets/new/", budgets.budget_new, name="budget_new"),
    path("welfare/budgets/<int:pk>/", budgets.budget_change, name="budget_change"),
    path("welfare/grants/", grants.grant_list, name="grant_list"),
    path("welfare/grants/export/", grants.grant_export, name="grant_export"),
    path("welfare/grants/<int:pk>/sign/", grants.grant_sign, name="grant_sign"),
    path("welfare/members/<int:pk>/", member.member_grants, name="member_grants"),
    path("my/benefits/", mine.my_benefits, name="my_benefits"),
    path("my/benefits/<int:pk>/receive/", mine.benefit_receive, name="benefit_receive"),
]
