"""Which texts and issued documents an officer sees: by the right of the office, and by that of each kind."""

from django.db.models import Q

from members import access
from office.documents.kinds import KINDS
from office.documents.models import IssuedDocument
from office.documents.querysets import IssuedDocuments
from office.permissions import OfficePermission


def documents_visible_to(user: access.Account, perm: str = OfficePermission.VIEW_ISSUEDDOCUMENT) -> IssuedDocuments:
    """Return the documents in whose unit `user` has `perm` and the permission of their kind."""
    of_kind = Q(pk__in=[])
    for name, kind in KINDS.items():
        if access.holds(user, kind.permission):
            of_kind |= Q(kind=name) & access.within(user, kind.permission)
    return IssuedDocument.objects.filter(access.within(user, perm), of_kind)
