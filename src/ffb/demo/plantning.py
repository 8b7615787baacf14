"""Errors planted on chosen citizens of a clean world, counted as they are planted.

Each planting spoils one citizen's row and says in the same breath what the facit must hold (`Dom`,
`mangler`). A citizen carries one planting at most, so no two can hide each other; one planting has two
errors, because errors are not exclusive (S0). What FHIR cannot say (a missing ydelse code, a DST-kode) is
not planted there: such a bundle would be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ffb.demo import huller
from ffb.demo.fordeling import ALLE_FEJL, Kommuneplan
from ffb.demo.mapning import HOVEDKODE, IKKE_RELEVANT, KUN_I_VEJLEDNING, UKENDT_DST, Par
from ffb.demo.model import Borger, Kommuneverden, Plantet, Tema, Ventet, Ydelse
from ffb.demo.person import umulig_cpr
from ffb.demo.plantning_tid import (
    annulleret,
    dobbelt_efter_systemskifte,
    flytter_ved_lukning,
    ikke_bestilt,
    kladde,
    p_nummer_skift,
    progression_i_tidligere,
    rettet_senere,
    skift_par,
    start_dagen_efter,
    start_dagen_foer,
    start_foerste_dag,
    start_sidste_dag,
    tidligere_aaben,
    tidligere_afsluttet,
    tidligere_fremtidig_slut,
    ulaeselig_dato,
)
from ffb.demo.verden import PERIODE_FRA, PERIODE_TIL, Skaber

TABEL = frozenset({"csv", "xlsx", "zip"})
ALLE = TABEL | {"fhir"}
GENTAGET = 10  # MAP-11's norm
YDELSER_HOEJST = 0.6  # of the new citizens: the rest is for gaps

Handling = Callable[[Skaber, Borger, Ydelse], None]


@dataclass(frozen=True, slots=True)
class Planteplan:
    """One kind of planting: its name, share of the citizens who start in the period, and where it can be."""

    art: str
    andel: float
    former: frozenset[str]
    handling: Handling


# -- Tabel 1 --------------------------------------------------------------------------------------------
def mangler_ydelse(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.ydelse_kode = None
    y.dom.fejl.add("mangler_ydelse_uuid")


def mangler_tilbud(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Without DST-kode the paragraf is then the ydelse's own."""
    y.tilbud_kode = y.indsats.tilbud_kode = None
    y.dom.fejl.add("mangler_tilbud_uuid")
    if s.med_dst and y.ydelse_kode and y.par.paragraf == "§85 i ABL §105":
        b.ventet.append(Ventet("MAP-07", y, "DST_YDELSE", "mangler_tilbud_uuid", foelge=True))
    if not s.med_dst:
        ydelse = s.katalog.find(y.par.ydelse)
        assert ydelse is not None
        y.dom.paragraf, y.dom.dst_kode = ydelse.lov[0], None


def mangler_begge(s: Skaber, b: Borger, y: Ydelse) -> None:
    mangler_ydelse(s, b, y)
    mangler_tilbud(s, b, y)


def fejl_mapning(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Another paragraf's DST-kode on a legal pair."""
    andre = [(p, k) for p, k in HOVEDKODE.items() if k not in y.par.vaerdier]
    y.dom.paragraf, kode = s.tilf.choice(andre)
    y.dst_kode = y.dom.dst_kode = kode
    y.dom.fejl.add("fejl_mapning")
    b.vent("fejl_mapning", "MAP-03", y, "DST_YDELSE")


def fejl_mapning_na(s: Skaber, b: Borger, y: Ydelse) -> None:
    """A pair the guide maps to N/A only, sent with a DST-kode all the same."""
    dst, paragraf = y.dst_kode, y.dom.paragraf
    skift_par(y, s.tilf.choice(_stoette_kun_na(s)), dst=dst)
    y.dom.paragraf = paragraf
    y.dom.fejl.add("fejl_mapning")
    b.vent("fejl_mapning_na", "MAP-02", y, "DST_YDELSE")


def _stoette_kun_na(s: Skaber) -> list[Par]:
    """Pairs with N/A only that break no other rule: støtte in a Socialt akuttilbud."""
    return [p for p in s.lov.kun_na if p.paragraf == "§82c"]


def _almindelige(s: Skaber) -> list[Par]:
    """Legal pairs without demands of their own on how long they last."""
    return [p for p in s.lov.lovlige if p.paragraf in ("§85", "§103", "§104", "§107")]


def ukendt_ydelse(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.ydelse_kode = s.uuid()
    y.dom.fejl.add("ukendt_uuid")
    b.vent("ukendt_uuid_ydelse", "T1-04", y, "FFB_YDELSE_UUID", ("KOD-01", "FFB_YDELSE_UUID"))


def ukendt_tilbud(s: Skaber, b: Borger, y: Ydelse) -> None:
    skift_par(y, s.tilf.choice(s.lov.med("§103")), dst=HOVEDKODE["§103"])
    y.tilbud_kode = s.uuid()
    y.dom.fejl.add("ukendt_uuid")
    b.vent("ukendt_uuid_tilbud", "T1-04", y, "FFB_TILBUD_UUID", ("KOD-02", "FFB_TILBUD_UUID"))


def _ugyldig(s: Skaber, y: Ydelse, ydelse_lov: str, tilbud_lov: str, dst: str | None) -> None:
    """A pair that is not in the guide: a ydelse of one law in a tilbud of another."""
    ydelser = {p.ydelse for p in s.lov.lovlige if p.paragraf == ydelse_lov}
    mulige = [p for p in s.lov.ugyldige if p.ydelse in ydelser and p.paragraf == tilbud_lov]
    skift_par(y, s.tilf.choice(mulige), dst=HOVEDKODE[dst] if dst and s.med_dst else None)
    if dst and s.med_dst:
        y.dom.paragraf = dst
    y.dom.fejl.add("ugyldig_kombination")


def ugyldig_kombination(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Both codes known, the pair not in the guide."""
    _ugyldig(s, y, "§85", s.tilf.choice(("§103", "§104")), "§85")


def ophold_i_dagtilbud(s: Skaber, b: Borger, y: Ydelse) -> None:
    _ugyldig(s, y, "§107", "§103", "§107")
    b.vent("ophold_i_dagtilbud", "MAP-04", y, "FFB_TILBUD_UUID")


def forebyggende_i_dagtilbud(s: Skaber, b: Borger, y: Ydelse) -> None:
    _ugyldig(s, y, "§82a", "§104", "§82a")
    b.vent("forebyggende_i_dagtilbud", "MAP-05", y, "FFB_TILBUD_UUID")


def dagtilbud_forbyttet(s: Skaber, b: Borger, y: Ydelse) -> None:
    _ugyldig(s, y, "§103", "§104", "§103")
    b.vent("dagtilbud_forbyttet", "MAP-06", y, "FFB_TILBUD_UUID")


def paragraf_passer_ikke(s: Skaber, b: Borger, y: Ydelse) -> None:
    _ugyldig(s, y, "§85", "§103", "§108")
    b.vent("paragraf_passer_ikke", "MAP-07", y, "DST_YDELSE")


def mangler_maalgruppe(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.maalgrupper = []
    y.indsats.hensigt = "plan"
    y.dom.fejl.add("mangler_maalgruppe")


# -- the DST-kode ---------------------------------------------------------------------------------------
def na_uden_dst(s: Skaber, b: Borger, y: Ydelse) -> None:
    skift_par(y, s.tilf.choice(_stoette_kun_na(s)), dst=None)
    y.dom.relevant = False
    b.vent("na_uden_dst", "MAP-10", y, "FFB_TILBUD_UUID")


def uden_dst(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The pair has one DST value: it is derived."""
    skift_par(y, s.tilf.choice([p for p in _almindelige(s) if p.afledt]), dst=None)
    b.vent("uden_dst_kode", "MAP-08", y, "DST_YDELSE")


def uden_dst_flere(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The pair has several: nothing is derived."""
    skift_par(y, s.tilf.choice([p for p in _almindelige(s) if len(p.vaerdier) > 1]), dst=None)
    b.vent("uden_dst_kode_flere", "MAP-08", y, "DST_YDELSE")


def ukendt_dst(s: Skaber, b: Borger, y: Ydelse) -> None:
    skift_par(y, s.tilf.choice([p for p in _almindelige(s) if p.afledt]), dst=None)
    y.dst_kode = UKENDT_DST
    b.vent("ukendt_dst_kode", "MAP-09", y, "DST_YDELSE")
    y.dom.note.add("ukendt_dst_kode")


def na_som_dst(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The guide's N/A written as if it were a code."""
    skift_par(y, s.tilf.choice([p for p in _almindelige(s) if p.afledt]), dst=None)
    y.dst_kode = "N/A"
    y.dom.note.add("ukendt_dst_kode")
    b.vent("na_som_dst_kode", "MAP-01", y, "DST_YDELSE")


def systematisk_mapning(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The same wrong DST-kode on the same pair again and again: a fault of the mapping, not of a person."""
    skift_par(y, s.lov.med("§104")[0], dst=HOVEDKODE["§103"])
    y.dom.paragraf = "§103"
    y.dom.fejl.add("fejl_mapning")
    b.vent("systematisk_mapning", "MAP-03", y, "DST_YDELSE")


def kun_i_vejledning(s: Skaber, b: Borger, y: Ydelse) -> None:
    """A DST-kode that stands in the guide, not in the table: relevant, paragraf by the pair. No error."""
    par = next(p for p in s.lov.lovlige if KUN_I_VEJLEDNING in p.vaerdier)
    skift_par(y, par, dst=KUN_I_VEJLEDNING)


def uden_alt(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.dst_kode = y.ydelse_kode = None
    y.dom.relevant = False
    y.dom.note.add("uden_alt")
    b.vent("uden_alt", "KOD-26", y, "DST_YDELSE")


def ukendt_ydelse_uden_dst(s: Skaber, b: Borger, y: Ydelse) -> None:
    """A målgruppe where the ydelse should be, and no DST-kode: cannot be told to be FFB at all."""
    y.dst_kode, y.ydelse_kode = None, y.maalgrupper[0]
    y.dom.relevant = False
    y.dom.note.add("ukendt_ydelse_uden_dst")
    b.vent("ukendt_ydelse_uden_dst", "KOD-03", y, "FFB_YDELSE_UUID")


def ikke_relevant_dst(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.dst_kode = IKKE_RELEVANT
    y.dom.relevant = False


def fremmed_kommune(s: Skaber, b: Borger, y: Ydelse) -> None:
    """A row of another kommune without being registered as joint reporter."""
    y.kommune_kode = f"9{s.plan.nr % 98 + 1:03d}"
    y.dom.gaeldende = False
    y.dom.note.add("fremmed_kommune")
    b.vent("fremmed_kommune", "TAB-KOMMUNE-FREMMED", y, "KOMMUNE_KODE")


PLANER: tuple[Planteplan, ...] = (
    Planteplan("mangler_ydelse_uuid", 0.015, TABEL, mangler_ydelse),
    Planteplan("mangler_tilbud_uuid", 0.015, ALLE, mangler_tilbud),
    Planteplan("mangler_begge_uuid", 0.006, TABEL, mangler_begge),
    Planteplan("fejl_mapning", 0.02, TABEL, fejl_mapning),
    Planteplan("fejl_mapning_na", 0.005, TABEL, fejl_mapning_na),
    Planteplan("ukendt_uuid_ydelse", 0.005, TABEL, ukendt_ydelse),
    Planteplan("ukendt_uuid_tilbud", 0.005, TABEL, ukendt_tilbud),
    Planteplan("ugyldig_kombination", 0.01, ALLE, ugyldig_kombination),
    Planteplan("ophold_i_dagtilbud", 0.002, ALLE, ophold_i_dagtilbud),
    Planteplan("forebyggende_i_dagtilbud", 0.002, ALLE, forebyggende_i_dagtilbud),
    Planteplan("dagtilbud_forbyttet", 0.002, ALLE, dagtilbud_forbyttet),
    Planteplan("paragraf_passer_ikke", 0.002, TABEL, paragraf_passer_ikke),
    Planteplan("mangler_maalgruppe", 0.02, ALLE, mangler_maalgruppe),
    Planteplan("na_uden_dst", 0.004, ALLE, na_uden_dst),
    Planteplan("uden_dst_kode", 0.006, TABEL, uden_dst),
    Planteplan("uden_dst_kode_flere", 0.004, TABEL, uden_dst_flere),
    Planteplan("na_som_dst_kode", 0.002, TABEL, na_som_dst),
    Planteplan("systematisk_mapning", 0.023, frozenset({"xlsx"}), systematisk_mapning),
    Planteplan("ukendt_dst_kode", 0.006, TABEL, ukendt_dst),
    Planteplan("dst_kun_i_vejledning", 0.003, TABEL, kun_i_vejledning),
    Planteplan("uden_alt", 0.004, TABEL, uden_alt),
    Planteplan("ukendt_ydelse_uden_dst", 0.004, TABEL, ukendt_ydelse_uden_dst),
    Planteplan("ikke_relevant_dst", 0.004, TABEL, ikke_relevant_dst),
    Planteplan("fremmed_kommune", 0.0, frozenset({"xlsx"}), fremmed_kommune),
    Planteplan("start_foerste_dag", 0.004, ALLE, start_foerste_dag),
    Planteplan("start_sidste_dag", 0.004, ALLE, start_sidste_dag),
    Planteplan("start_dagen_foer", 0.004, ALLE, start_dagen_foer),
    Planteplan("start_dagen_efter", 0.004, ALLE, start_dagen_efter),
    Planteplan("ulaeselig_dato", 0.004, TABEL, ulaeselig_dato),
    Planteplan("p_nummer_skift", 0.006, TABEL, p_nummer_skift),
    Planteplan("tidligere_afsluttet", 0.02, frozenset({"csv"}), tidligere_afsluttet),
    Planteplan("tidligere_fremtidig_slut", 0.006, frozenset({"csv"}), tidligere_fremtidig_slut),
    Planteplan("tidligere_aaben", 0.004, frozenset({"csv"}), tidligere_aaben),
    Planteplan("dobbelt_efter_systemskifte", 0.006, frozenset({"csv"}), dobbelt_efter_systemskifte),
    Planteplan("progression_i_tidligere", 0.004, frozenset({"csv"}), progression_i_tidligere),
    Planteplan("kladde", 0.004, frozenset({"fhir"}), kladde),
    Planteplan("annulleret", 0.006, frozenset({"fhir"}), annulleret),
    Planteplan("ikke_bestilt", 0.004, frozenset({"fhir"}), ikke_bestilt),
    Planteplan("rettet_senere", 0.01, frozenset({"fhir"}), rettet_senere),
    Planteplan("flytter_ved_lukning", 0.02, frozenset({"fhir"}), flytter_ved_lukning),
)


def plant(verden: Kommuneverden, s: Skaber) -> None:
    """Plants everything on one kommune: ydelse errors, gaps in progression, impossible CPR.

    Errors of a ydelse go to citizens with one ydelse, gaps to the others first; Lucas and Mikkel go free.
    """
    nye = [b for b in verden.borgere if b.klasse == "ny" and not b.plantet]
    s.tilf.shuffle(nye)
    # a §82b keeps its dates: it may not last more than six months
    enkle = [b for b in nye if len(b.ydelser) == 1 and not s.er_82b(b.ydelser[0].par)]
    numre = {b.nr for b in enkle}
    andre = [b for b in nye if b.nr not in numre]
    til_ydelser = [enkle.pop() for _ in range(min(len(enkle), int(len(nye) * YDELSER_HOEJST)))]
    _plant_ydelser(verden, s, til_ydelser, len(nye))
    huller.plant(verden, s, andre + enkle + til_ydelser, len(nye))
    if s.med_dst:
        _plant_cpr(verden, s)
    if not s.plan.leverer_ikke and not s.plan.faa_stoettebehov:
        _plant_regler(verden, s)
    _saml_systematiske(verden)
    huller.lever_ikke(verden, s.plan)
    if s.skaeve_scorer:
        verden.ventet.append(Ventet("SAM-01", None, "FUNKTIONSEVNENIVEAU", "skaeve_scorer", foelge=True))


def _plant_ydelser(verden: Kommuneverden, s: Skaber, pulje: list[Borger], antal_nye: int) -> None:
    for plan in (p for p in PLANER if s.plan.form in p.former):
        for borger in huller.udtag(pulje, plan.andel, antal_nye):
            ydelse = borger.foerste_i_perioden
            plan.handling(s, borger, ydelse)
            sag = ydelse.indsats.sagsnummer
            verden.plantet.append(Plantet(plan.art, "ydelse", ydelse.ydelse_id, sag))


def _plant_regler(verden: Kommuneverden, s: Skaber) -> None:
    """One planting for each rule whose turn it is here; the modules enter theirs in the register."""
    from ffb.demo import fejl_form, fejl_mellem, fejl_opfoelgning, fejl_progression, fejl_ydelse, regelfejl

    assert all(
        modul.DAG for modul in (fejl_form, fejl_mellem, fejl_opfoelgning, fejl_progression, fejl_ydelse)
    )
    regelfejl.plant(verden, s)
    if s.plan.borgere >= ALLE_FEJL:
        fejl_form.plant_filer(verden, s.plan)


def _saml_systematiske(verden: Kommuneverden) -> None:
    """From ten on, the rule about repeated mapping errors finds them too, at the first row."""
    ens = [v.raekke for b in verden.borgere for v in b.ventet if v.art == "systematisk_mapning"]
    if len(ens) >= GENTAGET:
        verden.ventet.append(Ventet("MAP-11", ens[0], "DST_YDELSE", "systematisk_mapning", foelge=True))


def _plant_cpr(verden: Kommuneverden, s: Skaber) -> None:
    """Theme rows of people who cannot be: they belong to nobody in the tables."""
    for nr in range(1 + s.plan.borgere // 1000):
        tema = Tema(s.tilf.choice(s.ff), s.dag(PERIODE_FRA, PERIODE_TIL))
        verden.umulige_cpr.append((umulig_cpr(s.plan.nr, nr), tema))
        verden.plantet.append(Plantet("umulig_cpr", "udredningstema", f"cpr-{nr}", ""))
        verden.ventet.append(Ventet("TAB-CPR-DATO", ("udredningstema", f"cpr-{nr}"), "CPR", "umulig_cpr"))


def plan_arter(plan: Kommuneplan) -> Iterator[str]:
    """The names of every kind planted in a kommune of this form."""
    yield from (p.art for p in PLANER if plan.form in p.former)
    yield from huller.arter(plan)
