"""Who may open originals of scanned sheets: whoever signs for benefits received on paper."""

from functools import partial

from django.db.models import Model

from members import access
from office.uploads.originals import OriginalsOf
from welfare.grants.models.signings import Signing
from welfare.permissions import WelfarePermission

VIEW, SIGN = WelfarePermission.VIEW_GRANT, WelfarePermission.SIGN_GRANT

ORIGINALS: dict[type[Model], OriginalsOf] = {
    Signing: OriginalsOf(
        lambda user: Signing.objects.visible_to(user, VIEW).visible_to(user, SIGN),
        partial(access.holds, perm=SIGN),
        lambda signing: signing,
    )
}
