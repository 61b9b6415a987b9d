"""What a bank wants its files to be, and how it answers: profiles, whose versions are never changed."""

from dataclasses import dataclass
from functools import cached_property

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from office.sheets.cells import column_letters
from office.types import AnnotatedRow
from welfare.payment import querysets
from welfare.payment.rules import (
    PROFILE_TONES,
    AmountFormat,
    Delimiter,
    Encoding,
    FileColumn,
    FileFormat,
    ProfileUse,
    TotalsPlace,
    profile_use,
    read_columns,
    read_totals,
    words_of,
)

# A file larger than this takes a worker too long in one transaction, and more than a bank takes.
MOST_ROWS = 50_000


class BankProfile(models.Model):
    """The way in which a bank takes files of payments from a unit and the units below it."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="bank_profiles")
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=64)
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.Profiles.as_manager()

    class Meta:
        verbose_name = _("bank profile")
        verbose_name_plural = _("bank profiles")
        ordering = ["unit__path", "name"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_profile_a_unit_and_name"),
            models.CheckConstraint(condition=~Q(name=""), name="profile_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:profile_detail", args=[self.pk])

    @property
    def use(self) -> ProfileUse:
        """Whether payments can be made with it; its row comes from `with_checked`."""
        row: AnnotatedRow = self
        return profile_use(is_active=self.active, newest=row.newest_number, checked=row.used)

    @property
    def used_number(self) -> int | None:
        """The number of the version by which payments are made; None for none. Its row comes from `with_checked`."""
        row: AnnotatedRow = self
        number: int | None = row.used if self.active else None
        return number

    def get_state_display(self) -> str:
        """Return in words whether payments can be made with it."""
        row: AnnotatedRow = self
        return str(self.use.label) % {"number": row.newest_number}

    @property
    def tone(self) -> str:
        return PROFILE_TONES[self.use]

    @property
    def newest(self) -> "ProfileVersion":
        return self.versions.order_by("-number")[0]


@dataclass(frozen=True)
class AnswerColumns:
    """Where in a bank's answer what lies: headings, or positions from 1; "" for what the bank doesn't say."""

    number: str
    amount: str
    result: str
    date: str
    reason: str
    name: str

    def stated(self) -> dict[str, str]:
        """Return those that are stated, by key."""
        return {key: value for key, value in vars(self).items() if value}

    @property
    def by_position(self) -> bool:
        return all(value.isdecimal() for value in self.stated().values())

    def place_of(self, key: str) -> str:
        """Return how people are told of the column of `key`: column E, or the column “用途”."""
        stated = self.stated()[key]
        return place(column_letters(int(stated) - 1) if self.by_position else stated, by_position=self.by_position)


def place(column: str, *, by_position: bool) -> str:
    """Return how people are told of a column, by its letters or its heading."""
    said = gettext("column %(letters)s") if by_position else gettext("the column “%(letters)s”")
    return said % {"letters": column}


class ProfileVersion(models.Model):
    """A profile as it was from one day on; batches name the version by which they were made, so it stays.

    It may be used once somebody has looked at its trial: `checked_at` and `checked_by`.
    """

    profile = models.ForeignKey(
        BankProfile, models.PROTECT, verbose_name=_("bank profile"), related_name="versions", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("version"))
    file_format = models.CharField(_("kind of file"), max_length=4, choices=FileFormat, default=FileFormat.TXT)
    encoding = models.CharField(_("encoding"), max_length=9, choices=Encoding, default=Encoding.GB18030)
    delimiter = models.CharField(_("delimiter"), max_length=1, choices=Delimiter, default=Delimiter.BAR)
    with_heading = models.BooleanField(_("with a line of headings"), default=False)
    columns = models.TextField(_("columns"), max_length=2000)
    totals_place = models.CharField(_("line with totals"), max_length=5, choices=TotalsPlace, default=TotalsPlace.NONE)
    totals_line = models.CharField(_("cells of that line"), max_length=200, blank=True)
    amount_format = models.CharField(_("amounts"), max_length=5, choices=AmountFormat, default=AmountFormat.YUAN)
    rows_per_file = models.PositiveIntegerField(
        _("payments in one file at most"),
        default=5000,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ROWS)],
    )
    largest_sum = models.DecimalField(
        _("yuan in one file at most"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    name_must_match = models.BooleanField(_("the account's name must be the member's"), default=True)

    answer_number = models.CharField(_("our number"), max_length=40)
    answer_amount = models.CharField(_("amount"), max_length=40)
    answer_result = models.CharField(_("result"), max_length=40)
    answer_date = models.CharField(_("date"), max_length=40, blank=True)
    answer_reason = models.CharField(_("reason"), max_length=40, blank=True)
    answer_name = models.CharField(_("name of the account"), max_length=40, blank=True)
    answer_amount_format = models.CharField(
        _("amounts of the answer"), max_length=5, choices=AmountFormat, default=AmountFormat.YUAN
    )
    paid_words = models.CharField(_("words for “paid”"), max_length=200)
    returned_words = models.CharField(_("words for “returned”"), max_length=200)
    account_words = models.CharField(_("words in reasons that mean: wrong account"), max_length=300, blank=True)

    source = models.CharField(_("source"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("made by"), related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("checked by"), related_name="+"
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    objects = querysets.Versions.as_manager()

    class Meta:
        verbose_name = _("version of a bank profile")
        verbose_name_plural = _("versions of bank profiles")
        ordering = ["profile", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="profile_versions_are_numbered"),
            models.CheckConstraint(
                condition=Q(rows_per_file__gte=1, rows_per_file__lte=MOST_ROWS), name="profile_file_has_rows"
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None) | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="profile_check_has_time_and_person",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="version_stays", exclude=["checked_by", "checked_at"]),
            pgtrigger.Protect(
                name="check_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__checked_at__isnull=False)
                & (
                    pgtrigger.Q(old__checked_at__df=pgtrigger.F("new__checked_at"))
                    | pgtrigger.Q(old__checked_by__df=pgtrigger.F("new__checked_by"))
                ),
            ),
            pgtrigger.Protect(name="version_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.profile} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:profile_detail", args=[self.profile_id])

    @cached_property
    def file_columns(self) -> list[FileColumn]:
        """The columns of its files."""
        return read_columns(self.columns)

    @cached_property
    def writes_employee_numbers(self) -> bool:
        """Whether a column of its files holds the employee number."""
        return any("{employee_number}" in column.value for column in self.file_columns)

    @cached_property
    def totals_cells(self) -> list[str]:
        """The cells of the line with the totals."""
        return read_totals(self.totals_line)

    @property
    def answer_columns(self) -> AnswerColumns:
        """Where in an answer what lies."""
        return AnswerColumns(
            self.answer_number,
            self.answer_amount,
            self.answer_result,
            self.answer_date,
            self.answer_reason,
            self.answer_name,
        )

    @property
    def answer_places(self) -> dict[str, str]:
        """Where in an answer what lies, as people are told it, by key; what the bank doesn't say is missing."""
        columns = self.answer_columns
        return {key: columns.place_of(key) for key in columns.stated()}

    @property
    def paid(self) -> list[str]:
        return words_of(self.paid_words)

    @property
    def returned(self) -> list[str]:
        return words_of(self.returned_words)
