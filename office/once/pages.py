"""The hidden fields that every form of a page gets, and what was typed, put into the form of a page again."""

import re
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core import signing
from django.utils.crypto import salted_hmac

from office.secrets import keyed_hash

ONCE, OPENED, CSRF = "once", "opened", "csrfmiddlewaretoken"
# Sent with the key of a form under way by the page that waits for its answer.
ASKS_AGAIN = "asks_again"
# Of a form into which something is typed: what is sent again from another page is not carried out, unless on purpose.
TYPED, ONCE_MORE = "typed", "once_more"
# The key of what was kept, in the form that was filled in with it.
KEPT_KEY = "kept"
OWN_FIELDS = (ONCE, OPENED, CSRF, ASKS_AGAIN, TYPED, ONCE_MORE, KEPT_KEY)
# Stands for the account in forms of visitors.
VISITOR = 0
KEY = re.compile(r"[\w-]{20,64}", re.ASCII)
_SALT = "office.once.opened"
# Longer than a tab stays open over a weekend; what an older page says may be known to others.
_FORM_LASTS = timedelta(days=7)
_FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post[\"']?[^>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"<(?:input|textarea|select)\b[^>]*>", re.IGNORECASE)
_NAME = re.compile(r"\bname=\"([^\"]*)\"")
_WITHHELD = re.compile(
    r"\btype=\"password\"|\bdata-sensitive\b|\bautocomplete=\"(?:one-time-code|new-password|current-password)\""
)
_SECRET = re.compile(
    r"\btype=\"password\"|\bautocomplete=\"(?:one-time-code|new-password|current-password)\"", re.IGNORECASE
)
_CHOSEN = re.compile(r"<select\b|\btype=\"(?:hidden|checkbox|radio|submit|button|image|reset)\"", re.IGNORECASE)
_ACTION = re.compile(r"\saction=\"([^\"]*)\"")
_PAGE_ADDRESS = re.compile(r"<meta name=\"page-address\" content=\"([^\"]*)\">")


class Opened(NamedTuple):
    """For which account a form was rendered, on which page, and which of its fields must never be kept."""

    account: int
    page: str
    withheld: Sequence[str]


def read_opened(text: str) -> Opened | None:
    """Return what a form says of itself; None where it says nothing, is old, or was not signed by this portal."""
    try:
        account, page, withheld = signing.loads(text, salt=_SALT, max_age=_FORM_LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return Opened(account, page, withheld)


def shown_at(html: str, address: str) -> str:
    """Return the path of the page, which a page of a refused act gives in its head; by default `address`."""
    named = _PAGE_ADDRESS.search(html)
    return unescape(named[1]) if named else address


def draft_owner(account: int | None) -> str:
    """Return a text that stands for the account, by which drafts on a device are told from those of another one."""
    return salted_hmac("draft", str(account)).hexdigest()[:16]


def draft_key(account: int) -> str:
    """Return the key, 32 bytes in hex, by which a browser encrypts drafts of an account: only its own pages tell it."""
    return keyed_hash(f"draft {account}")


def mark_forms(html: str, *, account: int | None, page: str, draft_note: str = "") -> str:
    """Return the page with a key of its own in every form that is posted, and what Opened says, for `account` if any.

    A form into which something is typed says so, but for one that asks for a password or a code, and one that only has
    a file checked (`data-repeatable`); that of an account
    becomes one whose draft is stored in the tab, with `draft_note` at its head, unless it says itself where.
    """
    drafts: Counter[str] = Counter()

    def marked(form: re.Match[str]) -> str:
        start = form[0]
        hidden = f'<input type="hidden" name="{ONCE}" value="{secrets.token_urlsafe(24)}">'
        if account is not None:
            controls = _CONTROL.findall(html[form.end() : html.find("</form>", form.end())])
            withheld = [
                named[1] for control in controls if _WITHHELD.search(control) and (named := _NAME.search(control))
            ]
            typed = any(not _CHOSEN.search(one) for one in controls)
            if typed and "data-repeatable" not in start and not any(_SECRET.search(one) for one in controls):
                hidden += f'<input type="hidden" name="{TYPED}" value="1">'
                if account != VISITOR and draft_note and "data-draft" not in start:
                    action = _ACTION.search(start)
                    name = action[1] if action is not None else escape(page)
                    drafts[name] += 1
                    start = f'{start[:-1]} data-draft="{name}#{drafts[name]}" data-draft-tab'
                    start += f' data-draft-of="{draft_owner(account)}">'
                    hidden += draft_note
            opened = signing.dumps([account, page, withheld], salt=_SALT)
            hidden += f'<input type="hidden" name="{OPENED}" value="{opened}">'
        return start + hidden

    return _FORM.sub(marked, html)


class Edit(NamedTuple):
    """A replacement of a part of a page."""

    start: int
    end: int
    text: str


@dataclass
class _Control:
    tag: str
    attrs: dict[str, str | None]
    start: int
    end: int
    inside_end: int = 0
    options: list["_Option"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attrs.get("name") or ""

    @property
    def kind(self) -> str:
        return (self.attrs.get("type") or "text").lower() if self.tag == "input" else self.tag


@dataclass
class _Option:
    attrs: dict[str, str | None]
    start: int
    end: int
    text: str = ""


@dataclass
class _Form:
    attrs: dict[str, str | None]
    end: int
    folded: list[_Control]
    controls: list[_Control] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects the posted forms of a page with their controls, and where its main part begins."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self.main_starts = 0
        self._form: _Form | None = None
        self._control: _Control | None = None
        self._option: _Option | None = None
        self._folded: list[_Control] = []
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        end, given = start + len(self.get_starttag_text() or ""), dict(attrs)
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self._form = _Form(given, end, list(self._folded))
            self.forms.append(self._form)
        elif tag == "details":
            self._folded.append(_Control(tag, given, start, end))
        elif tag == "main" or (tag == "body" and not self.main_starts):
            self.main_starts = end
        elif tag == "option" and self._control:
            self._option = _Option(given, start, end)
            self._control.options.append(self._option)
        elif tag in ("input", "select", "textarea"):
            self._control = _Control(tag, given, start, end)
            form = (
                next((one for one in self.forms if one.attrs.get("id") == given["form"]), None)
                if ("form" in given)
                else self._form
            )
            if form:
                form.controls.append(self._control)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "details" and self._folded:
            self._folded.pop()
        elif tag == "option":
            self._option = None
        elif tag in ("textarea", "select") and self._control:
            self._control.inside_end = self._at()
            self._control = None

    def handle_data(self, data: str) -> None:
        if self._option:
            self._option.text += data.strip()


def fill_in(
    html: str,
    values: Mapping[str, Sequence[str]],
    *,
    action: str,
    page: str,
    note: str,
    again: Mapping[str, str],
    otherwise: str,
    key: str = "",
) -> str:
    """Return the page with `values` in its form that is sent to the path `action`, and `note` at the form's head.

    `again` are sentences by name of field, shown behind controls that can't be filled in; `key`, if there is one, takes
    the place of the form's own. A page without the form gets `otherwise` at the beginning of its main part.
    """
    reader = _Reader(html)
    sent_there = [one for one in reader.forms if (urlsplit(one.attrs.get("action") or page).path or page) == action]
    if not sent_there:
        return html[: reader.main_starts] + otherwise + html[reader.main_starts :]
    form = max(sent_there, key=lambda one: _likeness(one, values))
    edits = [Edit(form.end, form.end, note), *(_unfolded(one) for one in form.folded if "open" not in one.attrs)]
    left = {name: list(texts) for name, texts in values.items()}
    for control in form.controls:
        if control.name in again:
            after = control.end if control.tag == "input" else control.inside_end + len(f"</{control.tag}>")
            name, told = escape(control.name), escape(again[control.name])
            said = f'<div class="field-error" role="note" data-choose-again="{name}"><div>{told}</div></div>'
            edits.append(Edit(after, after, said))
        elif control.name == ONCE and key:
            edits.append(Edit(control.start, control.end, _start_tag("input", {**control.attrs, "value": key})))
        elif control.name and control.name not in OWN_FIELDS:
            edits += _filled(control, left)
    # From the end; at one place what is replaced before what is put in front of it.
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        html = html[: edit.start] + edit.text + html[edit.end :]
    return html


def put_first(html: str, text: str) -> str:
    """Return the page with `text` at the beginning of its main part."""
    starts = _Reader(html).main_starts
    return html[:starts] + text + html[starts:]


def _likeness(form: _Form, values: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """Return how many hidden fields have the values that were sent, and how many fields were sent at all."""
    hidden = [one for one in form.controls if one.kind == "hidden" and one.name not in OWN_FIELDS]
    same = sum(one.attrs.get("value") in values.get(one.name, ()) for one in hidden)
    return same, sum(one.name in values for one in form.controls)


def _unfolded(details: _Control) -> Edit:
    return Edit(details.start, details.end, _start_tag("details", {**details.attrs, "open": None}))


def _filled(control: _Control, left: dict[str, list[str]]) -> list[Edit]:
    """Return the edits that put the next value of its name into a control; a list of choices takes all of them."""
    texts = left.get(control.name, [])
    if control.kind in ("hidden", "file", "password", "submit", "button", "image", "reset"):
        return []
    if control.kind in ("checkbox", "radio"):
        return [_with_flag("input", control, "checked", (control.attrs.get("value") or "on") in texts)]
    if control.tag == "select":
        return [
            _with_flag("option", one, "selected", (one.attrs.get("value", one.text) or "") in texts)
            for one in control.options
        ]
    text = texts.pop(0) if texts else ""
    if control.tag == "textarea":
        return [Edit(control.end, control.inside_end, f"\n{escape(text)}")]
    return [Edit(control.start, control.end, _start_tag("input", {**control.attrs, "value": text}))]


def _with_flag(tag: str, part: _Control | _Option, name: str, on: bool) -> Edit:
    attrs = {key: value for key, value in part.attrs.items() if key != name}
    return Edit(part.start, part.end, _start_tag(tag, {**attrs, name: None} if on else attrs))


def _start_tag(tag: str, attrs: Mapping[str, str | None]) -> str:
    written = [f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs.items()]
    return f"<{tag}{''.join(written)}>"
