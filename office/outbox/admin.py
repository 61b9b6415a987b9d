"""Channels, their trial, and what was given up, for superusers.

Of a delivery neither receiver nor text is shown: one about a grievance tells, by its receiver, who has reported it.
"""

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action

from office import audit
from office.admin_lookups import LimitedLookups
from office.admin_rights import ReadOnly
from office.days import DayField
from office.errors import NotAllowed
from office.outbox.actions import channels
from office.outbox.channels.answers import Outcome
from office.outbox.forms import ChannelForm
from office.outbox.models import Channel, ChannelChoice, Delivery, Mailing, UnitDay
from office.outbox.rules import DeliveryState
from office.types import JsonValue


@admin.register(Channel)
class ChannelAdmin(LimitedLookups):
    form = ChannelForm
    list_display = ["name", "kind", "active", "by_default", "failures", "rests_until", "last_answer"]
    list_filter = ["kind", "active"]
    actions_detail = ["trial"]
    autocomplete_fields = ["unit"]

    @action(description=_("Send a trial"), url_path="trial", permissions=["change"])
    def trial(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask for a trial to the administrator's own address, and show what the channel answered."""
        channel = get_object_or_404(Channel, pk=object_id)
        context = {**self.admin_site.each_context(request), "title": _("Send a trial"), "channel": channel}
        if request.method == "POST":
            try:
                answer = channels.try_channel(channel, by=request.user)
            except NotAllowed as why:
                context["refusal"] = why
            else:
                context |= {"answer": answer, "sent": answer.outcome is Outcome.SENT}
        return render(request, "admin/office/channel/trial.html", context)

    def save_model(self, request: HttpRequest, obj: Channel, form: ModelForm[Channel], change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = [name for name in form.changed_data if name not in {"address", "secret"} or form.cleaned_data[name]]
        audit.record("channel.save", obj, by=request.user, unit=obj.unit, changes={"fields": changed})


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, LimitedLookups):
    """The dead letters, and what else is on its way."""

    fields = ["channel", "state", "urgency", "attempts", "answer", "made_at", "not_before", "done_at"]
    list_display = ["id", "channel", "state", "attempts", "answer", "made_at", "not_before", "done_at"]
    list_filter = ["state", "channel"]
    list_select_related = ["channel"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["again"]

    @admin.action(description=_("Send again what was given up"), permissions=["view"])
    def again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        """Let the chosen deliveries that were given up be tried anew."""
        count = 0
        for delivery in chosen.filter(state=DeliveryState.DEAD):
            channels.send_again(delivery, by=request.user)
            count += 1
        told = ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", count)
        messages.success(request, told % {"count": count})


@admin.register(ChannelChoice)
class ChannelChoiceAdmin(LimitedLookups):
    fields = ["account", "kind", "bound_id"]
    list_display = ["account", "kind", "wanted", "bounced_at", "bounced_address"]
    list_filter = ["kind", "bounced_at"]
    list_select_related = ["account"]
    search_fields = ["account__username", "account__name"]
    autocomplete_fields = ["account"]

    def save_model(
        self, request: HttpRequest, obj: ChannelChoice, form: ModelForm[ChannelChoice], change: bool
    ) -> None:
        obj.bounced_at, obj.bounced_address, obj.bounce = None, "", ""
        super().save_model(request, obj, form, change)
        audit.record("channel.bind", obj.account, by=request.user, changes={"channel": obj.kind})


@admin.register(UnitDay)
class UnitDayAdmin(LimitedLookups):
    formfield_overrides = {models.DateField: {"form_class": DayField}}
    list_display = ["unit", "day", "working"]
    list_filter = ["day", "working"]
    list_select_related = ["unit"]
    autocomplete_fields = ["unit"]

    def save_model(self, request: HttpRequest, obj: UnitDay, form: ModelForm[UnitDay], change: bool) -> None:
        super().save_model(request, obj, form, change)
        facts: dict[str, JsonValue] = {"on": obj.day.isoformat(), "working": obj.working}
        audit.record("channel.unit_day", obj, by=request.user, unit=obj.unit, changes=facts)


@admin.register(Mailing)
class MailingAdmin(ReadOnly, LimitedLookups):
    fields = ["label", "rate", "state", "by", "made_at", "complete"]
    list_display = ["label", "state", "rate", "by", "made_at"]
    list_filter = ["state"]
    list_select_related = ["by"]
