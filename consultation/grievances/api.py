import django_filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from consultation.choices import GrievanceCategory, GrievanceState
from consultation.deadlines.serializers import DueSerializer
from consultation.grievances import actions as grievances
from consultation.grievances.actions import Story
from consultation.grievances.models import Grievance, GrievanceEntry
from consultation.permissions import ConsultationPermission
from members import access
from members.api_base import validated
from members.authority.guards import user_of
from members.cases.forms import LONGEST_TEXT
from members.units.serializers import UnitBriefSerializer
from office.days import PastDayField
from office.once.api import OncePerKeyMixin

VIEW_GRIEVANCE = ConsultationPermission.VIEW_GRIEVANCE
# The API takes the same days as the form.
check_past_day = PastDayField().validate


class EntrySerializer(serializers.ModelSerializer[GrievanceEntry]):
    class Meta:
        model = GrievanceEntry
        fields = ["kind", "side", "internal", "text", "at"]


class GrievanceBrief(DueSerializer[Grievance]):
    """A case in a list: without the story and without any name."""

    unit = UnitBriefSerializer()
    anonymous = serializers.BooleanField(source="is_anonymous")

    class Meta:
        model = Grievance
        fields = [
            *("id", "number", "category", "state", "outcome", "unit", "anonymous", "filed_at", "accepted_at"),
            *("closed_at", "due_on", "due_estimated", "due_left"),
        ]


class GrievanceSerializer(GrievanceBrief):
    """A case with its story; it never tells who reported. An officer's reading is recorded."""

    entries = serializers.SerializerMethodField()

    class Meta(GrievanceBrief.Meta):
        fields = [
            *GrievanceBrief.Meta.fields,
            *("facts", "since", "employment_ended_on", "concerned", "wish", "summary", "advice", "entries"),
        ]

    @extend_schema_field(EntrySerializer(many=True))
    def get_entries(self, grievance: Grievance) -> list[dict[str, object]]:
        inside = access.can(self.context["request"].user, VIEW_GRIEVANCE, grievance.unit)
        entries = grievance.entries.all() if inside else grievance.entries.for_worker()
        return [dict(one) for one in EntrySerializer(entries, many=True).data]


class FileSerializer(serializers.Serializer[Grievance]):
    category = serializers.ChoiceField(choices=GrievanceCategory.choices)
    facts = serializers.CharField(max_length=LONGEST_TEXT)
    since = serializers.DateField(default=None, allow_null=True, validators=[check_past_day])
    employment_ended_on = serializers.DateField(default=None, allow_null=True, validators=[check_past_day])
    concerned = serializers.CharField(max_length=200, default="", allow_blank=True)
    wish = serializers.CharField(max_length=2000, default="", allow_blank=True)


class GrievanceFilterSet(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=GrievanceState.choices)

    class Meta:
        model = Grievance
        fields = ["category", "outcome"]


class GrievanceViewSet(
    OncePerKeyMixin,
    mixins.CreateModelMixin,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[Grievance],
):
    """The caller's own named cases and those of the units whose cases they may see, latest first."""

    queryset = Grievance.objects.all()
    serializer_class = GrievanceSerializer
    filterset_class = GrievanceFilterSet

    def get_serializer_class(self) -> type[GrievanceBrief]:
        return GrievanceBrief if self.action == "list" else GrievanceSerializer

    def get_queryset(self) -> QuerySet[Grievance]:
        user = self.request.user
        seen = Grievance.objects.filter(access.within(user, VIEW_GRIEVANCE) | Q(reporter__user__pk=user.pk))
        return seen.with_due().select_related("unit")

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        grievance: Grievance = self.get_object()
        if access.can(request.user, VIEW_GRIEVANCE, grievance.unit):
            grievances.record_reading(grievance, by=user_of(request))
        return Response(self.get_serializer(grievance).data)

    @extend_schema(request=FileSerializer, responses={201: GrievanceSerializer})
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """File a case in the caller's own name; anonymous ones are filed by the form at /report/ only."""
        data = validated(FileSerializer, request)
        story = Story(**{**data, "category": GrievanceCategory(data["category"])})
        filed = grievances.file_grievance(story, by=user_of(request))
        return Response(self.get_serializer(self.get_queryset().get(pk=filed.pk)).data, status=status.HTTP_201_CREATED)
