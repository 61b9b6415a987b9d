"""What decided a grant or an exclusion, as their run kept it when it was counted: unit, rule and document."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from office.money import yuan
from office.types import FieldValues
from welfare.choices import Basis, Verdict
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import Exclusions, Grants
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit
from welfare.standards.rules import CapRow, RuleRow, documents, ruled

Rows = TypeVar("Rows", Grants, Exclusions)


@dataclass(frozen=True)
class Rule:
    """The cap that lowered an amount, or left nothing of it; `cap` is its key, which may be gone meanwhile."""

    basis: Basis
    amount: Decimal
    document: str
    cap: int | None = None

    def __str__(self) -> str:
        about = {"amount": yuan(self.amount), "basis": self.basis.label, "document": self.document}
        return _("%(amount)s, %(basis)s (%(document)s)") % about


def kept_rule(cap: CapRow) -> dict[str, object]:
    """Return a cap as RunUnit.rules keeps it."""
    return {"cap": cap.key, "amount": str(cap.amount), "document": cap.document}


def kept_conditions(rows: Iterable[RuleRow], *, kind: str, on: date) -> dict[str, dict[str, object]]:
    """Return the conditions of membership in force on a day as RunUnit.rules keeps them: by Verdict, with document."""
    found, named = ruled(rows, kind=kind, on=on), documents(rows, kind=kind, on=on)
    kept: dict[str, dict[str, object]] = {}
    if found.dues_months:
        kept[Verdict.NO_DUES.value] = {"months": found.dues_months, "document": named["dues_months"]}
    if found.wage_in_base:
        forms = sorted(found.outside_base or ())
        kept[Verdict.WAGE_NOT_IN_BASE.value] = {"forms": forms, "document": named["wage_in_base"]}
    if found.one_place:
        kept[Verdict.ELSEWHERE.value] = {"document": named["one_place"]}
    return kept


def document_of(row: Exclusion) -> str:
    """Return the document of the rule that kept a member out; "" for other reasons, and where it was not kept.

    One query, unless the row comes from `with_places`.
    """
    kept = _rules_at(row).get(row.reduced_by or row.verdict)
    return str(kept["document"]) if kept else ""


def documents_in(run: Run, verdict: Verdict) -> list[str]:
    """Return the documents by which the units of a run have a condition of membership, in order; none for others."""
    found = run.places.filter(rules__has_key=verdict.value).order_by()
    return sorted({*found.values_list(f"rules__{verdict.value}__document", flat=True)})


def with_places(rows: Rows) -> Rows:
    """Return the rows with `place_rules` and `place_name`, those of the unit in their run; `rule_of` reads them."""
    place = FilteredRelation("run__places", condition=Q(run__places__unit=F("unit")))
    found = rows.annotate(place=place).annotate(place_rules=F("place__rules"), place_name=F("place__unit_name"))
    return cast("Rows", found)


def rule_of(row: Grant | Exclusion) -> Rule | None:
    """Return the cap that lowered the amount; None where none did, or where its document was not kept.

    One query, unless the row comes from `with_places`.
    """
    if not row.reduced_by:
        return None
    kept = _rules_at(row).get(row.reduced_by)
    if kept is None:
        return None
    return Rule(Basis(row.reduced_by), Decimal(kept["amount"]), kept["document"], kept["cap"])


def _rules_at(row: Grant | Exclusion) -> dict[str, FieldValues]:
    found: dict[str, FieldValues] | None = getattr(row, "place_rules", None)
    if found is None:
        found = RunUnit.objects.filter(run=row.run_id, unit=row.unit_id).values_list("rules", flat=True).first()
    return found or {}
