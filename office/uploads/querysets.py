from typing import TYPE_CHECKING, Self

from django.db.models import Count, Min, QuerySet

from office.operations.rules import Work
from office.uploads.rules import CopyState

if TYPE_CHECKING:
    from office.uploads.models import Attachment


class Attachments(QuerySet["Attachment"]):
    def copy_due(self) -> Self:
        """Return those whose clean copy is still to be made, the newest first."""
        return self.filter(copy_state=CopyState.DUE).order_by("-pk")

    def unsealed(self) -> Self:
        """Return those whose sum was never computed, the newest first."""
        return self.filter(sha256="").order_by("-pk")

    def work(self) -> Work:
        """Return how many clean copies wait to be made, and since when. One query."""
        due = self.copy_due().order_by().aggregate(count=Count("pk"), first=Min("added_at"))
        return Work(waiting=due["count"], waits_since=due["first"])
