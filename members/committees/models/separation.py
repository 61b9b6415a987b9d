"""Separation of duties: no member of a fund review committee holds a post that spends. domain.md part 4.

Triggers on appointments, seats, permissions of posts and members' accounts refuse any change that breaks the rule.
"""

from collections.abc import Iterable

import pgtrigger

from members.authority.models import Appointment
from members.authority.shipped_posts import SPENDING
from members.committees.models.committees import PostPower, Seat
from members.committees.rules import CommitteeKind
from members.deputies.models import REVIEWER, Deputyship
from members.register.models.member import Member

CONSTRAINT = "who_reviews_funds_spends_none"

# Of two concurrent transactions the second waits here for the first, whose rows it then sees.
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
        AND kind.app_label || '.' || permission.codename IN ({{spending}})
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND {{which}}
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{CONSTRAINT}';
    END IF;
    RETURN NULL;
"""


_DEPUTY = f"""
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_deputyship AS deputyship ON deputyship.deputy_id = member.user_id
        WHERE committee.kind = '{CommitteeKind.FUND_REVIEW}'
        AND daterange(seat.since, seat.until, '[]')
            && daterange(deputyship.starts_at::date, deputyship.ends_at::date, '[]')
        AND deputyship.starts_at < deputyship.ends_at
        AND {{which}}
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds approves for nobody'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{REVIEWER}';
    END IF;
    RETURN NULL;
"""
for _model, _which, _holder in (
    (Deputyship, "deputyship.id = NEW.id", "NEW.deputy_id"),
    (Seat, "seat.id = NEW.id", "(SELECT user_id FROM members_member WHERE id = NEW.member_id)"),
):
    pgtrigger.register(
        pgtrigger.Trigger(
            name="reviewers_are_no_deputies",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func=_LOCK.format(holder=_holder) + _DEPUTY.format(which=_which),
        )
    )(_model)


def forbid_reviewers_to_spend(spending: Iterable[str]) -> None:
    """Register the triggers by which no member of a fund review committee holds a post with a permission in `spending`.

    Also add `spending` to SPENDING. The app that spends calls this once, when its models are loaded, so that the
    triggers are part of the migrations.
    """
    SPENDING.update(spending)
    listed = ", ".join(f"'{name}'" for name in spending)

    def refusing(
        name: str,
        operation: pgtrigger.Operation,
        which: str,
        holder: str = "",
        condition: pgtrigger.Condition | None = None,
    ) -> pgtrigger.Trigger:
        lock = _LOCK.format(holder=holder) if holder else ""
        func = lock + _REFUSE.format(which=which, spending=listed)
        return pgtrigger.Trigger(name=name, when=pgtrigger.After, operation=operation, func=func, condition=condition)

    written = pgtrigger.Insert | pgtrigger.Update
    appointment = refusing("reviewers_hold_no_office", written, "appointment.id = NEW.id", "NEW.holder_id")
    holder = "(SELECT user_id FROM members_member WHERE id = NEW.member_id)"
    seat = refusing("office_holders_review_nothing", written, "seat.id = NEW.id", holder)
    still_held = "appointment.post_id = NEW.post_id AND coalesce(appointment.ends_on, 'infinity') >= current_date"
    permission = refusing("reviewers_gain_no_power", pgtrigger.Insert, still_held)
    account = refusing(
        "reviewers_take_no_office_holders_account",
        pgtrigger.Update,
        "member.id = NEW.id",
        "NEW.user_id",
        condition=pgtrigger.AnyChange("user"),
    )
    for trigger, model in ((appointment, Appointment), (seat, Seat), (permission, PostPower), (account, Member)):
        pgtrigger.register(trigger)(model)
