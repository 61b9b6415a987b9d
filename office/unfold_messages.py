"""Messages of django-unfold, which ships no Chinese: listed here so that the portal's catalogue translates them."""

from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("All applications"),
    _("Apply Filters"),
    _("Clear all filters"),
    _("Filters"),
    _("Go back"),
    _("Hide counts"),
    _("No results found"),
    _("No results matching your query"),
    _("Reset filters"),
    _("Run the selected action"),
    _("Save and view"),
    _("Search apps and models..."),
    _("Select all rows"),
    _("Show counts"),
    _("This page yielded into no results. Create a new item or reset your filters."),
    _("Toggle sorting"),
    _("Type to search"),
)
