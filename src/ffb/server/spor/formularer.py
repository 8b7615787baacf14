"""What may be searched for in the trail, and exported for a citizen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ffb.begreber import kommune_list
from ffb.formats.identitet import pseudonym
from ffb.server.noegler import load_noegler
from ffb.server.spor.ord import HANDLING

DATOER = ["%d.%m.%Y", "%Y-%m-%d"]
ALLE = [("", _("Alle"))]
DATOFEJL = {"invalid": _("Skriv datoen som DD.MM.ÅÅÅÅ, fx 31.12.2026.")}


class Soegeformular(forms.Form):
    """Every field may be empty."""

    hvem = forms.CharField(label=_("Person eller system"), required=False, max_length=200)
    handling = forms.ChoiceField(
        label=_("Handling"), required=False, choices=[*ALLE, *sorted(HANDLING.items(), key=lambda h: h[1])]
    )
    borger = forms.IntegerField(
        label=_("Borgers pseudonym"), required=False, min_value=0, max_value=(1 << 63) - 1
    )
    fra = forms.DateField(label=_("Fra dag"), required=False, input_formats=DATOER, error_messages=DATOFEJL)
    til = forms.DateField(label=_("Til dag"), required=False, input_formats=DATOER, error_messages=DATOFEJL)
    genstand = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)


class Landsformular(Soegeformular):
    """In the country one may choose a kommune too."""

    kommune = forms.ChoiceField(label=_("Kommune"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kommune"].choices = [*ALLE, *((k.kode, k.navn) for k in kommune_list())]


class Borgerformular(forms.Form):
    """Which citizen, why, and whether staff names go along."""

    borger = forms.CharField(
        label=_("CPR-nummer eller pseudonym"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("CPR-nummeret bliver lavet om til borgerens pseudonym og ikke gemt."),
    )
    formaal = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("Fx Indsigt efter borgerens anmodning. Skrives i sporet."),
    )
    med_navne = forms.BooleanField(
        label=_("Tag medarbejdernes navne med"),
        required=False,
        help_text=_("Kun når borgeren har krav på dem. At de kom med, skrives i sporet."),
    )

    def clean_borger(self) -> int:
        tekst = self.cleaned_data["borger"].replace("-", "").replace(" ", "")
        if len(tekst) == 10 and tekst[:6].isdecimal():
            return pseudonym(load_noegler().pseudonym, tekst.upper())
        if tekst.isdecimal() and int(tekst) < 1 << 63:
            return int(tekst)
        raise ValidationError(_("Skriv et CPR-nummer på 10 tegn eller et pseudonym i cifre."))
