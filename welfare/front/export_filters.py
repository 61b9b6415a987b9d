"""The forms of the filters of exports, by verb: the audit log tells the filters by their labels."""

from django import forms

from welfare.budgets.forms import BudgetFilter, ExecutionFilter, LedgerFilter, YearEndFilter
from welfare.goods.forms import ArticleFilter, EntryFilter, StockFilter
from welfare.goods.offer_forms import OfferFilter
from welfare.handing_out.forms import GrantFilter, HandOutFilter, SampleCallFilter
from welfare.hardship.forms import HardshipFilter
from welfare.objections.forms import ObjectionFilter
from welfare.payment.forms import LineFilter, PaymentFilter, ProfileFilter
from welfare.plans.forms import PlanFilter
from welfare.reports.forms import ReportFilter, UncollectedFilter
from welfare.runs.forms import JudgedFilter, RunFilter
from welfare.seasonal.forms import DeliveryFilter, RuleFilter, SiteFilter
from welfare.seasonal.winter_forms import WinterFilter
from welfare.standards.forms import CapFilter
from welfare.visits.forms import VisitFilter

FILTER_FORMS: dict[str, type[forms.Form]] = {
    "article.export": ArticleFilter,
    "store.export": ArticleFilter,
    "offer.export": OfferFilter,
    "stock.export": StockFilter,
    "stock.export_entries": EntryFilter,
    "bank_profile.export": ProfileFilter,
    "budget.export": BudgetFilter,
    "budget.export_ledger": LedgerFilter,
    "budget.export_execution": ExecutionFilter,
    "budget.export_year_ends": YearEndFilter,
    "cap.export": CapFilter,
    "grant.export": GrantFilter,
    "hand_out.export": HandOutFilter,
    "sample_call.export": SampleCallFilter,
    "objection.export": ObjectionFilter,
    "hardship.export": HardshipFilter,
    "hardship.export_winter": WinterFilter,
    "heat_site.export": SiteFilter,
    "heat_delivery.export": DeliveryFilter,
    "heat_rule.export": RuleFilter,
    "payment.export": PaymentFilter,
    "payment.export_lines": LineFilter,
    "plan.export": PlanFilter,
    "report.export_coverage": ReportFilter,
    "report.export_spending": ReportFilter,
    "report.export_fairness": ReportFilter,
    "report.export_uncollected": UncollectedFilter,
    "report.export_visits": ReportFilter,
    "run.export": GrantFilter,
    "run.export_judged": JudgedFilter,
    "run.export_list": RunFilter,
    "visit.export": VisitFilter,
}
