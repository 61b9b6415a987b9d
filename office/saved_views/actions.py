from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.errors import NotAllowed
from office.saved_views import rules
from office.saved_views.models import SavedView


@transaction.atomic
def save_view(account: AbstractBaseUser, *, address: str, query: str, name: str) -> SavedView:
    """Keep what the list at `address` shows with `query` under a name; an earlier view of this name is replaced.

    Raises NotAllowed when the account has MOST_OF_A_LIST views of the list, or the filters are too long.
    """
    kept = rules.kept_query(query)
    if len(kept) > rules.LONGEST_QUERY:
        raise NotAllowed(_("These filters are too long to be kept."))
    own = SavedView.objects.own(account).filter(address=address)
    if own.count() >= rules.MOST_OF_A_LIST and not own.filter(name=name).exists():
        raise NotAllowed(
            _("You have kept %(most)d views of this list. Delete one first.") % {"most": rules.MOST_OF_A_LIST}
        )
    view, _new = SavedView.objects.update_or_create(
        account_id=account.pk, address=address, name=name, defaults={"query": kept, "saved_at": timezone.now()}
    )
    return view


@transaction.atomic
def choose_default(view: SavedView, *, is_default: bool) -> None:
    """Have the list open with this view, and with no other one of the account; or with none."""
    SavedView.objects.filter(account=view.account_id, address=view.address, is_default=True).update(is_default=False)
    SavedView.objects.filter(pk=view.pk).update(is_default=is_default)
