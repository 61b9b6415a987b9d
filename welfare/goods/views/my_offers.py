"""A worker's pages: choose an article by one tap until a day, and say how satisfied they are with what they got."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members.authority.guards import AuthenticatedHttpRequest
from office.refusals import answer, refusals_into
from welfare.choices import Satisfaction
from welfare.goods.actions.offers import choose
from welfare.goods.actions.ratings import rate_article
from welfare.goods.chosen import default_of
from welfare.goods.models.articles import Store
from welfare.goods.models.offers import Choice, Offer
from welfare.goods.offer_forms import ChoiceForm, RatingForm
from welfare.grants.models.grants import Grant

SHOWN = 20


def my_offers(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the offers to me, those that I may choose of now first, and what I chose."""
    today = timezone.localdate()
    mine = list(Offer.objects.for_member(request.user).order_by("-ends_on", "-pk")[:SHOWN])
    chosen = Choice.objects.own(request.user).filter(offer__in=mine).select_related("article__article")
    choices = {one.offer_id: one for one in chosen}
    rows = [(offer, choices.get(offer.pk), offer.is_open(today)) for offer in mine]
    rows.sort(key=lambda row: not row[2])
    return answer(request, "welfare/goods/my_offers.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def my_offer(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what is offered to me until when, and take what I choose: one tap."""
    offer = get_object_or_404(Offer.objects.for_member(request.user).select_related("run", "unit"), pk=pk)
    articles = list(offer.articles.select_related("article"))
    stores = Store.objects.filter(pk__in=offer.stores.values("store")).order_by("name", "pk")
    mine = Choice.objects.own(request.user).filter(offer=offer).select_related("article__article", "store").first()
    first = stores.first()
    store = mine.store_id if mine and mine.store_id else first.pk if first else None
    form = ChoiceForm(request.POST or None, articles=articles, stores=stores, store=store)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            article, size = form.cleaned_data["choice"]
            choose(offer, article, size=size, store=form.cleaned_data["store"], by=request.user)
            messages.success(request, _("Your choice is noted. You may change it until the last day."))
            return redirect("welfare:my_offer", offer.pk)
    context = {
        "offer": offer,
        "form": form,
        "articles": articles,
        "stores": stores,
        "mine": mine,
        "default": default_of(offer),
        "is_open": offer.is_open(timezone.localdate()),
    }
    return answer(request, "welfare/goods/my_offer.html", context)


@require_http_methods(["GET", "POST"])
def benefit_rate(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask how satisfied I am with what I received, and note it: one tap."""
    grants = Grant.objects.own(request.user).received().select_related("occasion", "run", "unit")
    grant = get_object_or_404(grants, pk=pk)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            rate_article(grant, form.cleaned_data["grade"], by=request.user)
            messages.success(request, _("Thank you. Officers see only sums of at least five answers."))
            return redirect("welfare:my_benefits")
    context = {"grant": grant, "form": form, "grades": Satisfaction.choices, "back": reverse("welfare:my_benefits")}
    return answer(request, "welfare/goods/benefit_rate.html", context)
