"""Form fields for files: how many, of which kinds and how large, told before anybody chooses one."""

from collections.abc import Iterable
from typing import Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from office.encrypted_files.uploads import require_whole
from office.errors import FileNotTaken, NotAllowed
from office.types import FieldOptions, Message, Upload
from office.uploads.clean_copies import CLEANED, require_cleanable
from office.uploads.rules import HEAD, LIMITS, MB, kind_of, name_by_content
from office.uploads.scanning import require_clean

MAX_FILES = 5
# Of a file of an anonymous report, whose copy is made while its sender waits.
MAX_BYTES = 10 * MB


def _limits() -> str:
    """Return the kinds of files that are taken with the largest size of each: "photos 15 MB, PDF 10 MB"."""
    each = [_("%(kind)s %(most)d MB") % {"kind": kind, "most": most // MB} for kind, most in LIMITS.items()]
    return pgettext("between items of a list", ", ").join(each)


limits: Message = lazy(_limits, str)()
LIMITS_TOLD = format_lazy(gettext_lazy("Up to {most} files, each at most: {limits}."), most=MAX_FILES, limits=limits)


def check_file(file: Upload) -> None:
    """Raise ValidationError for a file of a suffix not in KINDS, larger than its kind may be, or with other content."""
    name = file.name or ""
    kind = kind_of(name)
    if kind is None:
        raise ValidationError(
            _(
                "%(name)s can't be taken. Photos, PDF, Word, Excel, text, sound and video files can. Take a screenshot"
                " of anything else, or save it as JPG or PDF."
            ),
            params={"name": name},
        )
    if file.size is None or file.size > kind.most_bytes:
        raise ValidationError(
            _("%(name)s is larger than %(most)s."), params={"name": name, "most": filesizeformat(kind.most_bytes)}
        )
    if not kind.fits(head_of(file)):
        raise ValidationError(_("%(name)s isn't the kind of file that its name says."), params={"name": name})


def head_of(file: Upload) -> bytes:
    """Return the beginning of a file, which is at its start before and after."""
    head: bytes = file.read(HEAD)
    file.seek(0)
    return head


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files; static/js/photos.js makes photos smaller before they are sent.

    A smaller photo says when and where it was taken as before, since its original is sealed as evidence.
    """

    allow_multiple_selected = True
    photos = "evidence"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"data-photos": self.photos, **(attrs or {})})


class NamelessFilesInput(FilesInput):
    """A file input of a report without a name: a smaller photo says nothing but what it shows."""

    photos = "nameless"


class FilesField(forms.FileField):
    """A field of at most MAX_FILES files of the kinds in KINDS; its cleaned value is a list.

    The limits are told behind the text of help.
    """

    widget = FilesInput
    tells_limits = True

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("label", gettext_lazy("Attachments"))
        purpose = options.get("help_text", "")
        if self.tells_limits:
            told = format_lazy(gettext_lazy("{purpose} {limits}"), purpose=purpose, limits=LIMITS_TOLD)
            options["help_text"] = told if purpose else LIMITS_TOLD
        options.setdefault("required", False)
        super().__init__(**options)

    def clean(self, data: Iterable[Upload | None] | None, initial: object = None) -> list[Upload]:
        files = [super(FilesField, self).clean(one, initial) for one in data or [] if one]
        if len(files) > MAX_FILES:
            raise ValidationError(_("At most %(most)s files at a time."), params={"most": MAX_FILES})
        for file in files:
            require_whole(file)
            file.name = name_by_content(file.name or "", head_of(file))
            check_file(file)
            self._require_clean(file)
        return files

    def _require_clean(self, file: Upload) -> None:
        """Raise ValidationError for a file of which the virus scanner said before this act that it is not clean."""
        try:
            require_clean(file)
        except FileNotTaken as why:
            raise ValidationError(str(why), code=why.code) from why


class NamelessFilesField(FilesField):
    """A field for files of a report without a name: only kinds of which a clean copy can be made."""

    widget = NamelessFilesInput
    # Its text of help has limits of its own.
    tells_limits = False

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault(
            "help_text",
            gettext_lazy(
                "Up to 5 files of 10 MB each: photos (JPEG, PNG, WebP), PDF, text, sound (MP3, AMR). Only what they"
                " show or say is kept: file names, places, devices, authors and dates go; a PDF becomes pictures of"
                " its pages. What can be seen or heard stays: a face, a voice, a handwriting, a name in a screenshot."
            ),
        )
        super().__init__(**options)
        # Telephones turn photos of other kinds into JPEG for a form that names it.
        self.widget.attrs["accept"] = ",".join(["image/jpeg", "image/png", "image/webp", *CLEANED])

    def _require_clean(self, file: Upload) -> None:
        """Let it pass: the copy that is made of it is scanned."""

    def clean(self, data: Iterable[Upload | None] | None, initial: object = None) -> list[Upload]:
        for file in data or []:
            try:
                require_cleanable(name_by_content(file.name, head_of(file)) if file and file.name else "")
            except NotAllowed as why:
                raise ValidationError(str(why)) from why
        files = super().clean(data, initial)
        for file in files:
            if (file.size or 0) > MAX_BYTES:
                raise ValidationError(
                    _("%(name)s is larger than %(most)s."),
                    params={"name": file.name, "most": filesizeformat(MAX_BYTES)},
                )
        return files
