from welfare.budgets.models import BudgetLine
from welfare.grants.models import Grant, Occasion
from welfare.models.runs import Approval, Run, RunUnit, Slice
from welfare.plans.models import Plan
from welfare.standards.models import ApprovalRule, Cap

__all__ = ["Approval", "ApprovalRule", "BudgetLine", "Cap", "Grant", "Occasion", "Plan", "Run", "RunUnit", "Slice"]
