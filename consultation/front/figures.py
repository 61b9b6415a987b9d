"""Figures of questions, referrals and grievances on the officers' desk: what is open, inflow, ageing, hot topics.

They depend on the rights of the reader alone, so that they can be kept for all who hold the same.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.choices import GrievanceState, QuestionState, Topic
from consultation.deadlines.models import WithDue
from consultation.deadlines.querysets import WithDeadlines
from consultation.grievances.models import Grievance
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from consultation.referrals.models import Referral
from members import access
from members.authority.models import User
from office.days import months_later
from office.desk import Tile, bounded_count
from office.types import Chart, ChartSeries

VIEW_QUESTION, VIEW_GRIEVANCE = ConsultationPermission.VIEW_QUESTION, ConsultationPermission.VIEW_GRIEVANCE
MONTHS = 6
TOPIC_DAYS = 90
# Ages of open cases in days: up to each of these, and beyond the last.
AGES = (3, 7, 15, 30)


def tiles(user: User, today: date) -> list[Tile]:
    """Return open and overdue questions, grievances and referrals, as the rights allow. Two queries for each kind."""
    found = []
    if access.holds(user, VIEW_QUESTION):
        questions = Question.objects.visible_to(user, VIEW_QUESTION)
        found += _open_tiles(questions, today, _("Open questions"), reverse("consultation:question_list"))
    if access.holds(user, VIEW_GRIEVANCE):
        grievances = Grievance.objects.visible_to(user, VIEW_GRIEVANCE)
        found += _open_tiles(grievances, today, _("Open grievances"), reverse("consultation:grievance_list"))
    referrals = [
        Referral.objects.visible_to(user, perm)
        for perm in (VIEW_QUESTION, ConsultationPermission.REPLY_REFERRAL)
        if access.holds(user, perm)
    ]
    if referrals:
        either = referrals[0] if len(referrals) == 1 else referrals[0] | referrals[1]
        found += _open_tiles(either, today, _("Referrals without a reply"), reverse("consultation:referral_list"))
    return found


def _open_tiles(rows: WithDeadlines[WithDue], today: date, label: str, url: str) -> list[Tile]:
    overdue = bounded_count(rows.open().overdue(today))
    late = overdue != "0"
    return [
        Tile(
            label=label,
            figure=bounded_count(rows.open()),
            note=_("%(count)s overdue") % {"count": overdue},
            url=f"{url}?overdue=on" if late else url,
            alarm=late,
        )
    ]


def charts(user: User, today: date) -> list[Chart]:
    """Return inflow, ages of open cases and hot topics, of questions and grievances as the rights allow."""
    questions = Question.objects.visible_to(user, VIEW_QUESTION) if access.holds(user, VIEW_QUESTION) else None
    grievances = Grievance.objects.visible_to(user, VIEW_GRIEVANCE) if access.holds(user, VIEW_GRIEVANCE) else None
    found = [_inflow(questions, grievances, today), _ages(questions, grievances, today)]
    if questions is not None:
        found.append(_topics(questions, today))
    return [chart for chart in found if chart is not None]


def _inflow(questions: QuerySet[Question] | None, grievances: QuerySet[Grievance] | None, today: date) -> Chart | None:
    months = [months_later(today.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]
    since = _start(months[0])
    series: list[ChartSeries] = []
    if questions is not None:
        series.append(_by_month(_("Questions asked"), months, questions.filter(asked_at__gte=since), "asked_at"))
    if grievances is not None:
        series.append(_by_month(_("Grievances filed"), months, grievances.filter(filed_at__gte=since), "filed_at"))
    if not any(number for one in series for number in one["values"]):
        return None
    return {
        "id": "inflow",
        "title": _("Came in, by month"),
        "kind": "bar",
        "labels": [f"{month:%Y-%m}" for month in months],
        "series": series,
    }


def _by_month(
    name: str, months: Sequence[date], rows: QuerySet[Question] | QuerySet[Grievance], field: str
) -> ChartSeries:
    counts = rows.order_by().values_list(TruncMonth(field)).annotate(count=Count("pk"))
    counted = {timezone.localdate(month): count for month, count in counts}
    return {"name": name, "values": [counted.get(month, 0) for month in months]}


def _ages(questions: QuerySet[Question] | None, grievances: QuerySet[Grievance] | None, today: date) -> Chart | None:
    """Return how long open cases have been waiting."""
    series: list[ChartSeries] = []
    if questions is not None:
        open_ones = questions.exclude(state__in=[QuestionState.ANSWERED, QuestionState.CLOSED])
        series.append({"name": _("Questions asked"), "values": _age_counts(open_ones, "asked_at", today)})
    if grievances is not None:
        open_ones_too = grievances.exclude(state__in=[GrievanceState.CLOSED, GrievanceState.DECLINED])
        series.append({"name": _("Grievances filed"), "values": _age_counts(open_ones_too, "filed_at", today)})
    if not any(number for one in series for number in one["values"]):
        return None
    labels = [_("up to %(days)s days") % {"days": AGES[0]}]
    labels += [_("%(first)s to %(last)s days") % {"first": a + 1, "last": b} for a, b in pairwise(AGES)]
    labels.append(_("over %(days)s days") % {"days": AGES[-1]})
    return {"id": "ages", "title": _("Open cases by age"), "kind": "bar", "labels": labels, "series": series}


def _age_counts(rows: QuerySet[Question] | QuerySet[Grievance], field: str, today: date) -> list[int]:
    """Return the number of rows of each age in one query."""
    starts = [_start(today - timedelta(days=days)) for days in AGES]
    bounds: list[Mapping[str, datetime]] = [{f"{field}__gte": starts[0]}]
    bounds += [{f"{field}__gte": later, f"{field}__lt": earlier} for earlier, later in pairwise(starts)]
    bounds.append({f"{field}__lt": starts[-1]})
    counts = rows.order_by().aggregate(
        **{f"age_{index}": Count("pk", filter=Q(**bound)) for index, bound in enumerate(bounds)}
    )
    return [counts[f"age_{index}"] for index in range(len(bounds))]


def _topics(questions: QuerySet[Question], today: date) -> Chart | None:
    """Return the topics of the last TOPIC_DAYS days, the most asked first."""
    asked = questions.filter(asked_at__gte=_start(today - timedelta(days=TOPIC_DAYS))).order_by()
    counted = asked.values_list("topic").annotate(count=Count("pk")).order_by("-count", "topic")
    rows = [(str(Topic(topic).label), count) for topic, count in counted]
    if not rows:
        return None
    return {
        "id": "topics",
        "title": _("What was asked about in the last %(days)s days") % {"days": TOPIC_DAYS},
        "kind": "horizontal",
        "labels": [label for label, _count in rows],
        "series": [{"name": _("Questions asked"), "values": [count for _label, count in rows]}],
    }


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
