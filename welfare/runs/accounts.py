"""The accounts of members when a run for money was counted; what a payment then compares with."""

from django.utils.translation import gettext as _

from office.secrets import Sealed
from office.sql import load_sql, rows_of_sql, run_sql
from welfare.choices import Form
from welfare.grants.models.grants import Grant
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice

TO_KEEP = load_sql("welfare.runs", "accounts_to_keep")
KEEP = load_sql("welfare.runs", "keep_accounts")


def account_told(grant: Grant) -> str:
    """Return the account of a grant as the run was counted, masked, and whether the register has another one today.

    "" for goods, and for grants from before accounts were kept. The grant was read with its member.
    """
    kept = getattr(grant, "account", None)
    if kept is None:
        return ""
    shown = str(kept) or _("none then")
    if kept.hash == (grant.member.bank_card_hash or ""):
        return shown
    return _("%(account)s; changed since then") % {"account": shown}


def account_for(grant: Grant) -> str:
    """Return the account, masked, to which the money of a grant goes or went; "" for goods, and where none is known.

    That of its newest payment, before one that of the register, which a payment reads. The grant was read with its run,
    its payment lines, and its member with the record that theirs was merged into.
    """
    if grant.run.form != Form.MONEY:
        return ""
    if grant.newest_payment is not None:
        return grant.newest_payment.masked_account
    return (grant.member.merged_into or grant.member).masked_bank_card


def keep_accounts(part: Slice, run: Run) -> None:
    """Keep the account of each member to whom a run gives money in a slice: a keyed hash and the last four digits."""
    if run.form != Form.MONEY:
        return
    rows = rows_of_sql(TO_KEEP, {"run": run.pk, "lo": part.lo, "hi": part.hi})
    run_sql(
        KEEP,
        {
            "grants": [grant for grant, _account, _hash in rows],
            "hashes": [hashed for _grant, _account, hashed in rows],
            # Nothing of the number but its end is kept, so that one copy is to be erased and encrypted anew.
            "tails": [Sealed(account).reveal()[-4:] for _grant, account, _hash in rows],
        },
    )
