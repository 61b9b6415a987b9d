"""How a person stands in a pack: by number and masked name, or not at all where a list tells of illness or hardship."""

from welfare.choices import PRIVATE_KINDS
from welfare.handing_out.finding import mask_name

PRIVATE = [kind.value for kind in PRIVATE_KINDS]


def masked(number: int, name: str, *, private: bool) -> tuple[object, str]:
    """Return the member's number and masked name, neither where being on the list would tell too much.

    Whoever may know it finds the person in the portal, by the number of the grant or visit.
    """
    return ("", "") if private else (number, mask_name(name))
