"""What the portal uses of django-unfold, which has no types of its own.

Its classes are not generic at run time, and one class here serves several models; so rows are `Any`.
"""

from typing import Any

from django.contrib import admin

class ModelAdmin(admin.ModelAdmin[Any]):
    warn_unsaved_form: bool
    actions_list: list[str]

class TabularInline(admin.TabularInline[Any, Any]):
    hide_title: bool
