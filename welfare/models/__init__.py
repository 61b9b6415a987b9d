from welfare.budgets.models import BudgetLine
from welfare.grants.models import Grant, Occasion
from welfare.plans.models import Plan
from welfare.runs.models import Approval, Run, RunUnit, Slice
from welfare.standards.models import ApprovalRule, Cap

__all__ = ["Approval", "ApprovalRule", "BudgetLine", "Cap", "Grant", "Occasion", "Plan", "Run", "RunUnit", "Slice"]
