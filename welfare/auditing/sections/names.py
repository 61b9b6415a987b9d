"""How a person stands in a pack: by number and masked name, or not at all where a list tells of illness or hardship."""

from members.register.models.member import Member
from welfare.choices import PRIVATE_KINDS
from welfare.handing_out.finding import mask_name
from welfare.runs.models.runs import Run

PRIVATE = [kind.value for kind in PRIVATE_KINDS]


def masked(number: int, name: str, *, private: bool) -> tuple[object, str]:
    """Return the member's number and masked name, neither where being on the list would tell too much.

    Whoever may know it finds the person in the portal, by the number of the grant or visit.
    """
    return ("", "") if private else (number, mask_name(name))


def masked_person(member: Member, run: Run) -> tuple[object, str]:
    """Return how a member stands in a file about a run; the run with its occasion."""
    private = run.tells_hardship or run.occasion.kind in PRIVATE
    return masked(member.pk, member.name, private=private)
