"""Which columns a list of the admin may be filtered by through its address."""

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest

from office.admin_refusals import RefusalsInForm

# What the filters and the date hierarchy of Django's admin add to the path of their field.
SUFFIXES = frozenset({"", "exact", "in", "isnull", "gte", "lt", "year", "month", "day"})


class LimitedLookups(RefusalsInForm):
    """The base of every admin: lists take only the lookups of their own filters and date hierarchy.

    Django lets an address filter by any column of the model, and so tells what a page masks: `?phone__startswith=138`.
    """

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest | None = None) -> bool:
        """Return whether `lookup` is one that a filter of this list, or its date hierarchy, makes."""
        paths = [one for one in (*self._filtered(request), self.date_hierarchy) if isinstance(one, str)]
        return any(self._is_of(path, lookup) for path in paths)

    def _filtered(self, request: HttpRequest | None) -> list[object]:
        chosen = self.list_filter if request is None else self.get_list_filter(request)
        return [one[0] if isinstance(one, list | tuple) else one for one in chosen]

    def _is_of(self, path: str, lookup: str) -> bool:
        if lookup != path and not lookup.startswith(f"{path}__"):
            return False
        suffix = lookup.removeprefix(path).removeprefix("__")
        # A filter by a relation adds the key of its target: post__id__exact.
        key = self._key_of(path)
        if key and (suffix == key or suffix.startswith(f"{key}__")):
            suffix = suffix.removeprefix(key).removeprefix("__")
        return suffix in SUFFIXES

    def _key_of(self, path: str) -> str:
        """Return the name of the primary key of the model that the path leads to; "" where it leads to a value."""
        options = self.opts
        for part in path.split("__"):
            try:
                field = options.get_field(part)
            except FieldDoesNotExist:
                return ""
            if not field.related_model:
                return ""
            assert not isinstance(field.related_model, str)
            options = field.related_model._meta
        return options.pk.name
