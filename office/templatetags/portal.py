"""Tags and filters for all pages: icons, money, time, states, form fields, progress, charts, sortable columns."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypedDict

from django import template
from django.conf import settings
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

from office import money
from office.audit_verbs import VERB_LABELS
from office.days import since_in_words, until_in_words
from office.forms import first_error
from office.list_parts import Head, Heads
from office.once import pages
from office.page_help import help_for
from office.qr_codes import qr_code
from office.seals import sealing
from office.types import Chart, Message
from office.uploads.models import Attachment
from office.uploads.originals import may_open_originals

register = template.Library()

ICONS = Path(settings.BASE_DIR) / "node_modules" / "@tabler" / "icons" / "icons" / "outline"
NO_AMOUNT = "—"
DASHES = BLANK_CHOICE_DASH[0][1]
WITH_HYPHENS = re.compile(
    r"((?:[A-Z0-9]+-)?[0-9]{3,4}-[0-9]{2,}(?:-[0-9]{2})?|[0-9]{1,2}:[0-9]{2}(?:[-–—~～][0-9]{1,2}:[0-9]{2})+)"
)
TONES = {
    "info": "progress",
    "success": "circle-check",
    "warning": "clock-exclamation",
    "danger": "alert-octagon",
    "muted": "circle-minus",
}


class Option(TypedDict):
    """The parts of a select widget's option that are needed here."""

    value: object
    label: object
    attrs: dict[str, object]


class HasState(Protocol):
    def get_state_display(self) -> str: ...


@lru_cache(maxsize=512)
def icon_paths(name: str) -> str:
    """Return the inside of the svg element of a Tabler outline icon. Raises FileNotFoundError for an unknown name."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    body = re.sub(r"^.*?<svg[^>]*>|</svg>.*$", "", svg, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", body).strip()


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, css_class: str = "") -> SafeString:
    """Return an inline Tabler icon, hidden from screen readers: the text beside it must say the same."""
    return format_html(
        '<svg class="icon {}" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
        'focusable="false">{}</svg>',
        css_class,
        SafeString(icon_paths(name)),
    )


@register.inclusion_tag("office/_help.html", takes_context=True)
def page_help(context: Context) -> dict[str, object]:
    """Show the "?" of the page, with its three sentences; nothing where there is no request, or no page."""
    match = getattr(context.get("request"), "resolver_match", None)
    return {"help": help_for(match.view_name) if match else ""}


@register.filter
def yuan(amount: Decimal | int | str | None) -> str:
    """Return the amount like ¥1,234.00; a dash for None."""
    return NO_AMOUNT if amount is None or amount == "" else money.yuan(amount)


@register.filter
def capital_numerals(amount: Decimal | int | str | None) -> str:
    """Return the amount in capital numerals (大写金额); a dash for None."""
    return NO_AMOUNT if amount is None or amount == "" else money.capital_numerals(amount)


@register.filter
def ago(when: datetime | date | None) -> str:
    """Return in words how long ago or ahead a time is, with the exact time on hover; a dash for None."""
    if when is None:
        return NO_AMOUNT
    if isinstance(when, datetime):
        words = _moment(when)
        exact = formats.date_format(timezone.localtime(when), "Y-m-d H:i")
    else:
        words = _day(when)
        exact = when.isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), exact, words)


@register.filter
def day(when: datetime | date | None) -> str:
    """Return a day like 2026-11-27 that is never broken into two lines; a dash for None."""
    if not when:
        return NO_AMOUNT
    text = (timezone.localtime(when) if isinstance(when, datetime) else when).strftime("%Y-%m-%d")
    return format_html('<time datetime="{}">{}</time>', text, text)


@register.filter
def since(when: datetime) -> str:
    """Return when a period begins, never broken into two lines."""
    return format_html('<span class="text-nowrap">{}</span>', since_in_words(when))


@register.filter
def until(when: datetime) -> str:
    """Return the last day of a period whose end is outside, or its end where it is no midnight; never broken."""
    return format_html('<span class="text-nowrap">{}</span>', until_in_words(when))


@register.filter
def unbroken(text: str) -> SafeString:
    """Return the text with its days, spans of time, phones and numbers of cases kept from breaking in two."""
    return SafeString(WITH_HYPHENS.sub(r'<span class="text-nowrap">\1</span>', conditional_escape(text)))


def _moment(when: datetime) -> str:
    distance = timezone.now() - when
    if abs(distance) < timedelta(minutes=1):
        return _("just now")
    if distance > timedelta(0):
        return _("%(time)s ago") % {"time": timesince(when, depth=1)}
    return _("in %(time)s") % {"time": timeuntil(when, depth=1)}


def _day(when: date) -> str:
    days = (when - timezone.localdate()).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    today = timezone.localdate()
    if days > 0:
        return _("in %(time)s") % {"time": timeuntil(when, today, depth=1)}
    return _("%(time)s ago") % {"time": timesince(when, today, depth=1)}


@register.simple_tag
def badge(text: object, tone: str = "muted") -> SafeString:
    """Return a state's label with the icon and colour of its tone, one of TONES."""
    return _badge(str(text), tone if tone in TONES else "muted")


@lru_cache(maxsize=512, typed=True)
def _badge(text: str, tone: str) -> SafeString:
    return format_html('<span class="state state-{}">{}{}</span>', tone, icon(TONES[tone]), text)


@register.simple_tag
def state_badge(obj: HasState) -> SafeString:
    """Return the badge of a row with a state; its tone is `obj.tone`, "muted" without one."""
    return badge(obj.get_state_display(), getattr(obj, "tone", "muted"))


@register.filter
def verb(name: str) -> Message:
    """Return the label of an audit event's verb; the verb itself if no app has a label for it any more."""
    return VERB_LABELS.get(name, name)


@register.simple_tag
def options(groups: Sequence[tuple[str | None, Sequence[Option], int]]) -> SafeString:
    """Return the option elements of a select; Django's own way, a template for each, is slow for many options."""
    written = SafeString("")
    for name, members, _index in groups:
        rows = ((option["value"], flatatt(option["attrs"]), _option_label(option)) for option in members)
        inside = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        written += format_html('<optgroup label="{}">{}</optgroup>', name, inside) if name else inside
    return written


def _option_label(option: Option) -> object:
    """Return the label of an option; Django's row of dashes for "nothing chosen" in words."""
    return _("Please choose") if str(option["label"]) == DASHES else option["label"]


@register.inclusion_tag("django/forms/field.html")
def field(
    bound: BoundField, label: str = "", wide: bool = False, with_help: bool = True, needed: bool = False
) -> dict[str, object]:
    """Show a form field: label, control, help text and its first error, connected for screen readers.

    `needed`: it is not called optional, though the form's other answers decide whether it is.
    """
    if not with_help:
        bound.help_text = bound.field.help_text = ""
    return {"field": bound, "label": label or bound.label, "wide": wide, "needed": needed}


@register.filter
def control(bound: BoundField) -> str:
    """Return the control of a field, without label and help text, with the CSS classes of its kind."""
    kind = getattr(bound.field.widget, "input_type", "text")
    css = {"select": "form-select", "checkbox": "form-check-input", "radio": "", "file": "form-control"}
    classes = [bound.field.widget.attrs.get("class", ""), css.get(kind, "form-control")]
    if bound.errors:
        classes.append("is-invalid")
    if bound.use_fieldset:
        return bound.as_widget()
    return bound.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def error(bound: BoundField, label: str = "") -> Message:
    """Return the first error of a field in words that name it (forms.first_error)."""
    return first_error(bound, label)


@register.filter
def errors_by_field(form: BaseForm) -> list[Message]:
    """Return all errors of the form as a whole, then the first one of each field."""
    return [*form.non_field_errors(), *(first_error(form[name]) for name in form.errors if name in form.fields)]


@register.filter
def asks_for(form: BaseForm, kind: str) -> bool:
    """Return whether the form has an input of this type ("file", "password"), which is not filled in again."""
    return any(getattr(field.widget, "input_type", "") == kind for field in form.fields.values())


@register.simple_tag(takes_context=True)
def original_link(context: Context, file: Attachment) -> SafeString:
    """Return a link to the original of a file for whoever may open originals of its kind somewhere, else nothing."""
    if not may_open_originals(context["request"].user, file):
        return SafeString()
    return render_to_string("office/uploads/_original.html", {"file": file})


@register.simple_block_tag(takes_context=True)
def act(context: Context, content: SafeString, view: str, *args: object, css_class: str = "") -> SafeString:
    """Return a form around a button, sent to the URL of `view`; it shows a refusal of itself (office.refusals)."""
    address, request = reverse(view, args=args), context["request"]
    given = {
        "address": address,
        "css_class": css_class,
        "content": content,
        "form": context.get("refused") if request.path == address else None,
        "csrf_token": context.get("csrf_token"),
    }
    return render_to_string("office/_act.html", given)


@register.simple_block_tag(takes_context=True)
def refusal_first(context: Context, content: SafeString) -> SafeString:
    """Return the content; before it the refusal and what was typed, where the content lacks it (office.refusals)."""
    refused = context.get("refused")
    if not isinstance(refused, BaseForm) or "data-form-errors" in content:
        return content
    return render_to_string("office/_refused.html", {"form": refused}) + content


@register.simple_tag(takes_context=True)
def draft_owner(context: Context) -> str:
    """Return a text that stands for the account, by which drafts on a device are told from those of another one."""
    return pages.draft_owner(context["user"].pk)


@register.simple_tag(takes_context=True)
def draft_key(context: Context) -> str:
    """Return the key by which the browser encrypts a draft, so that it is read only under the same log-in."""
    return pages.draft_key(context["user"].pk)


@register.filter
def typed(form: BaseForm) -> list[tuple[str, str]]:
    """Return label and text of each text field that isn't empty."""
    kinds = ("text", "textarea", "number", "date", "email", "tel")
    fields = [bound for bound in form if getattr(bound.field.widget, "input_type", "textarea") in kinds]
    return [(str(bound.label), text) for bound in fields if (text := str(bound.value() or "").strip())]


@register.inclusion_tag("office/_progress.html")
def progress(value: int, whole: int, label: str = "", alarm: bool = False) -> dict[str, object]:
    """Show a progress bar with its share in per cent; red only with `alarm`."""
    share = min(100, value * 100 // whole) if whole else 0
    return {"value": value, "whole": whole or 1, "share": share, "label": label or _("Progress"), "alarm": alarm}


@register.inclusion_tag("office/_last_seal.html")
def last_seal() -> dict[str, object]:
    """Print the last seal of the audit log, its root as a QR code; nothing on the screen or without a seal."""
    seal = sealing.last_seal()
    return {"seal": seal, "qr": _qr_code(seal.qr_text) if seal else ""}


@lru_cache(maxsize=8)
def _qr_code(text: str) -> SafeString:
    return qr_code(text)


@register.inclusion_tag("office/_chart.html")
def chart(picture: Chart) -> dict[str, object]:
    """Show a chart, and its figures as a table."""
    series = picture["series"]
    rows = [(label, [one["values"][index] for one in series]) for index, label in enumerate(picture["labels"])]
    data = {
        "title": picture["title"],
        "kind": picture["kind"],
        "labels": picture["labels"],
        "series": [
            {"name": one["name"], "values": [float(value) for value in one["values"]], "alarm": one.get("alarm", False)}
            for one in series
        ],
    }
    return {"picture": picture, "rows": rows, "data": data, "data_id": f"{picture['id']}-data"}


@register.simple_tag(takes_context=True)
def head(context: Context, key: str, label: str, css_class: str = "", optional: bool = False) -> SafeString:
    """Return the heading of a column that may be left out under `key` (office.list_parts.Heads).

    "" for an `optional` column that was not asked for.
    """
    one = _add_head(context, key, label, optional)
    return SafeString("") if one and not one.index else format_html("<th{}>{}</th>", _head_attrs(css_class), label)


@register.simple_tag(takes_context=True)
def sort(context: Context, key: str, label: str, css_class: str = "", optional: bool = False) -> SafeString:
    """Return a column heading that sorts by `key` through `?sort=`; a second click reverses the order.

    The heading is plain where the context has `sortable` without `key`: the list is too long to be sorted by it.
    """
    if "sortable" in context and key not in context["sortable"]:
        return head(context, key, label, css_class, optional)
    one = _add_head(context, key, label, optional)
    if one and not one.index:
        return SafeString("")
    params: QueryDict = (context.get("params") or context["request"].GET).copy()
    chosen = params.get("sort", "")
    state = {key: "ascending", f"-{key}": "descending"}.get(chosen, "")
    params.pop("cursor", None)
    params["sort"] = f"-{key}" if state == "ascending" else key
    return format_html(
        '<th{}{}><a class="sort" href="{}?{}">{}{}</a></th>',
        _head_attrs(css_class),
        format_html(' aria-sort="{}"', state) if state else "",
        context.get("page_address", ""),
        params.urlencode(),
        label,
        icon({"ascending": "arrow-up", "descending": "arrow-down"}.get(state, "arrows-sort")),
    )


def _add_head(context: Context, key: str, label: str, optional: bool) -> Head | None:
    heads = context.get("heads")
    return heads.add(key, label, optional=optional) if isinstance(heads, Heads) else None


def _head_attrs(css_class: str) -> SafeString:
    return format_html(' scope="col" class="{}"', css_class) if css_class else SafeString(' scope="col"')


@register.simple_block_tag(takes_context=True)
def list_heads(context: Context, content: SafeString) -> str:
    """Keep the headings of a list as `written_heads`: what stands above the table offers its columns for choice."""
    context["written_heads"] = content
    return ""


@register.filter
def minute(when: datetime | None) -> str:
    """Return the day and time like 2026-11-30 09:05, which never breaks inside; "" for None."""
    if not when:
        return ""
    at = timezone.localtime(when)
    return format_html(
        '<time datetime="{}">{}</time>', at.isoformat(timespec="minutes"), formats.date_format(at, "Y-m-d H:i")
    )
