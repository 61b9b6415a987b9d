from typing import TYPE_CHECKING

from members import access

if TYPE_CHECKING:
    from welfare.plans.models import Plan


class Plans(access.ScopedQuerySet["Plan"]):
    pass
