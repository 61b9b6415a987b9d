"""Channels of the demonstration union, and what became of the messages of its year. Nothing is sent to anybody."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from demo.register import ROOT
from members.authority.models import User
from members.providers.models import ProviderBinding, SignInProvider
from members.providers.rules import ProviderKind
from members.units.models.units import Unit
from office.outbox.models import Channel, ChannelChoice, Delivery, Mailing
from office.outbox.rules import ChannelKind, DeliveryState, MailingState

# Of so many messages one was refused, and of so many one given up.
REFUSED_OF, GIVEN_UP_OF = 97, 151
# So many people have bound their WeCom.
BOUND = 20


def set_up() -> None:
    """Create WeCom, by which everybody was told during the year, and a robot of the union's group, not in use."""
    unit = Unit.objects.get(code=ROOT)
    Channel.objects.create(
        kind=ChannelKind.WECOM, name="企业微信", active=True, by_default=True, account="ww0000demo", agent="1000002"
    )
    Channel.objects.create(
        kind=ChannelKind.ROBOT, name="工会工作群机器人", unit=unit, address="wecombot://demodemodemodemo"
    )
    ChannelChoice.objects.bulk_create(
        [
            ChannelChoice(account_id=pk, kind=ChannelKind.WECOM, bound_id=f"user{pk}")
            for pk in User.objects.filter(is_active=True).values_list("pk", flat=True)
        ],
        batch_size=1000,
    )
    # Not in use, since WeCom knows nothing of a demonstration.
    wecom = SignInProvider.objects.create(kind=ProviderKind.WECOM, slug="wecom", tenant="ww0000demo", agent="1000002")
    ProviderBinding.objects.bulk_create(
        ProviderBinding(provider=wecom, account_id=pk, tenant=wecom.tenant, subject=f"user{pk}")
        for pk in User.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)[:BOUND]
    )


def note_what_was_sent() -> None:
    """Note the outcome of every message, put WeCom out of use and e-mail into use, for those who choose it."""
    now = timezone.now()
    written = Delivery.objects.filter(state=DeliveryState.WAITING)
    refused = written.annotate(rest=F("pk") % REFUSED_OF).filter(rest=0)
    for account in User.objects.filter(pk__in=refused.values("notice__to")):
        ChannelChoice.objects.filter(account=account, kind=ChannelKind.WECOM).update(
            bounced_at=now, bounced_address="u***", bounce='HTTP 200 {"errcode": 60111, "errmsg": "userid not found"}'
        )
    said = 'HTTP 200 {"errcode": 60111, "errmsg": "userid not found"}'
    refused.update(state=DeliveryState.BOUNCED, answer=said, done_at=F("made_at") + timedelta(minutes=4))
    given_up = written.annotate(rest=F("pk") % GIVEN_UP_OF).filter(rest=0)
    given_up.update(state=DeliveryState.DEAD, attempts=8, answer="No answer in time.", done_at=now)
    written.update(state=DeliveryState.SENT, done_at=F("made_at") + timedelta(minutes=4))
    Mailing.objects.filter(state=MailingState.RUNNING).update(state=MailingState.DONE, complete=True)
    Channel.objects.filter(kind=ChannelKind.WECOM).update(active=False)
    Channel.objects.create(kind=ChannelKind.EMAIL, name="电子邮件", active=True)
