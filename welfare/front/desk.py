"""What welfare shows on a worker's home page and on an officer's desk."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.approvals.models import ApprovalDecision, ApprovalMaker, ApprovalRound
from members.approvals.rules import Verdict as Decided
from members.authority.models import User
from office.chunked_files.rules import FileState
from office.desk import DeskBadge, DeskItem
from office.money import yuan
from office.types import AnnotatedRow, FieldValues
from welfare.budgets.models import BudgetLine
from welfare.choices import RUN_KIND, RunState
from welfare.goods.models.offers import Choice, Offer
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import TO_RECEIVE
from welfare.hardship.choices import FileState as HardshipState
from welfare.hardship.models.files import HardshipAssessment, HardshipFile
from welfare.objections.models import Objection, PublicNotice
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.files import PaymentFile
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import LIVE, BatchState, LineState
from welfare.permissions import WelfarePermission
from welfare.runs import figures
from welfare.runs.collection import Details, add_details
from welfare.runs.models.runs import Run
from welfare.visits.choices import VISIT_KIND, VisitState
from welfare.visits.models.visits import Visit

ROWS = 10


@dataclass(frozen=True)
class Benefit:
    title: str
    amount: Decimal
    on: date
    url: str
    collection: Details | None


@dataclass(frozen=True, kw_only=True)
class RunProgress(DeskBadge):
    """The progress bar of a run: slices counted, or receipts; none of a run in public notice, with 0 `slices`."""

    name: str
    url: str
    done: int
    slices: int


@dataclass(frozen=True)
class BudgetUse:
    """What of a budget line is reserved or spent, in yuan, and as `share` in per cent."""

    name: str
    url: str
    used: Decimal
    amount: Decimal
    share: int


def home_context(user: User) -> FieldValues:
    """Return for a worker what is due, received, public, to be chosen and to be asked for.

    `benefits_due`, `benefits_received` of this year's occasions, `public_lists`, `offers_open`, `visits_open`.

    At most ROWS of each.
    """
    this_year = Q(received_at__isnull=False, occasion__on__year=timezone.localdate().year)
    grants = Grant.objects.own(user).filter(this_year | TO_RECEIVE).select_related("occasion", "run", "unit")
    grants = grants.defer("run__counts")
    due, received = list[Grant](), list[Grant]()
    # Those to receive first, so that they are there however many of the year's were received.
    for grant in grants.order_by(F("received_at").desc(nulls_first=True), "-run__on", "-pk")[: 2 * ROWS]:
        (due if grant.received_at is None else received).append(grant)
    received.sort(key=lambda grant: (grant.run.on, grant.pk), reverse=True)
    add_details(due[:ROWS])
    return {
        "benefits_due": [_benefit(grant) for grant in due[:ROWS]],
        "benefits_received": [_benefit(grant) for grant in received[:ROWS]],
        "public_lists": _public_lists(user),
        "offers_open": _offers_open(user),
        "visits_open": Visit.objects.own(user).still_open(timezone.localdate()).order_by("claim_until", "pk")[:ROWS],
    }


def _offers_open(user: User) -> list[Offer]:
    """Return the offers of which the account's member may choose today and hasn't chosen, those first that end first.

    At most ROWS.
    """
    running = Offer.objects.open(timezone.localdate())
    # Only then is the member's unit looked up, since mostly nothing is offered.
    if not running.exists():
        return []
    chosen = Choice.objects.own(user).values("offer")
    return list(running.for_member(user).exclude(pk__in=chosen).order_by("ends_on", "pk")[:ROWS])


def _public_lists(user: User) -> list[PublicNotice]:
    """Return the lists of the member's units that are public now, those first that end first; at most ROWS."""
    running = PublicNotice.objects.running(timezone.localdate())
    # Only then is the member's unit looked up, since mostly nothing is public.
    if not running.exists():
        return []
    found = running.for_member(user).select_related("run__plan", "run__occasion")
    return list(found.order_by("ends_on", "pk")[:ROWS])


def _benefit(grant: AnnotatedRow) -> Benefit:
    address, collection = reverse("welfare:my_benefits"), getattr(grant, "collection", None)
    return Benefit(str(grant.occasion), grant.amount, grant.run.on, address, collection)


def desk_context(user: User) -> FieldValues:
    """Return what an officer's desk shows.

    It has what waits, as `waiting_runs`, `waiting_payments`, `waiting_hardship` and `waiting_visits`, `budgets` that
    are nearly used, `runs` in progress, and `runs_url`.
    """
    return {
        "waiting_runs": waiting_runs(user),
        "waiting_payments": waiting_payments(user),
        "waiting_hardship": waiting_hardship(user),
        "waiting_visits": waiting_visits(user),
        "budgets": nearly_used_budgets(user),
        **runs_in_progress(user),
    }


def waiting_runs(user: User) -> list[DeskItem]:
    """Return the objections to decide, then the runs that this officer may submit, approve, make public or issue now.

    Runs stand by the day of the event; at most ROWS of each.
    """
    waiting = ApprovalRound.objects.waiting_for(user).filter(kind=RUN_KIND)
    # A deputy's are shown with the other approvals that wait.
    to_approve = Q(
        access.within(user, WelfarePermission.APPROVE_RUN), state=RunState.IN_REVIEW, pk__in=waiting.values("object_id")
    )
    to_submit = Q(state=RunState.COUNTED, heads__gt=0) & access.within(user, WelfarePermission.SUBMIT_RUN)
    over = Q(state=RunState.IN_NOTICE, notice_until__lt=timezone.localdate())
    to_issue = (Q(state=RunState.APPROVED) | over) & access.within(user, WelfarePermission.ISSUE_RUN)
    runs = Run.objects.filter(to_approve | to_submit | to_issue).select_related("plan", "occasion", "unit")
    kinds = {
        RunState.COUNTED: _("submit for review"),
        RunState.IN_REVIEW: _("approve"),
        RunState.APPROVED: _("issue"),
        RunState.IN_NOTICE: _("issue"),
    }
    items = [
        DeskItem(
            title=str(run),
            url=run.get_absolute_url(),
            kind=_("make public") if run.state == RunState.APPROVED and run.notice_days else kinds[RunState(run.state)],
            due_on=run.on,
            state=run.get_state_display(),
            tone=run.tone,
        )
        for run in runs.defer("counts").order_by("on", "pk")[:ROWS]
    ]
    return [*waiting_objections(user), *items]


def waiting_objections(user: User) -> list[DeskItem]:
    """Return the objections that this officer may decide, by their day, overdue ones marked; at most ROWS."""
    perm, today = WelfarePermission.DECIDE_OBJECTION, timezone.localdate()
    mine = Q(run__in=ApprovalMaker.objects.filter(kind=RUN_KIND, person=user).values("object_id")) | Q(
        run__in=ApprovalDecision.objects.filter(
            Q(by=user) | Q(for_whom=user), round__kind=RUN_KIND, verdict=Decided.APPROVE
        ).values("round__object_id")
    )
    rows = Objection.objects.visible_to(user, perm).open().exclude(mine).exclude(by__in=access.accounts_of(user))
    return [
        DeskItem(
            title=str(one),
            url=one.get_absolute_url(),
            kind=_("decide the objection"),
            urgent=_("overdue") if one.due_on < today else "",
            due_on=one.due_on,
            estimated=one.due_estimated,
            state=one.get_state_display(),
            tone=one.tone,
        )
        for one in rows.select_related("run__plan", "run__occasion").order_by("due_on", "pk")[:ROWS]
    ]


def waiting_payments(user: User) -> list[DeskItem]:
    """Return the payments through banks that this officer may release or must go on with now; at most ROWS of each."""
    return [*payments_to_release(user), *payments_to_go_on_with(user), *answers_to_take(user)]


def payments_to_release(user: User) -> list[DeskItem]:
    """Return the payments made by others that wait for this officer's release, the oldest first; at most ROWS."""
    if not access.holds(user, WelfarePermission.RELEASE_PAYMENTBATCH):
        return []
    batches = PaymentBatch.objects.visible_to(user, WelfarePermission.RELEASE_PAYMENTBATCH)
    waiting = batches.filter(state=BatchState.MADE).exclude(made_by=user)
    return [_payment(batch, _("release the payment")) for batch in waiting.select_related("unit").order_by("pk")[:ROWS]]


def payments_to_go_on_with(user: User) -> list[DeskItem]:
    """Return the payments whose files this officer may fetch for the bank, or have made again; at most ROWS."""
    if not access.holds(user, WelfarePermission.MAKE_PAYMENTBATCH):
        return []
    batches = PaymentBatch.objects.visible_to(user, WelfarePermission.MAKE_PAYMENTBATCH).select_related("unit")
    unfetched = PaymentFile.objects.filter(batch=OuterRef("pk"), fetched_at=None)
    waiting = batches.filter(Q(state=BatchState.RELEASED) & Exists(unfetched) | Q(pk__in=batches.failed().values("pk")))
    kinds = {
        BatchState.RELEASED: _("fetch the files for the bank"),
        BatchState.MAKING: _("try again to make the files"),
    }
    return [_payment(batch, kinds[BatchState(batch.state)]) for batch in waiting.order_by("pk")[:ROWS]]


def answers_to_take(user: User) -> list[DeskItem]:
    """Return the bank's answers that are compared and wait for this officer to take them; at most ROWS."""
    if not access.holds(user, WelfarePermission.MAKE_PAYMENTBATCH):
        return []
    answers = AnswerFile.objects.visible_to(user, WelfarePermission.MAKE_PAYMENTBATCH)
    waiting = answers.filter(state=FileState.CHECKED).select_related("batch__unit").order_by("pk")[:ROWS]
    return [
        DeskItem(
            title=f"{answer.batch} · {answer}",
            url=answer.get_absolute_url(),
            kind=_("take the bank's answer") if answer.says_new else _("look at the bank's answer"),
            state=answer.badge.state,
            tone=answer.badge.tone,
        )
        for answer in waiting
    ]


def _payment(batch: PaymentBatch, kind: str) -> DeskItem:
    return DeskItem(
        title=str(batch),
        url=batch.get_absolute_url(),
        kind=kind,
        note=yuan(batch.amount) if batch.heads else "",
        state=batch.get_state_display(),
        tone=batch.tone,
    )


def waiting_hardship(user: User) -> list[DeskItem]:
    """Return the hardship files that this officer assesses: handed in, to be reviewed, or to be ended; at most ROWS."""
    today = timezone.localdate()
    files = HardshipFile.objects.visible_to(user, WelfarePermission.ASSESS_HARDSHIPFILE).exclude(member__user=user)
    proposed = HardshipAssessment.objects.proposed().filter(file=OuterRef("pk"))
    waiting = Q(state=HardshipState.SUBMITTED) | Q(pk__in=files.due_for_review(today).values("pk"))
    found = files.filter(waiting, ~Exists(proposed)).select_related("member__unit").defer("content", "answer")
    return [
        DeskItem(
            title=str(file),
            url=file.get_absolute_url(),
            kind=_("assess") if file.state == HardshipState.SUBMITTED else _("review"),
            due_on=file.review_on,
            state=file.get_state_display(),
            tone=file.tone,
        )
        for file in found.order_by("review_on", "pk")[:ROWS]
    ]


def waiting_visits(user: User) -> list[DeskItem]:
    """Return the visits that this officer submits, plans, pays or closes next, the oldest first; at most ROWS."""
    handle, pay = WelfarePermission.HANDLE_VISIT, WelfarePermission.PAY_VISIT
    steps = {
        VisitState.PROPOSED: _("take the visit up"),
        VisitState.ASKED: _("check and submit the visit"),
        VisitState.APPROVED: _("plan the visit"),
        VisitState.PLANNED: _("make the visit"),
        VisitState.CARRIED_OUT: _("pay for the visit"),
        VisitState.PAID: _("close the visit"),
    }
    handled = [state for state in steps if state != VisitState.CARRIED_OUT]
    made = ApprovalMaker.objects.filter(kind=VISIT_KIND, person=user).values("object_id")
    at_bank = PaymentLine.objects.filter(visit=OuterRef("pk"), state__in=LIVE)
    waiting = Q(access.within(user, handle), state__in=handled) | Q(
        access.within(user, pay), ~Q(pk__in=made), ~Exists(at_bank), state=VisitState.CARRIED_OUT
    )
    visits = Visit.objects.filter(waiting).exclude(member__user=user).select_related("member")
    shown = list(visits.defer("content", "report", "receipt", "answer").order_by("pk")[:ROWS])
    came_back = PaymentLine.objects.filter(visit__in=shown, visit__state=VisitState.CARRIED_OUT)
    returned = {*came_back.filter(state=LineState.RETURNED).values_list("visit", flat=True)} if shown else set()
    return [
        DeskItem(
            title=f"{visit} · {visit.member}",
            url=visit.get_absolute_url(),
            kind=_("pay anew what the bank returned") if visit.pk in returned else steps[VisitState(visit.state)],
            due_on=visit.planned_on if visit.state == VisitState.PLANNED else visit.claim_until,
            state=visit.get_state_display(),
            tone=visit.tone,
        )
        for visit in shown
    ]


def runs_in_progress(user: User) -> FieldValues:
    """Return `runs` being counted, in public notice or handed out, newest first, and `runs_url`, which reloads them.

    `runs_url` is "" unless one is being counted.
    """
    runs = Run.objects.visible_to(user, WelfarePermission.VIEW_RUN).filter(
        state__in=[RunState.COUNTING, RunState.IN_NOTICE, RunState.ISSUED]
    )
    bars, counting = [], False
    for run in runs.select_related("plan", "occasion", "unit").order_by("-pk")[:ROWS]:
        if run.state == RunState.IN_NOTICE:
            until = _("public until %(day)s") % {"day": run.notice_until}
            address = run.get_absolute_url()
            bars.append(RunProgress(name=str(run), url=address, done=0, slices=0, state=until, tone=run.tone))
        so_far = figures.progress(run)
        if so_far is not None:
            counting = counting or run.state == RunState.COUNTING
            bars.append(
                RunProgress(
                    name=str(run),
                    url=run.get_absolute_url(),
                    done=so_far.done,
                    slices=so_far.whole,
                    state=run.get_state_display(),
                    tone=run.tone,
                )
            )
    return {"runs": bars, "runs_url": reverse("welfare:desk_runs") if counting else ""}


def nearly_used_budgets(user: User) -> list[BudgetUse]:
    """Return the budget lines of this year that are nearly used, the most used first; at most ROWS."""
    lines = BudgetLine.objects.visible_to(user, WelfarePermission.VIEW_BUDGETLINE).filter(
        year=timezone.localdate().year
    )
    found: AnnotatedRow = lines.nearly_used().select_related("unit")
    return [
        BudgetUse(
            str(line),
            reverse("welfare:budget_list"),
            line.reserved + line.spent,
            line.amount,
            int(line.share_used * 100),
        )
        for line in found.order_by("-share_used")[:ROWS]
    ]
