from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.choices import Purpose, RequestState
from members.consents.checks import allows
from members.own_data.field_values import corrections_of, text_of
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.rules import CHANGE_REQUEST_NEXT
from members.personal_file import rules as personal_file
from members.personal_file.actions.corrections import apply_corrections, correct_member
from members.register.actions.entry_lock import forbid_own, lock_entry
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move
from office.types import Files, JsonValue
from office.uploads.actions import attach, delete_files_on_commit
from office.workdays import add_working_days


@transaction.atomic
def correct_own(member: Member, field: str, text: str, *, by: User) -> list[str]:
    """Correct a field of one's own entry at once, without an officer; return the names of the changed fields.

    Raises NotAllowed for a field outside AT_ONCE, for another person's entry, and as `apply_corrections` does.
    """
    if field not in personal_file.AT_ONCE or member.user_id != by.pk:
        raise NotAllowed(_("Ask the union to correct this."))
    row = lock_entry(member, by=None)
    if field == "phone" and _is_anothers(text, row):
        raise NotAllowed(_("This number is registered already. If it is yours, ask your union to enter it."))
    if changed := apply_corrections(row, corrections_of(field, text)):
        audit.record("member.correct_own", row, by=by, unit=row.unit, changes={"fields": changed})
    return changed


def _is_anothers(phone: str, row: Member) -> bool:
    """Return whether another member or account has this phone; whoever took it would be called in their place."""
    others = Member.objects.exclude(pk=row.pk).alias(phone_reversed=Reverse("phone"))
    accounts = User.objects.exclude(member=row)
    return others.filter(phone_reversed=phone[::-1]).exists() or accounts.filter(phone=phone).exists()


@transaction.atomic
def request_change(member: Member, field: str, text: str, *, by: User, reason: str, files: Files = ()) -> ChangeRequest:
    """Ask to have one field of one's own entry corrected; due in CHANGE_REQUEST_WORKING_DAYS working days.

    `text` is the value as `as_text` or `certificate_text` writes it. Raises NotAllowed for another person's entry or a
    field outside ON_REQUEST, when nothing would change, while an earlier request for the field waits, without a
    document or a consent where one is needed.
    """
    row = lock_entry(member, by=None)
    old = text_of(row, field)
    if row.user_id != by.pk or field not in personal_file.ON_REQUEST:
        raise NotAllowed(_("This can't be asked for."))
    if text == old:
        raise NotAllowed(_("That is what the register says already."))
    if field in personal_file.WITH_DOCUMENT and not files:
        raise NotAllowed(_("Attach a photo of the document that shows it."))
    if text and (purpose := personal_file.NEEDS_CONSENT.get(field)) and not allows(row, purpose):
        raise NotAllowed(_("Agree first to what this is used for."))
    if ChangeRequest.objects.waiting().filter(member=row, field=field).exists():
        raise NotAllowed(_("You have asked for this already; the request waits for a decision."))
    due = add_working_days(timezone.localdate(), settings.CHANGE_REQUEST_WORKING_DAYS)
    request = ChangeRequest.objects.create(
        member=row, field=field, old=old, new=text, reason=reason, due_on=due.date, due_estimated=due.estimated
    )
    audit.record("change.request", request, by=by, unit=row.unit, changes={"field": field})
    attach(request, files, by=by)
    return request


@transaction.atomic
def withdraw_change(request: ChangeRequest, *, by: User) -> ChangeRequest:
    """Withdraw one's own request. Raises NotAllowed for another person's, or when it has been decided."""
    locked = _lock_waiting(request)
    if locked.member.user_id != by.pk:
        raise NotAllowed(_("Only whoever asked can take this back."))
    _close(locked, RequestState.WITHDRAWN, by=None)
    audit.record("change.withdraw", locked, by=by, unit=locked.member.unit, changes={"field": locked.field})
    return locked


@transaction.atomic
def accept_change(request: ChangeRequest, *, by: User) -> ChangeRequest:
    """Correct the register as asked for, with the checks of `correct_member`; the worker is notified.

    Raises NotAllowed for one's own request, one decided already, when the register has changed since, and for the
    family as long as nothing has been changed there since.
    """
    locked = _lock_for_decision(request, by)
    if locked.awaits_entry:
        raise NotAllowed(_("Nothing has been entered in the member's family since this was asked. Enter it first."))
    if locked.field != "family" and text_of(locked.member, locked.field) != locked.old.reveal():
        raise NotAllowed(_("The register has changed since this was asked. Return it and say so."))
    corrections = corrections_of(locked.field, locked.new.reveal())
    correct_member(locked.member, corrections, by=by, reason=_("change request %(number)s") % {"number": locked.pk})
    _close(locked, RequestState.ACCEPTED, by=by)
    audit.record("change.accept", locked, by=by, unit=locked.member.unit, changes={"field": locked.field})
    _notify_worker(locked)
    return locked


@transaction.atomic
def return_change(request: ChangeRequest, *, by: User, reason: str) -> ChangeRequest:
    """Return a request with a reason that the worker reads; they are notified.

    Raises NotAllowed for one's own request, one decided already, or without a reason.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why it can't be accepted."))
    locked = _lock_for_decision(request, by)
    _close(locked, RequestState.RETURNED, by=by, answer=reason.strip())
    changes: dict[str, JsonValue] = {"field": locked.field}
    audit.record("change.return", locked, by=by, unit=locked.member.unit, reason=locked.answer, changes=changes)
    _notify_worker(locked)
    return locked


def end_requests_without_consent(member: Member, purpose: Purpose, *, by: User) -> None:
    """Withdraw the waiting requests that need a consent which the locked member has withdrawn; the worker is notified.

    Their values and files are deleted, and the files of decided requests about numbers. PIPL art. 15, 47.
    """
    fields = [field for field, needed in personal_file.NEEDS_CONSENT.items() if needed == purpose]
    affected = ChangeRequest.objects.filter(member=member, field__in=fields)
    affected = affected.filter(Q(state=RequestState.WAITING) | Q(field__in=personal_file.SECRET))
    with translation.override(settings.LANGUAGE_CODE):
        answer = _("The consent to it was withdrawn.")
    for request in affected.select_for_update():
        delete_files_on_commit(request.attachments.all())
        request.attachments.all().delete()
        if request.is_waiting:
            request.member, request.old, request.new = member, "", ""
            _close(request, RequestState.WITHDRAWN, by=None, answer=answer)
            changes: dict[str, JsonValue] = {"field": request.field}
            audit.record("change.lapse", request, by=by, unit=member.unit, reason=answer, changes=changes)
            _notify_worker(request)


def _lock_waiting(request: ChangeRequest) -> ChangeRequest:
    """Return the request, locked together with its member; raises NotAllowed unless it waits."""
    # The member first, in the same order as `record_consent`: two transactions never wait for each other.
    member = Member.objects.select_for_update().get(pk=request.member_id)
    locked = ChangeRequest.objects.waiting().select_for_update().filter(pk=request.pk).first()
    if locked is None:
        raise NotAllowed(_("This request has been decided or taken back already."))
    locked.member = member
    return locked


def _lock_for_decision(request: ChangeRequest, by: User) -> ChangeRequest:
    """Return the request, locked together with its member; raises NotAllowed unless it waits and `by` may decide."""
    locked = _lock_waiting(request)
    forbid_own(by, locked.member)
    return locked


def _close(request: ChangeRequest, state: RequestState, *, by: User | None, answer: str = "") -> None:
    """Move the request to `state`, decided by `by` or by nobody (None); numbers are kept masked only."""
    if request.field in personal_file.SECRET:
        request.old, request.new = request.old_shown, request.new_shown
    move(
        request,
        state,
        CHANGE_REQUEST_NEXT,
        old=request.old,
        new=request.new,
        answer=answer,
        decided_by=by,
        decided_at=timezone.now(),
    )


def _notify_worker(request: ChangeRequest) -> None:
    """Notify the worker, if they have an account, of how their request ended."""
    texts = {
        RequestState.ACCEPTED: gettext_lazy("Your request has been accepted: %(field)s."),
        RequestState.RETURNED: gettext_lazy("Your request could not be accepted: %(field)s. Read why."),
        RequestState.WITHDRAWN: gettext_lazy(
            "Your request has ended, since the consent to it was withdrawn: %(field)s."
        ),
    }
    notify(
        request.member.user,
        texts[RequestState(request.state)],
        request.own_url,
        own_values=lambda _worker: {"field": request.label},
    )
