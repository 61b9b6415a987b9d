from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from office.documents.models import DocumentText, IssuedDocument, WordLayout


class DocumentTexts(models.QuerySet["DocumentText"]):
    def in_use(self, kind: str) -> Self:
        return self.filter(kind=kind, dropped_at=None)

    def bodies(self) -> dict[str, str]:
        """Return what the newest version of each says, by the path of its unit."""
        versions = apps.get_model("office.TextVersion").objects.filter(text=OuterRef("pk")).order_by("-number")
        newest = Subquery(versions.values("body")[:1])
        return dict(self.annotate(body=newest).values_list("unit__path", "body"))

    def nearest(self, kind: str, paths: list[str]) -> "DocumentText | None":
        """Return the text of a kind that holds in a unit: its own, or that of the nearest unit above that has one.

        `paths` are those of the unit and of all units above it.
        """
        return self.in_use(kind).filter(unit__path__in=paths).order_by("-unit__path").first()


class WordLayouts(models.QuerySet["WordLayout"]):
    def nearest(self, kind: str, paths: list[str]) -> "WordLayout | None":
        """Return the layout of a kind that holds in a unit, whose path and those of all units above it are `paths`."""
        in_use = self.filter(kind=kind, dropped_at=None, unit__path__in=paths)
        return in_use.order_by("-unit__path", "-pk").first()


class IssuedDocuments(models.QuerySet["IssuedDocument"]):
    def valid(self) -> Self:
        return self.filter(voided_at=None)

    def found_by(self, text: str) -> Self:
        """Return those whose number is `text`, or that are about somebody whose name begins with it."""
        code, _dash, rest = text.strip().partition("-")
        year, _dash, number = rest.partition("-")
        if year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 10:
            return self.filter(unit__code__iexact=code, year=int(year), number=int(number))
        return self.filter(subject__startswith=text.strip())

    def about(self, row: models.Model) -> Self:
        """Return the documents about a row, of all kinds."""
        return self.filter(about_type=ContentType.objects.get_for_model(row), about_id=row.pk)
