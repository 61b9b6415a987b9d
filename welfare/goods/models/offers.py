from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.register.models.member import Member
from members.units.models.units import Unit
from office.transitions import pairs
from welfare.choices import OfferState, Satisfaction
from welfare.goods import querysets, rules
from welfare.goods.models.articles import Article, Store
from welfare.grants.models.grants import Grant
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run

TONES = {OfferState.DRAFT: "info", OfferState.OPEN: "success", OfferState.ENDED: "muted"}


class Offer(models.Model):
    """Articles among which members choose until a day, by one tap each.

    Of a run its members choose what they receive, and who hasn't chosen gets the default. Without a run the members of
    a unit say what should be bought, perhaps for a plan.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="offers")
    run = models.OneToOneField(Run, models.PROTECT, null=True, blank=True, verbose_name=_("run"), related_name="offer")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, verbose_name=_("plan"), related_name="offers")
    title = models.CharField(_("title"), max_length=80)
    text = models.CharField(_("what members should know"), max_length=300, blank=True)
    ends_on = models.DateField(_("choose until"))
    state = models.CharField(_("state"), max_length=8, choices=OfferState, default=OfferState.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = querysets.Offers.as_manager()

    class Meta:
        verbose_name = _("offer of articles")
        verbose_name_plural = _("offers of articles")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["ends_on", "id"], condition=Q(state=OfferState.OPEN), name="welfare_offer_open"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="offer_has_a_title")]
        triggers = [
            pgtrigger.FSM(name="offers_move_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.ReadOnly(name="offer_stays", fields=["unit", "run", "made_by", "made_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("welfare:offer_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return TONES[OfferState(self.state)]

    def is_open(self, today: date) -> bool:
        """Return whether members may choose today."""
        return self.state == OfferState.OPEN and today <= self.ends_on


class OfferedArticle(models.Model):
    """One of the articles of an offer, with its price when it was offered; yuan."""

    offer = models.ForeignKey(Offer, models.CASCADE, verbose_name=_("offer"), related_name="articles", db_index=False)
    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name=pgettext_lazy("goods", "article"), related_name="+"
    )
    price = models.DecimalField(_("price"), max_digits=10, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_default = models.BooleanField(_("for who hasn't chosen"), default=False)
    default_size = models.CharField(_("size for who hasn't chosen"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("offered article")
        verbose_name_plural = _("offered articles")
        ordering = ["offer", "position", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["offer", "article"], name="article_is_offered_once"),
            models.UniqueConstraint(fields=["offer"], condition=Q(is_default=True), name="one_default_an_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.offer} · {self.article}"


class OfferedStore(models.Model):
    """One of the pickup points among which members choose; without any they collect where the run says."""

    offer = models.ForeignKey(Offer, models.CASCADE, verbose_name=_("offer"), related_name="stores", db_index=False)
    store = models.ForeignKey(Store, models.PROTECT, verbose_name=_("pickup point"), related_name="+")

    class Meta:
        verbose_name = _("offered pickup point")
        verbose_name_plural = _("offered pickup points")
        ordering = ["offer", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["offer", "store"], name="store_is_offered_once")]

    def __str__(self) -> str:
        return f"{self.offer} · {self.store}"


class Choice(models.Model):
    """What one member chose of an offer; they may choose anew until its last day. `unit` is theirs when they chose."""

    offer = models.ForeignKey(Offer, models.PROTECT, verbose_name=_("offer"), related_name="choices", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    article = models.ForeignKey(
        OfferedArticle, models.PROTECT, verbose_name=pgettext_lazy("goods", "article"), related_name="choices"
    )
    size = models.CharField(_("size"), max_length=16, blank=True)
    store = models.ForeignKey(
        Store, models.PROTECT, null=True, blank=True, verbose_name=_("pickup point"), related_name="+"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = querysets.OfferChoices.as_manager()

    class Meta:
        verbose_name = _("choice of an article")
        verbose_name_plural = _("choices of articles")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["offer", "member"], name="one_choice_an_offer_and_member")]
        triggers = [
            pgtrigger.ReadOnly(name="choice_stays_with_its_member", fields=["offer", "member"]),
            pgtrigger.Trigger(
                name="choice_is_of_an_open_offer",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("article_id", "size", "store_id"),
                when=pgtrigger.Before,
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM welfare_offer AS offer
                        JOIN welfare_offeredarticle AS offered ON offered.offer_id = offer.id
                        WHERE offer.id = NEW.offer_id AND offer.state = '{OfferState.OPEN}'
                        AND offered.id = NEW.article_id
                        FOR KEY SHARE OF offer
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this offer is not open, or has no such article'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'choice_is_of_an_open_offer';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer} · {self.member}"


class OfferNotice(models.Model):
    """That the members of an offer are to be told: that they may choose, or that it ends soon.

    Workers write the notices in the order of the members' keys; `last` is the key that they have reached, `told` counts
    the notices. Once each.
    """

    offer = models.ForeignKey(Offer, models.CASCADE, verbose_name=_("offer"), related_name="notices", db_index=False)
    reminder = models.BooleanField(_("reminder"), default=False)
    at = models.DateTimeField(_("time"), default=timezone.now)
    last = models.BigIntegerField(_("reached"), default=0)
    told = models.PositiveIntegerField(_("notices written"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("notices of an offer")
        verbose_name_plural = _("notices of offers")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="welfare_offernotice_waiting")]
        constraints = [models.UniqueConstraint(fields=["offer", "reminder"], name="told_once_of_an_offer")]

    def __str__(self) -> str:
        return f"{self.offer} · {self.at:%Y-%m-%d}"


class ArticleRating(models.Model):
    """How satisfied a member is with the article that they received: one tap, which they may change."""

    grant = models.OneToOneField(Grant, models.CASCADE, verbose_name=_("grant"), related_name="rating")
    article = models.ForeignKey(
        Article, models.PROTECT, verbose_name=pgettext_lazy("goods", "article"), related_name="ratings"
    )
    grade = models.CharField(_("satisfaction"), max_length=10, choices=Satisfaction)
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = querysets.Ratings.as_manager()

    class Meta:
        verbose_name = _("satisfaction with an article")
        verbose_name_plural = _("satisfaction with articles")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(grade__in=Satisfaction.values), name="rating_is_one_of_four"),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.get_grade_display()}"
