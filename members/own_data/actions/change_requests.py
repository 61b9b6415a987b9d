from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.choices import Purpose, RequestState
from members.consents.asking import allows
from members.own_data.models.change_requests import ChangeRequest, corrections_of, text_of
from members.own_data.rules import CHANGE_REQUEST_NEXT
from members.personal_file import rules as own_data
from members.personal_file.actions.records import correct_member, set_right
from members.register.actions.entry_lock import forbid_own, lock_entry
from members.register.models.member import Member
from office import audit
from office.attachments import attach
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move
from office.types import JsonValue
from office.workdays import add_working_days


@transaction.atomic
def correct_own(member: Member, field: str, text: str, *, by: User) -> list[str]:
    """Set a small field of one's own entry at once. Raises NotAllowed for others, and for what somebody else has."""
    if field not in own_data.AT_ONCE or member.user_id != by.pk:
        raise NotAllowed(_("Ask the union to correct this."))
    row = lock_entry(member, by=None)
    if changed := set_right(row, corrections_of(field, text)):
        audit.record("member.correct_own", row, by=by, unit=row.unit, changes={"fields": changed})
    return changed


@transaction.atomic
def request_change(
    member: Member, field: str, text: str, *, by: User, reason: str, files: Sequence[UploadedFile] = ()
) -> ChangeRequest:
    """Ask for one field of one's own entry to be set right; an officer decides within the settings' working days.

    `text` is the value as `own_data.as_text` or `certificate_text` writes it. Raises NotAllowed while an earlier
    request for the field waits, without a document where one is needed, and for a bank card without consent.
    """
    row = lock_entry(member, by=None)
    old = text_of(row, field)
    if row.user_id != by.pk or field not in own_data.ON_REQUEST:
        raise NotAllowed(_("This can't be asked for."))
    if text == old:
        raise NotAllowed(_("That is what the register says already."))
    if field in own_data.WITH_DOCUMENT and not files:
        raise NotAllowed(_("Attach a photo of the document that shows it."))
    if text and (purpose := own_data.NEEDS_CONSENT.get(field)) and not allows(row, purpose):
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
    """Take one's own request back while it waits."""
    locked = _waiting(request)
    if locked.member.user_id != by.pk:
        raise NotAllowed(_("Only whoever asked can take this back."))
    _end(locked, RequestState.WITHDRAWN, by=None)
    audit.record("change.withdraw", locked, by=by, unit=locked.member.unit, changes={"field": locked.field})
    return locked


@transaction.atomic
def accept_change(request: ChangeRequest, *, by: User) -> ChangeRequest:
    """Let the register say what was asked for, through the same checks as any correction; the worker is told.

    Raises NotAllowed for one's own request, one decided already, where the register has changed meanwhile, and for a
    family in which nothing has been entered since.
    """
    locked = _decidable(request, by)
    if locked.awaits_entry:
        raise NotAllowed(_("Nothing has been entered in the member's family since this was asked. Enter it first."))
    if locked.field != "family" and text_of(locked.member, locked.field) != locked.old.reveal():
        raise NotAllowed(_("The register has changed since this was asked. Return it and say so."))
    corrections = corrections_of(locked.field, locked.new.reveal())
    correct_member(locked.member, corrections, by=by, reason=_("change request %(number)s") % {"number": locked.pk})
    _end(locked, RequestState.ACCEPTED, by=by)
    audit.record("change.accept", locked, by=by, unit=locked.member.unit, changes={"field": locked.field})
    _tell(locked)
    return locked


@transaction.atomic
def return_change(request: ChangeRequest, *, by: User, reason: str) -> ChangeRequest:
    """Decline what was asked for, in words that the worker reads. Raises NotAllowed like `accept_change`."""
    if not reason.strip():
        raise NotAllowed(_("Say why it can't be accepted."))
    locked = _decidable(request, by)
    _end(locked, RequestState.RETURNED, by=by, answer=reason.strip())
    changes: dict[str, JsonValue] = {"field": locked.field}
    audit.record("change.return", locked, by=by, unit=locked.member.unit, reason=locked.answer, changes=changes)
    _tell(locked)
    return locked


def end_without_consent(member: Member, purpose: Purpose, *, by: User) -> None:
    """End what was asked under a purpose to which its locked member no longer agrees; no words or files of it stay.

    Of a number that was decided earlier the files go too. The worker is told. PIPL art. 15, 47.
    """
    under = ChangeRequest.objects.filter(
        member=member, field__in=[field for field, needed in own_data.NEEDS_CONSENT.items() if needed == purpose]
    )
    with translation.override(settings.LANGUAGE_CODE):
        answer = _("The consent to it was withdrawn.")
    for request in under.filter(Q(state=RequestState.WAITING) | Q(field__in=own_data.SECRET)).select_for_update():
        for file in request.attachments.all():
            transaction.on_commit(partial(file.file.delete, save=False))
            file.delete()
        if request.is_waiting:
            request.member, request.old, request.new = member, "", ""
            _end(request, RequestState.WITHDRAWN, by=None, answer=answer)
            changes: dict[str, JsonValue] = {"field": request.field}
            audit.record("change.lapse", request, by=by, unit=member.unit, reason=answer, changes=changes)
            _tell(request)


def _waiting(request: ChangeRequest) -> ChangeRequest:
    """The request, locked together with its member, if it still waits."""
    # The member first, as whoever withdraws a consent does.
    member = Member.objects.select_for_update().get(pk=request.member_id)
    locked = ChangeRequest.objects.waiting().select_for_update().filter(pk=request.pk).first()
    if locked is None:
        raise NotAllowed(_("This request has been decided or taken back already."))
    locked.member = member
    return locked


def _decidable(request: ChangeRequest, by: User) -> ChangeRequest:
    locked = _waiting(request)
    forbid_own(by, locked.member)
    return locked


def _end(request: ChangeRequest, state: RequestState, *, by: User | None, answer: str = "") -> None:
    """Close the request as decided by `by`, None where nobody decided; of numbers only the masks stay."""
    if request.field in own_data.SECRET:
        request.old, request.new = request.old_words, request.new_words
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


def _tell(request: ChangeRequest) -> None:
    """Notify the worker, if they have an account, of how their request ended."""
    words = {
        RequestState.ACCEPTED: gettext_lazy("Your request has been accepted: %(field)s."),
        RequestState.RETURNED: gettext_lazy("Your request could not be accepted: %(field)s. Read why."),
        RequestState.WITHDRAWN: gettext_lazy(
            "Your request has ended, since the consent to it was withdrawn: %(field)s."
        ),
    }
    notify(
        request.member.user,
        words[RequestState(request.state)],
        request.own_url,
        own_values=lambda _worker: {"field": request.label},
    )
