"""Members whom a reconciling import did not find in its file: they are proposed, and an officer decides on each."""

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

# The changes of membership that an officer may choose for a proposed leaver.
LEAVER_KINDS = (ChangeKind.WITHDRAW, ChangeKind.RETAIN, ChangeKind.TRANSFER_OUT)


class LeaverDecision(NamedTuple):
    """What an officer decides about one proposed leaver: its key, the ChangeKind and the day from which it holds."""

    leaver: int
    kind: str
    on: date


def propose_leavers(job: ImportJob) -> int:
    """Create an ImportLeaver for every active member under the job's unit who is in no row, not even a refused one.

    Members whose transfer is under way are not proposed: they are expected to be missing. Return how many there are.
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
def decide_leavers(
    job: ImportJob, decisions: list[LeaverDecision], *, by: User, reason: str, outside: str = ""
) -> list[str]:
    """Change the memberships as decided; return a sentence for each one that could not be changed.

    `outside`: the name of the union to which members are transferred out. Raises NotAllowed, without any change, when
    there is no decision, a kind is not in LEAVER_KINDS, or a transfer out has no union.
    """
    if not decisions:
        raise NotAllowed(_("Nobody has been chosen."))
    if any(decision.kind not in LEAVER_KINDS for decision in decisions):
        raise NotAllowed(_("Choose what becomes of the members."))
    if not outside.strip() and any(decision.kind == ChangeKind.TRANSFER_OUT for decision in decisions):
        raise NotAllowed(_("Name the union to which the members go."))
    waiting = ImportLeaver.objects.filter(job=job, pk__in=[decision.leaver for decision in decisions], kind="")
    leavers = {leaver.pk: leaver for leaver in waiting.order_by("pk").select_for_update()}
    visible = Member.objects.visible_to(by, MembersPermission.IMPORT_MEMBER).select_related("unit", "user")
    members = visible.in_bulk([leaver.member_id for leaver in leavers.values()])
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


def _decide(
    leaver: ImportLeaver, member: Member, decision: LeaverDecision, *, by: User, reason: str, outside: str
) -> str:
    """Change one membership and store the decision; return "", or why it could not be changed."""
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
