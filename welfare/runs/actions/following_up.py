"""Open follow-ups of an issued run: for those who came too late onto its list, or got too little."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.authority.models import User
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.reasons import require_reason
from office.transitions import require_state
from welfare.choices import RUN_KIND, SHOWN_TO_MEMBERS, RunState
from welfare.grants.models.occasions import Occasion
from welfare.runs.actions.collection import copy_collections
from welfare.runs.actions.counting import finish_run
from welfare.runs.actions.locks import lock_run
from welfare.runs.actions.review import require_no_objections
from welfare.runs.actions.slicing import make_slices, record_caps
from welfare.runs.models.runs import Run
from welfare.runs.receipts import giving, giving_sum

# What a follow-up has from its source as it stands there.
COPIED = (
    "plan_id",
    "on",
    "until",
    "part",
    "unit_id",
    "standard",
    "decision",
    "form",
    "conditions",
    "amounts",
    "leap_day",
    "goods",
    "place",
    "hours",
    "contact",
    "notice_days",
    "article_id",
    "store_id",
)


@transaction.atomic
def open_follow_up(run: Run, *, by: User, reason: str, corrects: bool = False, since: date | None = None) -> Run:
    """Open a follow-up of an issued run for those who got nothing; with `corrects`, for those who got too little.

    It belongs to the first run, also when a follow-up is followed up. Of a run for birthdays it may begin `since` a
    later day, on which its members must be in the union. Raises NotAllowed without a reason, in other states, for runs
    from lists, for a day out of its days, while another follow-up is not issued yet, while workers revoke what is left
    of the run, and, for a correction, while objections to the run wait to be decided.
    """
    said = require_reason(reason, _("Say why it is needed."))
    source = lock_run(run if run.source is None else run.source)
    require_state(source, *SHOWN_TO_MEMBERS)
    if source.revoking:
        raise NotAllowed(_("What was not collected is just being revoked: try again in a minute."), code="revoking")
    if corrects:
        require_no_objections(source)
    if source.from_list_id is not None:
        message = _("This run gave by a list: send in another list for another event of the plan.")
        raise NotAllowed(message, code="from_list")
    if since is not None and not (source.until is not None and source.on <= since <= source.until):
        message = _("Choose a day among the days of the run, or none.")
        raise NotAllowed(message, code="wrong_day", field="since")
    waits = _("There is a follow-up of this run that is not issued yet.")
    with refused_by({"one_open_follow_up_a_run": waits}):
        made = _create(source, by=by, reason=said, corrects=corrects, since=since)
    add_maker(RUN_KIND, made.pk, by, MakerAct.MADE)
    copy_collections(made, source.collections.all())
    record_caps(made)
    make_slices(made)
    audit.record(
        "run.follow_up",
        made,
        by=by,
        unit=made.unit,
        reason=made.reason,
        changes={"source": str(source), "corrects": corrects, "slices": made.slices.count()},
    )
    finish_run(made.pk)
    made.refresh_from_db()
    return made


def _create(source: Run, *, by: User, reason: str, corrects: bool, since: date | None) -> Run:
    copied = {name: getattr(source, name) for name in COPIED}
    if since is not None:
        copied["on"] = since
    days = timedelta(days=source.plan.collect_days)
    return Run.objects.create(
        **copied,
        occasion=_correction_of(source) if corrects else source.occasion,
        source=source,
        corrects=corrects,
        reason=reason,
        collect_until=max(source.collect_until or source.on, timezone.localdate() + days),
        opened_by=by,
    )


def _correction_of(source: Run) -> Occasion:
    """Return a new occasion for a correction: of the kind and the day of the source's, so that caps count both."""
    number = source.follow_ups.filter(corrects=True).count() + 1
    about = source.occasion
    return Occasion.objects.create(
        key=f"{about.key}~{source.pk}.{number}", kind=about.kind, name=about.name, on=about.on
    )


@dataclass(frozen=True)
class Family:
    """A run with its follow-ups, first to last, and what they give together, cancelled ones not counted."""

    lines: list[tuple[Run, int, Decimal]]
    """Each with how many it gives to, and how many yuan."""
    heads: int
    cost: Decimal


def family_of(run: Run) -> Family:
    """Return the source of a run, or the run itself, with all follow-ups. One query, and two for each of them."""
    first = run.source_id or run.pk
    rows = Run.objects.filter(pk=first) | Run.objects.filter(source=first)
    runs = list(rows.select_related("plan", "occasion").defer("counts").order_by("pk"))
    lines = [(run, giving(run), giving_sum(run)) for run in runs]
    live = [line for line in lines if line[0].state not in (RunState.CANCELLING, RunState.CANCELLED)]
    return Family(
        lines, sum(heads for _run, heads, _cost in live), sum((cost for _run, _heads, cost in live), Decimal(0))
    )
