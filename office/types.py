"""Types that many modules annotate with; names only, no behaviour."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.functional import _StrPromise

    # django-stubs gives `gettext_lazy` a type of its own, which does not exist at run time.
    Message: TypeAlias = str | _StrPromise
else:
    # A text for people: translated already, or `gettext_lazy`, translated when it is shown.
    Message = str | Promise

# What a JSONField, a JSON response and `json.dumps` take.
JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
JsonObject: TypeAlias = Mapping[str, JsonValue]

# What `FilesField` cleans to.
Files: TypeAlias = "Sequence[UploadedFile[bytes]]"
