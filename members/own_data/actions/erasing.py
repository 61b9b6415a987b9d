"""Erasing a member, field by field and table by table; docs/own-data.md says what stays, and why."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from members.accounts.models import ApiToken
from members.authority.models import User
from members.dues.models.payroll import PayrollRow
from members.duplicates.models import Merge
from members.importing.models.staging import ImportRow
from members.membership.rules.changes import ChangeState
from members.own_data.held_about_me import attachments_of
from members.providers.models import ProviderBinding
from members.register.models.member import Member
from members.register.rules.identity import NOBODY
from office import held_about_me
from office.sql import run_sql
from office.uploads.actions import delete_files_on_commit

# Unit, state and days stay for statistics, and with them the periods.
KEPT_FIELDS = {
    "id",
    "unit",
    "state",
    "joined_on",
    "state_since",
    "unit_since",
    "state_reason",
    "merged_into",
    "created_at",
    "updated_at",
    "anonymised_at",
}
# What the other fields of an erased member are set to.
BLANK_VALUES: dict[str, object] = {
    "user": None,
    "name": NOBODY,
    "pinyin": "",
    "initials": "",
    "sex": "0",
    "birth_date": None,
    "ethnic_group": "",
    "id_kind": "1",
    "id_number": "",
    "id_hash": None,
    "bank_card": "",
    "bank_card_hash": None,
    "phone": "",
    "education": "",
    "skill_level": "",
    "household_kind": "",
    "household_place": "",
    "native_place": "",
    "is_migrant": False,
    "politics": "",
    "employee_number": None,
    "employment": "other",
    "employment_form": "",
    "post_category": "",
    "hired_on": None,
    "work_site": "",
    "hardship": "",
}
# Rows about the member that are deleted: without the person they mean nothing.
DELETED_RELATIONS = (
    "change_requests",
    "family",
    "honours",
    "hardship_marks",
    "documents",
    "activation_codes",
    "applications",
    "dues_bases",
)
# Rows that accounts and statistics need: they stay with the nameless entry.
KEPT_RELATIONS = (
    "periods",
    "changes",
    "standings",
    "consents",
    "erasures",
    "holds",
    "doubles",
    "dues_charges",
    "dues_waivers",
    "stamp",
    "seats",
    "merges_won",
    "merges_lost",
)


def erase(member: Member, *, by: User) -> None:
    """Erase the person from a locked member's entry irrevocably; call it inside the action's transaction.

    The database refuses it (IntegrityError) for a member whom any of `erasures.reasons_against` keeps.
    """
    user = member.user
    _erase_traces(member, by)
    _delete_admin_entries(member)
    _delete_files(member)
    for empty in held_about_me.ERASERS:
        empty(member)
    for name in DELETED_RELATIONS:
        getattr(member, name).all().delete()
    member.changes.open().update(state=ChangeState.CANCELLED, ended_at=timezone.now())
    member.changes.update(reason="", answer="")
    member.dues_waivers.update(reason=NOBODY)
    Merge.objects.filter(Q(winner=member) | Q(loser=member)).update(facts="", reason=NOBODY)
    of_payrolls = Q(charge__member=member) | Q(employee_number=member.employee_number or "-", name=member.name)
    PayrollRow.objects.filter(of_payrolls).update(name=NOBODY, employee_number="")
    staged = Q(member=member) | (Q(new__id_hash=member.id_hash) if member.id_hash else Q())
    ImportRow.objects.filter(staged).update(new={}, old={}, id_number="")
    now = timezone.now()
    Member.objects.filter(pk=member.pk).update(**BLANK_VALUES, anonymised_at=now, updated_at=now)
    if user is not None:
        _close_account(user)
    _erase_traces(member, by)


def _delete_files(member: Member) -> None:
    attachments = attachments_of(member)
    delete_files_on_commit(attachments)
    attachments.delete()


def _close_account(user: User) -> None:
    """Deactivate the account and blank its name, phone, address and password; the row stays for the audit log."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    ApiToken.objects.filter(user=user).delete()
    ProviderBinding.objects.filter(account=user).delete()
    user.notices.all().delete()
    user.saved_views.all().delete()
    user.channels.all().delete()
    user.username, user.name, user.phone, user.email, user.is_active = f"erased-{user.pk}", "", None, None, False
    user.set_unusable_password()
    user.save()


def _erase_traces(member: Member, by: User) -> None:
    """Blank the labels of audit events about the member, delete row histories but that of dues; leave their hashes.

    Labels of the member, the account and the rows that refer to the member may contain the name, or a former one. Only
    the database's owner may do it, by a function that asks the retention rules. Call it before such rows are deleted,
    and once more for what the erasure itself has written.
    """
    run_sql("SELECT members_erase_traces(%s, %s)", [member.pk, by.pk])


def _delete_admin_entries(member: Member) -> None:
    for row in (member, member.user):
        if row is not None:
            kind = ContentType.objects.get_for_model(row)
            LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).delete()
