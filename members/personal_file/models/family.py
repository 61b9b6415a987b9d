import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import choices
from members.personal_file.querysets import Kin
from members.register.models.member import Member
from members.register.rules import identity
from office.secrets import Sealed, SealedField, keyed_hash

ANOTHER = pgtrigger.Trigger(
    name="kin_is_somebody_else",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF EXISTS (SELECT FROM members_member WHERE id = NEW.member_id AND id_hash = NEW.id_hash) THEN
            RAISE EXCEPTION 'pgtrigger: nobody is their own kin'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'kin_is_somebody_else';
        END IF;
        RETURN NEW;
    """,
)


# As with Member, the row history excludes the sealed number.
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["id_number"])
class FamilyMember(models.Model):
    """A spouse, parent or child of a member; needed for bereavement benefits and school aid."""

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="family")
    relation = models.CharField(_("relation"), max_length=8, choices=choices.FamilyRelation)
    name = models.CharField(_("name"), max_length=64)
    sex = models.CharField(_("sex"), max_length=1, choices=choices.Sex, default=choices.Sex.UNKNOWN)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    id_number = SealedField(_("certificate number"), blank=True)
    id_hash = models.CharField(max_length=64, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    workplace = models.CharField(_("workplace"), max_length=100, blank=True)
    is_dependent = models.BooleanField(_("dependent"), default=False)
    school = models.CharField(_("school"), max_length=100, blank=True)
    grade = models.CharField(pgettext_lazy("school", "grade"), max_length=20, blank=True)
    deceased_on = models.DateField(_("died on"), null=True, blank=True)

    objects = Kin.as_manager()

    class Meta:
        verbose_name = _("family member")
        verbose_name_plural = _("family members")
        ordering = ["member", "id"]
        triggers = [ANOTHER]
        indexes = [models.Index(fields=["id_hash"], name="kin_certificate", condition=~Q(id_hash=""))]
        constraints = [
            models.UniqueConstraint(fields=["member", "id_hash"], condition=~Q(id_hash=""), name="kin_is_entered_once"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(relation="spouse", deceased_on=None), name="one_spouse_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="kin_has_a_name"),
            models.CheckConstraint(
                condition=Q(relation__in=choices.FamilyRelation.values), name="kin_relation_is_known"
            ),
            models.CheckConstraint(
                condition=Q(deceased_on=None) | Q(birth_date=None) | Q(deceased_on__gte=F("birth_date")),
                name="kin_dies_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_relation_display()})"

    def set_id_number(self, number: str) -> None:
        """Set the certificate number, sealed, and its hash as in Member.id_hash, without saving."""
        self.id_number, self.id_hash = Sealed.seal(number), keyed_hash(number) if number else ""

    @property
    def masked_id_number(self) -> str:
        return identity.HIDDEN if self.id_number else ""

    @property
    def masked_phone(self) -> str:
        return identity.mask_phone(self.phone)
