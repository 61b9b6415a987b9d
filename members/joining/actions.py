"""Applications for membership: sent with or without an account, admitted or returned, deleted after their time."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from members.authority.models import User
from members.choices import LEFT_STATES, IdKind, MemberState, Sex
from members.joining.models import Application
from members.joining.rules import KEPT_FOR, NEXT, RECEIPT_DIGITS, WAITS_FOR, ApplicationState
from members.membership.actions.membership import change_membership
from members.membership.rules.changes import ChangeKind
from members.register.actions.entry_lock import forbid_own
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from members.register.rules import identity
from members.register.rules.identity import bare_number
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.receipts import bare_receipt, new_receipt
from office.secrets import keyed_hash
from office.transitions import move


@dataclass(frozen=True)
class Applicant:
    """What an applicant has filled in, under the names of the fields of Application."""

    name: str
    id_kind: str
    id_number: str
    phone: str
    employment_form: str
    post_category: str
    employee_number: str
    statement: str


@transaction.atomic
def apply_for_membership(applicant: Applicant, unit: Unit, *, by: User | None) -> tuple[Application, str]:
    """Create an application, and return it with its receipt number, of which only a keyed hash is stored."""
    receipt = new_receipt(RECEIPT_DIGITS)
    made = Application.objects.create(
        unit=unit,
        user=by,
        **vars(applicant),
        id_hash=keyed_hash(applicant.id_number),
        consented_at=timezone.now(),
        receipt_hash=keyed_hash(receipt),
    )
    audit.record("application.send", made, by=by, unit=unit, label=_label(made))
    return made, receipt


def application_by_receipt(text: str) -> Application | None:
    """Return the application with a typed receipt number, or None."""
    return Application.objects.filter(receipt_hash=keyed_hash(bare_receipt(text))).select_related("unit").first()


@transaction.atomic
def admit_application(application: Application, unit: Unit, *, on: date, by: User) -> Member:
    """Admit the applicant to `unit` on the day `on`: create a member, or change the membership of the one there is.

    A former member returns, one who waits for admission in this unit is admitted; their data stay, since anybody can
    send a form. The day may lie before that of the form, which may be copied from paper. The account that applied is
    connected and notified. Raises NotAllowed for one's own application, a decided one, a day ahead or before working
    age, a closed unit, a certificate number of another present member or of somebody of another name, an employee
    number of another member, and as `change_membership` does.
    """
    application = _lock_waiting(application, by)
    member = Member.objects.filter(id_hash=application.id_hash).first()
    if on > timezone.localdate():
        raise NotAllowed(_("This day lies in the future."))
    if on < (earliest := application.earliest_day):
        raise NotAllowed(_("Nobody can have joined before %(day)s.") % {"day": earliest.isoformat()})
    if member is None:
        member = _create_member(application, unit, on)
        audit.record("member.admit", member, by=by, unit=unit, changes={"on": on.isoformat()})
    else:
        _admit_known(member, application, unit, on=on, by=by)
    _decide(application, ApplicationState.ADMITTED, by=by, member=member)
    _connect(application, member)
    audit.record("application.admit", application, by=by, unit=application.unit, label=_label(application))
    notify(
        application.user,
        gettext_lazy("You have been admitted to the union. Welcome!"),
        reverse("members:my_membership"),
    )
    return member


def _admit_known(member: Member, application: Application, unit: Unit, *, on: date, by: User) -> None:
    reason = _("by application")
    if member.name != application.name:
        raise NotAllowed(_("The register has this number under another name. Clear that up first."))
    if member.state in LEFT_STATES and member.state != MemberState.MERGED:
        change_membership(member, ChangeKind.RETURN, on=on, by=by, reason=reason, to_unit=unit)
    elif member.state == MemberState.PENDING and member.unit_id == unit.pk:
        change_membership(member, ChangeKind.ADMIT, on=on, by=by, reason=reason)
    else:
        raise NotAllowed(
            _("The register has this number already, and its membership is %(state)s. Return the application.")
            % {"state": member.get_state_display()}
        )


def _create_member(application: Application, unit: Unit, on: date) -> Member:
    number = bare_number(application.employee_number) or None
    if number and Member.objects.filter(employee_number=number).exists():
        raise NotAllowed(_("Another member has this employee number."))
    id_number = application.id_number.reveal()
    carded = application.id_kind == IdKind.IDENTITY_CARD
    member = Member(
        unit=unit,
        name=application.name,
        id_kind=application.id_kind,
        phone=application.phone,
        employee_number=number,
        employment_form=application.employment_form,
        post_category=application.post_category,
        state=MemberState.ACTIVE,
        joined_on=on,
        state_since=on,
        sex=identity.sex_of(id_number) if carded else Sex.UNKNOWN,
        birth_date=identity.birth_date_of(id_number) if carded else None,
    )
    member.set_id_number(id_number)
    entered = _("Somebody has just entered this certificate or employee number. Look at it again.")
    taken = {"members_member_id_hash_key": entered, "members_member_employee_number_key": entered}
    with in_open_unit(unit), refused_by(taken):
        member.save()
    return member


@transaction.atomic
def return_application(application: Application, *, by: User, reason: str) -> Application:
    """Return an application with a reason, which the applicant reads.

    Raises NotAllowed without a reason, for one's own application, and for a decided one.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why: the applicant reads it."))
    application = _lock_waiting(application, by)
    _decide(application, ApplicationState.RETURNED, by=by, answer=reason.strip())
    audit.record(
        "application.return",
        application,
        by=by,
        unit=application.unit,
        reason=reason.strip(),
        label=_label(application),
    )
    returned = gettext_lazy("Your application for membership has been returned. Read why.")
    notify(application.user, returned, reverse("members:my_membership"))
    return application


def delete_old_applications(day: date) -> int:
    """Delete applications decided longer ago than KEPT_FOR, and those not decided within WAITS_FOR; return how many.

    For the latter the audit log says so, by their number without the name.
    """
    decided = Application.objects.filter(decided_at__date__lt=day - KEPT_FOR).delete()[0]
    undecided = Application.objects.waiting().filter(sent_at__date__lt=day - WAITS_FOR).values_list("pk", flat=True)
    return decided + sum(_lapse(pk) for pk in undecided)


@transaction.atomic
def _lapse(pk: int) -> int:
    """Delete an application that is still undecided, record it, and notify its account; return 1, else 0."""
    waiting = Application.objects.waiting().select_for_update(of=("self",)).select_related("unit", "user")
    application = waiting.filter(pk=pk).first()
    if application is None:
        return 0
    audit.record("application.lapse", application, by=None, unit=application.unit, label=_label(application))
    lapsed = gettext_lazy("Nobody decided on your application within a year: it was deleted. Apply again.")
    notify(application.user, lapsed, reverse("members:my_membership"))
    return application.delete()[0]


def _label(application: Application) -> str:
    """Return the label of an application in the audit log, without the name, since the log is kept longer."""
    with override(settings.LANGUAGE_CODE):
        return _("application no. %(number)d") % {"number": application.pk}


def _lock_waiting(application: Application, by: User) -> Application:
    """Return the application as it is now, locked. Raises NotAllowed for one's own and a decided one."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    forbid_own(by, row)
    if row.state != ApplicationState.SUBMITTED:
        raise NotAllowed(_("This application has been decided: %(state)s.") % {"state": row.get_state_display()})
    return row


def _decide(application: Application, state: ApplicationState, *, by: User, **given: object) -> None:
    move(application, state, NEXT, decided_by=by, decided_at=timezone.now(), **given)


def _connect(application: Application, member: Member) -> None:
    """Make the account that applied the member's, unless it has a member or the member an account."""
    if application.user_id and not Member.objects.filter(user=application.user_id).exists():
        Member.objects.filter(pk=member.pk, user=None).update(user=application.user_id)
