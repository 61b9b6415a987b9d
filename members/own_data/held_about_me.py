"""What the register holds about a member, for the member: their own data unmasked, of others only who acted."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.authority.models import Appointment
from members.consents.models import Consent
from members.dues.models.charges import DuesBasis, DuesCharge
from members.duplicates.models import Merge
from members.duplicates.rules import UNDO_WITHIN
from members.joining.models import Application
from members.membership.models.changes import MembershipChange
from members.membership.models.periods import MembershipPeriod
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import LegalHold
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour
from members.providers.models import ProviderBinding
from members.register.models.member import Member
from members.units.models.units import Unit
from office.audit_verbs import VERB_LABELS
from office.exports import Column
from office.held_about_me import HeldSheet, RetentionReason
from office.models import Attachment, AuditEvent, Notice, SavedView
from office.outbox.models import ChannelChoice
from office.secrets import Sealed

# Technical keys, and fields that are computed from others.
NOT_SHOWN = {"id", "id_hash", "bank_card_hash", "pinyin", "initials", "merged_into", "pgh_id"}
# Verbs of exported lists: their audit events name no member, so each list of a unit may have included this one.
EXPORT_VERBS = ("member.export", "member.export_full", "grant.export", "run.export")
EXPORTS_SHOWN = 500

# A label and a value; a day or time before them in `earlier_values`.
EntryLine = tuple[str, object]
EarlierLine = tuple[datetime, str, object]


def _value(row: Model, field: "Field[object, object]") -> object:
    """Return what a row says in a field, as people read it, numbers unmasked."""
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    value: object = getattr(row, field.name)
    if isinstance(value, Sealed):
        return value.reveal()
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return value


def entry_values(member: Member) -> Iterator[EntryLine]:
    """Yield label and value of each field of a record; a merged record begins with the day of the merge."""
    if member.merged_into_id:
        yield gettext("Merged record"), member.state_since
    for field in Member._meta.fields:
        if field.name not in NOT_SHOWN:
            yield str(field.verbose_name), _value(member, field)


def earlier_values(member: Member) -> list[EarlierLine]:
    """Return the old value of each changed field, oldest change first: time, label and value."""
    # pghistory makes the model of the history, so it has no type.
    history = apps.get_model("members.MemberEvent").objects.filter(pgh_obj=member).order_by("-pgh_id")
    tracked = [field for field in Member._meta.fields if field.name not in {*NOT_SHOWN, "id_number", "bank_card"}]
    lines: list[EarlierLine] = []
    later: Model = member
    for before in history.select_related("unit", "user"):
        lines += [
            (before.pgh_created_at, str(field.verbose_name), _value(before, field))
            for field in tracked
            if field.name != "updated_at"
            and before.serializable_value(field.name) != later.serializable_value(field.name)
        ]
        later = before
    return lines[::-1]


def attachments_of(member: Member) -> QuerySet[Attachment]:
    """Return the files attached to the member and to the rows about them."""
    attached = _about(member)
    for rows in (
        member.change_requests.all(),
        member.consents.all(),
        member.honours.all(),
        member.hardship_marks.all(),
        member.documents.all(),
    ):
        attached |= Q(object_type=ContentType.objects.get_for_model(rows.model), object_id__in=rows.values("pk"))
    return Attachment.objects.filter(attached).order_by("pk")


def uses_of(member: Member) -> QuerySet[AuditEvent]:
    """Return the audit events about the member's entry, and the last EXPORTS_SHOWN exports that may have included it.

    Of a merged record the exports are left out that are listed with the record that was kept.
    """
    of_units = Q(unit__path__in=Unit.paths_down_to(member.unit.path))
    if member.merged_into:
        of_units &= ~Q(unit__path__in=Unit.paths_down_to(member.merged_into.unit.path))
    else:
        of_units |= Q(unit=None)
    exports = AuditEvent.objects.filter(of_units, verb__in=EXPORT_VERBS).order_by("-pk")
    events = AuditEvent.objects.filter(_about(member) | Q(pk__in=exports.values("pk")[:EXPORTS_SHOWN]))
    return events.select_related("actor", "unit").order_by("pk")


def _about(row: Model) -> Q:
    """Return the condition that a row with a generic foreign key is about `row`."""
    return Q(object_type=ContentType.objects.get_for_model(row), object_id=row.pk)


def _notices(member: Member) -> Iterable[Notice]:
    return member.user.notices.order_by("pk") if member.user else ()


def _identities(member: Member) -> Iterable[ProviderBinding]:
    return member.user.bindings.select_related("provider").order_by("pk") if member.user else ()


def _saved_views(member: Member) -> Iterable[SavedView]:
    return member.user.saved_views.order_by("pk") if member.user else ()


def _channels(member: Member) -> Iterable[ChannelChoice]:
    return member.user.channels.order_by("kind") if member.user else ()


# Any: each sheet has rows of another type.
HELD_SHEETS: dict[str, HeldSheet[Any]] = {
    "member": HeldSheet[EntryLine](
        _("Your entry"),
        [Column(_("field"), 24, lambda line: line[0]), Column(_("value"), 40, lambda line: line[1])],
        entry_values,
    ),
    "periods": HeldSheet[MembershipPeriod](
        _("Membership periods"),
        [
            Column(_("from"), 12, lambda period: period.starts_on),
            Column(_("until before"), 12, lambda period: period.ends_on),
            Column(_("unit"), 24, lambda period: period.unit),
            Column(_("membership"), 16, lambda period: period.get_state_display()),
            Column(_("reason of the change"), 20, lambda period: period.get_reason_display()),
        ],
        lambda member: member.periods.select_related("unit").order_by("starts_on"),
    ),
    "changes": HeldSheet[MembershipChange](
        _("Changes of membership"),
        [
            Column(_("change of membership"), 16, lambda change: change.get_kind_display()),
            Column(_("takes effect on"), 12, lambda change: change.effective_on),
            Column(_("old unit"), 24, lambda change: change.from_unit),
            Column(_("new unit"), 24, lambda change: change.goes_to),
            Column(_("reason"), 30, lambda change: change.reason),
            Column(_("state"), 16, lambda change: change.get_state_display()),
        ],
        lambda member: member.changes.select_related("from_unit", "to_unit").order_by("pk"),
    ),
    "applications": HeldSheet[Application](
        _("Applications for membership"),
        [
            Column(_("sent"), 20, lambda application: application.sent_at),
            Column(_("name"), 12, lambda application: application.name),
            Column(_("certificate number"), 22, lambda application: application.id_number.reveal()),
            Column(_("phone"), 14, lambda application: application.phone),
            Column(_("statement"), 40, lambda application: application.statement),
            Column(_("state"), 16, lambda application: application.get_state_display()),
        ],
        lambda member: member.applications.order_by("pk"),
    ),
    "earlier": HeldSheet[EarlierLine](
        _("Earlier values"),
        [
            Column(pgettext_lazy("time", "changed"), 20, lambda line: line[0]),
            Column(_("field"), 24, lambda line: line[1]),
            Column(_("what it said before"), 40, lambda line: line[2]),
        ],
        earlier_values,
    ),
    "requests": HeldSheet[ChangeRequest](
        _("Change requests"),
        [
            Column(_("sent"), 20, lambda change: change.asked_at),
            Column(_("field"), 24, lambda change: change.label),
            Column(_("as it was"), 24, lambda change: change.old_shown),
            Column(_("as it should be"), 24, lambda change: change.new_shown),
            Column(_("reason"), 30, lambda change: change.reason),
            Column(_("state"), 16, lambda change: change.get_state_display()),
            Column(_("answer"), 30, lambda change: change.answer),
        ],
        lambda member: member.change_requests.order_by("pk"),
    ),
    "consents": HeldSheet[Consent](
        _("Consents"),
        [
            Column(_("time"), 20, lambda consent: consent.at),
            Column(_("purpose"), 30, lambda consent: consent.get_purpose_display()),
            Column(_("state"), 12, lambda consent: consent.answer),
            Column(_("way"), 24, lambda consent: consent.get_channel_display()),
            Column(_("wording"), 60, lambda consent: consent.text.text),
        ],
        lambda member: member.consents.select_related("text").order_by("pk"),
    ),
    "family": HeldSheet[FamilyMember](
        _("Family"),
        [
            Column(_("relation"), 10, lambda kin: kin.get_relation_display()),
            Column(_("name"), 12, lambda kin: kin.name),
            Column(_("birth date"), 12, lambda kin: kin.birth_date),
            Column(_("certificate number"), 22, lambda kin: kin.id_number.reveal()),
            Column(_("phone"), 14, lambda kin: kin.phone),
            Column(_("workplace"), 24, lambda kin: kin.workplace),
            Column(_("school"), 24, lambda kin: kin.school),
            Column(pgettext_lazy("school", "grade"), 10, lambda kin: kin.grade),
            Column(_("died on"), 12, lambda kin: kin.deceased_on),
        ],
        lambda member: member.family.order_by("pk"),
    ),
    "honours": HeldSheet[Honour](
        _("Honours"),
        [
            Column(pgettext_lazy("honour", "title"), 30, lambda honour: honour.title),
            Column(_("level"), 12, lambda honour: honour.get_level_display()),
            Column(_("awarded by"), 24, lambda honour: honour.awarded_by),
            Column(_("awarded on"), 12, lambda honour: honour.awarded_on),
        ],
        lambda member: member.honours.order_by("pk"),
    ),
    "hardship": HeldSheet[HardshipMark](
        _("Hardship"),
        [
            Column(_("hardship"), 16, lambda mark: mark.get_kind_display()),
            Column(pgettext_lazy("day", "since"), 12, lambda mark: mark.starts_on),
            Column(_("decision of the committee"), 30, lambda mark: mark.basis),
            Column(pgettext_lazy("hardship", "what happened"), 40, lambda mark: mark.reason),
            Column(_("lifted on"), 12, lambda mark: mark.ended_on),
        ],
        lambda member: member.hardship_marks.order_by("pk"),
    ),
    "wages": HeldSheet[DuesBasis](
        _("Wages for dues"),
        [
            Column(_("from the month"), 14, lambda basis: basis.starts_on),
            Column(_("monthly basic wage"), 14, lambda basis: basis.wage),
        ],
        lambda member: member.dues_bases.order_by("starts_on"),
    ),
    "dues": HeldSheet[DuesCharge](
        _("Dues by month"),
        [
            Column(_("month"), 12, lambda charge: charge.month),
            Column(_("unit"), 24, lambda charge: charge.unit),
            Column(_("amount due"), 12, lambda charge: charge.amount),
            Column(_("paid"), 12, lambda charge: charge.paid),
            Column(_("state"), 12, lambda charge: charge.get_state_display()),
        ],
        lambda member: member.dues_charges.select_related("unit").order_by("month"),
    ),
    "files": HeldSheet[Attachment](
        _("Files"),
        [
            Column(_("file name"), 30, lambda file: file.name),
            Column(_("size in bytes"), 12, lambda file: file.size),
            Column(_("added"), 20, lambda file: file.added_at),
        ],
        attachments_of,
    ),
    "uses": HeldSheet[AuditEvent](
        _("Who used your data"),
        [
            Column(_("time"), 20, lambda event: event.at),
            Column(_("action"), 30, lambda event: VERB_LABELS.get(event.verb, event.verb)),
            Column(_("who"), 16, lambda event: event.actor),
            Column(_("unit"), 24, lambda event: event.unit),
            Column(_("reason"), 40, lambda event: event.reason if event.object_id else ""),
        ],
        uses_of,
    ),
    "notices": HeldSheet[Notice](
        _("Notices to you"),
        [
            Column(_("sent"), 20, lambda notice: notice.sent_at),
            Column(_("text"), 60, lambda notice: notice.text),
            Column(_("read"), 20, lambda notice: notice.read_at),
        ],
        _notices,
    ),
    "channels": HeldSheet[ChannelChoice](
        _("How you are told"),
        [
            Column(_("channel"), 16, lambda choice: choice.get_kind_display()),
            Column(_("wanted"), 10, lambda choice: choice.wanted),
            Column(_("id in the app"), 24, lambda choice: choice.bound_id),
            Column(_("refused"), 20, lambda choice: choice.bounced_at and timezone.localdate(choice.bounced_at)),
            Column(_("answer"), 40, lambda choice: choice.bounce),
        ],
        _channels,
    ),
    "identities": HeldSheet[ProviderBinding](
        _("What you log in with"),
        [
            Column(_("sign-in provider"), 16, lambda binding: str(binding.provider)),
            Column(_("enterprise"), 24, lambda binding: binding.tenant),
            Column(_("id at the provider"), 24, lambda binding: binding.subject),
            Column(_("bound"), 20, lambda binding: binding.bound_at),
            Column(_("last used"), 20, lambda binding: binding.used_at),
        ],
        _identities,
    ),
    "saved_views": HeldSheet[SavedView](
        _("Views you have kept"),
        [
            Column(_("name"), 20, lambda view: view.name),
            Column(_("page"), 30, lambda view: view.address),
            Column(_("filters, order and columns"), 40, lambda view: view.query),
            Column(_("saved"), 20, lambda view: view.saved_at),
        ],
        _saved_views,
    ),
}


def _undoable_merges() -> QuerySet[Merge]:
    return Merge.objects.not_undone().filter(at__gt=timezone.now() - UNDO_WITHIN)


RETENTION_REASONS: dict[str, RetentionReason] = {
    "request": RetentionReason(
        _("A change request waits for a decision."),
        lambda ids: ChangeRequest.objects.waiting().filter(member__in=ids).values_list("member", flat=True),
    ),
    "change": RetentionReason(
        _("A change of membership is under way."),
        lambda ids: MembershipChange.objects.open().filter(member__in=ids).values_list("member", flat=True),
    ),
    "hold": RetentionReason(
        _("A legal hold is in force."),
        lambda ids: LegalHold.objects.in_force().filter(member__in=ids).values_list("member", flat=True),
    ),
    "merge": RetentionReason(
        _("A merge of records can still be undone."),
        lambda ids: (
            Member.objects.filter(pk__in=ids)
            .filter(Q(merges_won__in=_undoable_merges()) | Q(merges_lost__in=_undoable_merges()))
            .values_list("pk", flat=True)
        ),
    ),
    "office": RetentionReason(
        _("The account holds a post, or opens the administration."),
        lambda ids: (
            Member.objects.filter(pk__in=ids)
            .filter(
                Q(user__in=Appointment.objects.in_term(timezone.localdate()).values("holder"))
                | Q(user__is_staff=True)
                | Q(user__is_superuser=True)
            )
            .values_list("pk", flat=True)
        ),
    ),
}
