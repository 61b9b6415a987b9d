"""The forms of the filters of exports, by verb: the audit log tells the filters by their labels."""

from django import forms

from members.accounts.forms import ActivationFilter
from members.committees.forms import CommitteeFilter
from members.dues.forms.dues import ArrearsFilter, ChargeFilter
from members.dues.forms.payroll import PayrollFilter
from members.duplicates.forms import DoubleFilter
from members.front.forms import AuditFilter, SealFilter
from members.importing.forms.imports import ImportFilter
from members.joining.forms.applications import ApplicationFilter
from members.membership.forms import TransferFilter
from members.organisation.forms import TreeFilter
from members.own_data.forms.erasures import ErasureFilter
from members.own_data.forms.my_data import ChangeFilter
from members.register.forms import MemberFilter

FILTER_FORMS: dict[str, type[forms.Form]] = {
    "activation.export": ActivationFilter,
    "application.export": ApplicationFilter,
    "audit.export": AuditFilter,
    "audit.export_seals": SealFilter,
    "change.export": ChangeFilter,
    "committee.export": CommitteeFilter,
    "dues.export": ChargeFilter,
    "dues.export_arrears": ArrearsFilter,
    "dues.export_payments": PayrollFilter,
    "erasure.export": ErasureFilter,
    "member.export": MemberFilter,
    "member.export_doubles": DoubleFilter,
    "member.export_full": MemberFilter,
    "member.export_imports": ImportFilter,
    "transfer.export": TransferFilter,
    "unit.export": TreeFilter,
}
