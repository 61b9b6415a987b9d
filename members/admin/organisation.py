from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelect2Widget

from members import access
from members.admin_rights import PortalAdmin
from members.models import Unit


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return f"{'　' * (unit.depth - 1)}{unit.name}"


class UnitForm(forms.ModelForm):
    """A unit and its place in the tree; another parent moves it with everything below it.

    The places to choose from are `places`, and where the unit stands already; only `anywhere` may it stand at the top.
    """

    places: Any = Unit.objects.all()
    anywhere = True

    parent = UnitChoice(Unit.objects.all(), label=_("unit above"), required=False, widget=UnfoldAdminSelect2Widget)

    class Meta:
        model = Unit
        fields = ["name", "code", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old_parent = Unit.objects.get_parent(self.instance) if self.instance.pk else None
        parent = self.fields["parent"]
        assert isinstance(parent, UnitChoice)
        parent.initial = self.old_parent
        parent.queryset = self.places | Unit.objects.filter(pk=self.old_parent.pk) if self.old_parent else self.places
        parent.required = not self.anywhere and not (self.instance.pk and self.old_parent is None)

    def clean_parent(self) -> Unit | None:
        parent = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and parent.path.startswith(self.instance.path):
            raise ValidationError(_("A unit can't stand below itself."))
        return parent


@admin.register(Unit)
class UnitAdmin(PortalAdmin):
    form = UnitForm
    unit_field = ""
    list_display = ["indented", "code", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
    ordering = ["path"]
    actions = None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        user: Any = request.user
        places = access.units(user, self._perm("change" if change else "add"))
        return type(form.__name__, (form,), {"places": places, "anywhere": user.is_superuser})

    @admin.display(description=_("unit name"))
    def indented(self, unit: Unit) -> str:
        return f"{'　' * (unit.depth - 1)}{unit.name}"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Deleting a node takes everything below it along.
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_leaf())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        parent = form.cleaned_data["parent"]
        if not change:
            if parent:
                Unit.objects.add_child(parent, instance=obj)
            else:
                Unit.objects.add_root(instance=obj)
            self._record("admin.add", request, obj, fields=form.changed_data)
            return
        super().save_model(request, obj, form, change)
        if parent != form.old_parent:
            target, place = (parent, "last-child") if parent else (Unit.objects.filter(depth=1).last(), "last-sibling")
            Unit.objects.move(obj, target, place)
            obj.refresh_from_db()
