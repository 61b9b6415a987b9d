from typing import Any

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from consultation.actions import grievances, questions
from consultation.actions.grievances import Story
from consultation.choices import GrievanceCategory, GrievanceState, QuestionKind, QuestionState, Tier, Topic
from consultation.forms import LONGEST_TEXT
from consultation.models.grievances import Grievance, GrievanceEntry
from consultation.models.questions import Message, Question
from members import access
from members.authority.models import User
from members.units.serializers import UnitBrief
from union_portal.office.days import PastDayField

VIEW_QUESTION, ANSWER = "consultation.view_question", "consultation.answer_question"
VIEW_GRIEVANCE = "consultation.view_grievance"
# The same days as the form takes.
HAPPENED = PastDayField().validate


class MessageSerializer(serializers.ModelSerializer):
    class Meta:
        model = Message
        fields = ["side", "internal", "text", "at"]


class QuestionSerializer(serializers.ModelSerializer):
    """A question with its conversation; internal notes only for those who may see questions of its unit."""

    unit = UnitBrief()
    due_on = serializers.DateField(allow_null=True, help_text="Last day of the most pressing running limit.")
    due_estimated = serializers.BooleanField(
        allow_null=True, help_text="True while the holidays of a year on the way are not announced."
    )
    messages = serializers.SerializerMethodField()

    class Meta:
        model = Question
        fields = [
            *("id", "number", "kind", "topic", "title", "state", "tier", "unit", "supervised", "asked_at"),
            *("accepted_at", "closed_at", "due_on", "due_estimated", "messages"),
        ]

    @extend_schema(responses=MessageSerializer(many=True))
    def get_messages(self, question: Question) -> list[dict[str, Any]]:
        inside = access.can(self.context["request"].user, VIEW_QUESTION, question.unit)
        shown = [message for message in question.messages.all() if inside or not message.internal]
        return [dict(one) for one in MessageSerializer(shown, many=True).data]


class AskSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    topic = serializers.ChoiceField(choices=Topic.choices, default=Topic.OTHER)
    title = serializers.CharField(max_length=100, default="", allow_blank=True)
    text = serializers.CharField(max_length=LONGEST_TEXT)


class AcceptSerializer(serializers.Serializer):
    tier = serializers.ChoiceField(choices=Tier.choices)


class TextSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=LONGEST_TEXT)


class QuestionFilterSet(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=QuestionState.choices)
    overdue = django_filters.BooleanFilter(method="filter_overdue", label="Past the last day of a running limit.")

    class Meta:
        model = Question
        fields = ["kind", "topic", "tier", "supervised"]

    def filter_overdue(self, rows: Any, _name: str, wanted: bool) -> QuerySet:
        return rows.overdue(timezone.localdate()) if wanted else rows


class QuestionViewSet(
    mixins.CreateModelMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet
):
    """The caller's own questions and those of the units whose questions they may see, latest first."""

    queryset = Question.objects.all()
    serializer_class = QuestionSerializer
    filterset_class = QuestionFilterSet

    def get_queryset(self) -> QuerySet:
        user = self.request.user
        seen = Question.objects.filter(access.within(user, VIEW_QUESTION) | Q(asker=user))
        messages = Prefetch("messages", Message.objects.order_by("id"))
        return seen.with_due().select_related("unit").prefetch_related(messages).defer("grams")

    @extend_schema(request=AskSerializer, responses={201: QuestionSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask a question in the caller's own name."""
        data = _checked(AskSerializer, request)
        asked = questions.ask_question(by=_caller(request), **data)
        return self._answer(asked.pk, status.HTTP_201_CREATED)

    @extend_schema(request=AcceptSerializer, responses=QuestionSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Accept a question with its tier, for counsellors."""
        data = _checked(AcceptSerializer, request)
        question = self._to_answer(request)
        questions.accept_question(question, Tier(data["tier"]), by=_caller(request))
        return self._answer(question.pk)

    @extend_schema(request=TextSerializer, responses=QuestionSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Answer an accepted question, for counsellors."""
        data = _checked(TextSerializer, request)
        question = self._to_answer(request)
        questions.answer_question(question, data["text"], by=_caller(request))
        return self._answer(question.pk)

    def _to_answer(self, request: Request) -> Question:
        question = self.get_object()
        if not access.can(request.user, ANSWER, question.unit):
            raise PermissionDenied
        return question

    def _answer(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=pk)).data, status=code)


class EntrySerializer(serializers.ModelSerializer):
    class Meta:
        model = GrievanceEntry
        fields = ["kind", "side", "internal", "text", "at"]


class GrievanceBrief(serializers.ModelSerializer):
    """A case as it stands in a list: without the story and without any name."""

    unit = UnitBrief()
    anonymous = serializers.BooleanField(source="is_anonymous")
    due_on = serializers.DateField(allow_null=True, help_text="Last day of the most pressing running limit.")
    due_estimated = serializers.BooleanField(
        allow_null=True, help_text="True while the holidays of a year on the way are not announced."
    )

    class Meta:
        model = Grievance
        fields = [
            *("id", "number", "category", "state", "outcome", "unit", "anonymous", "filed_at", "accepted_at"),
            *("closed_at", "due_on", "due_estimated"),
        ]


class GrievanceSerializer(GrievanceBrief):
    """A case with its story; who reported it is never given here. Reading it is put on record."""

    entries = serializers.SerializerMethodField()

    class Meta(GrievanceBrief.Meta):
        fields = [
            *GrievanceBrief.Meta.fields,
            *("facts", "since", "employment_ended_on", "concerned", "wish", "summary", "advice", "entries"),
        ]

    @extend_schema(responses=EntrySerializer(many=True))
    def get_entries(self, grievance: Grievance) -> list[dict[str, Any]]:
        inside = access.can(self.context["request"].user, VIEW_GRIEVANCE, grievance.unit)
        entries = grievance.entries.all() if inside else grievance.entries.for_reporter()
        return [dict(one) for one in EntrySerializer(entries, many=True).data]


class FileSerializer(serializers.Serializer):
    category = serializers.ChoiceField(choices=GrievanceCategory.choices)
    facts = serializers.CharField(max_length=LONGEST_TEXT)
    since = serializers.DateField(default=None, allow_null=True, validators=[HAPPENED])
    employment_ended_on = serializers.DateField(default=None, allow_null=True, validators=[HAPPENED])
    concerned = serializers.CharField(max_length=200, default="", allow_blank=True)
    wish = serializers.CharField(max_length=2000, default="", allow_blank=True)


class GrievanceFilterSet(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=GrievanceState.choices)

    class Meta:
        model = Grievance
        fields = ["category", "outcome"]


class GrievanceViewSet(
    mixins.CreateModelMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet
):
    """The caller's own named cases and those of the units whose cases they may see, latest first."""

    queryset = Grievance.objects.all()
    serializer_class = GrievanceSerializer
    filterset_class = GrievanceFilterSet

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return GrievanceBrief if self.action == "list" else GrievanceSerializer

    def get_queryset(self) -> QuerySet:
        user = self.request.user
        seen = Grievance.objects.filter(access.within(user, VIEW_GRIEVANCE) | Q(reporter__user=user))
        return seen.with_due().select_related("unit")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        grievance = self.get_object()
        if access.can(request.user, VIEW_GRIEVANCE, grievance.unit):
            grievances.record_reading(grievance, by=_caller(request))
        return Response(self.get_serializer(grievance).data)

    @extend_schema(request=FileSerializer, responses={201: GrievanceSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """File a case in the caller's own name; without a name only the form at /report/ takes one."""
        data = _checked(FileSerializer, request)
        story = Story(**{**data, "category": GrievanceCategory(data["category"])})
        filed = grievances.file_grievance(story, by=_caller(request))
        return Response(self.get_serializer(self.get_queryset().get(pk=filed.pk)).data, status=status.HTTP_201_CREATED)


def _checked(kind: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    serializer = kind(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def _caller(request: Request) -> User:
    """Whoever calls; the default permission lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user
