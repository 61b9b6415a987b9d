"""Members confirm what they received; an officer signs for those who did so on paper."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, Sum, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.freezes.actions import require_all_unfrozen, require_unfrozen
from members.freezes.models import FrozenAct
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.documents.actions import void_documents_about
from office.errors import NotAllowed
from office.notices import notify
from office.types import Files, JsonObject, Message
from office.uploads.actions import attach
from welfare.choices import Form, RunState
from welfare.grants.models.grants import Grant
from welfare.grants.models.signings import Signing
from welfare.grants.querysets import Grants
from welfare.runs.actions.locks import lock_run
from welfare.runs.actions.settling import lock_if_returned, settle_all

# So many receipts are recorded together at most: as many as one sheet has.
SIGNED_TOGETHER = 2000
CLOSED_MEANWHILE: Message = gettext_lazy("This list has been closed: ask your union.")
BY_THE_BANK: Message = gettext_lazy("This is being paid by the bank: its answer stands for the signature.")


@transaction.atomic
def receive_grant(grant: Grant, *, by: User) -> bool:
    """Record that the member received it; return True the first time, False when it was recorded before.

    Raises NotAllowed when its run is not issued, or closed already, when `by` is not the member's account, while an
    objection holds it, when it is paid through a bank, whose answer is the receipt, or when the member's other record
    has received for the occasion.
    """
    if grant.received_at is None and grant.newest_payment is not None:
        raise NotAllowed(BY_THE_BANK, code="being_paid_by_the_bank")
    if by.pk not in (grant.member.user_id, grant.member.merged_into and grant.member.merged_into.user_id):
        raise NotAllowed(_("Only the member confirms this; an officer signs for them instead."), code="not_the_member")
    if not record_receipt(grant, by):
        return False
    audit.record("grant.receive", grant, by=by, unit=grant.unit)
    return True


@transaction.atomic
def sign_grant(grant: Grant, *, by: User, reason: str) -> bool:
    """Record the receipt for a member who confirmed it in another way, which `reason` names; return as receive_grant.

    Raises NotAllowed without a reason, while handing out is frozen in the unit or an objection holds the grant, when
    its run is not issued, or closed already, or when the member's other record has received for the occasion.
    """
    if not reason.strip():
        message = _("Say how the member confirmed it, such as “signed on paper”.")
        raise NotAllowed(message, code="reason_missing", field="reason")
    require_unfrozen(grant.unit, FrozenAct.PAYING)
    if not record_receipt(grant, by):
        return False
    audit.record("grant.sign", grant, by=by, unit=grant.unit, reason=reason.strip())
    account = grant.member.merged_into.user if grant.member.merged_into else grant.member.user
    _tell_signed([account] if account else [], grant, by)
    return True


@transaction.atomic
def sign_grants(grants: Grants, *, by: User, reason: str, sheets: Files) -> Signing:
    """Record together the receipts of members who signed on paper, `sheets` being the scans; each of them is told.

    Those received meanwhile stay as they are. Raises NotAllowed without a reason or a scan, for more than
    SIGNED_TOGETHER grants, for grants of several runs, while handing out is frozen in a unit of them, and when none of
    them waits for a receipt.
    """
    if not reason.strip():
        message = _("Say how the members confirmed it, such as “signed on paper”.")
        raise NotAllowed(message, code="reason_missing", field="reason")
    if not sheets:
        raise NotAllowed(_("Attach the signed sheet, as a scan or a photo."), code="sheet_missing", field="sheets")
    other_record = Grant.objects.received().filter(
        Q(member__merged_into=OuterRef("member"))
        | Q(member=OuterRef("member__merged_into"))
        | Q(member__merged_into=OuterRef("member__merged_into")),
        occasion=OuterRef("occasion"),
    )
    chosen = list(grants.order_by().values_list("pk", flat=True)[: SIGNED_TOGETHER + 1])
    if len(chosen) > SIGNED_TOGETHER:
        message = _("At most %(limit)s receipts are recorded together: choose a unit.") % {"limit": SIGNED_TOGETHER}
        raise NotAllowed(message, code="too_many")
    returned = lock_if_returned(Grant.objects.filter(pk__in=chosen))
    # In the order of their keys, so that two officers who sign for the same people don't wait for each other.
    waiting = Grant.objects.to_receive().filter(pk__in=chosen).order_by("pk")
    locked = list(waiting.select_for_update(of=("self",), no_key=True).values_list("pk", "run_id"))
    runs = {run for _pk, run in locked}
    if len(runs) > 1:
        raise NotAllowed(_("These are benefits of several lists: sign for one list at a time."), code="several_lists")
    mine = Grant.objects.to_receive().filter(pk__in=[pk for pk, _run in locked]).exclude(Exists(other_record))
    found = mine.order_by().aggregate(first=Min("unit__path"), last=Max("unit__path"), amount=Sum("amount"))
    keys = sorted(mine.values_list("pk", flat=True))
    if not keys:
        raise NotAllowed(_("All of these have been received already, or their list is closed."), code="none_waits")
    require_all_unfrozen(set(mine.values_list("unit__path", flat=True)), FrozenAct.PAYING)
    signing = Signing.objects.create(
        run_id=runs.pop(),
        unit=Unit.objects.get(path=_common_path(found["first"], found["last"])),
        by=by,
        reason=reason.strip(),
        heads=len(keys),
        amount=found["amount"],
    )
    told = {
        "received_once_a_person": _("One of these was received already, under the other record."),
        "being_paid_by_the_bank": _("One of these is being paid by the bank: its answer stands for the signature."),
        "only_issued_is_received": CLOSED_MEANWHILE,
    }
    with refused_by(told):
        Grant.objects.filter(pk__in=keys).update(received_at=signing.at, received_by=by, signing=signing)
    settle_all(returned, by=by)
    changes = _told(signing, keys)
    audit.record("grant.sign_many", signing, by=by, unit=signing.unit, reason=signing.reason, changes=changes)
    grant = Grant.objects.select_related("occasion").get(pk=keys[0])
    _tell_signed(accounts_of(keys), grant, by)
    attach(signing, sheets, by=by)
    return signing


@transaction.atomic
def undo_signing(signing: Signing, *, by: User, reason: str) -> Signing:
    """Take back the receipts that were recorded together, and tell the members; the scans and the audit log stay.

    Raises NotAllowed without a reason, when it was undone before, or when the run is closed.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why you take these receipts back."), code="reason_missing", field="reason")
    signing = (
        Signing.objects.select_for_update(of=("self",), no_key=True).select_related("run", "unit").get(pk=signing.pk)
    )
    if signing.undone_at:
        raise NotAllowed(_("These receipts have been taken back already."), code="undone_already")
    if signing.run.state != RunState.ISSUED:
        raise NotAllowed(_("This list has been closed: its receipts stay."), code="list_closed")
    lock_run(signing.run)
    keys = list(signing.grants.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    if not keys:  # each of them was taken back by itself
        raise NotAllowed(_("These receipts have been taken back already."), code="undone_already")
    Grant.objects.filter(pk__in=keys).update(received_at=None, received_by=None, signing=None)
    if signing.run.form == Form.MONEY:
        settle_all([signing.run_id], by=by, reason=reason)
    signing.undone_at, signing.undone_by = timezone.now(), by
    signing.save(update_fields=["undone_at", "undone_by"])
    void_documents_about(Grant, keys, by=by, reason=reason.strip()[:200])
    changes = _told(signing, keys)
    audit.record("grant.undo_signing", signing, by=by, unit=signing.unit, reason=reason.strip(), changes=changes)
    notify(
        accounts_of(keys),
        gettext_lazy("The receipt that was recorded for you (%(occasion)s) was taken back: %(reason)s"),
        reverse("welfare:my_benefits"),
        # Nobody knows what an officer writes as the reason.
        sensitive=True,
        occasion=Grant.objects.select_related("occasion").get(pk=keys[0]).occasion,
        reason=reason.strip(),
    )
    return signing


def _told(signing: Signing, keys: list[int]) -> JsonObject:
    """Return what the audit log holds of a signing: how many, how much, and the grants."""
    return {"heads": len(keys), "amount": str(signing.amount), "grants": keys}


def accounts_of(keys: Collection[int]) -> list[User]:
    """Return the accounts of the members of these grants; of a merged record that of the one that was kept."""
    people = Member.objects.filter(grants__in=keys).order_by()
    account = Case(When(merged_into=None, then=F("user")), default=F("merged_into__user"))
    return list(User.objects.filter(pk__in=people.values_list(account), is_active=True))


def _tell_signed(accounts: list[User], grant: Grant, by: User) -> None:
    notify(
        accounts,
        gettext_lazy("%(who)s signed for your benefit (%(occasion)s). If you have not received it, tell your union."),
        reverse("welfare:my_benefits"),
        who=by,
        occasion=grant.occasion,
    )


def _common_path(first: str, last: str) -> str:
    """Return the path of the lowest unit above both, which may be one of them."""
    steps = 0
    while first[: steps + Unit.steplen] == last[: steps + Unit.steplen] and steps < len(first):
        steps += Unit.steplen
    return first[:steps]


def record_receipt(grant: Grant, by: User, at: datetime | None = None) -> bool:
    """Note that a grant was received at `at`, by default now; return False when it was noted before.

    Raises NotAllowed when it can't be received now, with the reason.
    """
    now = at or timezone.now()
    # Money that the bank returned is spent again when it is handed over.
    returned = lock_if_returned(Grant.objects.filter(pk=grant.pk)) if grant.run.form == Form.MONEY else []
    told = {
        "received_once_a_person": _("This was received already, under the member's other record."),
        "being_paid_by_the_bank": BY_THE_BANK,
        "only_issued_is_received": CLOSED_MEANWHILE,
    }
    # Who waits for another one that signs for it then reads what that one wrote.
    list(Grant.objects.filter(pk=grant.pk).select_for_update(no_key=True).values_list("pk"))
    with refused_by(told):
        signed = Grant.objects.to_receive().filter(pk=grant.pk).update(received_at=now, received_by=by)
    if signed:
        grant.received_at, grant.received_by = now, by
        settle_all(returned, by=by)
        return True
    grant.refresh_from_db()
    if grant.received_at is None:
        if grant.held:
            raise NotAllowed(_("An objection to this is being decided: it waits until then."), code="held")
        if grant.run.state == RunState.CLOSED:
            raise NotAllowed(CLOSED_MEANWHILE, code="list_closed")
        raise NotAllowed(_("This list has not been issued yet."), code="list_not_issued")
    return False
