"""Types that are annotated in many modules."""

from collections.abc import Mapping, MutableMapping, Sequence
from decimal import Decimal
from typing import Any, Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import Widget
from django.utils.datastructures import MultiValueDict
from django_stubs_ext import StrOrPromise

# A text for people: translated already, or `gettext_lazy`, translated when it is shown.
Message: TypeAlias = StrOrPromise
# A file that somebody sent with a form.
Upload: TypeAlias = UploadedFile[bytes]

M = TypeVar("M", bound=Model)

# Values of fields by name, each of the type of its field.
FieldValues: TypeAlias = dict[str, Any]

# A row with attributes that a query or a view adds to it, which have no types.
AnnotatedRow: TypeAlias = Any

# A value that `json.dumps`, a JSONField or a JSON response takes.
JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
JsonObject: TypeAlias = Mapping[str, JsonValue]

# The cleaned value of a FilesField.
Files: TypeAlias = Sequence[Upload]

# The data of a form: request.GET or request.POST, None for an unbound form.
FormData: TypeAlias = Mapping[str, object] | None


class FieldOptions(TypedDict, total=False):
    """The arguments of every form field, for a field class that passes them on: `**options: Unpack[FieldOptions]`."""

    label: Message | None
    help_text: Message
    required: bool
    initial: object
    disabled: bool
    widget: Widget | type[Widget]
    error_messages: Mapping[str, Message]


class FormOptions(TypedDict, total=False):
    """The arguments of every form but its data, for a form that passes them on: `**options: Unpack[FormOptions]`."""

    files: MultiValueDict[str, Upload] | None
    auto_id: bool | str
    prefix: str | None
    initial: MutableMapping[str, object] | None
    label_suffix: str | None
    empty_permitted: bool
    use_required_attribute: bool | None


class ModelFormOptions(FormOptions, Generic[M], total=False):
    """FormOptions and the row of a ModelForm: `**options: Unpack[ModelFormOptions[Plan]]`."""

    instance: M | None


class ChartSeries(TypedDict):
    """One row of bars or one line; `alarm` draws it red, which nothing else is."""

    name: Message
    values: Sequence[int | Decimal]
    alarm: NotRequired[bool]


class Chart(TypedDict):
    """What the tag `chart` shows; `labels` name the values of each series, which are amounts in yuan if `money`.

    `horizontal` bars are for units and other long names: each name is shown, also on a phone.
    """

    id: str
    title: Message
    kind: Literal["bar", "horizontal", "stacked", "line"]
    labels: Sequence[Message]
    series: Sequence[ChartSeries]
    money: NotRequired[bool]
