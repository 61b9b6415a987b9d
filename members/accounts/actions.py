"""One-time codes: officers hand them out, members prove and use them, for a new account or a new password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from members import access
from members.accounts.models import ActivationCode, CodePurpose
from members.accounts.querysets import PROVABLE, with_number
from members.accounts.rules.codes import ALPHABET, LENGTH, bare_code, grouped_code
from members.authority.models import Appointment, User
from members.permissions import MembersPermission
from members.register.actions.entry_lock import forbid_own
from members.register.models.member import Member
from members.register.querysets.members import Members
from members.register.rules import identity as rules_identity
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.secrets import Sealed, keyed_hash
from office.types import JsonValue

AT_ONCE = 2000
# Each try is compared with at least so many codes, so that its duration doesn't tell whether somebody was found.
LEAST_COMPARED = 3
FOR_OFFICERS = MembersPermission.HAND_OUT_OFFICER_CODE


@dataclass(frozen=True)
class Slip:
    """A new code in plain text. Only its hash is stored, so it can be shown only now."""

    member: Member
    code: str
    purpose: CodePurpose
    expires_at: datetime

    @property
    def grouped(self) -> str:
        return grouped_code(self.code)


def _hashed(member_pk: int, code: str) -> str:
    return keyed_hash(f"activation {member_pk} {code}")


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


@transaction.atomic
def hand_out_codes(members: Members, *, by: User, how: str, reason: str = "") -> list[Slip]:
    """Create codes for those of `members` who can have one, and return them by unit, pinyin and key.

    Their earlier codes become void. Members without an account open one with the code, the others set a new password.
    `how` and `reason` go into the audit log, with one event for each unit. Raises NotAllowed for more than AT_ONCE
    members, for oneself, and for somebody in office for whom `by` may not make codes (`_protected`).
    """
    found = members.filter(PROVABLE).select_related("unit", "user").order_by("pk")
    # Two officers at once wait for each other; the later codes are valid.
    rows = list(found.select_for_update(of=("self",), no_key=True)[: AT_ONCE + 1])
    if len(rows) > AT_ONCE:
        raise NotAllowed(_("More than %(most)s codes at once: choose a unit.") % {"most": AT_ONCE})
    _refuse_officers(rows, by)
    now = timezone.now()
    until = now + timedelta(days=settings.ACTIVATION_CODE_DAYS)
    ActivationCode.objects.open().filter(member__in=rows).update(voided_at=now)
    slips = [_slip(member, until) for member in sorted(rows, key=lambda m: (m.unit.path, m.pinyin, m.pk))]
    ActivationCode.objects.bulk_create(
        ActivationCode(
            member=slip.member,
            purpose=slip.purpose,
            code_hash=_hashed(slip.member.pk, slip.code),
            made_by=by,
            made_at=now,
            expires_at=until,
        )
        for slip in slips
    )
    for unit, handed in groupby(slips, key=lambda slip: slip.member.unit):
        _record(unit, list(handed), by=by, how=how, reason=reason)
    return slips


def _slip(member: Member, until: datetime) -> Slip:
    return Slip(member, _new_code(), CodePurpose.RECOVER if member.user_id else CodePurpose.ACTIVATE, until)


def _record(unit: Unit, slips: list[Slip], *, by: User, how: str, reason: str) -> None:
    about: Member | Unit = slips[0].member if len(slips) == 1 else unit
    changes: dict[str, JsonValue] = {"codes": len(slips), "how": how}
    audit.record("activation.hand_out", about, by=by, unit=unit, reason=reason, changes=changes)


def _refuse_officers(members: list[Member], by: User) -> None:
    for member in members:
        forbid_own(by, member)
    accounts = {member.user.pk: member.user for member in members if member.user}
    for account in _protected(accounts, by):
        raise NotAllowed(
            _("%(name)s holds a post: the chair or an administrator hands out the code.") % {"name": account}
        )


def _protected(accounts: dict[int, User], by: User) -> list[User]:
    """Return those `accounts` for which `by` may not make codes, since whoever has a code can take the account over.

    Codes of superusers are made by superusers only; those of people who hold or will hold posts, by who has
    FOR_OFFICERS in the unit of each of these posts. An account is named once for each post.
    """
    if by.is_superuser and by.is_active:
        return []
    protected = [account for account in accounts.values() if account.is_superuser]
    posts = Appointment.objects.filter(holder__in=accounts).exclude(ends_on__lt=timezone.localdate())
    for post in posts.select_related("unit"):
        if not access.can(by, FOR_OFFICERS, post.unit):
            protected.append(accounts[post.holder_id])
    return protected


@transaction.atomic
def prove_identity(*, name: str, number: str, last_six: str, code: str, address: str = "") -> ActivationCode | None:
    """Return the live code that fits name, number, last six of the certificate number and code; None if none fits.

    `number` is an employee number or a phone. A certificate number of fewer than six characters is typed whole. A try
    counts against a code only if the code is right and the last six are not: whoever lacks the slip can't make it void.
    Guessing a code by itself is hopeless (LENGTH), and the page limits how often it can be tried. Every failure
    runs the same statements, hashes at least LEAST_COMPARED times and writes one audit event. The codes are locked
    while they are compared, so that parallel tries gain nothing.
    """
    able = with_number(Member.objects.filter(PROVABLE), rules_identity.bare_number(number))
    locked = ActivationCode.objects.live().filter(member__in=able).select_for_update(of=("self",)).order_by("pk")
    same_name = rules_identity.bare_name(name)
    codes = [c for c in locked.select_related("member__unit") if rules_identity.bare_name(c.member.name) == same_name]
    nobodys: list[ActivationCode | None] = [None] * (LEAST_COMPARED - len(codes))
    last_six, code = rules_identity.bare_number(last_six), bare_code(code)
    compared = [(found, *_compared(found, last_six, code)) for found in (*codes, *nobodys)]
    for found, digits_fit, code_fits in compared:
        if digits_fit and code_fits:
            return found
    held = [found.pk for found, _digits_fit, code_fits in compared if found and code_fits]
    ActivationCode.objects.filter(pk__in=held or [0]).update(attempts=F("attempts") + 1)
    # With several people of that name and phone it is unknown whose code was meant.
    member = codes[0].member if len(codes) == 1 else None
    audit.record(
        "activation.failed",
        member,
        by=None,
        unit=codes[0].member.unit if codes else None,
        label="" if member else "?",
        changes={"address": address},
    )
    return None


def _compared(found: ActivationCode | None, last_six: str, code: str) -> tuple[bool, bool]:
    """Return whether the last six, and whether the code, are those of `found`; for None False, after the same work."""
    number = found.member.id_number if found else Sealed.seal("0" * 18)
    hashed = _hashed(found.member_id if found else 0, code)
    digits_fit = constant_time_compare(number.reveal()[-6:], last_six)
    code_fits = constant_time_compare(found.code_hash if found else "-" * len(hashed), hashed)
    return digits_fit, code_fits


def user_name_for(code: ActivationCode) -> str:
    """Return the user name of the member's account, or the one that a new account gets.

    That is the employee number if it is still free, else "M" and the member's key.
    """
    if code.member.user:
        return code.member.user.username
    number = code.member.employee_number
    free = number and not User.objects.filter(username__iexact=number).exists()
    return number if number and free else f"M{code.member.pk}"


@transaction.atomic
def use_code(code: ActivationCode, password: str, *, address: str = "") -> User:
    """Use a proven code: create the member's account with this password, or set it for the account that there is.

    A new password ends all sessions; the second step of the log-in stays. Raises NotAllowed when the code is no longer
    live, when the member can't have one any more, when an account has been opened or removed since, when its owner has
    come into office and the officer who made the code may not make codes for them, and when somebody else takes the
    user name or phone at the same moment.
    """
    rows = Member.objects.filter(PROVABLE).select_related("unit", "user")
    member = rows.select_for_update(of=("self",)).filter(pk=code.member_id).first()
    used = ActivationCode.objects.live().filter(pk=code.pk).update(used_at=timezone.now())
    if member is None or not used or bool(member.user) != (code.purpose == CodePurpose.RECOVER):
        raise NotAllowed(_("This code no longer works. Ask your union for a new one."))
    code.member = member
    user = _set_password(member.user, password, code) if member.user else _open_account(member, password, code)
    recovered = code.purpose == CodePurpose.RECOVER
    told: dict[str, JsonValue] = {"address": address}
    audit.record(
        "activation.recover" if recovered else "activation.activate",
        member,
        by=user,
        unit=member.unit,
        changes=told,
    )
    return user


def _set_password(user: User, password: str, code: ActivationCode) -> User:
    if _protected({user.pk: user}, code.made_by):
        raise NotAllowed(_("This account has come into office since. Ask for a new code."))
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _open_account(member: Member, password: str, code: ActivationCode) -> User:
    """Create the member's account, with the phone for log-in unless another account has it."""
    phone = member.phone or None
    if phone and User.objects.filter(phone=phone).exists():
        phone = None
    faster = _("Somebody was faster by a moment. Please try again.")
    with refused_by({"members_user_username_key": faster, "members_user_phone_key": faster}):
        user = User.objects.create_user(user_name_for(code), password, name=member.name, phone=phone)
    member.user = user
    member.save(update_fields=["user", "updated_at"])
    return user
