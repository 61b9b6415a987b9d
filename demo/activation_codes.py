"""Activation codes of the demonstration union: handed out to one group, some of whose members have used them."""

from demo.accounts import PASSWORD
from members.accounts.actions import hand_out_codes, use_code
from members.accounts.models import ActivationCode
from members.authority.models import User
from members.register.models.member import Member

GROUP = "DH0102"
USED = 4


def hand_out() -> None:
    """Hand out codes to GROUP; the first USED members open their accounts with them."""
    officer = User.objects.get(username="welfare")
    hand_out_codes(Member.objects.filter(unit__code=GROUP, user=None), by=officer, how="print")
    for code in ActivationCode.objects.select_related("member__user").order_by("member")[:USED]:
        use_code(code, PASSWORD)
