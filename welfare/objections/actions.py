"""Make an approved list public, object to it, and decide objections."""

from decimal import Decimal
from itertools import chain

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.approvals.models import ApprovalMaker
from members.authority.models import User
from members.freezes.actions import require_unfrozen
from members.freezes.models import FrozenAct
from members.register.models.member import Member
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.reasons import require_reason
from office.transitions import move, require_state
from office.workdays import add_working_days
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.choices import RUN_KIND, AnnouncementKind, Form, ObjectionKind, ObjectionState, RunState
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.objections import rules
from welfare.objections.models import Objection, PublicNotice
from welfare.permissions import WelfarePermission
from welfare.runs import rules as run_rules
from welfare.runs.actions.announcing import announce
from welfare.runs.actions.locks import lock_run
from welfare.runs.actions.review import require_budget_line
from welfare.runs.models.runs import Run


@transaction.atomic
def publish_run(run: Run, *, by: User) -> PublicNotice:
    """Make an approved list public for the working days that its plan says; members may object until the last of them.

    A worker tells the members of the run's units and those on the list. Raises NotAllowed in another state, for a run
    without days of notice, and while its unit is frozen.
    """
    run = lock_run(run)
    require_state(run, RunState.APPROVED)
    if not run.notice_days:
        raise NotAllowed(_("This list needs no public notice: it can be issued."), code="no_notice")
    require_unfrozen(run.unit, FrozenAct.ISSUING)
    today = timezone.localdate()
    last = add_working_days(today, run.notice_days)
    move(run, RunState.IN_NOTICE, run_rules.NEXT, notice_until=last.date)
    notice = PublicNotice.objects.create(
        run=run,
        unit=run.unit,
        days=run.notice_days,
        starts_on=today,
        ends_on=last.date,
        estimated=last.estimated,
        names_shown=run.publishes_names,
        by=by,
    )
    announce(run, AnnouncementKind.PUBLIC, by=by)
    audit.record("run.publish", run, by=by, unit=run.unit, changes={"until": last.date.isoformat()})
    return notice


@transaction.atomic
def make_objection(run: Run, *, kind: ObjectionKind, text: str, by: User, grant: Grant | None = None) -> Objection:
    """Object to a published list, and hold the row that it is about until it is decided; sent twice it is one.

    `grant` is the row of somebody else, for OTHER. Raises NotAllowed when the list is not public (any more), for a kind
    that doesn't fit the row, for a row about which an objection of theirs has been decided, and beyond MOST_A_PERSON
    objections of one person to one list.
    """
    if not text.strip():
        raise NotAllowed(_("Say what is wrong."), code="text_missing", field="text")
    run = lock_run(run)
    notice = _public_notice(run)
    own = _own_member(by)
    if own is None:
        raise NotAllowed(_("Only members of the union may object."), code="no_member")
    mine = run.grants.filter(member__in=access.records_of(by)).first()
    row = _row_of(kind, mine, grant)
    about = own if row is None else row.member
    earlier = Objection.objects.filter(notice=notice, by=by)
    if (made := earlier.filter(about=about).exclude(state=ObjectionState.WITHDRAWN).first()) is not None:
        if made.state != ObjectionState.OPEN:
            message = _("Your objection to this row has been decided: ask the consultation desk about it.")
            raise NotAllowed(message, code="decided_already")
        return made
    if earlier.count() >= rules.MOST_A_PERSON:
        message = _("You have made %(count)s objections to this list: no more are taken.")
        raise NotAllowed(message % {"count": rules.MOST_A_PERSON}, code="too_many_objections")
    due = add_working_days(timezone.localdate(), rules.DECISION_DAYS)
    objection = Objection.objects.create(
        notice=notice,
        run=run,
        unit=run.unit,
        about=about,
        by=by,
        kind=kind,
        text=text.strip(),
        amount=row.amount if row else None,
        due_on=due.date,
        due_estimated=due.estimated,
    )
    if row is not None:
        Grant.objects.filter(pk=row.pk).update(held=True)
    # The log names no objector: whom it is about may read the log, and sees the row held.
    audit.record("objection.make", objection, by=None, unit=run.unit, changes={"objection.kind": kind.value})
    _tell_deciders(objection)
    return objection


def _public_notice(run: Run) -> PublicNotice:
    notice = PublicNotice.objects.running(timezone.localdate()).filter(run=run).first()
    if notice is None:
        raise NotAllowed(_("The public notice of this list is over, or has not begun."), code="not_public")
    return notice


def _own_member(by: User) -> Member | None:
    return Member.objects.filter(pk__in=access.records_of(by), merged_into=None).first()


def _row_of(kind: ObjectionKind, mine: Grant | None, other: Grant | None) -> Grant | None:
    """Return the row of the list that an objection of this kind is about; None for who is missing on it."""
    match kind:
        case ObjectionKind.MISSING:
            if mine is not None:
                raise NotAllowed(_("You are on this list."), code="on_the_list", field="kind")
            return None
        case ObjectionKind.AMOUNT:
            if mine is None:
                raise NotAllowed(_("You are not on this list."), code="not_on_the_list", field="kind")
            return mine
        case ObjectionKind.OTHER:
            if other is None or (mine is not None and mine.pk == other.pk):
                raise NotAllowed(_("Choose the row of somebody else."), code="no_row", field="kind")
            return other


@transaction.atomic
def withdraw_objection(objection: Objection, *, by: User) -> Objection:
    """Take one's own objection back before it is decided; the row is no longer held for it.

    Raises NotAllowed for somebody else's, and when it has been decided.
    """
    run, objection = _locked(objection)
    if objection.by_id != by.pk:
        raise NotAllowed(_("Only who made an objection takes it back."), code="not_own")
    move(objection, ObjectionState.WITHDRAWN, rules.NEXT)
    audit.record("objection.withdraw", objection, by=None, unit=objection.unit)
    _let_go(run, objection, by)
    return objection


def barred(objection: Objection) -> set[int]:
    """Return the keys of the accounts that may not decide it, whatever their posts.

    Of whoever made or approved the list, of the objector, and of whom it is about: under any record of both.
    """
    run = objection.run
    makers = ApprovalMaker.objects.filter(kind=RUN_KIND, object_id=run.pk).values_list("person", flat=True)
    approvers = run.approvals.values_list("by", "for_whom")
    return {key for key in (*makers, *chain(*approvers), *_concerned(objection)) if key is not None}


def _concerned(objection: Objection) -> set[int | None]:
    """Return the keys of the accounts of the objector and of whom it is about."""
    concerned = Member.objects.filter(Q(pk=objection.about_id) | Q(user=objection.by_id))
    people = concerned.values_list(Coalesce("merged_into", "pk"))
    records = Member.objects.filter(Q(pk__in=people) | Q(merged_into__in=people))
    return {objection.by_id, *records.values_list("user", flat=True)}


def may_decide(objection: Objection, user: User) -> bool:
    """Return whether `user` neither made nor approved the list, nor made the objection, nor is whom it is about."""
    return user.pk not in barred(objection)


def deciders_of(objection: Objection) -> QuerySet[User]:
    """Return those who can decide it now: of the nearest unit, from that of the list up, that has anybody who may.

    Whoever holds the right in a unit above them may decide it too. Nobody where all up to the root are barred.
    """
    return access.nearest_holders(WelfarePermission.DECIDE_OBJECTION, objection.unit, barred(objection))


def _tell_deciders(objection: Objection) -> None:
    """Tell those who can decide it; where nobody can, those who hold the right all the same, and administrators."""
    deciders = list(deciders_of(objection))
    told = gettext_lazy("An objection to “%(run)s” is to be decided until %(day)s.")
    if not deciders:
        told = gettext_lazy(
            "Nobody can decide an objection to “%(run)s” until %(day)s: all who might made or approved the list. Name "
            "somebody else for it."
        )
        holders = access.holders(WelfarePermission.DECIDE_OBJECTION, objection.unit).values("pk")
        asked = User.objects.filter(Q(pk__in=holders) | Q(is_superuser=True, is_active=True))
        # Whom it is about doesn't learn of it.
        deciders = [one for one in asked if one.pk not in _concerned(objection)]
    day = objection.due_on.isoformat()
    notify(deciders, told, objection.get_absolute_url(), sensitive=True, run=objection.run, day=day)


def tell_of_stuck() -> int:
    """Tell of every open objection that nobody can decide, as the last who could have left; return how many."""
    told = 0
    for objection in Objection.objects.open().select_related("run", "unit").iterator():
        if not deciders_of(objection).exists():
            _tell_deciders(objection)
            told += 1
    return told


@transaction.atomic
def reject_objection(objection: Objection, *, by: User, reason: str) -> Objection:
    """Reject an objection for a reason; unless others object to it too, the row is given like the rest.

    Raises NotAllowed without a reason, when it has been decided, and for whoever may not decide it.
    """
    return _decide(objection, ObjectionState.REJECTED, by=by, reason=reason, due=None)


@transaction.atomic
def uphold_objection(objection: Objection, *, by: User, reason: str, due: Decimal) -> Objection:
    """Uphold an objection for a reason: its row leaves the list, and its money is released.

    `due` is what is due instead, in yuan, which a follow-up run gives; 0 for nothing. Raises NotAllowed as
    `reject_objection` does, and for an amount that is on the list already.
    """
    if objection.amount is not None and due == objection.amount:
        raise NotAllowed(_("This amount is on the list already: reject the objection."), code="same_due", field="due")
    if due and (objection.run.from_list_id is not None or objection.run.corrects):
        message = _("No follow-up can give this: uphold it with 0, and give it by a list of its own.")
        raise NotAllowed(message, code="no_follow_up", field="due")
    return _decide(objection, ObjectionState.UPHELD, by=by, reason=reason, due=due)


def _decide(objection: Objection, to: ObjectionState, *, by: User, reason: str, due: Decimal | None) -> Objection:
    said = require_reason(reason, _("Give a reason: the objector reads it."))
    run, objection = _locked(objection)
    require_state(objection, ObjectionState.OPEN)
    others = _("Somebody decides it who neither made nor approved the list, nor is concerned.")
    if not may_decide(objection, by):
        raise NotAllowed(others, code="objection_decided_by_others")
    with refused_by({"objection_decided_by_others": others, "nobody_decides_their_objection": others}):
        move(
            objection,
            to,
            rules.NEXT,
            decided_by=by,
            decided_at=timezone.now(),
            decision=said,
            due=due,
        )
    audit.record(
        "objection.uphold" if due is not None else "objection.reject",
        objection,
        by=by,
        unit=objection.unit,
        reason=said,
        changes={"due": str(due)} if due is not None else {},
    )
    if due is not None:
        _take_off(run, objection, due, by)
    else:
        _let_go(run, objection, by)
    notify(
        objection.by,
        gettext_lazy("Your objection to “%(run)s” has been decided: read how, and why."),
        reverse("welfare:my_objection", args=[objection.pk]),
        sensitive=True,
        run=run,
    )
    return objection


def _locked(objection: Objection) -> tuple[Run, Objection]:
    """Return the run and the objection, both locked, the run first as everywhere."""
    run = lock_run(objection.run)
    rows = Objection.objects.select_for_update(of=("self",), no_key=True).select_related("run", "about", "by", "unit")
    return run, rows.get(pk=objection.pk)


def _take_off(run: Run, objection: Objection, due: Decimal, by: User) -> None:
    """Take the row off the list and release its money. Raises NotAllowed when an earlier objection did."""
    grant = run.grants.filter(member=objection.about).first()
    if grant is None and WithdrawnGrant.objects.filter(run=run, member=objection.about).exists():
        raise NotAllowed(_("This row has left the list already: reject the objection."), code="row_gone")
    WithdrawnGrant.objects.create(
        run=run,
        member=objection.about,
        occasion_id=run.occasion_id,
        unit=grant.unit if grant else objection.about.unit,
        amount=grant.amount if grant else None,
        due=due,
    )
    if grant is None:
        return
    grant.delete()
    # Without the decision's words, which whoever reads budgets needn't know.
    ledger.release(require_budget_line(run), grant.amount, cause=Cause(RUN_KIND, run.pk), by=by)
    if objection.about.user_id != objection.by_id:
        account = objection.about.merged_into.user if objection.about.merged_into else objection.about.user
        told = gettext_lazy("Your line of “%(run)s” has changed after an objection: see what is due to you.")
        notify(account, told, reverse("welfare:my_lines"), sensitive=True, run=run)


def _let_go(run: Run, objection: Objection, by: User) -> None:
    """Hold the row no longer, unless others object to it; of an issued list it is given now, and its money spent."""
    if Objection.objects.open().filter(run=run, about=objection.about).exists():
        return
    grant = run.grants.held().filter(member=objection.about).select_related("member__merged_into__user", "member__user")
    held = grant.first()
    if held is None:
        return
    Grant.objects.filter(pk=held.pk).update(held=False)
    if run.state != RunState.ISSUED:
        return
    ledger.spend(require_budget_line(run), held.amount, cause=Cause(RUN_KIND, run.pk), by=by)
    account = held.member.merged_into.user if held.member.merged_into else held.member.user
    told = gettext_lazy("Your benefit for %(occasion)s can be collected now: see where and until when.")
    if run.form == Form.MONEY:
        told = gettext_lazy("Your benefit for %(occasion)s is being paid; “My benefits” says how far it is.")
    notify(account, told, reverse("welfare:my_benefits"), occasion=run.occasion)
