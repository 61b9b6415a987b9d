from collections.abc import Iterable
from typing import cast

from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import HoldsPermission, RefusalSerializer, ScopedViewSet, validated
from members.authority.guards import user_of
from members.authority.models import User
from office.types import FieldValues
from welfare.fairness.actions.replays import may_replay, start_replay
from welfare.fairness.forms import ReplayForm
from welfare.fairness.models import CapsBy, Purpose, Recount, RecountState, RulesBy
from welfare.fairness.reading import Reading, Table, figures_of, read_figures, read_replay
from welfare.permissions import WelfarePermission
from welfare.plans.amounts import By
from welfare.plans.giving_forms import GROUP_FIELDS
from welfare.runs.models.runs import Run


class GroupFiguresSerializer(serializers.Serializer[None]):
    """Heads and yuan of one group; `group` names several where groups under five people were put together."""

    table = serializers.CharField(help_text="post_category, sex, branch, or two of them: branch_sex.")
    group = serializers.CharField()
    second = serializers.CharField(help_text="The group of the second dimension; empty in tables of one.")
    members = serializers.IntegerField(allow_null=True, help_text="Null where it would tell of fewer than five.")
    receiving = serializers.IntegerField()
    money = serializers.DecimalField(max_digits=14, decimal_places=2)
    gaining = serializers.IntegerField()
    losing = serializers.IntegerField()


def groups_in(tables: Iterable[Table]) -> list[FieldValues]:
    """Return the lines of the tables that may be shown, as GroupFiguresSerializer describes them."""
    found = []
    for table in tables:
        if not table.is_shown:
            continue
        for row in table.rows:
            cells = zip(table.columns, row.cells, strict=True) if table.columns else [("", row.figures)]
            for second, figures in cells:
                found.append(
                    {
                        "table": table.key,
                        "group": row.label,
                        "second": second,
                        "members": figures.meant if row.shows_members and not second else None,
                        "receiving": figures.heads,
                        "money": str(figures.money),
                        "gaining": figures.gains,
                        "losing": figures.loses,
                    }
                )
    return found


class RecountSerializer(serializers.ModelSerializer[Recount]):
    """The figures of a run, or a replay; `figures` is empty until a worker has counted them."""

    figures = serializers.SerializerMethodField()

    class Meta:
        model = Recount
        fields = ["id", "run", "state", "at", "done_at", "figures"]

    def reading(self, recount: Recount) -> Reading:
        """Return what of it may be shown to the caller."""
        return read_figures(recount)

    @extend_schema_field(GroupFiguresSerializer(many=True))
    def get_figures(self, recount: Recount) -> list[FieldValues]:
        if recount.state != RecountState.DONE or not self.context.get("with_figures"):
            return []
        return groups_in(self.reading(recount).tables())


class ReplaySerializer(RecountSerializer):
    """A replay of a run; heads and money are rounded for callers who may not see its members."""

    class Meta:
        model = Recount
        fields = [
            *("id", "run", "name", "state", "at", "done_at", "rules_by", "standard", "conditions", "amounts"),
            *("caps_by", "year_cap", "event_cap", "figures"),
        ]

    def reading(self, recount: Recount) -> Reading:
        coarsely = not may_replay(user_of(self.context["request"]), recount.run)
        return read_replay(recount, figures_of(recount.run), coarsely=coarsely)


class _CodesField(serializers.ListField):
    """Codes as the register has them; several are alternatives."""

    child = serializers.CharField(max_length=100)


class ProposedConditionsSerializer(serializers.Serializer[None]):
    """For whom a run would be, by codes; what is left out excludes nobody. Days are YYYY-MM-DD, or MM-DD."""

    units = _CodesField(required=False)
    without_units = _CodesField(required=False)
    post_categories = _CodesField(required=False)
    employment_forms = _CodesField(required=False)
    sexes = _CodesField(required=False)
    ethnic_groups = _CodesField(required=False)
    hardships = _CodesField(required=False)
    sites = _CodesField(required=False)
    member_on = serializers.CharField(required=False, max_length=12)
    joined_before = serializers.CharField(required=False, max_length=12)


class ProposedAmountsSerializer(serializers.Serializer[None]):
    """How much besides the standard, in yuan: `rows` of [code or years, amount], or so much `per_year` up to `most`."""

    by = serializers.ChoiceField(choices=[one.value for one in By if one.value])
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField(max_length=40), min_length=2, max_length=2),
        required=False,
    )
    per_year = serializers.CharField(required=False, max_length=20)
    most = serializers.CharField(required=False, max_length=20)


# How the fields of the form are called in a proposal that is sent.
SENT_AS = {
    **dict.fromkeys(GROUP_FIELDS, "conditions"),
    **dict.fromkeys(("amounts_by", "amounts_table", "per_year", "most"), "amounts"),
    "amount": "standard",
}


class NewReplaySerializer(serializers.Serializer[Recount]):
    """Which run is replayed by which rules: its own, those of its plan today, or proposed ones, as on the page.

    Proposed rules are a `standard` with `conditions` and `amounts`; of proposed caps one that is left out is none.
    """

    run = serializers.IntegerField(help_text="The id of a counted run.")
    name = serializers.CharField(required=False, allow_blank=True, max_length=80)
    rules_by = serializers.ChoiceField(choices=RulesBy.choices, default=RulesBy.PLAN.value)
    standard = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False)
    conditions = ProposedConditionsSerializer(required=False)
    amounts = ProposedAmountsSerializer(required=False)
    caps_by = serializers.ChoiceField(choices=CapsBy.choices, default=CapsBy.TODAY.value)
    year_cap = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False)
    event_cap = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False)


def _asked(said: FieldValues, user: User, run: Run) -> FieldValues:
    """Return what `start_replay` takes, checked as the page checks it. Raises ValidationError."""
    group, table = said.pop("conditions", {}), said.pop("amounts", {})
    typed: dict[str, list[object] | None] = {
        name: value if isinstance(value, list) else [value] for name, value in group.items() if name in GROUP_FIELDS
    }
    for name in ("units", "without_units", "sites"):
        typed[name] = ["、".join(group.get(name, []))]
    typed["amounts_table"] = ["\n".join(" ".join(row) for row in table.get("rows", []))]
    typed |= {"amounts_by": [table.get("by", "")], "amount": [str(said.pop("standard", ""))]}
    typed |= {name: [table[name]] for name in ("per_year", "most") if name in table}
    typed |= {name: [str(value)] for name, value in said.items()}
    form = ReplayForm(MultiValueDict(typed), user=user, run=run)
    if not form.is_valid():
        raise serializers.ValidationError({SENT_AS.get(name, name): [*why] for name, why in form.errors.items()})
    return form.cleaned_data


class _RecountViewSet(ScopedViewSet[Recount]):
    perm = WelfarePermission.VIEW_RUN

    def get_serializer_context(self) -> FieldValues:
        """Lists leave the figures out: each would read all its groups."""
        return {**super().get_serializer_context(), "with_figures": self.action == "retrieve"}


class RunFiguresViewSet(_RecountViewSet):
    """Heads and money of runs by post category, sex and branch, by the id of the run."""

    queryset = Recount.objects.filter(purpose=Purpose.FIGURES).select_related("run__unit")
    serializer_class = RecountSerializer
    lookup_field = "run"
    lookup_url_kwarg = "pk"


class ReplayViewSet(_RecountViewSet):
    """Replays of runs in the caller's units: what other rules would give; POST asks for one."""

    queryset = Recount.objects.filter(purpose=Purpose.REPLAY).select_related("run__unit")
    serializer_class = ReplaySerializer

    def get_permissions(self) -> list[HoldsPermission]:
        """Ask for the permission to replay where a replay is asked for."""
        if self.action == "create":
            self.perm = WelfarePermission.REPLAY_RUN
        return cast("list[HoldsPermission]", super().get_permissions())

    @extend_schema(request=NewReplaySerializer, responses={201: ReplaySerializer, 409: RefusalSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a replay; a worker counts it."""
        said, user = validated(NewReplaySerializer, request), user_of(request)
        runs: QuerySet[Run] = Run.objects.visible_to(user, WelfarePermission.REPLAY_RUN)
        run = runs.select_related("plan", "occasion", "unit").filter(pk=said.pop("run")).first()
        if run is None or not may_replay(user, run):
            raise NotFound
        replay = start_replay(run, by=user, **_asked(said, user, run))
        return Response(self.get_serializer(replay).data, status=status.HTTP_201_CREATED)
