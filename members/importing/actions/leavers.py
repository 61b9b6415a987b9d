"""What becomes of those whom a reconciling import did not find in its file: an officer's word on each, no more."""

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.choices import MemberState
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportLeaver, ImportRow
from members.membership.actions.membership import change_membership
from members.membership.actions.transfers import send_out
from members.membership.rules.changes import RIGHTS, ChangeKind
from members.permissions import MembersPermission
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.insert_select import insert_select

# What may become of somebody who is missing from the file.
KINDS = (ChangeKind.WITHDRAW, ChangeKind.RETAIN, ChangeKind.TRANSFER_OUT)


class Decision(NamedTuple):
    """What an officer decides about one proposed leaver (by pk), and the day from which it holds."""

    leaver: int
    kind: str
    on: date


def propose_leavers(job: ImportJob) -> int:
    """Note the members under the job's unit who are in the union and stand in no row of it, not even a refused one.

    Who is being transferred is left out: they are missing because they go. Returns how many.
    """
    rows = ImportRow.objects.filter(job=job)
    missing = (
        Member.objects.filter(unit__path__startswith=job.unit.path, state=MemberState.ACTIVE)
        .exclude(Exists(rows.filter(member=OuterRef("pk"))))
        .exclude(Exists(rows.alias(key=KT("new__id_hash")).filter(key=OuterRef("id_hash"))))
        .exclude(Exists(rows.alias(key=KT("new__employee_number")).filter(key=OuterRef("employee_number"))))
    )
    source = missing.order_by("pk").values_list(Value(job.pk), "pk", Value(""))
    return insert_select(ImportLeaver, ["job", "member", "kind"], source)


@transaction.atomic
def decide_leavers(job: ImportJob, decisions: list[Decision], *, by: User, reason: str, outside: str = "") -> list[str]:
    """Change the membership of the ticked leavers; returns why some were not changed, a sentence each.

    `outside` is the union that those go to who are sent out. Raises NotAllowed when nobody is ticked, a kind is none
    that a leaver can get, or no union is named.
    """
    if not decisions:
        raise NotAllowed(_("Nobody has been chosen."))
    if any(decision.kind not in KINDS for decision in decisions):
        raise NotAllowed(_("Choose what becomes of the members."))
    if not outside.strip() and any(decision.kind == ChangeKind.TRANSFER_OUT for decision in decisions):
        raise NotAllowed(_("Name the union to which the members go."))
    waiting = ImportLeaver.objects.filter(job=job, pk__in=[decision.leaver for decision in decisions], kind="")
    leavers = {leaver.pk: leaver for leaver in waiting.order_by("pk").select_for_update()}
    reached = Member.objects.visible_to(by, MembersPermission.IMPORT_MEMBER).select_related("unit", "user")
    members = reached.in_bulk([leaver.member_id for leaver in leavers.values()])
    refused = []
    for decision in decisions:
        leaver = leavers.get(decision.leaver)
        member = members.get(leaver.member_id) if leaver else None
        if leaver is None or member is None:
            refused.append(_("One of the members was decided on, or moved, in the meantime."))
        elif why := _decide(leaver, member, decision, by=by, reason=reason, outside=outside):
            refused.append(f"{member.name}: {why}")
    changes = {"changed": len(decisions) - len(refused), "refused": len(refused)}
    audit.record("member.import_leavers", job, by=by, unit=job.unit, reason=reason, changes=changes)
    return refused


def _decide(leaver: ImportLeaver, member: Member, decision: Decision, *, by: User, reason: str, outside: str) -> str:
    """Why the membership could not be changed; "" once it is."""
    kind = ChangeKind(decision.kind)
    if not access.can(by, RIGHTS[kind], member.unit):
        return _("You may not make this change in this unit.")
    try:
        with transaction.atomic():
            if kind == ChangeKind.TRANSFER_OUT:
                send_out(member, outside, on=decision.on, by=by, reason=reason)
            else:
                change_membership(member, kind, on=decision.on, by=by, reason=reason)
    except NotAllowed as why:
        return str(why)
    leaver.kind, leaver.effective_on = kind, decision.on
    leaver.decided_by, leaver.decided_at = by, timezone.now()
    leaver.save()
    return ""
