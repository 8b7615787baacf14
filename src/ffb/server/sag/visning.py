"""A case as a person reads it: the title of an object, a value in words, what stands in which phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ffb.begreber import find_begreb
from ffb.server.sag.actions import read_felter
from ffb.server.sag.lokal import find_lokalnavn
from ffb.server.sag.models import FEJLREGISTRERET, KLADDE, Objekt, Sag, Udfoerersted
from ffb.server.sag.slags import FASER, Felt, Slags, Vaerdi, slags_dict
from ffb.sprog import Dansk, _, dato

ORD: dict[str, Dansk] = {
    "borger": "Borgeren",
    "paaroerende": "Pårørende",
    "udfoerer": "Udfører",
    "hospital": "Hospital",
    "kommune": "Kommunen",
    "andre": "Andre",
    "i_gang": "I gang",
    "afsluttet": "Afsluttet",
    "ressource": "Ressource",
    "barriere": "Barriere",
    "omgivelse": "Omgivelse",
    "1": "Primær",
    "2": "Øvrig",
    "planlagt": "Planlagt",
    "bestilt": "Bestilt",
    "aktiv": "Aktiv",
    "afventer": "Afventer svar",
    "accepteret": "Accepteret",
    "returneret": "Returneret",
    "mangler_oplysninger": "Der mangler oplysninger",
    "ingen_plads": "Der er ikke plads",
    "passer_ikke": "Opgaven passer ikke til stedet",
    "andet": "Andet",
    "naaet": "Nået",
    "opgivet": "Opgivet",
    "sel83": "Serviceloven § 83",
    "sel83a": "Serviceloven § 83 a",
    "sel85": "Serviceloven § 85",
    "aeldreloven": "Ældreloven",
    "anden": "Anden bestemmelse",
    "frit_valg": "Frit valg",
    "egnet": "Kommunen vælger en egnet leverandør",
    "sel82a": "§ 82 a, gruppebaseret hjælp",
    "sel82b": "§ 82 b, individuel tidsbegrænset hjælp",
    "sel82c": "§ 82 c, socialt akuttilbud",
    "sel82d": "§ 82 d, frivilliges hjælp",
    "kladde": "Kladde",
    "gaeldende": "Gældende",
    "fejlregistreret": "Fejlregistreret",
}


_OM = ("kode", "maalformulering", "formulering", "aktivitet", "indsats", "udfoerer", "art")  # names an object


@dataclass(frozen=True, slots=True)
class Vist:
    """An object opened for reading."""

    objekt: Objekt
    art: Slags
    felter: Mapping[str, Vaerdi]

    @property
    def id(self) -> str:
        return str(self.objekt.pk)

    @property
    def er_kladde(self) -> bool:
        return self.objekt.tilstand == KLADDE

    @property
    def er_fejl(self) -> bool:
        return self.objekt.tilstand == FEJLREGISTRERET


class Sagsindhold:
    """All objects of a case, opened once; `titel` and `ord` say them in words."""

    def __init__(self, sag: Sag) -> None:
        arter = slags_dict()
        objekter = Objekt.objects.filter(sag=sag)
        self.sag = sag
        self._steder: dict[str, str] | None = None
        self.alle = {str(o.pk): Vist(o, arter[o.slags], read_felter(o)) for o in objekter}

    def of_slags(self, *slags: str) -> list[Vist]:
        """Those of some kinds, withdrawn ones left out."""
        return [v for v in self.alle.values() if v.art.navn in slags and not v.er_fejl]

    def titel(self, vist: Vist) -> str:
        """An object in one line: what it is about and when."""
        hvad = self._hvad(vist)
        dag = vist.objekt.frist_dato if vist.art.navn == "planlagt" else vist.objekt.dato
        return f"{hvad}, {dato(dag)}" if dag else hvad

    def _hvad(self, vist: Vist) -> str:
        """What an object is about; of one that is about another, that one's day is left out."""
        for navn in _OM:
            if (v := vist.felter.get(navn)) is not None:
                over = (
                    self.alle.get(v) if vist.art.felter[navn].type == "ref" and isinstance(v, str) else None
                )
                hvad = self._hvad(over) if over else self.ord(vist.art.felter[navn], v)
                return hvad if len(hvad) <= 90 else hvad[:88].rstrip() + "…"
        return self._ellers(vist)

    def _ellers(self, vist: Vist) -> str:
        niveau = vist.felter.get("niveau")
        if niveau is not None:
            return f"{_(vist.art.titel)}: {self.ord(vist.art.felter['niveau'], niveau)}"
        if vist.art.navn == "indsats" and (tilbud := vist.felter.get("tilbud")):
            return self.ord(vist.art.felter["tilbud"], tilbud)
        return _(vist.art.titel)

    def ord(self, felt: Felt, vaerdi: Vaerdi) -> str:
        """A value in words; "" for nothing."""
        if vaerdi is None:
            return ""
        if isinstance(vaerdi, bool):
            return _("Ja") if vaerdi else _("Nej")
        if isinstance(vaerdi, list) or felt.type == "ref":
            ider = vaerdi if isinstance(vaerdi, list) else [vaerdi]
            return "; ".join(self._pointed(self.alle[i]) for i in ider if i in self.alle)
        if felt.type == "lokal":
            return find_lokalnavn(vaerdi)
        if felt.type == "sted":
            return self.steder().get(vaerdi, "")
        return simple_word(felt, vaerdi)

    def _pointed(self, vist: Vist) -> str:
        """An object in a field that says what it is: its kind is not said again."""
        titel, art = self.titel(vist), _(vist.art.titel)
        return titel.removeprefix(art).lstrip(":, ") or titel

    def steder(self) -> dict[str, str]:
        """Every place of the kommune by its id, also closed ones: an old order still says where."""
        if self._steder is None:
            alle = Udfoerersted.objects.filter(kommune=self.sag.kommune)
            self._steder = {str(s.pk): s.navn for s in alle}
        return self._steder

    def linjer(self, vist: Vist) -> list[tuple[str, str]]:
        """The filled fields of an object: (label, words)."""
        felter = vist.art.felter.values()
        return [(_(f.label), ord_) for f in felter if (ord_ := self.ord(f, vist.felter.get(f.navn)))]


def simple_word(felt: Felt, vaerdi: str) -> str:
    """A value that points at nothing of the case, in words."""
    if felt.type == "dato":
        return dato(date.fromisoformat(vaerdi))
    if felt.type == "valg":
        return _(ORD[vaerdi])
    if felt.type in ("kode", "niveau"):
        begreb = find_begreb(vaerdi)
        tal = f"{begreb.vaerdi} " if begreb and felt.type == "niveau" and begreb.vaerdi in range(5) else ""
        return f"{tal}{begreb.term}" if begreb else _("Ukendt begreb")
    return vaerdi.replace(".", ",") if felt.type == "tal" else vaerdi


def phase_steps(indhold: Sagsindhold) -> list[dict[str, Any]]:
    """The phase bar: each phase, how many drafts and confirmed objects it has."""
    arter = slags_dict().values()
    ud = []
    for navn, titel in FASER.items():
        her = indhold.of_slags(*(a.navn for a in arter if a.fase == navn))
        kladder = sum(v.er_kladde for v in her)
        ud.append({"navn": navn, "titel": _(titel), "kladder": kladder, "faerdige": len(her) - kladder})
    return ud


def by_phase(indhold: Sagsindhold, fase: str) -> list[tuple[Slags, list[Vist]]]:
    """The kinds of a phase with the objects of each, newest kinds last."""
    return [(a, indhold.of_slags(a.navn)) for a in slags_dict().values() if a.fase == fase]


def withdrawn(indhold: Sagsindhold, arter: Iterable[str]) -> list[Vist]:
    """The withdrawn objects of some kinds."""
    navne = set(arter)
    return [v for v in indhold.alle.values() if v.er_fejl and v.art.navn in navne]
