"""Who reviews the funds spends none of them: refused by the database from whichever side it comes. domain.md part 4."""

import pgtrigger

from members.authority.models import Appointment
from members.authority.shipped_posts import SPENDING
from members.committees.rules import CommitteeKind
from members.register.models.member import Member

CONSTRAINT = "who_reviews_funds_spends_none"
_SPENDING = ", ".join(f"'{permission}'" for permission in SPENDING)

# Whoever comes second waits for the first at the row of the account, then finds what the first has written.
_LOCK = "PERFORM 1 FROM members_user WHERE id = {holder} FOR NO KEY UPDATE;"
_REFUSE = f"""
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_appointment AS appointment ON appointment.holder_id = member.user_id
        JOIN members_post_permissions AS power ON power.post_id = appointment.post_id
        JOIN auth_permission AS permission ON permission.id = power.permission_id
        JOIN django_content_type AS kind ON kind.id = permission.content_type_id
        WHERE committee.kind = '{CommitteeKind.FUND_REVIEW}'
        AND kind.app_label || '.' || permission.codename IN ({_SPENDING})
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND {{which}}
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{CONSTRAINT}';
    END IF;
    RETURN NULL;
"""


def _watch(
    name: str,
    operation: pgtrigger.Operation,
    which: str,
    holder: str = "",
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:
    lock = _LOCK.format(holder=holder) if holder else ""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        func=lock + _REFUSE.format(which=which),
        condition=condition,
    )


REFUSE_AN_OFFICE = _watch(
    "reviewers_hold_no_office", pgtrigger.Insert | pgtrigger.Update, "appointment.id = NEW.id", "NEW.holder_id"
)
REFUSE_A_SEAT = _watch(
    "office_holders_review_nothing",
    pgtrigger.Insert | pgtrigger.Update,
    "seat.id = NEW.id",
    "(SELECT user_id FROM members_member WHERE id = NEW.member_id)",
)
REFUSE_POWERS = _watch(
    "reviewers_gain_no_power",
    pgtrigger.Insert,
    "appointment.post_id = NEW.post_id AND coalesce(appointment.ends_on, 'infinity') >= current_date",
)
REFUSE_AN_ACCOUNT = _watch(
    "reviewers_take_no_office_holders_account",
    pgtrigger.Update,
    "member.id = NEW.id",
    "NEW.user_id",
    condition=pgtrigger.AnyChange("user"),
)

pgtrigger.register(REFUSE_AN_OFFICE)(Appointment)
pgtrigger.register(REFUSE_AN_ACCOUNT)(Member)
