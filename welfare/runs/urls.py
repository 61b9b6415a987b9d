from django.urls import path, register_converter

from welfare.choices import RECEIVING, Verdict
from welfare.runs.views import collection, lists, messages, opening, runs, steps


class ExcludingVerdictConverter:
    """The verdicts by which a member receives nothing, as a part of a URL."""

    regex = "|".join(verdict.value for verdict in Verdict if verdict not in RECEIVING)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(ExcludingVerdictConverter, "excluding")

urlpatterns = [
    path("welfare/plans/<int:pk>/open/", opening.plan_open, name="plan_open"),
    path("welfare/plans/<int:pk>/lists/new/", lists.benefit_list_new, name="benefit_list_new"),
    path("welfare/lists/<int:pk>/", lists.benefit_list, name="benefit_list_detail"),
    path("welfare/lists/<int:pk>/progress/", lists.benefit_list_progress, name="benefit_list_progress"),
    path("welfare/lists/<int:pk>/open/", lists.benefit_list_open, name="benefit_list_open"),
    path("welfare/lists/<int:pk>/cancel/", lists.benefit_list_cancel, name="benefit_list_cancel"),
    path("welfare/runs/", runs.run_list, name="run_list"),
    path("welfare/runs/export/", runs.run_list_export, name="run_list_export"),
    path("welfare/runs/<int:pk>/", runs.run_detail, name="run_detail"),
    path("welfare/runs/<int:pk>/progress/", runs.run_progress, name="run_progress"),
    path("welfare/runs/<int:pk>/judged/<excluding:verdict>/", runs.run_judged, name="run_judged"),
    path("welfare/runs/<int:pk>/judged/<excluding:verdict>/export/", runs.run_judged_export, name="run_judged_export"),
    path("welfare/runs/<int:pk>/follow-up/", opening.run_follow_up, name="run_follow_up"),
    path("welfare/runs/<int:pk>/recount/", steps.run_recount, name="run_recount"),
    path("welfare/runs/<int:pk>/retry/", steps.run_retry, name="run_retry"),
    path("welfare/runs/<int:pk>/submit/", steps.run_submit, name="run_submit"),
    path("welfare/runs/<int:pk>/approve/", steps.run_approve, name="run_approve"),
    path("welfare/runs/<int:pk>/return/", steps.run_return, name="run_return"),
    path("welfare/runs/<int:pk>/issue/", steps.run_issue, name="run_issue"),
    path("welfare/runs/<int:pk>/cancel/", steps.run_cancel, name="run_cancel"),
    path("welfare/runs/<int:pk>/correct/", steps.run_correct, name="run_correct"),
    path("welfare/runs/<int:pk>/revoke/", steps.run_revoke, name="run_revoke"),
    path("welfare/runs/<int:pk>/reopen/", steps.run_reopen, name="run_reopen"),
    path("welfare/runs/<int:pk>/close/", steps.run_close, name="run_close"),
    path("welfare/runs/<int:pk>/remind/", steps.run_remind, name="run_remind"),
    path("welfare/runs/<int:pk>/messages/", messages.run_messages, name="run_messages"),
    path(
        "welfare/runs/<int:pk>/messages/<int:mailing_pk>/pause/",
        messages.run_messages_pause,
        name="run_messages_pause",
    ),
    path(
        "welfare/runs/<int:pk>/messages/<int:mailing_pk>/resume/",
        messages.run_messages_resume,
        name="run_messages_resume",
    ),
    path(
        "welfare/runs/<int:pk>/messages/<int:mailing_pk>/cancel/",
        messages.run_messages_cancel,
        name="run_messages_cancel",
    ),
    path("welfare/runs/<int:pk>/messages/<int:mailing_pk>/rate/", messages.run_messages_rate, name="run_messages_rate"),
    path("welfare/runs/<int:pk>/collected/", runs.run_collected, name="run_collected"),
    path("welfare/runs/<int:pk>/collection/", collection.run_collection, name="run_collection"),
    path("welfare/runs/<int:pk>/collection/units/", collection.run_collection_unit, name="run_collection_unit"),
]
