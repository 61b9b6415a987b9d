"""What a step that can't be taken back means for the money and the members, as its page says it beforehand."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from office.money import yuan
from office.types import Message
from welfare.choices import RESERVED_STATES, Form
from welfare.runs.actions.review import budget_line_of, cost_of
from welfare.runs.actions.settling import Standing, standing_of
from welfare.runs.models.runs import Run
from welfare.runs.receipts import withdrawn_sum


class Consequence(NamedTuple):
    """One line of the page: what it is about, and what becomes of it."""

    about: Message
    said: str


def of_cancelling(run: Run) -> list[Consequence]:
    """Return what cancelling a run means."""
    heads = run.heads or 0
    members = ngettext(
        "%(count)s member is on this list: nobody receives anything from it any more.",
        "%(count)s members are on this list: nobody receives anything from it any more.",
        heads,
    )
    return [
        *([Consequence(pgettext("count", "Members"), members % {"count": f"{heads:,}"})] if heads else []),
        Consequence(_("Money"), _released(run)),
        Consequence(_("Afterwards"), _("The planned benefits are deleted; a new run can be opened then.")),
    ]


def of_correcting(run: Run) -> list[Consequence]:
    """Return what taking an approved run back means."""
    approvals = run.approvals.filter(round__number=run.round).count()
    ended = ngettext(
        "%(count)s approval counts no longer: after the correction it is approved anew.",
        "%(count)s approvals count no longer: after the correction it is approved anew.",
        approvals,
    )
    return [
        Consequence(_("Money"), _released(run)),
        Consequence(_("Approvals"), ended % {"count": approvals}),
        Consequence(_("Afterwards"), _("Correct register, caps or lists, count again, and submit it.")),
    ]


def _released(run: Run) -> str:
    if run.state not in RESERVED_STATES:
        return _("Nothing is reserved for it: the budget stays as it is.")
    told = {"cost": yuan(cost_of(run) - withdrawn_sum(run)), "line": budget_line_of(run)}
    return _("%(cost)s are released: “%(line)s” has them left again.") % told


def of_closing(run: Run) -> list[Consequence]:
    """Return what closing an issued run means."""
    stands = standing_of(run)
    told = {"sum": yuan(stands.waiting), "line": run.line}
    if run.form == Form.MONEY:
        money = _("%(sum)s that nobody was paid go back to “%(line)s”.") % told
    else:
        money = _("%(sum)s for what nobody collected stay spent: the goods are bought, and go into store.") % told
    return [*_standing(stands), *([Consequence(_("Money"), money)] if stands.waiting_heads else [])]


def of_revoking(run: Run) -> list[Consequence]:
    """Return what revoking the rest of an issued run means."""
    stands = standing_of(run)
    gone = stands.waiting_heads + stands.returned_heads
    members = ngettext(
        "The benefit of %(count)s member is revoked: they are told, and may receive from another run.",
        "The benefits of %(count)s members are revoked: they are told, and may receive from another run.",
        gone,
    )
    told = {"sum": yuan(stands.waiting), "line": run.line, "stays": yuan(stands.spent(waiting=False))}
    return [
        *_standing(stands),
        Consequence(_("Revoked"), members % {"count": f"{gone:,}"}),
        Consequence(_("Money"), _("%(sum)s go back to “%(line)s”, %(stays)s stay spent.") % told),
    ]


def of_reopening(run: Run) -> list[Consequence]:
    """Return what opening a closed run again means."""
    stands = standing_of(run)
    if run.form == Form.MONEY:
        told = {"sum": yuan(stands.waiting), "line": run.line, "left": yuan(run.line.left if run.line else 0)}
        money = _("%(sum)s are spent again: “%(line)s” has %(left)s left.") % told
    else:
        money = _("It stays as it is: the goods were spent when the list was issued.")
    return [*_standing(stands), Consequence(_("Money"), money)]


def _standing(stands: Standing) -> list[Consequence]:
    """Return who has received, whose money is with the bank or came back from it, and who has not collected."""
    rows = (
        (_("Received"), stands.received_heads, stands.received),
        (_("With the bank"), stands.at_bank_heads, stands.at_bank),
        (_("Returned by the bank, back in the budget"), stands.returned_heads, stands.returned),
        (_("Not collected"), stands.waiting_heads, stands.waiting),
    )
    return [Consequence(about, _heads(heads, yuan(money))) for about, heads, money in rows if heads]


def _heads(count: int, money: str) -> str:
    said = ngettext("%(count)s member, %(money)s", "%(count)s members, %(money)s", count)
    return said % {"count": f"{count:,}", "money": money}
