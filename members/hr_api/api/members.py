import django_filters

from members import choices
from members.api_base import ScopedViewSet
from members.hr_api.api.batch import BatchMixin
from members.hr_api.api.changes import ChangesMixin
from members.permissions import MembersPermission
from members.register.actions.search import search_people
from members.register.models.member import Member
from members.register.querysets.members import Members
from members.register.serializers import MemberSerializer
from members.units.models.units import Unit


class MemberFilterSet(django_filters.FilterSet):
    unit = django_filters.CharFilter(method="filter_unit", label="Code of a unit: it and everything below it.")
    q = django_filters.CharFilter(method="search", label="Name, pinyin, initials, employee number or phone tail.")
    state = django_filters.ChoiceFilter(choices=choices.MemberState.choices)

    class Meta:
        model = Member
        fields = ["employment", "post_category", "employee_number"]

    def filter_unit(self, members: Members, _name: str, code: str) -> Members:
        unit = Unit.objects.visible_to(self.request.user, MembersPermission.VIEW_MEMBER).filter(code=code).first()
        return members.filter(unit__path__startswith=unit.path) if unit else members.none()

    def search(self, members: Members, _name: str, text: str) -> Members:
        return members.matching(search_people(self.request.user, text))


class MemberViewSet(BatchMixin, ChangesMixin, ScopedViewSet[Member]):
    """The members of the caller's units, numbers masked, the latest first."""

    perm = MembersPermission.VIEW_MEMBER
    queryset = Member.objects.select_related("unit")
    serializer_class = MemberSerializer
    filterset_class = MemberFilterSet
