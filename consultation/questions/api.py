import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from consultation.choices import QuestionKind, QuestionState, Tier, Topic
from consultation.deadlines.serializers import DueSerializer
from consultation.permissions import ConsultationPermission
from consultation.questions import actions as questions
from consultation.questions.models import Message, Question
from consultation.questions.querysets import Questions
from members import access
from members.api_base import validated
from members.authority.guards import user_of
from members.cases.forms import LONGEST_TEXT
from members.units.serializers import UnitBriefSerializer
from office.once.api import OncePerKeyMixin

VIEW_QUESTION, ANSWER = ConsultationPermission.VIEW_QUESTION, ConsultationPermission.ANSWER_QUESTION


class MessageSerializer(serializers.ModelSerializer[Message]):
    class Meta:
        model = Message
        fields = ["side", "internal", "text", "at"]


class QuestionSerializer(DueSerializer[Question]):
    """A question with its messages; internal notes only for those who may see questions of its unit."""

    unit = UnitBriefSerializer()
    messages = serializers.SerializerMethodField()

    class Meta:
        model = Question
        fields = [
            *("id", "number", "kind", "topic", "title", "state", "tier", "unit", "supervised", "asked_at"),
            *("accepted_at", "closed_at", "due_on", "due_estimated", "due_left", "messages"),
        ]

    @extend_schema_field(MessageSerializer(many=True))
    def get_messages(self, question: Question) -> list[dict[str, object]]:
        inside = access.can(self.context["request"].user, VIEW_QUESTION, question.unit)
        shown = [message for message in question.messages.all() if inside or not message.internal]
        return [dict(one) for one in MessageSerializer(shown, many=True).data]


class AskSerializer(serializers.Serializer[Question]):
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    topic = serializers.ChoiceField(choices=Topic.choices, default=Topic.OTHER)
    title = serializers.CharField(max_length=100, default="", allow_blank=True)
    text = serializers.CharField(max_length=LONGEST_TEXT)


class AcceptSerializer(serializers.Serializer[Question]):
    tier = serializers.ChoiceField(choices=Tier.choices)


class TextSerializer(serializers.Serializer[Question]):
    text = serializers.CharField(max_length=LONGEST_TEXT)


class QuestionFilterSet(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=QuestionState.choices)
    overdue = django_filters.BooleanFilter(method="filter_overdue", label="Past the last day of a running limit.")

    class Meta:
        model = Question
        fields = ["kind", "topic", "tier", "supervised"]

    def filter_overdue(self, rows: Questions, _name: str, wanted: bool) -> Questions:
        return rows.overdue(timezone.localdate()) if wanted else rows


class QuestionViewSet(
    OncePerKeyMixin,
    mixins.CreateModelMixin,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[Question],
):
    """The caller's own questions and those of the units whose questions they may see, latest first."""

    queryset = Question.objects.all()
    serializer_class = QuestionSerializer
    filterset_class = QuestionFilterSet

    def get_queryset(self) -> QuerySet[Question]:
        user = self.request.user
        seen = Question.objects.filter(access.within(user, VIEW_QUESTION) | Q(asker__pk=user.pk))
        messages = Prefetch("messages", Message.objects.order_by("id"))
        return seen.with_due().select_related("unit").prefetch_related(messages).defer("grams")

    @extend_schema(request=AskSerializer, responses={201: QuestionSerializer})
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Ask a question in the caller's own name."""
        data = validated(AskSerializer, request)
        asked = questions.ask_question(by=user_of(request), **data)
        return self._answer(asked.pk, status.HTTP_201_CREATED)

    @extend_schema(request=AcceptSerializer, responses=QuestionSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Accept a question with its tier, for counsellors."""
        data = validated(AcceptSerializer, request)
        question = self._to_answer(request)
        questions.accept_question(question, Tier(data["tier"]), by=user_of(request))
        return self._answer(question.pk)

    @extend_schema(request=TextSerializer, responses=QuestionSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Answer an accepted question, for counsellors."""
        data = validated(TextSerializer, request)
        question = self._to_answer(request)
        questions.answer_question(question, data["text"], by=user_of(request))
        return self._answer(question.pk)

    def _to_answer(self, request: Request) -> Question:
        question: Question = self.get_object()
        if not access.can(request.user, ANSWER, question.unit):
            raise PermissionDenied
        return question

    def _answer(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=pk)).data, status=code)
