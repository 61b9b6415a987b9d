import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer, ScopedViewSet, validated
from members.authority.guards import user_of
from members.register.models.member import Member
from members.units.serializers import UnitBriefSerializer
from office.once.api import OncePerKeyMixin
from welfare.grants.models.grants import Grant
from welfare.grants.models.signings import Signing
from welfare.handing_out import actions
from welfare.handing_out.forms import SignManyForm
from welfare.permissions import WelfarePermission
from welfare.runs.accounts import account_told
from welfare.runs.api import OccasionSerializer
from welfare.runs.collection import Details, details_for
from welfare.runs.decided import Rule, rule_of, with_places

READ = ("member", "occasion", "unit", "run", "account")


class MemberBrief(serializers.ModelSerializer[Member]):
    class Meta:
        model = Member
        fields = ["id", "name", "employee_number"]


class CollectionSerializer(serializers.Serializer[Details]):
    """What the member collects, where, when, whom they ask, and the last day."""

    goods = serializers.CharField()
    place = serializers.CharField()
    hours = serializers.CharField()
    contact = serializers.CharField()
    until = serializers.DateField(allow_null=True)


class RuleSerializer(serializers.Serializer[Rule]):
    """The cap that lowered an amount: how it is counted, its sum in yuan, and the document that sets it."""

    basis = serializers.CharField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    document = serializers.CharField()


class GrantSerializer(serializers.ModelSerializer[Grant]):
    """What one member was given, in yuan; `reduced_by` names the cap that lowered it, `rule` says which one it was.

    `name`, `unit_name`, `rule`, `decision` and `account` (masked, "" for goods) are as the run was counted; `member` is
    as the register is today.
    """

    member = MemberBrief()
    name = serializers.CharField(source="shown_name")
    unit_name = serializers.CharField(source="place_name", allow_null=True, default=None)
    rule = serializers.SerializerMethodField()
    decision = serializers.CharField(source="run.decision")
    account = serializers.SerializerMethodField()
    occasion = OccasionSerializer()
    unit = UnitBriefSerializer()
    collection = serializers.SerializerMethodField()

    class Meta:
        model = Grant
        fields = [
            "id",
            "run",
            "member",
            "occasion",
            "unit",
            "amount",
            "post_category",
            "name",
            "unit_name",
            "reduced_by",
            "rule",
            "decision",
            "account",
            "received_at",
            "collection",
        ]

    @extend_schema_field(RuleSerializer(allow_null=True))
    def get_rule(self, grant: Grant) -> dict[str, object] | None:
        rule = rule_of(grant)
        return None if rule is None else dict(RuleSerializer(rule).data)

    def get_account(self, grant: Grant) -> str:
        return account_told(grant)

    @extend_schema_field(CollectionSerializer)
    def get_collection(self, grant: Grant) -> dict[str, object]:
        details = details_for(grant.run, grant.unit.path, grant.run.collections.all())
        return dict(CollectionSerializer(details).data)


class SignSerializer(serializers.Serializer[Signing]):
    """Members who signed on paper: the benefits of one run, how they confirmed it, and the scans of the sheet."""

    grants = serializers.ListField(
        child=serializers.IntegerField(min_value=1), min_length=1, max_length=actions.SIGNED_TOGETHER
    )
    reason = serializers.CharField(max_length=300)
    sheets = serializers.ListField(child=serializers.FileField(), min_length=1)


class SigningSerializer(serializers.ModelSerializer[Signing]):
    """What was signed for together: the run, how many members, and the sum in yuan."""

    class Meta:
        model = Signing
        fields = ["id", "run", "heads", "amount"]


class GrantFilterSet(django_filters.FilterSet):
    # Plain numbers: a choice among rows would refuse what doesn't exist and take what is merely out of reach.
    run = django_filters.NumberFilter(field_name="run_id")
    member = django_filters.NumberFilter(field_name="member_id")
    received = django_filters.BooleanFilter(field_name="received_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Grant
        fields: list[str] = []


class GrantViewSet(ScopedViewSet[Grant]):
    """What the members of the caller's units were given: issued lists only, latest first."""

    perm = WelfarePermission.VIEW_GRANT
    queryset = with_places(Grant.objects.issued()).select_related(*READ).prefetch_related("run__collections__unit")
    serializer_class = GrantSerializer
    filterset_class = GrantFilterSet

    @extend_schema(
        request={"multipart/form-data": SignSerializer}, responses={201: SigningSerializer, 409: RefusalSerializer}
    )
    @action(detail=False, methods=["post"], perm=WelfarePermission.SIGN_GRANT, parser_classes=[MultiPartParser])
    def sign(self, request: Request) -> Response:
        """Record together the receipts of members who signed on paper; all of them, or none."""
        data = validated(SignSerializer, request)
        form = SignManyForm({"reason": data["reason"]}, request.FILES)
        if not form.is_valid():
            raise serializers.ValidationError({name: [*said] for name, said in form.errors.items()})
        asked = {*data["grants"]}
        chosen = Grant.objects.visible_to(request.user, WelfarePermission.SIGN_GRANT).issued().filter(pk__in=asked)
        if chosen.count() != len(asked):
            raise serializers.ValidationError({"grants": [_("There is no such benefit among those you may sign for.")]})
        entered = form.cleaned_data
        signing = actions.sign_grants(chosen, by=user_of(request), reason=entered["reason"], sheets=entered["sheets"])
        return Response(SigningSerializer(signing).data, status=status.HTTP_201_CREATED)


class OwnGrantViewSet(
    OncePerKeyMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Grant]
):
    """The caller's own benefits, latest first; `receive` confirms one of them."""

    permission_classes = [IsAuthenticated]
    queryset = Grant.objects.select_related(*READ)
    serializer_class = GrantSerializer

    def get_queryset(self) -> QuerySet[Grant]:
        own = with_places(Grant.objects.own(user_of(self.request)))
        return own.select_related(*READ).prefetch_related("run__collections__unit")

    @extend_schema(request=None, responses={200: GrantSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"])
    def receive(self, request: Request, pk: str) -> Response:
        """Confirm the receipt; doing so again changes nothing."""
        grant = self.get_object()
        actions.receive_grant(grant, by=user_of(request))
        return Response(GrantSerializer(grant).data)
