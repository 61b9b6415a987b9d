"""Committees of a unit and their terms. Pure: no database, no clock, no request. domain.md part 4."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import UnitKind


class CommitteeKind(TextChoices):
    UNION = "union", _("union committee")
    FUND_REVIEW = "fund_review", _("fund review committee")
    WOMEN = "women", _("women's committee")
    MEDIATION = "mediation", _("mediation committee")
    SUPERVISION = "supervision", _("labour law supervision committee")


class TermYears(IntegerChoices):
    """The lengths that a term may have by the union's constitution."""

    THREE = 3, _("three years")
    FIVE = 5, _("five years")


class CommitteePost(TextChoices):
    CHAIR = "chair", pgettext_lazy("committee", "chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("committee", "vice chair")
    MEMBER = "member", pgettext_lazy("committee", "member")


class Portfolio(TextChoices):
    """What a member of the union committee looks after."""

    NONE = "", pgettext_lazy("portfolio", "none")
    ORGANISATION = "organisation", pgettext_lazy("portfolio", "organisation")
    PUBLICITY = "publicity", pgettext_lazy("portfolio", "publicity")
    CULTURE = "culture", pgettext_lazy("portfolio", "culture and sports")
    FINANCE = "finance", pgettext_lazy("portfolio", "finance")
    WELFARE = "welfare", pgettext_lazy("portfolio", "welfare")
    SAFETY = "safety", pgettext_lazy("portfolio", "labour protection")
    WOMEN = "women", pgettext_lazy("portfolio", "women workers")


class Side(TextChoices):
    """Whom a mediator speaks for; in every other committee all are of the staff. 劳动争议调解仲裁法 art. 10."""

    STAFF = "staff", _("staff")
    EMPLOYER = "employer", _("employer")


class Standing(TextChoices):
    """Where a committee stands with its term."""

    RUNNING = "running", _("term is running")
    ENDING = "ending", _("term ends within six months")
    OVERDUE = "overdue", _("term has ended")
    COMING = "coming", _("elected, term not begun")
    DISSOLVED = "dissolved", _("dissolved")


TONES = {
    Standing.RUNNING: "success",
    Standing.ENDING: "warning",
    Standing.OVERDUE: "danger",
    Standing.COMING: "info",
    Standing.DISSOLVED: "muted",
}
# What the list can be narrowed to besides: seats without a holder, and committees that ought to be there.
VACANT, WANTING = "vacant", "wanting"
WARNED_MONTHS_AHEAD = 6
HEADS_FOR_A_COMMITTEE = 25
WOMEN_FOR_A_COMMITTEE = 10


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier if negative), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(begins: date, years: int) -> date:
    """The last day of a term of so many years."""
    return months_later(begins, 12 * years) - timedelta(days=1)


def warned_until(today: date) -> date:
    """Terms that end by this day are warned of today: six months before their end."""
    return months_later(today, WARNED_MONTHS_AHEAD)


def standing(ends_on: date | None, renewed: bool, dissolved: bool, today: date) -> Standing:
    """By the last day of the term that began last (None before the first) and whether the next one is elected."""
    if dissolved:
        return Standing.DISSOLVED
    if ends_on is None:
        return Standing.COMING
    if renewed or ends_on > warned_until(today):
        return Standing.RUNNING
    return Standing.ENDING if ends_on >= today else Standing.OVERDUE


def wanting(kind: str, heads: int, women: int, having: Collection[str]) -> Iterator[CommitteeKind]:
    """The committees that a unit of this kind ought to have and doesn't; `heads` and `women` with all units below.

    A group has its leader and no committee; only a union or a federation keeps books that ask for a fund review.
    """
    if kind == UnitKind.GROUP:
        return
    keeps_books = kind in (UnitKind.UNION, UnitKind.FEDERATION)
    needed = {
        CommitteeKind.UNION: heads >= HEADS_FOR_A_COMMITTEE or kind == UnitKind.FEDERATION,
        CommitteeKind.FUND_REVIEW: keeps_books,
        CommitteeKind.WOMEN: women >= WOMEN_FOR_A_COMMITTEE,
    }
    yield from (committee for committee, asked in needed.items() if asked and committee not in having)


def vacancies(
    places: int, held: Iterable[tuple[str, str]], given_up: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The posts (post, portfolio) without a holder: the chair, what was given up and not taken over, plain places.

    `places` is how many members were to be elected; one post that nobody holds counts as one of them.
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
