from django.db.models import QuerySet
from rest_framework import mixins, serializers, viewsets

from consultation.knowledge.models import FaqEntry
from members.register.models.member import Member
from office.once.api import OncePerKeyMixin


class FaqEntrySerializer(serializers.ModelSerializer[FaqEntry]):
    class Meta:
        model = FaqEntry
        fields = ["id", "topic", "question", "answer", "changed_at"]


class FaqViewSet(OncePerKeyMixin, mixins.ListModelMixin, viewsets.GenericViewSet[FaqEntry]):
    """The frequent questions that are published for the caller's own unit."""

    queryset = FaqEntry.objects.all()
    serializer_class = FaqEntrySerializer

    def get_queryset(self) -> QuerySet[FaqEntry]:
        member = Member.objects.own(self.request.user).select_related("unit").first()
        return FaqEntry.objects.published_for(member.unit).defer("grams") if member else FaqEntry.objects.none()
