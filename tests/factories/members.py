from datetime import date

from django.utils import timezone

from members.accounts.actions import hand_out_codes
from members.authority.models import User
from members.consents.models import Consent, ConsentText
from members.duplicates.actions.candidates import put_side_by_side
from members.duplicates.actions.merging import merge_members
from members.duplicates.models import DoubleCandidate, Merge
from members.membership.actions import transfers
from members.membership.models.changes import MembershipChange
from members.register.models.member import Member
from members.register.rules.identity import check_digit
from members.units.models.units import Unit
from office.secrets import keyed_hash
from tests.factories.accounts import officer, user
from tests.factories.units import numbers
from tests.factories.units import unit as new_unit


def identity_number(*, born: date = date(1990, 3, 7), sex: str = "1", area: str = "370502") -> str:
    """Return a valid identity number, another one for each call."""
    number = next(numbers) * 2 + (sex == "1")
    first_seventeen = f"{area}{born:%Y%m%d}{number % 1000:03d}"
    return first_seventeen + check_digit(first_seventeen)


def member(unit: Unit | None = None, **fields: object) -> Member:
    """Create a member without an account, with a passport, who joined in 2015; in a new unit by default."""
    number = next(numbers)
    id_number = str(fields.pop("id_number", f"P{number:08d}"))
    made = Member(
        unit=unit or new_unit(),
        **{
            "name": "孟静",
            "employee_number": f"T{number:06d}",
            "phone": f"139{number:08d}",
            "id_kind": "2",
            "id_number": id_number,
            "id_hash": keyed_hash(id_number),
            "joined_on": date(2015, 1, 1),
            "state_since": date(2015, 1, 1),
            "post_category": "front_line",
            **fields,
        },
    )
    made.save()
    return made


def worker(unit: Unit | None = None, **fields: object) -> Member:
    """Create a member with an account."""
    return member(unit, user=user(), **fields)


def former_member(unit: Unit | None = None, *, on: date = date(2016, 1, 1), **fields: object) -> Member:
    """Create a member who withdrew on the day `on`, by default long enough ago to be erased under the shipped rules."""
    return member(unit, **{"state": "withdrawn", "state_since": on, **fields})


def give_consent(member: Member, purpose: str = "bank_card") -> Member:
    """Record the member's online consent to a purpose; return the member."""
    text = ConsentText.objects.filter(purpose=purpose).latest("effective_from")
    by = member.user or user()
    Consent.objects.create(member=member, purpose=purpose, given=True, text=text, channel="online", by=by)
    return member


def activation_code(member: Member, *, by: User | None = None) -> str:
    """Return a new activation code as printed on a slip, made by `by` or by a new chair of the member's unit."""
    rows = Member.objects.filter(pk=member.pk)
    return hand_out_codes(rows, by=by or officer(member.unit, post="chair"), how="print")[0].code


def transfer(
    member: Member, to_unit: Unit, *, on: date | None = None, by: User | None = None, agreed: bool = False
) -> MembershipChange:
    """Create a transfer, by default for today, released by an officer of the whole union; `agreed`: also accepted."""
    by = by or officer(Unit.objects.get(path=member.unit.top_path))
    on = on or timezone.localdate()
    return transfers.release_member(member, to_unit, on=on, by=by, reason="调动", also_accept=agreed)


def candidate_pair(unit: Unit | None = None, **fields: object) -> DoubleCandidate:
    """Create two records of a unit that an officer has marked as one person."""
    place = unit or new_unit()
    return put_side_by_side(member(place, **fields), member(place, **fields), by=user())


def merge(pair: DoubleCandidate) -> Merge:
    """Merge the records of a pair; the older one is kept."""
    return merge_members(pair, keep=pair.a_id, take=set(), by=user(), reason="同一人")


def merge_into(kept: Member, other: Member) -> Merge:
    """Merge another record of the same person into the kept one."""
    pair = put_side_by_side(kept, other, by=user())
    return merge_members(pair, keep=kept.pk, take=set(), by=user(), reason="同一人")
