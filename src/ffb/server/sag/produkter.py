"""The letters to the citizen, afgørelse and handleplan, and which letters an object has.

Opinion taken: the law of each ydelse is the catalogue's, the law of each task the case worker's own decision;
the right of appeal is told in the kommune's own words (Opsætning), never in ours, and a letter without them
says so and is marked. Help under § 82 has no decision and no appeal, so it stands in no decision.
Source: 6-sag (Indstilling, afgørelse, handleplan); 9-uddatasaet (law per tilbud and ydelse); S4 (§ 82 cannot
be appealed, § 85 can).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ffb.begreber import find_begreb
from ffb.render.brev import Afsnit, Brev, Celle, Tabel
from ffb.server.sag.gemt import unseal
from ffb.server.sag.models import Objekt, Sagsopsaetning
from ffb.server.sag.udskrift import (
    Kilde,
    build_letter,
    fill_pairs,
    make_bestilling,
    make_statusnotat,
    make_table,
    make_udredning,
    show_goal,
)
from ffb.server.sag.visning import Sagsindhold, Vist
from ffb.sprog import Dansk, _

SERVICELOVEN: Dansk = "serviceloven {paragraf}"
I_ABL = "§85 i ABL §105"


def make_brev(objekt: Objekt, sted: str = "", produkt: str = "") -> Brev:
    """A letter of an object; `produkt` where it has more than one. Raises KeyError when it has it not."""
    indhold = Sagsindhold(objekt.sag)
    vist = indhold.alle[str(objekt.pk)]
    navn = produkt or objekt.slags
    if navn not in find_produkter(vist):
        raise KeyError(navn)
    return _LAV[navn](Kilde(indhold, vist, sted))


def find_produkter(vist: Vist) -> list[str]:
    """The letters an object has: of an indstilling those that have been written."""
    if vist.art.navn == "indstilling":
        return [n for n in ("afgoerelse", "handleplan") if vist.felter.get(n)]
    return [vist.art.navn] if vist.art.navn in _LAV else []


TITEL: dict[str, Dansk] = {
    "afgoerelse": "Udskriv afgørelsen (PDF)",
    "handleplan": "Udskriv handleplanen (PDF)",
}  # others: "Udskriv (PDF)"


def _afgoerelse(k: Kilde) -> Brev:
    beslutninger = [v for v in k.indhold.of_slags("beslutning") if not v.er_kladde]
    hjaelp = _granted(k)
    klage = _appeal(k, bool(hjaelp or beslutninger))
    afsnit = [
        Afsnit(_("Afgørelsen"), k.ord("afgoerelse")),
        Afsnit(_("Hjælpen, og hvad den gives efter"), tabel=_help_table(k, hjaelp)),
        Afsnit(_("Begrundelse"), led=[_reason(k, b) for b in beslutninger]),
        Afsnit(_("Klagevejledning"), klage or _(MANGLER_KLAGE)),
    ]
    brev = _to_citizen(k, _("Afgørelse"), afsnit)
    return brev if klage or brev.maerke in _UFAERDIG else replace(brev, maerke=_("UFÆRDIG"))


MANGLER_KLAGE: Dansk = (
    "Kommunens klagevejledning er ikke skrevet. Skriv den under Opsætning af sager, før brevet sendes."
)
_UFAERDIG = ("KLADDE", "FEJLREGISTRERET")


def _handleplan(k: Kilde) -> Brev:
    indsatser = _running(k)
    maal = list({m.id: m for i in indsatser for m in k.pointed("maal", i)}.values())
    felter = ("start", "slut", "planlagt")
    afsnit = [
        Afsnit(_("Handleplanen"), k.ord("handleplan")),
        Afsnit(_("Dine mål"), led=[show_goal(k, nr, m) for nr, m in enumerate(maal, start=1)]),
        Afsnit(_("Indsatser"), led=[_intervention(k, i, felter) for i in indsatser]),
    ]
    return _to_citizen(k, _("Handleplan"), afsnit)


def _to_citizen(k: Kilde, hvad: str, afsnit: list[Afsnit]) -> Brev:
    hvem = k.sag.sagsbehandler
    return build_letter(
        k,
        hvad,
        [(_("Dato"), k.ord("dato"))],
        afsnit,
        til=str(unseal(k.sag.borger.navn)),
        hilsen=[_("Venlig hilsen"), str(hvem)] if hvem else [],
    )


def _appeal(k: Kilde, har_afgoerelse: bool) -> str:
    """What the letter says of appeal; "" when the kommune has not written it."""
    if not har_afgoerelse and k.indhold.of_slags("par82"):
        return _("Hjælp efter serviceloven § 82 gives uden visitation og afgørelse og kan ikke påklages.")
    egen = Sagsopsaetning.objects.filter(kommune=k.sag.kommune).values_list("klagevejledning", flat=True)
    return next(iter(egen), "")


def _running(k: Kilde) -> list[Vist]:
    """The confirmed indsatser that had not ended by the letter's day; those under § 82 left out."""
    p82 = {str(v.felter.get("indsats")) for v in k.indhold.of_slags("par82")}
    dag = k.vist.objekt.dato
    return [
        v
        for v in k.indhold.of_slags("indsats")
        if not v.er_kladde
        and v.id not in p82
        and not (dag and v.objekt.slut_dato and v.objekt.slut_dato < dag)
    ]


def _granted(k: Kilde) -> list[Vist]:
    """The ydelser of the running indsatser."""
    ider = {v.id for v in _running(k)}
    ydelser = (v for v in k.indhold.of_slags("ydelse") if not v.er_kladde)
    return [v for v in ydelser if v.felter.get("indsats") in ider]


def _help_table(k: Kilde, ydelser: list[Vist]) -> Tabel:
    felter = ("start", "slut", "timer_pr_uge")
    raekker = [
        [Celle(k.ord("kode", y)), Celle(_law(k, y)), *(Celle(k.ord(f, y)) for f in felter)] for y in ydelser
    ]
    titler = [_("Ydelse"), _("Gives efter"), _("Fra"), _("Til"), _("Timer pr. uge")]
    return make_table(titler, raekker, (5, 4, 3, 3, 2))


def _law(k: Kilde, ydelse: Vist) -> str:
    """The law the catalogue names for the ydelse, and for the dwelling it is given in."""
    begreb = find_begreb(str(ydelse.felter.get("kode") or ""))
    if begreb is None or not begreb.lov:
        return ""
    lov = _(SERVICELOVEN, paragraf=begreb.lov[0].replace("§", "§ "))
    indsats = next(iter(k.pointed("indsats", ydelse)), None)
    tilbud = next(iter(k.pointed("tilbud", indsats)), None) if indsats else None
    bolig = find_begreb(str(tilbud.felter.get("kode") or "")) if tilbud else None
    if bolig is not None and I_ABL in bolig.lov:
        return _("{lov}, i bolig efter almenboligloven § 105", lov=lov)
    return lov


def _reason(k: Kilde, beslutning: Vist) -> Afsnit:
    par = [(_("Gives efter"), k.ord("afgjort", beslutning))]
    par += fill_pairs(k, beslutning, ("formaal", "udmaaling", "leverandoer"))
    return Afsnit(k.ord("aktivitet", beslutning), k.ord("begrundelse", beslutning), par)


def _intervention(k: Kilde, indsats: Vist, felter: tuple[str, ...]) -> Afsnit:
    ydelser = [v for v in k.indhold.of_slags("ydelse") if not v.er_kladde]
    egne = [k.ord("kode", y) for y in ydelser if y.felter.get("indsats") == indsats.id]
    par = fill_pairs(k, indsats, felter)
    titel = k.ord("tilbud", indsats) or k.indhold.titel(indsats)
    return Afsnit(titel, par=[*par, *([(_("Ydelser"), "\n".join(egne))] if egne else [])])


_LAV: Mapping[str, Callable[[Kilde], Brev]] = {
    "udredning": make_udredning,
    "bestilling": make_bestilling,
    "statusnotat": make_statusnotat,
    "afgoerelse": _afgoerelse,
    "handleplan": _handleplan,
}
