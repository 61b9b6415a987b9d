from django.db import transaction

from members.consents import shipped_texts
from members.consents.models import ConsentText


@transaction.atomic
def ensure_consent_texts() -> None:
    """Create the shipped text of every purpose that has no text yet; later ones are added by administrators."""
    known = set(ConsentText.objects.values_list("purpose", flat=True))
    ConsentText.objects.bulk_create(
        ConsentText(
            purpose=purpose,
            effective_from=shipped_texts.SINCE,
            text=text,
            consequence=consequence,
            source=shipped_texts.SOURCE,
        )
        for purpose, (text, consequence) in shipped_texts.TEXTS.items()
        if purpose not in known
    )
