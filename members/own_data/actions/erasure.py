"""What erasing a member means, field by field and table by table; docs/own-data.md says what stays, and why."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ForeignObjectRel, Q
from django.utils import timezone
from rest_framework.authtoken.models import Token

from members.authority.models import User
from members.dues.models.payroll import PayrollRow
from members.duplicates.models import Merge
from members.importing.models.staging import ImportRow
from members.membership.rules.changes import ChangeState
from members.own_data.held_about_me import files
from members.register.models.member import Member
from members.register.rules.identity import NOBODY
from office.held_about_me import ERASERS
from office.models import AuditEvent

# Unit, state and days stay for statistics, and with them the periods.
KEPT = {
    "id", "unit", "state", "joined_on", "state_since", "unit_since", "state_reason", "merged_into", "created_at",
    "updated_at", "anonymised_at",
}  # fmt: skip
ERASED: dict[str, Any] = {
    "user": None, "name": NOBODY, "pinyin": "", "initials": "", "sex": "0", "birth_date": None, "ethnic_group": "",
    "id_kind": "1", "id_number": "", "id_hash": None, "bank_card": "", "bank_card_hash": None, "phone": "",
    "education": "", "skill_level": "", "household_kind": "", "household_place": "", "native_place": "",
    "is_migrant": False, "politics": "", "employee_number": None, "employment": "other", "employment_form": "",
    "post_category": "", "hired_on": None, "work_site": "", "hardship": "",
}  # fmt: skip
# Rows about the member that say nothing once nobody knows whom they are about.
GONE = (
    "change_requests",
    "family",
    "honours",
    "hardship_marks",
    "documents",
    "activation_codes",
    "applications",
    "dues_bases",
)
# Rows that accounts and statistics need: they stay, pointing to nobody.
STAYS = (
    "periods", "changes", "standings", "consents", "erasures", "holds", "doubles", "dues_charges", "dues_waivers",
    "stamp", "seats",
    "merges_won", "merges_lost",
)  # fmt: skip


def erase(member: Member) -> None:
    """Take the person out of a locked member's entry for good; call it inside the action's transaction."""
    user = member.user
    _forget_labels(member)
    _drop_files(member)
    for name in GONE:
        getattr(member, name).all().delete()
    member.changes.open().update(state=ChangeState.CANCELLED, ended_at=timezone.now())
    member.changes.update(reason="", answer="")
    member.dues_waivers.update(reason=NOBODY)
    Merge.objects.filter(Q(winner=member) | Q(loser=member)).update(facts="", reason=NOBODY)
    of_payrolls = Q(charge__member=member) | Q(employee_number=member.employee_number or "-", name=member.name)
    PayrollRow.objects.filter(of_payrolls).update(name=NOBODY, employee_number="")
    staged = Q(member=member) | (Q(new__id_hash=member.id_hash) if member.id_hash else Q())
    ImportRow.objects.filter(staged).update(new={}, old={}, id_number="")
    for eraser in ERASERS.values():
        eraser(member)
    Member.objects.filter(pk=member.pk).update(**ERASED, anonymised_at=timezone.now(), updated_at=timezone.now())
    if user is not None:
        _close_account(user)
    _drop_histories(member)


def _drop_files(member: Member) -> None:
    found = files(member)
    names = list(found.values_list("file", flat=True))
    found.delete()
    # Files don't roll back: they go once the rows are gone for good.
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


def _close_account(user: User) -> None:
    """The row stays, since the log points to it; nobody's name, phone or password is in it any more."""
    for rows in (EmailAddress.objects, Authenticator.objects, Token.objects):
        rows.filter(user=user).delete()
    user.notices.all().delete()
    user.username, user.name, user.phone, user.email, user.is_active = f"erased-{user.pk}", "", None, None, False
    user.set_unusable_password()
    user.save()


def _drop_histories(member: Member) -> None:
    """The row histories of the entry and of all that hangs on it; of what is owed and paid the history stays."""
    for model, field in _hanging():
        if hasattr(model, "pgh_id") and model is not apps.get_model("members.DuesChargeEvent"):
            model._default_manager.filter(**{field: member.pk}).delete()


def _forget_labels(member: Member) -> None:
    """Blank every label in the log of the member, the account and all that hangs on them: some say a former name."""
    about: list[tuple[Any, Any]] = [(Member, [member.pk]), (User, [member.user_id])]
    for model, field in _hanging():
        if not hasattr(model, "pgh_id"):
            about.append((model, model._default_manager.filter(**{field: member.pk}).values("pk")))
    for model, ids in about:
        kind = ContentType.objects.get_for_model(model)
        AuditEvent.objects.filter(object_type=kind, object_id__in=ids).update(object_label=NOBODY)
    for row in (member, member.user):
        if row is not None:
            kind = ContentType.objects.get_for_model(row)
            LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).delete()


def _hanging() -> Iterator[tuple[Any, str]]:
    """Every model that points to a member, and the field by which it does; row histories among them."""
    for relation in Member._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            yield relation.related_model, relation.field.name
