import django_filters
from django.db.models import QuerySet

from members.api_base import ScopedViewSet
from members.permissions import MembersPermission
from members.units.models.units import Unit
from members.units.serializers import UnitSerializer


class UnitFilter(django_filters.FilterSet):
    under = django_filters.CharFilter(method="filter_under", label="Code of a unit: it and everything below it.")
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Part of the name.")

    class Meta:
        model = Unit
        fields = ["code", "kind"]

    def filter_under(self, units: QuerySet[Unit], _name: str, code: str) -> QuerySet[Unit]:
        top = units.filter(code=code).first()
        return units.filter(path__startswith=top.path) if top else units.none()


class UnitViewSet(ScopedViewSet[Unit]):
    """The units where the caller may read, the latest created first."""

    perm = MembersPermission.VIEW_UNIT
    queryset = Unit.objects.all()
    serializer_class = UnitSerializer
    filterset_class = UnitFilter

    def get_serializer_context(self) -> dict[str, object]:
        context = dict(super().get_serializer_context())
        if not getattr(self, "swagger_fake_view", False):
            context["codes"] = dict(self.get_queryset().filter(numchild__gt=0).values_list("path", "code"))
        return context
