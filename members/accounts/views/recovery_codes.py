"""allauth's pages of recovery codes; whoever reads the codes is recorded."""

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from django.http import HttpResponse
from django.views.generic import TemplateView

from members.authority.guards import user_of
from office import audit
from office.addresses import client_address


class RecordsReading(TemplateView):
    """Mixin for a page that shows the codes: showing them writes an audit event."""

    def render_to_response(self, context: dict[str, object], **options: object) -> HttpResponse:
        user = user_of(self.request)
        audit.record("second_step.codes_see", user, by=user, changes={"address": client_address(self.request)})
        response: HttpResponse = super().render_to_response(context, **options)
        return response


class SeeCodes(RecordsReading, ViewRecoveryCodesView):
    """Shows the codes that are left."""


class DownloadCodes(RecordsReading, DownloadRecoveryCodesView):
    """Gives the codes that are left as a file."""


see_codes = SeeCodes.as_view()
download_codes = DownloadCodes.as_view()
