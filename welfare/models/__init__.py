from welfare.models.grants import Approval, Grant
from welfare.models.runs import Run, RunUnit, Slice
from welfare.models.standards import ApprovalRule, BudgetLine, Cap, Occasion, Plan

__all__ = ["Approval", "ApprovalRule", "BudgetLine", "Cap", "Grant", "Occasion", "Plan", "Run", "RunUnit", "Slice"]
