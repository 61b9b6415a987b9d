from django.db import transaction

from members.consents import shipped_texts as consent_texts
from members.consents.models import ConsentText


@transaction.atomic
def ensure_consent_texts() -> None:
    """Ship the first wording of every purpose that has none; later ones are the administrator's."""
    known = set(ConsentText.objects.values_list("purpose", flat=True))
    ConsentText.objects.bulk_create(
        ConsentText(
            purpose=purpose,
            effective_from=consent_texts.SINCE,
            text=text,
            consequence=consequence,
            source=consent_texts.SOURCE,
        )
        for purpose, (text, consequence) in consent_texts.TEXTS.items()
        if purpose not in known
    )
