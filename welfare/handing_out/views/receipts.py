"""Receipts of benefits as PDF: for officers, and for the worker who received one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.documents.actions import file_of
from office.documents.models import IssuedDocument
from office.documents.responses import issued
from office.forms import ButtonForm
from office.refusals import refusals_into
from welfare.grants.models.grants import Grant
from welfare.handing_out.documents import RECEIPT, issue_benefit_receipt
from welfare.permissions import WelfarePermission
from welfare.runs.collection import details_for

VIEW, SIGN = WelfarePermission.VIEW_GRANT, WelfarePermission.SIGN_GRANT


@needs(VIEW)
def grant_receipt_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the receipt of a benefit as PDF, issued when somebody who signs for benefits first asks for it."""
    return _receipt(request, Grant.objects.visible_to(request.user, VIEW), pk, back="welfare:grant_list")


def my_receipt_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the receipt of a benefit of mine as PDF."""
    return _receipt(request, Grant.objects.own(request.user), pk, back="welfare:my_benefits")


def _receipt(request: AuthenticatedHttpRequest, grants: QuerySet[Grant], pk: int, *, back: str) -> HttpResponseBase:
    """Return the receipt; redirect to `back`, with the reason, for what is not received, and for readers unissued."""
    grant = get_object_or_404(grants.select_related("member", "occasion", "run__unit", "run__plan", "unit"), pk=pk)
    signs = grant.member.user_id == request.user.pk or access.can(request.user, SIGN, grant.unit)
    if not signs and not IssuedDocument.objects.about(grant).filter(kind=RECEIPT, voided_at=None).exists():
        messages.info(request, _("The receipt is not issued yet: whoever signs for benefits issues it."))
        return redirect(back)
    details = details_for(grant.run, grant.unit.path, grant.run.collections.select_related("unit"))
    link = ButtonForm(request.GET)
    with refusals_into(link):
        document = issue_benefit_receipt(grant, details, by=request.user, address=request.build_absolute_uri)
        return issued(document, file_of(document))
    messages.error(request, " ".join(map(str, link.non_field_errors())))
    return redirect(back)
