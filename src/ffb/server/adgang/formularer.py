"""The forms of people, roles and tokens: what may be typed, and the words when it may not."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import NATIONALE, TITEL, Rolle
from ffb.server.sprog import NAVNE, doven

DATOER = ["%d.%m.%Y", "%Y-%m-%d"]
OMFANG = [
    ("indberet", doven("Indberette: sende leverancer")),
    ("laes", doven("Læse: hente tal og fund uden borgere")),
    ("cpr", doven("Læse CPR: hente lister med borgere")),
    ("bestil", doven("Bestille: sende bestillinger til stederne her")),
]


def rolle_valg(kommune: str) -> list[tuple[str, str]]:
    """The roles that can be given in a kommune, or nationally ('')."""
    return [(str(r), doven(TITEL[r])) for r in Rolle if (r in NATIONALE) == (not kommune)]


class Rolleformular(forms.Form):
    """One role out of those of the place."""

    rolle = forms.ChoiceField(label=doven("Rolle"))

    def __init__(self, *args: Any, kommune: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = rolle_valg(kommune)


class Invitationsformular(Rolleformular):
    """Whom to invite, and to what."""

    navn = forms.CharField(label=doven("Navn"), max_length=200)
    email = forms.EmailField(
        label=doven("E-mail"), help_text=doven("Linket sendes hertil. Personen logger ind med denne e-mail.")
    )
    field_order = ["navn", "email", "rolle"]


class NyAdgangskode(forms.Form):
    """Name and a password of one's own choice."""

    navn = forms.CharField(
        label=doven("Dit navn"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    adgangskode = forms.CharField(
        label=doven("Adgangskode"),
        help_text=doven("Mindst 12 tegn. Fire tilfældige ord er både stærkt og til at huske."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    igen = forms.CharField(
        label=doven("Adgangskoden igen"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kode = data.get("adgangskode")
        if kode and data.get("igen") and kode != data["igen"]:
            self.add_error("igen", doven("De to adgangskoder er ikke ens."))
        if kode:
            try:
                validate_password(kode, Bruger(email=self.email, navn=data.get("navn", "")))
            except ValidationError as fejl:
                self.add_error("adgangskode", fejl)
        return data


class Sprogformular(forms.Form):
    """The language of pages and mail."""

    sprog = forms.ChoiceField(label=doven("Sprog"), choices=list(NAVNE.items()))


class Noegleformular(forms.Form):
    """A token of a system."""

    system = forms.CharField(
        label=doven("Fagsystem"), max_length=200, help_text=doven("Som det står i leverancerne, fx Nexus.")
    )
    navn = forms.CharField(
        label=doven("Hvad bruges nøglen til?"), max_length=100, help_text=doven("Fx Indberetning hver nat.")
    )
    omfang = forms.MultipleChoiceField(
        label=doven("Hvad må systemet?"),
        choices=OMFANG,
        widget=forms.CheckboxSelectMultiple,
        initial=["indberet"],
    )
    udloeber = forms.DateField(
        label=doven("Sidste dag"),
        required=False,
        input_formats=DATOER,
        help_text=doven("DD.MM.ÅÅÅÅ. Tom: nøglen gælder, til den trækkes tilbage."),
        error_messages={"invalid": doven("Skriv datoen som DD.MM.ÅÅÅÅ, fx 31.12.2027.")},
    )

    def clean_udloeber(self) -> datetime | None:
        dag = self.cleaned_data["udloeber"]
        if dag is None:
            return None
        if dag < timezone.localdate():
            raise ValidationError(
                doven("Datoen er passeret. Vælg en dag frem i tiden, eller lad feltet være tomt.")
            )
        return timezone.make_aware(datetime.combine(dag, time.max))
