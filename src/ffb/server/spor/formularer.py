"""What may be searched for in the trail, and exported for a citizen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ffb.begreber import kommune_list
from ffb.formats.identitet import pseudonym
from ffb.server.noegler import load_noegler
from ffb.server.spor.ord import HANDLING, handling_ord
from ffb.server.sprog import doven

DATOER = ["%d.%m.%Y", "%Y-%m-%d"]
ALLE = [("", doven("Alle"))]
DATOFEJL = {"invalid": doven("Skriv datoen som DD.MM.ÅÅÅÅ, fx 31.12.2026.")}


def find_handlinger() -> list[tuple[str, Any]]:
    """Every act, by its words."""
    return [*ALLE, *sorted(((h, handling_ord(h)) for h in HANDLING), key=lambda par: par[1])]


class Soegeformular(forms.Form):
    """Every field may be empty."""

    hvem = forms.CharField(label=doven("Person eller system"), required=False, max_length=200)
    handling = forms.ChoiceField(label=doven("Handling"), required=False, choices=find_handlinger)
    borger = forms.IntegerField(
        label=doven("Borgers pseudonym"), required=False, min_value=0, max_value=(1 << 63) - 1
    )
    fra = forms.DateField(
        label=doven("Fra dag"), required=False, input_formats=DATOER, error_messages=DATOFEJL
    )
    til = forms.DateField(
        label=doven("Til dag"), required=False, input_formats=DATOER, error_messages=DATOFEJL
    )
    genstand = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)


class Landsformular(Soegeformular):
    """In the country one may choose a kommune too."""

    kommune = forms.ChoiceField(label=doven("Kommune"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kommune"].choices = [*ALLE, *((k.kode, k.navn) for k in kommune_list())]


class Borgerformular(forms.Form):
    """Which citizen, why, and whether staff names go along."""

    borger = forms.CharField(
        label=doven("CPR-nummer eller pseudonym"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=doven("CPR-nummeret bliver lavet om til borgerens pseudonym og ikke gemt."),
    )
    formaal = forms.CharField(
        label=doven("Hvorfor?"),
        max_length=300,
        help_text=doven("Fx Indsigt efter borgerens anmodning. Skrives i sporet."),
    )
    med_navne = forms.BooleanField(
        label=doven("Tag medarbejdernes navne med"),
        required=False,
        help_text=doven("Kun når borgeren har krav på dem. At de kom med, skrives i sporet."),
    )

    def clean_borger(self) -> int:
        tekst = self.cleaned_data["borger"].replace("-", "").replace(" ", "")
        if len(tekst) == 10 and tekst[:6].isdecimal():
            return pseudonym(load_noegler().pseudonym, tekst.upper())
        if tekst.isdecimal() and int(tekst) < 1 << 63:
            return int(tekst)
        raise ValidationError(doven("Skriv et CPR-nummer på 10 tegn eller et pseudonym i cifre."))
