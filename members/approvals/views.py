"""Pages of approvals: what waits for me, what I decided, one approval with its steps, the rules with their trial."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.approvals import desk
from members.approvals.actions import rounds, rulemaking
from members.approvals.forms import DecisionFilter, RuleFilter, RuleForm, TrialForm, WaitingFilter
from members.approvals.kinds import KINDS, OTHERS, ApprovalKind
from members.approvals.models import ApprovalDecision, ApprovalRound, ApprovalRule
from members.approvals.people import approvers_of, check_rule, right_in, rules_too_small, try_rule
from members.approvals.querysets import Right, rights_of
from members.approvals.rules import RoundState
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.freezes.actions import freeze_of, frozen_until
from members.freezes.models import FrozenAct
from members.permissions import MembersPermission
from office.exports import Column
from office.forms import ButtonForm, StatementForm
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.types import AnnotatedRow

VIEW_RULE, CHANGE_RULE = MembersPermission.VIEW_APPROVALRULE, MembersPermission.CHANGE_APPROVALRULE
SENT_SHOWN = 200
COLUMNS: tuple[Column[ApprovalDecision], ...] = (
    Column(_("Decided at"), 20, lambda row: row.at),
    Column(_("Kind"), 14, lambda row: row.round.kind_label),
    Column(pgettext_lazy("approval", "What"), 36, lambda row: getattr(row, "about", row.round)),
    Column(_("Unit"), 24, lambda row: row.round.unit),
    Column(_("Sum"), 16, lambda row: row.round.amount),
    Column(_("Round"), 8, lambda row: row.round.number),
    Column(_("Stage"), 8, lambda row: row.stage),
    Column(_("Decision"), 12, lambda row: row.get_verdict_display()),
    Column(_("By"), 20, lambda row: row.who),
    Column(_("Note"), 30, lambda row: row.note),
)
WAITING_COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(pgettext_lazy("approval", "What"), 36, lambda row: row.waiting.title),
    Column(_("Kind"), 14, lambda row: row.kind_label),
    Column(_("Unit"), 24, lambda row: row.unit),
    Column(_("Sum"), 16, lambda row: row.amount),
    Column(_("Submitted by"), 20, lambda row: row.submitted_by),
    Column(_("Due"), 12, lambda row: row.due_on),
)
RULE_COLUMNS: tuple[Column[ApprovalRule], ...] = (
    Column(_("Kind"), 14, lambda row: row.kind_label),
    Column(_("Unit"), 24, lambda row: row.unit or _("everywhere")),
    Column(_("From the sum of"), 16, lambda row: row.min_amount),
    Column(_("Stages"), 60, lambda row: "; ".join(str(stage) for stage in row.stages.all())),
    Column(_("Working days"), 12, lambda row: row.days),
)


def _require_officer(request: AuthenticatedHttpRequest) -> None:
    if not access.is_officer(request.user):
        raise PermissionDenied


def approval_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what waits for this officer's approval, and what the officer has submitted that waits for others."""
    _require_officer(request)
    rights = rights_of(request.user)
    waiting = _waiting(request, rights)
    desk.set_described(list(waiting.page), rights)
    sent = list(
        ApprovalRound.objects.open()
        .filter(submitted_by=request.user)
        .select_related("unit", "submitted_by", "stage_post")
        .order_by("due_on", "pk")[:SENT_SHOWN]
    )
    others = [item for waits in OTHERS for item in waits(request.user)]
    return waiting.render("members/approvals/approval_list.html", sent=desk.described(sent, []), others=others)


def approval_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list of what waits for this officer; an audit event says so."""
    _require_officer(request)
    rights = rights_of(request.user)
    described = partial(desk.set_described, rights=rights)
    return _waiting(request, rights).export("approval.export_waiting", transform=described)


def _waiting(request: AuthenticatedHttpRequest, rights: list[Right]) -> Listing[ApprovalRound]:
    form = WaitingFilter(request.GET)
    return Listing(
        request=request,
        name=_("What waits for me"),
        form=form,
        rows=form.narrow(desk.waiting_rounds(request.user, rights)),
        sorts={"due": "due_on"},
        default="due",
        columns=WAITING_COLUMNS,
        export_url=reverse("members:approval_export"),
    )


def _decisions(request: AuthenticatedHttpRequest) -> Listing[ApprovalDecision]:
    form = DecisionFilter(request.GET)
    conditions = form.conditions()
    own = ApprovalDecision.objects.filter(by=request.user)
    rows = own.none() if conditions is None else own.filter(**conditions)
    return Listing(
        request=request,
        name=_("What I decided"),
        form=form,
        rows=rows.select_related("round__unit", "by", "for_whom"),
        sorts={"decided": "pk"},
        default="-decided",
        columns=COLUMNS,
        export_url=reverse("members:decision_export"),
    )


def _with_abouts(decisions: list[ApprovalDecision]) -> list[ApprovalDecision]:
    """Set on each decision what it is about."""
    about = desk.abouts([one.round for one in decisions])
    for one in decisions:
        set_for_template(one, about=about.get((one.round.kind, one.round.object_id), one.round))
    return decisions


def decision_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what this officer has decided, the latest first."""
    _require_officer(request)
    decided = _decisions(request)
    _with_abouts(list(decided.page))
    return decided.render("members/approvals/decision_list.html")


def decision_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    _require_officer(request)
    return _decisions(request).export("approval.export", transform=_with_abouts)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> ApprovalRound:
    """Return the round if the user may look at it. Raises Http404 otherwise, and when its kind is gone."""
    found = ApprovalRound.objects.concerning(request.user).select_related("unit", "rule", "submitted_by", "stage_post")
    one = get_object_or_404(found, pk=pk)
    if one.kind not in KINDS:
        raise Http404
    return one


def _submitted(request: AuthenticatedHttpRequest, pk: int) -> ApprovalRound:
    """Return the round if the user submitted it. Raises PermissionDenied for whoever may only look at it."""
    round = _visible(request, pk)
    if round.submitted_by_id != request.user.pk:
        raise PermissionDenied
    return round


def approval_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what is to be approved, who has decided, and who is next until when."""
    return _page(request, _visible(request, pk))


def _page(request: AuthenticatedHttpRequest, round: ApprovalRound, **forms: BaseForm) -> HttpResponse:
    kind = KINDS[round.kind]
    about = kind.rows([round.object_id]).get(round.object_id)
    is_open = round.state == RoundState.OPEN
    freeze = freeze_of(round.unit, FrozenAct.APPROVING) if is_open else None
    right = right_in(round, request.user) if is_open else None
    context = {
        "round": round,
        "about": about,
        "facts": kind.facts(about) if about else [],
        "stages": list(round.rule.stages.select_related("post")),
        "decisions": round.decisions.select_related("by", "for_whom"),
        "next": approvers_of(round) if is_open else [],
        "frozen": frozen_until(freeze) if freeze else "",
        "may_approve": right is not None and freeze is None,
        "may_return": right is not None,
        "for_whom": right.for_whom if right else None,
        "is_own": is_open and round.submitted_by_id == request.user.pk,
        "form": StatementForm(),
        **forms,
    }
    return answer(request, "members/approvals/approval_detail.html", context, address=round.get_absolute_url())


def _kind_and_row(round: ApprovalRound) -> tuple[ApprovalKind, Model]:
    kind = KINDS[round.kind]
    row = kind.rows([round.object_id]).get(round.object_id)
    if row is None:
        raise Http404
    return kind, row


@require_POST
def approval_approve(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Approve, and go back to what waits."""
    round, button = _visible(request, pk), ButtonForm(request.POST)
    kind, row = _kind_and_row(round)
    with refusals_into(button):
        kind.approve(row, by=request.user, text=request.POST.get("note", "").replace("\0", ""))
        messages.success(request, _("Your approval is noted."))
        return redirect("members:approval_list")
    return _page(request, round, button=button)


@require_http_methods(["GET", "POST"])
def approval_return(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then return it to its maker."""
    round = _visible(request, pk)
    kind, row = _kind_and_row(round)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            kind.send_back(row, by=request.user, text=form.cleaned_data["reason"])
            messages.success(request, _("It is returned to its maker."))
            return redirect("members:approval_list")
    context = {"form": form, "heading": _("Return"), "about": row, "back": round.get_absolute_url()}
    return answer(request, "office/reason_form.html", context)


@require_POST
def approval_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take back what one has submitted."""
    round, button = _submitted(request, pk), ButtonForm(request.POST)
    kind, row = _kind_and_row(round)
    with refusals_into(button):
        kind.withdraw(row, by=request.user, text="")
        messages.success(request, _("It is withdrawn."))
        return redirect("members:approval_list")
    return _page(request, round, button=button)


@require_POST
def approval_urge(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Remind those who approve."""
    round, button = _submitted(request, pk), ButtonForm(request.POST)
    _kind, row = _kind_and_row(round)
    with refusals_into(button):
        rounds.urge(round.kind, row, by=request.user)
        messages.success(request, _("Those who approve are reminded."))
        return redirect(round)
    return _page(request, round, button=button)


@needs(VIEW_RULE)
def approval_rule_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the rules in force, the ones that are too large for their units, and try them."""
    asked = bool(request.GET.get("kind"))
    form = TrialForm(request.GET if asked else None, user=request.user)
    trial = None
    if asked and form.is_valid():
        trial = try_rule(form.cleaned_data["kind"], form.cleaned_data["unit"], form.cleaned_data["amount"])
    return _rules(request).render(
        "members/approvals/rule_list.html",
        form=form,
        trial=trial,
        short=rules_too_small(ApprovalRule.objects.visible_to(request.user, VIEW_RULE).in_force()),
        may_change=access.holds(request.user, CHANGE_RULE),
    )


@needs(VIEW_RULE)
def approval_rule_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list of the rules in force; an audit event says so."""
    return _rules(request).export("approval_rule.export")


def _rules(request: AuthenticatedHttpRequest) -> Listing[ApprovalRule]:
    form = RuleFilter(request.GET, user=request.user)
    rules = form.narrow(ApprovalRule.objects.visible_to(request.user, VIEW_RULE).in_force())
    return Listing(
        request=request,
        name=_("Approval rules"),
        form=form,
        rows=list(rules.select_related("unit").prefetch_related("stages__post")),
        sorts={},
        columns=RULE_COLUMNS,
        export_url=reverse("members:approval_rule_export"),
        kept=("kind", "unit", "amount"),
    )


@needs(CHANGE_RULE)
def approval_rule_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a rule, and set it; a unit that is too small for it is told so at once."""
    form = RuleForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        with refusals_into(form):
            rule = rulemaking.set_rule(
                asked["kind"],
                asked["unit"],
                min_amount=asked["min_amount"],
                days=asked["days"],
                stages=form.plans(),
                by=request.user,
            )
            messages.success(request, _("The rule is set. It holds for what is submitted from now on."))
            if any(check.missing for check in check_rule(rule, asked["unit"])):
                messages.warning(
                    request, _("The unit has too few people for this rule: see below who above may step in.")
                )
            return redirect("members:approval_rule_list")
    return answer(request, "members/approvals/rule_form.html", {"form": form})


@needs(CHANGE_RULE)
def approval_rule_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then end a unit's rule."""
    rules = ApprovalRule.objects.in_force().filter(access.within(request.user, CHANGE_RULE), unit__isnull=False)
    rule = get_object_or_404(rules.select_related("unit"), pk=pk)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            rulemaking.end_rule(rule, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The rule has ended; that of the unit above holds."))
            return redirect("members:approval_rule_list")
    context = {
        "form": form,
        "heading": _("End the rule"),
        "about": rule,
        "back": reverse("members:approval_rule_list"),
    }
    return answer(request, "office/reason_form.html", context)
