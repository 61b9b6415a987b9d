"""Files from before there were two faces are brought over by the upgrade."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from office.models import Attachment
from office.uploads import actions
from tests import factories as make
from tests.office.uploads import file_samples as samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_old_pictures_get_a_copy_and_all_old_files_a_sum():
    person = make.user()
    contents = {"a.jpg": samples.jpeg(), "b.PNG": samples.png(), "c.pdf": samples.pdf()}
    files = [SimpleUploadedFile(name, content) for name, content in contents.items()]
    sums = {file.name: file.sha256 for file in actions.attach(person, files, by=person)}
    call_command("migrate", "office", "0017", verbosity=0)
    call_command("migrate", verbosity=0)
    old = Attachment.objects.order_by("pk")
    assert [(file.name, file.sha256, file.copy_state) for file in old] == [
        ("a.jpg", "", "due"),
        ("b.PNG", "", "due"),
        ("c.pdf", "", "none"),
    ]
    assert actions.seal_old_files() == 3 and actions.make_due_copies() == 2
    assert {file.name: file.sha256 for file in old.all()} == sums
    assert [file.copy_state for file in old.all()] == ["made", "made", "none"]
    assert not any(file.is_sealed_at_receipt for file in old.all())
