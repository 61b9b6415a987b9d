"""Bank profiles: made, changed by a new version, checked by their trial, taken out of use."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from welfare.payment.models.profiles import BankProfile, ProfileVersion
from welfare.payment.rules import WrongLayout, read_columns, read_totals, words_of


@transaction.atomic
def create_profile(unit: Unit, name: str, layout: Mapping[str, object], *, by: User | None) -> BankProfile:
    """Create a profile with its first version; `layout` has the fields of ProfileVersion by name.

    Raises NotAllowed where the unit has a profile of this name, and as `change_profile` does.
    """
    twice = _("This unit has a bank profile of this name already.")
    with refused_by({"one_profile_a_unit_and_name": twice}, fields={"one_profile_a_unit_and_name": "name"}):
        profile = BankProfile.objects.create(unit=unit, name=name)
    _add_version(profile, 1, layout, by)
    audit.record("bank_profile.create", profile, by=by, unit=unit)
    return profile


@transaction.atomic
def change_profile(profile: BankProfile, layout: Mapping[str, object], *, by: User) -> ProfileVersion:
    """Add a version, which has to be checked before it is used; batches made before keep theirs.

    Raises NotAllowed for columns that can't be read, words that mean both results, and answers without our number.
    """
    locked = BankProfile.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=profile.pk)
    version = _add_version(locked, locked.newest.number + 1, layout, by)
    audit.record("bank_profile.change", locked, by=by, unit=locked.unit, changes={"version": version.number})
    return version


def version_to_try(layout: Mapping[str, object]) -> ProfileVersion:
    """Return a version that is not saved, to show its trial. Raises NotAllowed as `change_profile` does."""
    version = ProfileVersion(**layout)
    _require_readable(version)
    return version


def _add_version(profile: BankProfile, number: int, layout: Mapping[str, object], by: User | None) -> ProfileVersion:
    version = version_to_try(layout)
    version.profile, version.number, version.made_by = profile, number, by
    version.save()
    return version


def _require_readable(version: ProfileVersion) -> None:
    for field, read in (("columns", read_columns), ("totals_line", read_totals)):
        try:
            read(getattr(version, field))
        except WrongLayout as why:
            message = str(why.message) % {"line": why.line, "word": why.word}
            raise NotAllowed(message, code="wrong_layout", field=field) from why
    if both := {*words_of(version.paid_words)} & {*words_of(version.returned_words)}:
        message = _("“%(word)s” can't mean both “paid” and “returned”.") % {"word": min(both)}
        raise NotAllowed(message, code="ambiguous_word", field="returned_words")
    stated = version.answer_columns.stated()
    positions = [value for value in stated.values() if value.isdecimal()]
    if positions and len(positions) < len(stated):
        message = _("Name all columns of the answer by their headings, or all by their positions.")
        raise NotAllowed(message, code="mixed_columns", field="answer_number")
    if "0" in positions or any(int(value) > 200 for value in positions):
        raise NotAllowed(_("Positions count from 1."), code="wrong_position", field="answer_number")
    if len({*stated.values()}) < len(stated):
        raise NotAllowed(_("Two of these can't lie in the same column."), code="same_column", field="answer_amount")


@transaction.atomic
def check_profile(version: ProfileVersion, *, by: User) -> ProfileVersion:
    """Record that somebody has compared the trial of a version with what the bank asks for: it may be used now.

    Raises NotAllowed for whoever made the version, when it is not the newest one, or has been checked already.
    """
    if version.made_by_id == by.pk:
        # A fixed text may be an account, to which the bank would then pay everything.
        message = _("You made this version yourself: somebody else has to compare its trial.")
        raise NotAllowed(message, code="own_profile")
    profile = BankProfile.objects.select_for_update(no_key=True, of=("self",)).select_related("unit")
    locked = profile.get(pk=version.profile_id)
    if locked.newest.pk != version.pk:
        raise NotAllowed(_("This profile has been changed meanwhile: look at its trial again."), code="moved_on")
    checked = {"checked_by": by, "checked_at": timezone.now()}
    if not ProfileVersion.objects.filter(pk=version.pk, checked_at=None).update(**checked):
        raise NotAllowed(_("This profile has been checked already."), code="checked_already")
    version.refresh_from_db()
    audit.record("bank_profile.check", locked, by=by, unit=locked.unit, changes={"version": version.number})
    return version


@transaction.atomic
def set_profile_in_use(profile: BankProfile, *, active: bool, by: User) -> BankProfile:
    """Take a profile out of use, or into use again. Raises NotAllowed when it is so already."""
    if not BankProfile.objects.filter(pk=profile.pk).exclude(active=active).update(active=active):
        raise NotAllowed(_("This profile has been changed meanwhile."), code="moved_on")
    profile.active = active
    audit.record("bank_profile.use" if active else "bank_profile.retire", profile, by=by, unit=profile.unit)
    return profile
