"""From what a file says of a household to what it is assessed by. Pure: no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from typing import Any, Self

from welfare.hardship.choices import Excluded, OutlayKind, SchoolStage
from welfare.hardship.rules import MONTHS, ZERO, property_exclusions, sum_of

# Any: what a form has cleaned, as JSON.
Values = dict[str, Any]


@dataclass
class Content:
    """What a file says: particulars by the names of their form fields, household members, and outlay of the year."""

    particulars: Values = field(default_factory=dict)
    household: list[Values] = field(default_factory=list)
    outlays: list[Values] = field(default_factory=list)

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the content of what was stored; parts that are not there are empty."""
        return cls(**{one.name: stored[one.name] for one in fields(cls) if one.name in stored})

    def as_json(self) -> Values:
        """Return what is stored."""
        return asdict(self)


@dataclass(frozen=True)
class Declared:
    """What a household is assessed by, as its file declares it or as an officer found it; sums in yuan."""

    income: Decimal
    outlay: Decimal
    paid_back: Decimal
    people: int
    loss: Decimal
    compensated: Decimal
    excluded: frozenset[Excluded]


def declared(content: Content, aid: Decimal = ZERO) -> Declared:
    """Return what a file declares; `aid` of the last twelve months counts as income.

    Outlay for compulsory schooling is left out. Source: docs/domain.md part 1.
    """
    said = content.particulars
    counted = [line for line in content.outlays if not _is_compulsory(line)]
    return Declared(
        income=year_income(content) + aid,
        outlay=sum_of([yuan(line, "amount") for line in counted]),
        paid_back=sum_of([min(yuan(line, "paid_back"), yuan(line, "amount")) for line in counted]),
        people=1 + len(content.household),
        loss=yuan(said, "accident_loss"),
        compensated=yuan(said, "compensated"),
        excluded=property_exclusions(
            homes=int(said.get("homes") or 0),
            above_local_area=bool(said.get("above_local_area")),
            has_car=said.get("car") == "own",
        ),
    )


def year_income(content: Content) -> Decimal:
    """Return the household's income of a year as declared: months of the member and the family, and what else came."""
    months = [yuan(content.particulars, "month_income"), *(yuan(one, "month_income") for one in content.household)]
    return sum_of(months) * MONTHS + yuan(content.particulars, "other_income_year")


def _is_compulsory(line: Values) -> bool:
    return bool(line.get("kind") == OutlayKind.SCHOOLING and line.get("stage") == SchoolStage.COMPULSORY)


def yuan(values: Values, name: str) -> Decimal:
    """Return a sum that was kept as text; zero where there is none."""
    return Decimal(values.get(name) or 0)


def without_empty(rows: Sequence[Values]) -> list[Values]:
    """Return the rows in which something was written."""
    return [row for row in rows if any(value not in (None, "", False) for value in row.values())]
