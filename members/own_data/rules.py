"""States of change requests and erasures, and how long the entry of somebody who has left is kept.

Pure: no database, no clock, no request. PIPL art. 19, 47.
"""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import MemberState, RequestState


class ErasureState(TextChoices):
    WAITING = "waiting", _("waiting for a decision")
    ERASED = "erased", _("erased")
    REFUSED = "refused", pgettext_lazy("erasure", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("erasure", "taken back")


CHANGE_REQUEST_NEXT: dict[RequestState, set[RequestState]] = {
    RequestState.WAITING: {RequestState.ACCEPTED, RequestState.RETURNED, RequestState.WITHDRAWN},
}
ERASURE_NEXT: dict[ErasureState, set[ErasureState]] = {
    ErasureState.WAITING: {ErasureState.ERASED, ErasureState.REFUSED, ErasureState.WITHDRAWN},
}


class ErasureCause(TextChoices):
    RULE = "rule", _("kept long enough")
    REQUEST = "request", _("asked by the worker")


ERASURE_TONES = {
    ErasureState.WAITING: "warning",
    ErasureState.ERASED: "muted",
    ErasureState.REFUSED: "danger",
    ErasureState.WITHDRAWN: "muted",
}


class RetentionPeriod(NamedTuple):
    """How many years an entry is kept after its member has left, and which document says so."""

    years: int
    source: str


# Shipped as rows that an administrator edits; none of the figures is verified (U).
SHIPPED_RULES = {
    MemberState.TRANSFERRED: RetentionPeriod(5, "未核实（U）：会籍转出后保留 5 年备查，请按本单位档案保管期限修订"),
    MemberState.WITHDRAWN: RetentionPeriod(5, "未核实（U）：退会后保留 5 年备查，请按本单位档案保管期限修订"),
    MemberState.EXPELLED: RetentionPeriod(5, "未核实（U）：除名后保留 5 年备查，请按本单位档案保管期限修订"),
    MemberState.MERGED: RetentionPeriod(1, "未核实（U）：重复记录合并后保留 1 年，合并可撤销期为 30 天"),
}
