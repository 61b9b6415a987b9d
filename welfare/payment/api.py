import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.api_base import ScopedViewSet
from members.units.serializers import UnitBriefSerializer
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.files import PaymentFile
from welfare.payment.models.lines import PaymentLine
from welfare.permissions import WelfarePermission


class PaymentFileSerializer(serializers.ModelSerializer[PaymentFile]):
    """A file for the bank, without its content: how many payments, yuan, SHA-256, and when it was fetched."""

    class Meta:
        model = PaymentFile
        fields = ["number", "rows", "amount", "digest", "made_at", "fetched_at"]


class PaymentSerializer(serializers.ModelSerializer[PaymentBatch]):
    """A payment; `heads` and `amount` (yuan) grow while its files are made."""

    unit = UnitBriefSerializer()
    number = serializers.CharField()
    files = PaymentFileSerializer(many=True)

    class Meta:
        model = PaymentBatch
        fields = [
            "id",
            "number",
            "purpose",
            "unit",
            "state",
            "heads",
            "amount",
            "left_out",
            "started_at",
            "made_at",
            "released_at",
            "files",
        ]


class PaymentLineSerializer(serializers.ModelSerializer[PaymentLine]):
    """One payment of one grant or visit, the account masked; `replaces` is the returned line that it was made anew for.

    `account_changed`: it was another account, or none, when the run was counted.
    """

    number = serializers.CharField()
    account = serializers.CharField(source="masked_account", help_text="Masked.")
    payment = serializers.SerializerMethodField()

    class Meta:
        model = PaymentLine
        fields = [
            "id",
            "number",
            "payment",
            "grant",
            "visit",
            "name",
            "account",
            "account_changed",
            "amount",
            "state",
            "paid_on",
            "reason",
            "replaces",
        ]

    @extend_schema_field(int)
    def get_payment(self, line: PaymentLine) -> int:
        return line.file.batch_id


class PaymentFilterSet(django_filters.FilterSet):
    class Meta:
        model = PaymentBatch
        fields = ["state"]


class PaymentLineFilterSet(django_filters.FilterSet):
    # A plain number: a choice among rows would tell which exist.
    payment = django_filters.NumberFilter(field_name="file__batch_id")

    class Meta:
        model = PaymentLine
        fields = ["state"]


class PaymentViewSet(ScopedViewSet[PaymentBatch]):
    """The payments of the caller's units, latest first."""

    perm = WelfarePermission.VIEW_PAYMENTBATCH
    queryset = PaymentBatch.objects.select_related("unit").prefetch_related("files")
    serializer_class = PaymentSerializer
    filterset_class = PaymentFilterSet


class PaymentLineViewSet(ScopedViewSet[PaymentLine]):
    """The lines of the payments of the caller's units, latest first, accounts masked."""

    perm = WelfarePermission.VIEW_PAYMENTBATCH
    queryset = PaymentLine.objects.select_related("file")
    serializer_class = PaymentLineSerializer
    filterset_class = PaymentLineFilterSet
