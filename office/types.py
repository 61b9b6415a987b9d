"""Types that many modules annotate with; names only, no behaviour."""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeAlias, TypedDict, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import Widget
from django.utils.datastructures import MultiValueDict
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

M = TypeVar("M", bound=Model)

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


class FormOptions(TypedDict, total=False):
    """What every form takes besides its data, for a form that passes it on: `**options: Unpack[FormOptions]`."""

    files: MultiValueDict[str, Upload] | None
    auto_id: bool | str
    prefix: str | None
    initial: MutableMapping[str, object] | None
    label_suffix: str | None
    empty_permitted: bool
    use_required_attribute: bool | None


class ModelFormOptions(FormOptions, Generic[M], total=False):
    """FormOptions, and the row of a ModelForm: `**options: Unpack[ModelFormOptions[Plan]]`."""

    instance: M | None
