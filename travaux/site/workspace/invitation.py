"""The one-time link by which an account begins: choose a password, and come in."""

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts import actions, queries
from travaux.site import addresses, refusals
from travaux.site.frame import show
from travaux.site.shown import Page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class FirstPassword(forms.Form):
    """A name to be known by, and a password."""

    full_name = forms.CharField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters. A sentence is easier to remember than a word."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password)
        except ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return password


def accept(request: HttpRequest, token: str) -> HttpResponse:
    invited = queries.open_invitation(token)
    if invited is None:
        return refusals.page(
            request,
            gettext("This link was used already, or is too old."),
            remedy=gettext("Ask whoever invited you for a new one; or sign in, if you have an account."),
            status=404,
        )
    form = FirstPassword(request.POST or None)
    if form.is_valid():
        account = actions.accept(token=token, **form.cleaned_data)
        login(request, account, backend=BACKEND)
        viewer = queries.viewer_of(account)
        return HttpResponseRedirect(addresses.page("desk" if viewer.may_record else "rounds"))
    return show(
        request,
        "workspace/form",
        page=Page(gettext("Welcome")),
        status=422 if form.errors else 200,
        form=form,
        lede=gettext("You are invited as %(email)s. Choose a password; the link works once.")
        % {"email": invited.email},
        button=gettext("Come in"),
        action=request.path,
        who_reads="",
    )
