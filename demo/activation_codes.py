"""Codes that the demonstration's register officer has handed out: to one group, of whom some have used them."""

from demo.accounts import PASSWORD
from members.accounts.actions import hand_out_codes, use_code
from members.accounts.models import ActivationCode
from members.authority.models import User
from members.register.models.member import Member

GROUP = "DH0102"
USED = 4


def hand_out() -> None:
    """Slips for a whole group; the first few have opened their accounts with them, the others wait."""
    giver = User.objects.get(username="welfare")
    hand_out_codes(Member.objects.filter(unit__code=GROUP, user=None), by=giver, how="print")
    for code in ActivationCode.objects.select_related("member__user").order_by("member")[:USED]:
        use_code(code, PASSWORD)
