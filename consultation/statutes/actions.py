from django.db import transaction

from consultation.statutes import rules
from consultation.statutes.models import StatutoryLimit


@transaction.atomic
def ensure_statutes() -> None:
    """Create a row for each of rules.LIMITS that has none; existing rows are not changed."""
    existing = set(StatutoryLimit.objects.values_list("code", "region"))
    StatutoryLimit.objects.bulk_create(
        StatutoryLimit(
            code=code,
            region=region,
            unit=limit.unit,
            amount=limit.amount,
            extension=limit.extension,
            document=limit.document,
            article=limit.article,
            certainty=limit.certainty,
        )
        for (code, region), limit in rules.LIMITS.items()
        if (code, region) not in existing
    )
