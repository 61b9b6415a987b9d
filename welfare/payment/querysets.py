from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Subquery, Sum

from members import access
from welfare.payment.rules import BatchState, LineState, Outcome

if TYPE_CHECKING:
    from welfare.payment.models.answers import AnswerFile, AnswerRow
    from welfare.payment.models.batches import LeftOut, PaymentBatch
    from welfare.payment.models.files import PaymentFile
    from welfare.payment.models.lines import PaymentLine
    from welfare.payment.models.profiles import BankProfile, ProfileVersion

# After so many failures files are made again only when an officer asks for it.
MAX_ATTEMPTS = 3


class Profiles(access.ScopedQuerySet["BankProfile"]):
    def with_checked(self) -> Self:
        """Return them with `newest_number` and `used`: the numbers of the newest version and of the newest checked."""
        versions = self.model._meta.get_field("versions").related_model._default_manager
        newest = versions.filter(profile=OuterRef("pk")).order_by("-number").values("number")
        checked = newest.filter(checked_at__isnull=False)
        return self.annotate(newest_number=Subquery(newest[:1]), used=Subquery(checked[:1]))


class Versions(access.ScopedQuerySet["ProfileVersion"]):
    unit_field = "profile__unit"

    def usable(self) -> Self:
        """Return the newest checked version of each profile in use."""
        checked = self.model._default_manager.filter(profile=OuterRef("profile"), checked_at__isnull=False)
        newest = checked.order_by("-number").values("pk")[:1]
        return self.filter(profile__active=True, pk=Subquery(newest))


class Batches(access.ScopedQuerySet["PaymentBatch"]):
    def waiting(self) -> Self:
        """Return the batches whose files are being made and that have failed less than MAX_ATTEMPTS times."""
        return self.filter(state=BatchState.MAKING, attempts__lt=MAX_ATTEMPTS)

    def failed(self) -> Self:
        """Return those whose files could not be made, so that workers wait for an officer to let them try again."""
        return self.filter(state=BatchState.MAKING, attempts__gte=MAX_ATTEMPTS)

    def to_clear(self) -> Self:
        """Return the cancelled batches whose lines a worker has not yet cancelled."""
        return self.filter(state=BatchState.CANCELLED, cleared_at=None)


class Files(access.ScopedQuerySet["PaymentFile"]):
    unit_field = "batch__unit"

    def to_mark(self) -> Self:
        """Return the files that were fetched and whose lines a worker has not yet marked as sent."""
        return self.filter(fetched_at__isnull=False, marked_at=None)


class Lines(access.ScopedQuerySet["PaymentLine"]):
    unit_field = "file__batch__unit"

    def to_remake(self) -> Self:
        """Return the lines that the bank returned and that no other line replaces, cancelled ones not counted."""
        anew = self.model._default_manager.filter(replaces=OuterRef("pk")).exclude(state=LineState.CANCELLED)
        return self.filter(~Exists(anew), state=LineState.RETURNED)

    def open_sums(self) -> "dict[int, Decimal]":
        """Return for each run of these lines the yuan of them that nobody has received otherwise."""
        found = (
            self.filter(grant__isnull=False, grant__received_at=None, grant__revoked_at=None)
            .order_by()
            .values("grant__run")
        )
        return dict(found.annotate(sum=Sum("amount")).values_list("grant__run", "sum"))


class Answers(access.ScopedQuerySet["AnswerFile"]):
    unit_field = "batch__unit"

    def to_undo(self) -> Self:
        """Return the answers that an officer takes back and a worker has not yet."""
        return self.filter(undo_at__isnull=False, undone_at=None)


class LeftOuts(access.ScopedQuerySet["LeftOut"]):
    unit_field = "batch__unit"


class AnswerRows(access.ScopedQuerySet["AnswerRow"]):
    unit_field = "file__batch__unit"

    def to_look_at(self) -> Self:
        """Return the rows that say something else than that a line was paid as it was sent."""
        return self.exclude(outcome=Outcome.PAID)
