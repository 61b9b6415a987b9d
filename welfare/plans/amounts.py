"""What each member is given by a plan: one sum, a table, or a sum that grows with the years. Pure: no database.

No text is evaluated: a table names codes of the register, and the only formula is base + a sum per whole year of
membership, up to a maximum.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from welfare.plans.groups import Person

# Whole years of membership that are told apart.
MOST_YEARS = 60


class By(TextChoices):
    """What the amount of a plan depends on."""

    NOTHING = "", _("the same for all")
    POST_CATEGORY = "post_category", _("post category")
    EMPLOYMENT_FORM = "employment_form", _("form of employment")
    HARDSHIP = "hardship", _("hardship")
    YEARS = "years", _("whole years of membership")
    PER_YEAR = "per_year", _("so much more for each year of membership")


@dataclass(frozen=True)
class Amounts:
    """What a plan gives besides its standard: by `by`, the amount of each code, or of each number of years and more.

    `rows` are (code or number of years, yuan); whoever has none of them receives the standard. With PER_YEAR the
    standard is the base: `per_year` yuan are added for each whole year of membership, up to `most` yuan in all.
    """

    by: By = By.NOTHING
    rows: tuple[tuple[str, Decimal], ...] = ()
    per_year: Decimal = Decimal(0)
    most: Decimal = Decimal(0)

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> "Amounts":
        """Return the table as a row keeps it; {} gives all the same."""
        kept = stored.get("rows")
        rows = tuple((str(code), Decimal(str(yuan))) for code, yuan in kept) if isinstance(kept, list) else ()
        sums = (Decimal(str(stored.get(name) or 0)) for name in ("per_year", "most"))
        return cls(By(str(stored.get("by", ""))), rows, *sums)

    def as_json(self) -> dict[str, object]:
        """Return the table as a row keeps it."""
        if self.by == By.NOTHING:
            return {}
        if self.by == By.PER_YEAR:
            return {"by": self.by.value, "per_year": str(self.per_year), "most": str(self.most)}
        return {"by": self.by.value, "rows": [[code, str(yuan)] for code, yuan in self.rows]}

    def steps(self, standard: Decimal) -> list[tuple[int, Decimal]]:
        """Return (whole years of membership, yuan from then on), the most years first; only of YEARS and PER_YEAR."""
        if self.by == By.YEARS:
            found = [(int(code), yuan) for code, yuan in self.rows]
        elif self.by == By.PER_YEAR:
            found = []
            for years in range(1, MOST_YEARS + 1):
                found.append((years, min(self.most, standard + years * self.per_year)))
                if found[-1][1] >= self.most:
                    break
        else:
            found = []
        return sorted(found, reverse=True)


def standard_for(amounts: Amounts, standard: Decimal, person: Person, day: date) -> Decimal:
    """Return what the plan gives a person for an event on `day`, in yuan, before any cap."""
    if amounts.by in (By.YEARS, By.PER_YEAR):
        since = person.member_since
        if since is not None:
            for years, yuan in amounts.steps(standard):
                if since <= latest_joining(day, years):
                    return yuan
        return standard
    if amounts.by:
        return dict(amounts.rows).get(getattr(person, amounts.by.value), standard)
    return standard


def latest_joining(day: date, years: int) -> date:
    """Return the last day of joining for so many whole years of membership on `day`.

    A year ends on the corresponding day, where there is none on the last day of the month: 民法典 202.
    """
    year = day.year - years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    if (day.month, day.day) == (2, 28) and not isleap(day.year) and isleap(year):
        return date(year, 2, 29)
    return day.replace(year=year)
