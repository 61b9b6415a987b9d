from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from welfare.choices import Satisfaction
from welfare.goods.chosen import article_of
from welfare.goods.models.offers import ArticleRating
from welfare.grants.models.grants import Grant


@transaction.atomic
def rate_article(grant: Grant, grade: Satisfaction, *, by: User) -> ArticleRating:
    """Note how satisfied the member is with the article of a grant; said again, the last one counts.

    Raises NotAllowed for a grant of somebody else, before it is received, and where no article is named.
    """
    if not Member.objects.filter(pk=grant.member_id, pk__in=access.records_of(by)).exists():
        raise NotAllowed(_("Only the member says how satisfied they are."), code="not_the_member")
    if grant.received_at is None:
        raise NotAllowed(_("Say it once you have received it."), code="not_received")
    article = article_of(grant)
    if article is None:
        raise NotAllowed(_("No article is named for this benefit."), code="no_article")
    rating, _made = ArticleRating.objects.update_or_create(
        grant=grant, defaults={"article": article, "grade": grade, "at": timezone.now()}
    )
    # The grade itself stays out of the log: officers read only sums of at least five.
    audit.record("article.rate", article, by=None, unit=grant.unit)
    return rating
