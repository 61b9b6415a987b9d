"""The API's call that creates and changes many members, for HR systems."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from members import access
from members.authority.models import User
from members.hr_api.actions.batches import NUMBER, REFUSED, RowResult, upsert_members
from members.hr_api.faults import faults_in
from members.importing.actions.staging import KEYS, VALUE_SHOWN
from members.importing.reading.cells import cell_text
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import Fault
from members.importing.reading.rows import RosterRow
from members.importing.refused_rows import shown_value
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.types import JsonObject

PERM = MembersPermission.IMPORT_MEMBER
MOST_ROWS = 1000
# Fields of a row whose columns in the sheet have another name; FIELDS is the field by head of the column.
SHEET_NAMES = {"state": "change", "state_since": "changed_on"}
FIELDS = {head: key for key, head in COLUMNS.items()} | {COLUMNS[column]: name for name, column in SHEET_NAMES.items()}


def _text(help_text: str | None = None) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=200, help_text=help_text)


class RowSerializer(serializers.Serializer[None]):
    """One person, by codes of the register or words of the national sheet; blank or missing fields change nothing."""

    employee_number = serializers.CharField(max_length=32)
    name = _text(help_text="Needed for who is new, like id_number and phone.")
    id_kind = _text()
    id_number = _text(help_text="In full; it is kept encrypted.")
    phone = _text()
    unit = _text(help_text="Code of a unit in the caller's reach; for who is new the batch's unit by default.")
    sex = _text()
    birth_date = _text(help_text="YYYY-MM-DD; an identity card says it by itself.")
    ethnic_group = _text(help_text="GB/T 3304, 01 to 56.")
    education = _text(help_text="GB/T 4658.")
    skill_level = _text()
    politics = _text(help_text="GB/T 4762.")
    household_kind = _text()
    household_place = _text()
    native_place = _text()
    is_migrant = serializers.BooleanField(required=False, allow_null=True)
    employment = _text()
    employment_form = _text()
    post_category = _text()
    hired_on = _text(help_text="YYYY-MM-DD.")
    work_site = serializers.CharField(required=False, allow_blank=True, max_length=100)
    state = _text(help_text="active, retained, transferred, withdrawn or expelled, with state_since.")
    state_since = _text(help_text="YYYY-MM-DD.")
    state_reason = _text()

    def to_internal_value(self, data: object) -> dict[str, object]:
        """Return the row. Raises ValidationError for unknown fields too, which may be misspelt."""
        unknown = [name for name in data if name not in self.fields] if isinstance(data, Mapping) else []
        faults = {name: [ErrorDetail(_("There is no such field."), "unknown_field")] for name in unknown}
        try:
            row: dict[str, object] = super().to_internal_value(data)
        except ValidationError as why:
            assert isinstance(why.detail, dict)
            raise ValidationError({**faults, **why.detail}) from why
        if faults:
            raise ValidationError(faults)
        return row


class Rows(serializers.ListField):
    """The rows as sent, not validated: each is by itself later, so that a malformed one doesn't stop the others."""

    def run_child_validation(self, data: Sequence[object]) -> list[object]:
        return list(data)


class BatchSerializer(serializers.Serializer[None]):
    unit = serializers.CharField(help_text="Code of the unit that the people belong to, or stand below.")
    members = Rows(child=RowSerializer(), allow_empty=False, max_length=MOST_ROWS)


class RemarkSerializer(serializers.Serializer[None]):
    field = serializers.CharField(help_text="Blank where the row as a whole is meant.")
    code = serializers.CharField(help_text="Stable, for programs.")
    reason = serializers.CharField(help_text="In the caller's language, for people.")


class FaultSerializer(RemarkSerializer):
    value = serializers.CharField(help_text="What was sent there; numbers of people masked.")


class RowResultSerializer(serializers.Serializer[None]):
    row = serializers.IntegerField(help_text="From 1, in the order sent.")
    employee_number = serializers.CharField(help_text="Blank where what was sent is none.")
    name = serializers.CharField(help_text="As sent, of refused rows only.")
    outcome = serializers.CharField(help_text="created, updated, unchanged or refused.")
    id = serializers.IntegerField(allow_null=True)
    faults = FaultSerializer(many=True)
    notes = RemarkSerializer(many=True, help_text="What is taken otherwise than sent, without a refusal.")


class BatchResultSerializer(serializers.Serializer[None]):
    results = RowResultSerializer(many=True)


class BatchMixin:
    """Mixin of the viewset of members: `batch`."""

    @extend_schema(
        request=BatchSerializer,
        responses=BatchResultSerializer,
    )
    @action(detail=False, methods=["post"], perm=PERM, filterset_class=None, pagination_class=None)
    def batch(self, request: Request) -> Response:
        """Create and change up to 1,000 members by employee number, each row if it passes the checks of a roster.

        Whose number is unknown is found by certificate number, else created. A refused row changes nothing and says
        why, field by field, also where it is malformed or has an unknown field; the others are taken all the same.
        """
        data = BatchSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        by = request.user
        assert isinstance(by, User)
        unit = _unit(request, data.validated_data["unit"])

        rows, malformed = _validated(data.validated_data["members"])
        results = upsert_members(rows, unit, by=by, malformed=len(malformed))
        told = malformed | {result.number: _as_json(result) for result in results}
        return Response({"results": [told[number] for number in sorted(told)]})


def _unit(request: Request, code: str) -> Unit:
    unit = access.units(request.user, PERM).filter(code=code).first()
    if unit is None:
        raise ValidationError({"unit": [_("There is no such unit within your reach.")]})
    return unit


def _validated(sent: list[object]) -> tuple[dict[int, dict[str, str]], dict[int, JsonObject]]:
    """Return the well-formed rows as cells by row number, and the results of the malformed ones by row number."""
    serializer = RowSerializer()
    rows: dict[int, dict[str, str]] = {}
    malformed: dict[int, JsonObject] = {}
    for number, row in enumerate(sent, 1):
        try:
            rows[number] = _cells(serializer.run_validation(row))
        except ValidationError as why:
            faults = faults_in(why)
            faulty = {fault["field"] for fault in faults}
            named = str(row[NUMBER]) if isinstance(row, Mapping) and not faulty & {"", NUMBER} else ""
            sent_values = row if isinstance(row, Mapping) else {}
            for fault in faults:
                fault["value"] = _shown(fault["field"], sent_values.get(fault["field"]))
            told = {"name": _shown("name", sent_values.get("name")), "outcome": REFUSED, "id": None}
            malformed[number] = {"row": number, NUMBER: named, **told, "faults": faults, "notes": []}
    return rows, malformed


def _cells(row: dict[str, object]) -> dict[str, str]:
    """Return the row as cells of a sheet by column."""
    columns = {SHEET_NAMES.get(name, name): value for name, value in row.items()}
    return {column: cell_text(column, value) for column, value in columns.items()}


def _shown(field: str, value: object) -> str:
    """Return what was sent in a field, as an answer may show it."""
    column = COLUMNS.get(SHEET_NAMES.get(field, field), "")
    text = value if isinstance(value, str | int | float) else ""
    return shown_value(column, "".join(c if c.isprintable() else "\ufffd" for c in str(text)[:VALUE_SHOWN]))


def _as_json(result: RowResult) -> JsonObject:
    refused = result.read if result.outcome == REFUSED else None
    return {
        "row": result.number,
        "employee_number": result.employee_number,
        "name": refused.written("name")[:VALUE_SHOWN] if refused else "",
        "outcome": result.outcome,
        "id": result.member,
        "faults": [_fault(fault) | {"value": _value(fault, result.read)} for fault in result.faults],
        "notes": [_fault(note) for note in result.read.notes] if result.read else [],
    }


def _value(fault: Fault, read: RosterRow | None) -> str:
    key = KEYS[fault.column]
    return shown_value(fault.column, read.written(key)[:VALUE_SHOWN]) if read else ""


def _fault(fault: Fault) -> dict[str, str]:
    return {"field": FIELDS[fault.column], "code": fault.reason.code, "reason": fault.text}
