"""The router with every viewset of the API."""

from rest_framework.routers import SimpleRouter

from consultation.grievances.api import GrievanceViewSet
from consultation.knowledge.api import FaqViewSet
from consultation.questions.api import QuestionViewSet
from members.approvals.api import ApprovalRuleViewSet, ApprovalViewSet
from members.deputies.api import DeputyViewSet
from members.documents.api import IssuedDocumentViewSet
from members.freezes.api import FreezeViewSet
from members.hr_api.api.members import MemberViewSet
from members.units.api import UnitViewSet
from welfare.auditing.api import AuditPackViewSet
from welfare.budgets.api import BudgetEntryViewSet, BudgetLineViewSet, YearEndViewSet
from welfare.fairness.api import ReplayViewSet, RunFiguresViewSet
from welfare.goods.api import (
    ArticleViewSet,
    BatchViewSet,
    OfferViewSet,
    OwnOfferViewSet,
    StockEntryViewSet,
    StoreViewSet,
)
from welfare.handing_out.api import GrantViewSet, OwnGrantViewSet
from welfare.handing_out.hand_outs_api import HandOutViewSet, SampleCallViewSet
from welfare.hardship.api import HardshipFileViewSet
from welfare.objections.api import ObjectionViewSet, OwnLineViewSet, RunWithNoticeViewSet
from welfare.payment.api import PaymentLineViewSet, PaymentViewSet
from welfare.reports.api import (
    CoverageViewSet,
    FairnessViewSet,
    SpendingViewSet,
    UncollectedViewSet,
    VisitsInTimeViewSet,
)
from welfare.seasonal.api import HeatDeliveryViewSet, HeatSiteViewSet
from welfare.standards.api import CapViewSet
from welfare.visits.api import VisitViewSet

router = SimpleRouter()
router.register("units", UnitViewSet, basename="api_unit")
router.register("members", MemberViewSet, basename="api_member")
router.register("documents", IssuedDocumentViewSet, basename="api_document")
router.register("questions", QuestionViewSet, basename="api_question")
router.register("faq", FaqViewSet, basename="api_faq")
router.register("grievances", GrievanceViewSet, basename="api_grievance")
router.register("approvals", ApprovalViewSet, basename="api_approval")
router.register("approval-rules", ApprovalRuleViewSet, basename="api_approval_rule")
router.register("deputies", DeputyViewSet, basename="api_deputy")
router.register("freezes", FreezeViewSet, basename="api_freeze")
router.register("runs", RunWithNoticeViewSet, basename="api_run")
router.register("caps", CapViewSet, basename="api_cap")
router.register("run-figures", RunFiguresViewSet, basename="api_run_figures")
router.register("replays", ReplayViewSet, basename="api_replay")
router.register("budgets", BudgetLineViewSet, basename="api_budget")
router.register("budget-entries", BudgetEntryViewSet, basename="api_budget_entry")
router.register("year-ends", YearEndViewSet, basename="api_year_end")
router.register("grants", GrantViewSet, basename="api_grant")
router.register("hand-outs", HandOutViewSet, basename="api_hand_out")
router.register("sample-calls", SampleCallViewSet, basename="api_sample_call")
router.register("articles", ArticleViewSet, basename="api_article")
router.register("stores", StoreViewSet, basename="api_store")
router.register("stock-batches", BatchViewSet, basename="api_stock_batch")
router.register("stock-entries", StockEntryViewSet, basename="api_stock_entry")
router.register("offers", OfferViewSet, basename="api_offer")
router.register("my/offers", OwnOfferViewSet, basename="api_own_offer")
router.register("hardship-files", HardshipFileViewSet, basename="api_hardship_file")
router.register("visits", VisitViewSet, basename="api_visit")
router.register("heat-sites", HeatSiteViewSet, basename="api_heat_site")
router.register("heat-deliveries", HeatDeliveryViewSet, basename="api_heat_delivery")
router.register("audit-packs", AuditPackViewSet, basename="api_audit_pack")
router.register("reports/coverage", CoverageViewSet, basename="api_report_coverage")
router.register("reports/spending", SpendingViewSet, basename="api_report_spending")
router.register("reports/fairness", FairnessViewSet, basename="api_report_fairness")
router.register("reports/uncollected", UncollectedViewSet, basename="api_report_uncollected")
router.register("reports/visits", VisitsInTimeViewSet, basename="api_report_visits")
router.register("payments", PaymentViewSet, basename="api_payment")
router.register("payment-lines", PaymentLineViewSet, basename="api_payment_line")
router.register("objections", ObjectionViewSet, basename="api_objection")
router.register("my/lines", OwnLineViewSet, basename="api_own_line")
router.register("my/grants", OwnGrantViewSet, basename="api_own_grant")
