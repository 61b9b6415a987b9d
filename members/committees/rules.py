"""Committees of a unit, their terms and seats. Pure: no database, no clock, no request. domain.md part 4."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.choices import UnitKind
from office.days import months_later


class CommitteeKind(TextChoices):
    UNION = "union", _("union committee")
    FUND_REVIEW = "fund_review", _("fund review committee")
    WOMEN = "women", _("women's committee")
    MEDIATION = "mediation", _("mediation committee")
    SUPERVISION = "supervision", _("labour law supervision committee")


class TermYears(IntegerChoices):
    """The lengths of a term. 工会法 art. 16."""

    THREE = 3, _("three years")
    FIVE = 5, _("five years")


class CommitteePost(TextChoices):
    CHAIR = "chair", pgettext_lazy("committee", "chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("committee", "vice chair")
    MEMBER = "member", pgettext_lazy("committee", "member")


class Portfolio(TextChoices):
    """What a member of the union committee is responsible for."""

    NONE = "", pgettext_lazy("portfolio", "none")
    ORGANISATION = "organisation", pgettext_lazy("portfolio", "organisation")
    PUBLICITY = "publicity", pgettext_lazy("portfolio", "publicity")
    CULTURE = "culture", pgettext_lazy("portfolio", "culture and sports")
    FINANCE = "finance", pgettext_lazy("portfolio", "finance")
    WELFARE = "welfare", pgettext_lazy("portfolio", "welfare")
    SAFETY = "safety", pgettext_lazy("portfolio", "labour protection")
    WOMEN = "women", pgettext_lazy("portfolio", "women workers")


class Side(TextChoices):
    """Whom a mediator represents; other committees have members of the staff only. 劳动争议调解仲裁法 art. 10."""

    STAFF = "staff", _("staff")
    EMPLOYER = "employer", _("employer")


class TermStatus(TextChoices):
    """The state of a committee's term today."""

    RUNNING = "running", _("term is running")
    ENDING = "ending", _("term ends within six months")
    OVERDUE = "overdue", _("term has ended")
    COMING = "coming", _("elected, term not begun")
    DISSOLVED = "dissolved", _("dissolved")


STATUS_TONES = {
    TermStatus.RUNNING: "success",
    TermStatus.ENDING: "warning",
    TermStatus.OVERDUE: "danger",
    TermStatus.COMING: "info",
    TermStatus.DISSOLVED: "muted",
}
# What the list is filtered by besides the status: vacant seats, and committees that a unit should have and hasn't.
VACANT, MISSING = "vacant", "wanting"
WARNED_MONTHS_AHEAD = 6
MEMBERS_FOR_A_COMMITTEE = 25
WOMEN_FOR_A_COMMITTEE = 10


def last_day(begins: date, years: int) -> date:
    """Return the last day of a term of `years` that begins on the day `begins`."""
    return months_later(begins, 12 * years) - timedelta(days=1)


def warned_until(today: date) -> date:
    """Return the day in six months: of terms that end by then, officers are warned today."""
    return months_later(today, WARNED_MONTHS_AHEAD)


def term_status(ends_on: date | None, renewed: bool, dissolved: bool, today: date) -> TermStatus:
    """Return the status of a committee whose present term ends on `ends_on`, None before the first has begun.

    `renewed` says that the next term has been elected.
    """
    if dissolved:
        return TermStatus.DISSOLVED
    if ends_on is None:
        return TermStatus.COMING
    if renewed or ends_on > warned_until(today):
        return TermStatus.RUNNING
    return TermStatus.ENDING if ends_on >= today else TermStatus.OVERDUE


def missing_kinds(unit_kind: str, members: int, women: int, existing: Collection[str]) -> Iterator[CommitteeKind]:
    """Yield the committees that a unit should have besides `existing`; `members` and `women` count all units below too.

    None for a group, which has a leader only. Unions and federations need a fund review, since they keep books.
    工会法 art. 11 and 45, 工会女职工委员会工作条例 art. 11.
    """
    if unit_kind == UnitKind.GROUP:
        return
    needed = {
        CommitteeKind.UNION: members >= MEMBERS_FOR_A_COMMITTEE or unit_kind == UnitKind.FEDERATION,
        CommitteeKind.FUND_REVIEW: unit_kind in (UnitKind.UNION, UnitKind.FEDERATION),
        CommitteeKind.WOMEN: women >= WOMEN_FOR_A_COMMITTEE,
    }
    yield from (kind for kind, is_needed in needed.items() if is_needed and kind not in existing)


def vacancies(
    places: int, held: Iterable[tuple[str, str]], given_up: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the vacant posts as (post, portfolio): the chair, posts given up that nobody took over, plain members.

    `places` is how many were to be elected, vacant posts included; `held` and `given_up` are (post, portfolio) too.
    """
    sitting = list(held)
    empty = (
        [] if any(post == CommitteePost.CHAIR for post, _portfolio in sitting) else [(CommitteePost.CHAIR.value, "")]
    )
    for left in given_up:
        if left not in sitting and left not in empty and left != (CommitteePost.MEMBER, ""):
            empty.append(left)
    plain = places - len(sitting) - len(empty)
    return empty + [(CommitteePost.MEMBER.value, "")] * plain


def duty(post: str, portfolio: str) -> str:
    """Return the label of a post, with that of the portfolio if there is one."""
    label = str(CommitteePost(post).label)
    if not portfolio:
        return label
    return gettext("%(post)s (%(portfolio)s)") % {"post": label, "portfolio": Portfolio(portfolio).label}
