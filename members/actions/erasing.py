"""What erasing a member means, field by field and table by table; docs/own-data.md says what stays, and why."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from rest_framework.authtoken.models import Token

from members.holdings import files
from members.models import Member, User
from members.rules.retention import NOBODY
from union_portal.office.holdings import ERASERS
from union_portal.office.models import AuditEvent

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
# Rows about the member that say nothing once nobody knows whom they are about, and their row histories.
GONE = (
    "change_requests",
    "family",
    "honours",
    "hardship_marks",
    "documents",
    "activation_codes",
    "applications",
)
HISTORIES = ("MemberEvent", "FamilyMemberEvent")


def erase(member: Member) -> None:
    """Take the person out of a locked member's entry for good; call it inside the action's transaction."""
    user = member.user
    _drop_files(member)
    for name in GONE:
        getattr(member, name).all().delete()
    member.changes.update(reason="", answer="")
    for eraser in ERASERS.values():
        eraser(member)
    Member.objects.filter(pk=member.pk).update(**ERASED, anonymised_at=timezone.now(), updated_at=timezone.now())
    if user is not None:
        _close_account(user)
    for history in HISTORIES:
        _drop_history(apps.get_model(f"members.{history}"), member)
    _forget_in_logs([member, *([user] if user else [])])
    _forget_labels("members.MembershipChange", member.changes.values_list("pk", flat=True))


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


def _drop_history(history: type[Model], member: Member) -> None:
    about = Q(pgh_obj=member.pk) if history.__name__ == "MemberEvent" else Q(member=member.pk)
    history._default_manager.filter(about).delete()


def _forget_in_logs(rows: Iterable[Model]) -> None:
    for row in rows:
        kind = ContentType.objects.get_for_model(row)
        LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).delete()
        AuditEvent.objects.filter(object_type=kind, object_id=row.pk).update(object_label=NOBODY)


def _forget_labels(model: str, ids: Iterable[int]) -> None:
    kind = ContentType.objects.get_for_model(apps.get_model(model))
    AuditEvent.objects.filter(object_type=kind, object_id__in=list(ids)).update(object_label=NOBODY)
