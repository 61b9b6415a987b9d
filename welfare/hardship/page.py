"""What pages and documents show of a hardship file, in words."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from office.money import yuan
from office.types import Message
from welfare.hardship.choices import Excluded, Reckoned
from welfare.hardship.forms import HouseholdForm, OutlayForm, ParticularsForm, labelled
from welfare.hardship.household import Content, Values, year_income
from welfare.hardship.models.files import HardshipAssessment
from welfare.hardship.rules import per_head

Lines = list[tuple[Message, object]]


@dataclass(frozen=True)
class Told:
    """A file in words: labels and values of the particulars, the sums, each member of the household, each outlay."""

    particulars: Lines
    sums: Lines
    household: list[Lines]
    outlays: list[Lines]


def told(content: Content) -> Told:
    """Return what a file says, in words."""
    people = 1 + len(content.household)
    income = year_income(content)
    return Told(
        particulars=labelled(ParticularsForm, content.particulars),
        sums=[
            (_("income of the family in the year, as declared"), yuan(income)),
            (_("people living together"), people),
            (_("income per head and month"), yuan(per_head(income, people))),
        ],
        household=[labelled(HouseholdForm, one) for one in content.household],
        outlays=[labelled(OutlayForm, one) for one in content.outlays],
    )


def dict_of(form: type[forms.Form], values: Values) -> dict[Message, object]:
    """Return the values of a row in words, by label."""
    return dict(labelled(form, values))


@dataclass(frozen=True)
class ReckonedLine:
    """A line of a reckoning: label, sum, whether a test holds (None where it is none), the document that sets it."""

    label: Message
    value: str
    holds: bool | None
    document: str


def reckoning_lines(assessment: HardshipAssessment) -> list[ReckonedLine]:
    """Return the reckoning line by line: label, sum, whether a test holds, and the document that sets the line."""
    documents = {
        Reckoned.DEEP: f"{assessment.minimum.source} · {assessment.rule.source}",
        Reckoned.RELATIVE: f"{assessment.minimum.source} · {assessment.rule.source}",
        Reckoned.ACCIDENT: f"{assessment.minimum.source} · {assessment.rule.source}",
        Reckoned.PROVINCE: assessment.province_income.source if assessment.province_income else "",
    }
    lines = []
    for step in assessment.read().get("steps", []):
        what, amount = Reckoned(step["what"]), Decimal(step["amount"])
        value = str(amount) if what == Reckoned.PEOPLE else yuan(amount)
        lines.append(ReckonedLine(what.label, value, step["holds"], documents.get(what, "")))
    return lines


def exclusions(assessment: HardshipAssessment) -> list[Message]:
    """Return what excludes the family, in words."""
    return [Excluded(one).label for one in assessment.read().get("excluded", [])]
