from collections.abc import Iterable
from functools import lru_cache

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase
from django.db.models.functions import Reverse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import choices
from members.register.models.closed_units import NOBODY_COMES, NOBODY_ENTERS
from members.register.querysets.members import Members
from members.register.rules import identity
from members.register.rules.identity import NOBODY
from members.units.models.units import Unit
from office.secrets import Sealed, SealedField, keyed_hash
from office.types import Message

# Sealed fields, which the row history leaves out.
SEALED = ["id_number", "bank_card"]
# Fields by which lists filter and sort, held in the index of a unit's members.
LISTED = [
    "name",
    "pinyin",
    "initials",
    "employee_number",
    "state",
    "joined_on",
    "post_category",
    "employment",
    "employment_form",
    "hardship",
]


@lru_cache
def _labels(field: "models.Field[object, object]") -> dict[object, Message]:
    return dict(field.flatchoices)


# An event holds the row before the change; so inserts, which come in bulk, need none. The sealed fields are excluded:
# their hashes show that they changed, and key rotation has only one copy to encrypt again.
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=SEALED)
class Member(models.Model):
    """A worker in the register of the union, in one unit and one state of membership."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("account"),
        related_name="member",
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="members", db_index=False)
    name = models.CharField(_("name"), max_length=64)
    # Up to six letters a syllable. In the C collation one index serves prefix search and sorting.
    pinyin = models.CharField(_("pinyin"), max_length=384, editable=False, db_collation="C")
    initials = models.CharField(_("initials"), max_length=64, editable=False)
    sex = models.CharField(_("sex"), max_length=1, choices=choices.Sex, default=choices.Sex.UNKNOWN)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    ethnic_group = models.CharField(_("ethnic group"), max_length=2, choices=choices.ETHNIC_GROUPS, blank=True)
    id_kind = models.CharField(
        _("kind of certificate"), max_length=1, choices=choices.IdKind, default=choices.IdKind.IDENTITY_CARD
    )
    id_number = SealedField(_("certificate number"), blank=True)
    id_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    bank_card = SealedField(_("bank card"), blank=True)
    bank_card_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=2, choices=choices.Education, blank=True)
    skill_level = models.CharField(_("skill level"), max_length=1, choices=choices.SkillLevel, blank=True)
    household_kind = models.CharField(_("kind of household"), max_length=8, choices=choices.Household, blank=True)
    household_place = models.CharField(_("place of household"), max_length=100, blank=True)
    native_place = models.CharField(_("native place"), max_length=100, blank=True)
    is_migrant = models.BooleanField(_("migrant worker"), default=False)
    politics = models.CharField(_("political affiliation"), max_length=2, choices=choices.Politics, blank=True)

    employee_number = models.CharField(_("employee number"), max_length=32, unique=True, null=True, blank=True)
    employment = models.CharField(
        _("employment status"), max_length=20, choices=choices.Employment, default=choices.Employment.ON_DUTY
    )
    employment_form = models.CharField(
        _("form of employment"), max_length=20, choices=choices.EmploymentForm, blank=True
    )
    post_category = models.CharField(_("post category"), max_length=12, choices=choices.PostCategory, blank=True)
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    work_site = models.CharField(_("work site"), max_length=100, blank=True)
    hardship = models.CharField(_("hardship"), max_length=8, choices=choices.Hardship, blank=True)

    state = models.CharField(
        _("membership"), max_length=12, choices=choices.MemberState, default=choices.MemberState.ACTIVE
    )
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    state_since = models.DateField(_("in this state since"), null=True, blank=True)
    unit_since = models.DateField(_("in this unit since"), null=True, blank=True)
    state_reason = models.CharField(_("reason of the change"), max_length=20, choices=choices.ChangeReason, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("merged into"), related_name="doubles"
    )
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = Members.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["id"]
        permissions = [
            ("import_member", _("Can import members from a sheet")),
            ("export_member", _("Can export members")),
            ("export_full_member", _("Can export members with all numbers in full")),
            ("reveal_member", _("Can read identity and card numbers in full")),
        ]
        indexes = [
            # Lists of a branch are filtered by this index alone, with any filter.
            models.Index(
                fields=["unit", "id"],
                include=LISTED,
                name="member_unit_id",
            ),
            # Headcounts of a unit, by sex and post category, are read from this index alone.
            models.Index(
                fields=["unit", "sex", "post_category"],
                name="member_present",
                condition=~Q(state__in=choices.LEFT_STATES),
            ),
            models.Index(fields=["name"], name="member_name", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pinyin", "id"], name="member_pinyin"),
            models.Index(fields=["initials"], name="member_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(
                OpClass(Reverse("phone"), name="text_pattern_ops"),
                name="member_phone_tail",
            ),
            models.Index(fields=["state", "id"], name="member_state"),
            models.Index(fields=["joined_on", "id"], name="member_joined_on"),
            models.Index(fields=["post_category", "id"], name="member_post_category"),
            models.Index(fields=["employment", "id"], name="member_employment"),
            # Few members have one of the other values, and filters look for those.
            models.Index(fields=["employment"], name="member_not_on_duty", condition=~Q(employment="on_duty")),
            models.Index(
                fields=["employment_form"], name="member_no_contract", condition=~Q(employment_form="contract")
            ),
            models.Index(fields=["hardship"], name="member_in_hardship", condition=~Q(hardship="")),
        ]
        # Rooms above add triggers of their own with `pgtrigger.register`.
        triggers = [NOBODY_ENTERS, NOBODY_COMES]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="member_has_a_name"),
            models.CheckConstraint(condition=Q(state__in=choices.MemberState.values), name="member_state_is_known"),
            models.CheckConstraint(
                condition=Q(post_category__in=choices.PostCategory.values), name="member_post_category_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[choices.MemberState.PENDING])
                | Q(joined_on__isnull=False)
                | Q(state_since__isnull=False),
                name="member_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state=choices.MemberState.MERGED, merged_into__isnull=False)
                | (~Q(state=choices.MemberState.MERGED) & Q(merged_into=None)),
                name="merged_means_into_another",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None)
                | Q(
                    name=NOBODY,
                    id_number="",
                    id_hash=None,
                    bank_card="",
                    bank_card_hash=None,
                    phone="",
                    birth_date=None,
                    employee_number=None,
                    user=None,
                    state__in=choices.LEFT_STATES,
                ),
                name="nobody_is_left_of_whom_was_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        self.set_pinyin()
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

    def get_absolute_url(self) -> str:
        return reverse("members:member_detail", args=[self.pk])

    def _get_FIELD_display(self, field: "models.Field[object, object]") -> str:
        """Return the label of a code as Django does, but translate only this one label, not all of the field."""
        code = getattr(self, field.attname)
        return str(_labels(field).get(code, code))

    def set_id_number(self, number: str) -> None:
        """Set the certificate number, sealed, and its keyed hash, without saving."""
        self.id_number, self.id_hash = Sealed.seal(number), keyed_hash(number)

    def set_bank_card(self, card: str) -> None:
        """Set the bank card number, sealed, and its keyed hash, without saving."""
        self.bank_card, self.bank_card_hash = Sealed.seal(card), keyed_hash(card)

    def set_pinyin(self) -> None:
        """Set pinyin and initials from the name, without saving. `save` calls it; who writes in bulk must call it."""
        self.pinyin, self.initials = identity.pinyin_of(self.name)

    @property
    def tone(self) -> str:
        return choices.STATE_TONES[choices.MemberState(self.state)]

    @property
    def masked_id_number(self) -> str:
        return identity.HIDDEN if self.id_number else ""

    @property
    def id_number_to_compare(self) -> str:
        """The certificate number with some digits, for those who may read it in full; see `identity.mask_middle`."""
        return identity.mask_middle(self.id_number.reveal()) if self.id_number else ""

    @property
    def masked_phone(self) -> str:
        return identity.mask_phone(self.phone)

    @property
    def masked_bank_card(self) -> str:
        return identity.mask_card(self.bank_card.reveal()) if self.bank_card else ""
