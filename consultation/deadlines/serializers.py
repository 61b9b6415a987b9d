from typing import TypeVar

from rest_framework import serializers

from consultation.deadlines.models import WithDue

M = TypeVar("M", bound=WithDue)


class DueSerializer(serializers.ModelSerializer[M]):
    """Adds the most pressing deadline to a row that was read `with_due()`."""

    due_on = serializers.DateField(allow_null=True, help_text="Last day of the most pressing running limit.")
    due_estimated = serializers.BooleanField(
        allow_null=True, help_text="True while the holidays of a year on the way are not announced."
    )
    due_left = serializers.IntegerField(
        allow_null=True, help_text="Working days left while the limit is paused; null while it runs."
    )
