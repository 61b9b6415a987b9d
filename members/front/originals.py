"""Who may open originals of files about members: whoever may read numbers in full; of elections who records them."""

from functools import partial

from members import access
from members.committees.models.committees import Term
from members.consents.models import Consent
from members.own_data.models.change_requests import ChangeRequest
from members.permissions import MembersPermission
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import Honour, MemberDocument
from office.uploads.originals import OriginalsOf

VIEW, REVEAL = MembersPermission.VIEW_MEMBER, MembersPermission.REVEAL_MEMBER
VIEW_MARK, VIEW_REQUEST = MembersPermission.VIEW_HARDSHIPMARK, MembersPermission.VIEW_CHANGEREQUEST
DECIDE, CHANGE_UNIT = MembersPermission.DECIDE_CHANGE, MembersPermission.CHANGE_UNIT
_reveals = partial(access.holds, perm=REVEAL)

ORIGINALS = {
    Honour: OriginalsOf(
        lambda user: Honour.objects.visible_to(user, VIEW).visible_to(user, REVEAL), _reveals, lambda row: row.member
    ),
    MemberDocument: OriginalsOf(
        lambda user: MemberDocument.objects.visible_to(user, VIEW).visible_to(user, REVEAL),
        _reveals,
        lambda row: row.member,
    ),
    HardshipMark: OriginalsOf(
        lambda user: HardshipMark.objects.visible_to(user, VIEW_MARK).visible_to(user, REVEAL),
        _reveals,
        lambda row: row.member,
    ),
    Consent: OriginalsOf(
        lambda user: Consent.objects.visible_to(user, VIEW).visible_to(user, REVEAL), _reveals, lambda row: row.member
    ),
    ChangeRequest: OriginalsOf(
        lambda user: ChangeRequest.objects.visible_to(user, VIEW_REQUEST).visible_to(user, DECIDE),
        partial(access.holds, perm=DECIDE),
        lambda row: row.member,
    ),
    Term: OriginalsOf(
        lambda user: Term.objects.visible_to(user, CHANGE_UNIT),
        partial(access.holds, perm=CHANGE_UNIT),
        lambda row: row.committee,
    ),
}
