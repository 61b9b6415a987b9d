"""Types that many modules annotate with; names only, no behaviour."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.core.files.uploadedfile import UploadedFile
from django.forms import Widget
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    # django-stubs gives `gettext_lazy` a type of its own, which does not exist at run time.
    Message: TypeAlias = str | _StrPromise
    Upload: TypeAlias = UploadedFile[bytes]
else:
    # A text for people: translated already, or `gettext_lazy`, translated when it is shown.
    Message = str | Promise
    # A file that somebody sent with a form.
    Upload = UploadedFile

# What a JSONField, a JSON response and `json.dumps` take.
JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
JsonObject: TypeAlias = Mapping[str, JsonValue]

# What `FilesField` cleans to.
Files: TypeAlias = Sequence[Upload]

# What a form is filled in with: request.GET or request.POST, or None for an empty form.
FormData: TypeAlias = Mapping[str, object] | None


class FieldOptions(TypedDict, total=False):
    """What every form field takes, for a field class that passes it on: `**options: Unpack[FieldOptions]`."""

    label: Message | None
    help_text: Message
    required: bool
    initial: object
    disabled: bool
    widget: Widget | type[Widget]
    error_messages: Mapping[str, Message]
