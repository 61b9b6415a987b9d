"""How a refused act is answered: in a form, on a page, in the API."""

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from office import api_errors
from office.errors import NotAllowed
from office.forms import ButtonForm, ReasonForm
from office.refusals import answer, refusals_into

PAGE = "office/_form_errors.html"


class TwoFields(forms.Form):
    amount = forms.IntegerField()
    note = forms.CharField(widget=forms.Textarea)
    password = forms.CharField(widget=forms.PasswordInput)


def bound_form(form, **data):
    posted = QueryDict(mutable=True)
    posted.update(data)
    return form(posted)


def render(source, **context):
    request = RequestFactory().post("/my/notices/read/")
    return Template("{% load portal %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize(("field", "where"), [("", "__all__"), ("amount", "amount"), ("elsewhere", "__all__")])
def test_a_refusal_is_shown_at_its_field_or_at_the_top_of_the_form(field, where):
    form = bound_form(TwoFields, amount=1, note="x", password="y")
    with refusals_into(form):
        raise NotAllowed("Too much.", field=field)
    assert form.errors == {where: ["Too much."]}


def test_any_other_error_is_raised():
    with pytest.raises(KeyError), refusals_into(bound_form(ButtonForm)):
        raise KeyError


def test_a_page_answers_422_only_when_a_form_that_was_sent_is_refused():
    shown, posted = RequestFactory().get("/?months=x"), RequestFactory().post("/")
    wrong, right = bound_form(ReasonForm), bound_form(ReasonForm, reason="because")
    assert answer(posted, PAGE, {"form": wrong}).status_code == 422
    assert answer(posted, PAGE, {"form": wrong}, status=429).status_code == 429
    assert answer(posted, PAGE, {"form": right}).status_code == 200
    assert answer(posted, PAGE, {"form": ReasonForm(), "name": "x"}).status_code == 200
    assert answer(shown, PAGE, {"filter": ReasonForm(shown.GET)}).status_code == 200


def test_a_refused_button_shows_the_reason_inside_its_own_form_only():
    button = bound_form(ButtonForm)
    button.add_error(None, "Somebody was quicker.")
    both = '{% act "office:read_all_notices" %}all{% endact %}{% act "office:read_notice" 1 %}one{% endact %}'
    first, second = render(both, refused=button).split("</form>")[:2]
    assert "Somebody was quicker." in first
    assert "Somebody was quicker." not in second
    assert "Somebody was quicker." not in render(both)


def test_a_refusal_whose_form_is_gone_is_shown_first_with_what_was_typed():
    form = bound_form(TwoFields, amount=7, note="lang <b>", password="secret")
    form.add_error(None, "It is closed.")
    html = render("{% refusal_first %}<h1>Case</h1>{% endrefusal_first %}", refused=form)
    assert html.index("It is closed.") < html.index("<h1>")
    assert "lang &lt;b&gt;" in html and ">7<" in html
    assert "secret" not in html


def test_a_refusal_shown_in_its_form_is_not_shown_twice():
    form = bound_form(TwoFields, amount=7, note="x", password="y")
    form.add_error(None, "It is closed.")
    html = render(
        '{% refusal_first %}{% include "office/_form_errors.html" %}{% endrefusal_first %}', refused=form, form=form
    )
    assert html.count("It is closed.") == 1


def test_the_api_tells_the_reason_in_words_and_by_a_code():
    told = api_errors.handle_exception(NotAllowed("It is closed.", code="closed"), {})
    assert told is not None
    assert (told.status_code, told.data) == (409, {"detail": "It is closed.", "code": "closed"})


def test_a_refusal_without_a_code_of_its_own_is_called_not_allowed():
    told = api_errors.handle_exception(NotAllowed("No."), {})
    assert told is not None
    assert told.data["code"] == "not_allowed"


def test_a_page_sent_from_another_address_knows_its_own():
    posted, button = RequestFactory().post("/cases/1/close/?sort=name"), bound_form(ButtonForm)
    button.add_error(None, "Somebody was quicker.")
    elsewhere = answer(posted, "base_plain.html", {"button": button}, address="/cases/1/").content.decode()
    assert '<meta name="page-address" content="/cases/1/">' in elsewhere
    assert 'name="next" value="/cases/1/?sort=name"' in elsewhere
    own = answer(RequestFactory().post("/cases/new/"), "base_plain.html", {"form": button}, address="/cases/new/")
    assert 'name="page-address"' not in own.content.decode()
    assert 'name="next" value="/cases/new/"' in own.content.decode()
