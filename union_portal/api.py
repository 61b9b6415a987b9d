"""Every address of the API, one router for all desks."""

from rest_framework.routers import SimpleRouter

from consultation.api import GrievanceViewSet, QuestionViewSet
from members.api import MemberViewSet, UnitViewSet

router = SimpleRouter()
router.register("units", UnitViewSet, basename="api_unit")
router.register("members", MemberViewSet, basename="api_member")
router.register("questions", QuestionViewSet, basename="api_question")
router.register("grievances", GrievanceViewSet, basename="api_grievance")
