"""The mapping guide: what a new one changes and whom it hits, what of it is used, and the matrix it makes.

Opinion taken: a pair of tilbud and ydelse is the key, and all its DST values together are its answer: two
values are two, N/A is one that says "no DST value, must not be reported". Used means by a ydelse that counts
now, whenever it started. Grain: pair; the list: ydelse. Source: S0 (fanen Mapning DST_ydelse); 1-system A6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ffb.afstem.grundlag import FORBEHOLD, Grundlag, define_visninger, query_svar
from ffb.afstem.paragraf import paragraf_noegle
from ffb.begreber import dst_kode_list, find_begreb
from ffb.model.mapning import Mapning
from ffb.model.referencer import reference_arrow
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.sprog import Dansk, _, antal_ord

MAPPE = "mapning"
NA = "N/A"
Par = tuple[str, str]
Vejledning = dict[Par, frozenset[str]]
Raekke = dict[str, Any]
HVAD: dict[str, Dansk] = {"ny": "Nyt par", "fjernet": "Parret er væk", "aendret": "Anden DST-værdi"}


def group_par(mapning: Iterable[Mapning]) -> Vejledning:
    """(tilbud, ydelse) -> its DST values; N/A is one of them."""
    ud: dict[Par, set[str]] = {}
    for m in mapning:
        ud.setdefault((m.tilbud_kode, m.ydelse_kode), set()).add(m.dst_vaerdi or NA)
    return {par: frozenset(vaerdier) for par, vaerdier in ud.items()}


@dataclass(frozen=True, slots=True)
class Parforskel:
    """One pair whose answer differs; `foer` or `nu` is empty where the guide does not have it."""

    par: Par
    foer: frozenset[str]
    nu: frozenset[str]

    @property
    def hvad(self) -> str:
        return "ny" if not self.foer else "fjernet" if not self.nu else "aendret"


def find_parforskelle(foer: Iterable[Mapning], nu: Iterable[Mapning]) -> list[Parforskel]:
    """The pairs whose DST values differ between two guides, ordered by pair."""
    a, b = group_par(foer), group_par(nu)
    ingen = frozenset[str]()
    par = sorted(a.keys() | b.keys())
    return [
        Parforskel(p, a.get(p, ingen), b.get(p, ingen)) for p in par if a.get(p, ingen) != b.get(p, ingen)
    ]


def _navn(kode: str) -> str:
    begreb = find_begreb(kode)
    return begreb.term if begreb else kode


def _vaerdier(vaerdier: frozenset[str]) -> str:
    return ", ".join(sorted(vaerdier, key=lambda v: (v == NA, v)))


def _par_kolonner() -> tuple[Kolonne, ...]:
    return (
        Kolonne("tilbud", "Tilbud", "tekst"),
        Kolonne("ydelse", "Ydelse", "tekst"),
        Kolonne("tilbud_kode", "FFB_Tilbud_UUID", "kode"),
        Kolonne("ydelse_kode", "FFB_Ydelse_UUID", "kode"),
    )


def _par(par: Par) -> Raekke:
    return {
        "tilbud": _navn(par[0]), "ydelse": _navn(par[1]), "tilbud_kode": par[0], "ydelse_kode": par[1]
    }  # fmt: skip


# -- what a new guide changes ---------------------------------------------------------------------------


def build_mapningsforskel(
    foer: Sequence[Mapning], nu: Sequence[Mapning], grundlag: Grundlag | None = None
) -> Opgoerelse:
    """The differences; with a prepared engine also the ydelser they hit, counted and listed."""
    forskelle = find_parforskelle(foer, nu)
    ramte: list[Raekke] = []
    if grundlag is not None:
        grundlag.motor.load("par_valgt", reference_arrow("par_valgt", [f.par for f in forskelle]))
        define_visninger(grundlag.motor, MAPPE)
        ramte = query_svar(grundlag.motor, MAPPE)["ramte_ydelser"]
    pr_par: dict[Par, int] = {}
    for r in ramte:
        par = r["tilbud_kode"], r["ydelse_kode"]
        pr_par[par] = pr_par.get(par, 0) + 1
    tabeller = [_aendringer(forskelle, pr_par if grundlag else None)]
    if grundlag is not None:
        tabeller.append(_ramte(grundlag, ramte, {f.par: f for f in forskelle}))
    tal = {navn: sum(f.hvad == navn for f in forskelle) for navn in HVAD}
    tal |= {"ydelser": len(ramte), "borgere": len({r["borger_id"] for r in ramte})} if grundlag else {}
    return _opgoerelse(
        "mapning_forskel", "Ændringer i mapningsvejledningen", grundlag, tabeller, tal,
        _forskel_konklusion(tal, grundlag is not None),
    )  # fmt: skip


def _forskel_konklusion(tal: Mapping[str, int], med_data: bool) -> tuple[str, str, str, str]:
    antal = sum(tal[navn] for navn in HVAD)
    if not antal:
        return "klar", _("Ingen ændringer"), _("De to vejledninger siger det samme."), _("Intet.")
    tekst = _("{par} har fået en anden DST-værdi, er nye eller er væk.", par=antal_ord(antal, "par", "par"))
    if med_data:
        ydelser = antal_ord(tal["ydelser"], "ydelse", "ydelser")
        borgere = antal_ord(tal["borgere"], "borger", "borgere")
        tekst += " " + _("Det rammer {ydelser} hos {borgere}.", ydelser=ydelser, borgere=borgere)
    kode = "klar" if med_data and not tal["ydelser"] else "klar_med_mangler"
    naeste = _("Se listen igennem, og ret DST-ydelse, hvor den nye vejledning siger noget andet.")
    return kode, _("Vejledningen er ændret"), tekst, naeste


def _aendringer(forskelle: list[Parforskel], pr_par: Mapping[Par, int] | None) -> Rapporttabel:
    raekker = [
        {
            **_par(f.par),
            "hvad": _(HVAD[f.hvad]),
            "foer": _vaerdier(f.foer) or None,
            "nu": _vaerdier(f.nu) or None,
            "ydelser": None if pr_par is None else pr_par.get(f.par, 0),
        }
        for f in forskelle
    ]
    kolonner = (
        *_par_kolonner(),
        Kolonne("hvad", "Hvad", "tekst"),
        Kolonne("foer", "DST-værdi før", "kode"),
        Kolonne("nu", "DST-værdi nu", "kode"),
        Kolonne("ydelser", "Jeres ydelser", "antal", fejl=True),
    )
    return Rapporttabel("aendringer", "Par, der er ændret", kolonner, raekker)


def _ramte(grundlag: Grundlag, ramte: list[Raekke], forskelle: Mapping[Par, Parforskel]) -> Rapporttabel:
    raekker = [
        {
            "cpr": grundlag.person(r),
            "sagsnummer": r["sagsnummer"],
            "tilbud": _navn(r["tilbud_kode"]),
            "ydelse": _navn(r["ydelse_kode"]),
            "dst_kode": r["dst_kode"],
            "nu": _vaerdier(forskelle[r["tilbud_kode"], r["ydelse_kode"]].nu) or None,
            "startdato": r["startdato"].isoformat() if r["startdato"] else None,
            "enhed": r["enhed"],
            "ydelse_id": r["ydelse_id"],
        }
        for r in ramte
    ]
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("tilbud", "Tilbud", "tekst"),
        Kolonne("ydelse", "Ydelse", "tekst"),
        Kolonne("dst_kode", "DST-kode sendt", "kode"),
        Kolonne("nu", "DST-værdi nu", "kode"),
        Kolonne("startdato", "Startdato", "dato"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("ydelse_id", "Ydelse-id", "kode"),
    )
    return Rapporttabel(
        "ramte_ydelser", "Ydelser, ændringen rammer", kolonner, raekker, persondata=True
    )  # fmt: skip


# -- is the guide used ----------------------------------------------------------------------------------


def build_daekning(grundlag: Grundlag, mapning: Sequence[Mapning]) -> Opgoerelse:
    """Pairs in use that the guide lacks, and pairs of the guide that nobody uses."""
    brugte = find_brugte(grundlag)
    vejledning = group_par(mapning)
    uden = [
        {**_par(par), "ydelser": antal[0], "borgere": antal[1]}
        for par, antal in brugte.items()
        if par not in vejledning
    ]
    uden.sort(key=lambda r: (-r["ydelser"], r["tilbud_kode"], r["ydelse_kode"]))
    ubrugt = [
        {**_par(par), "dst": _vaerdier(vejledning[par])} for par in sorted(vejledning) if par not in brugte
    ]
    tal = {
        "par_brugt": len(brugte),
        "par_i_vejledning": len(vejledning),
        "par_uden_for": len(uden),
        "ydelser_uden_for": sum(r["ydelser"] for r in uden),
        "par_ubrugt": len(ubrugt),
    }
    tabeller = [
        Rapporttabel(
            "uden_for_vejledningen",
            "Par, I bruger, men som ikke står i vejledningen",
            (
                *_par_kolonner(),
                Kolonne("ydelser", "Ydelser", "antal", fejl=True),
                Kolonne("borgere", "Borgere", "antal"),
            ),
            uden,
        ),
        Rapporttabel(
            "aldrig_brugt",
            "Par i vejledningen, I ikke bruger",
            (*_par_kolonner(), Kolonne("dst", "DST-værdi", "kode")),
            ubrugt,
        ),
    ]
    return _opgoerelse(
        "mapning_daekning", "Brug af mapningsvejledningen", grundlag, tabeller, tal, _daekning_konklusion(tal)
    )


def find_brugte(grundlag: Grundlag) -> dict[Par, tuple[int, int]]:
    """Pair -> (ydelser, citizens), of the ydelser that count now."""
    grundlag.motor.load("par_valgt", reference_arrow("par_valgt", []))
    define_visninger(grundlag.motor, MAPPE)
    svar = query_svar(grundlag.motor, MAPPE)["brugte_par"]
    return {(r["tilbud_kode"], r["ydelse_kode"]): (r["ydelser"], r["borgere"]) for r in svar}


def _daekning_konklusion(tal: Mapping[str, int]) -> tuple[str, str, str, str]:
    if not tal["par_brugt"]:
        return "tom", _("Intet at holde op mod"), _("Ingen ydelser har både tilbud og ydelse."), _("Intet.")
    if not tal["par_uden_for"]:
        alle = antal_ord(tal["par_brugt"], "par", "par")
        return "klar", _("Dækket"), _("Alle {par}, I bruger, står i vejledningen.", par=alle), _("Intet.")
    tekst = _(
        "{par} med {ydelser} står ikke i vejledningen.",
        par=antal_ord(tal["par_uden_for"], "par", "par"),
        ydelser=antal_ord(tal["ydelser_uden_for"], "ydelse", "ydelser"),
    )
    naeste = _("Ret tilbud eller ydelse på dem: de tæller som ugyldig kombination i Tabel 1.")
    return "klar_med_mangler", _("Ikke dækket"), tekst, naeste


# -- the matrix -----------------------------------------------------------------------------------------


def build_matrix(
    mapning: Sequence[Mapning],
    dst_koder: Iterable[tuple[str, str, bool]] = (),
    brugte: Mapping[Par, tuple[int, int]] | None = None,
    grundlag: Grundlag | None = None,
) -> Opgoerelse:
    """Ydelse × tilbud × paragraf: a row per combination, with its DST values and how much it is used.

    Args:
        dst_koder: (DST-kode, paragraf, relevant) of the installation, on top of the shipped.
        brugte: from `find_brugte`; None = not asked for.
    """
    paragraf = {d.dst_kode: d.paragraf for d in dst_kode_list()} | {k: p for k, p, _r in dst_koder}
    raekker: list[Raekke] = []
    for par, vaerdier in group_par(mapning).items():
        pr_paragraf: dict[str, set[str]] = {}
        for v in vaerdier:
            pr_paragraf.setdefault("" if v == NA else paragraf.get(v, _("Uoplyst")), set()).add(v)
        for p, egne in pr_paragraf.items():
            antal = None if brugte is None else brugte.get(par, (0, 0))[0]
            raekker.append(
                {**_par(par), "paragraf": p or None, "dst": _vaerdier(frozenset(egne)), "ydelser": antal}
            )
    raekker.sort(key=_matrixfoelge)
    kolonner = (
        *_par_kolonner(),
        Kolonne("paragraf", "Paragraf", "tekst"),
        Kolonne("dst", "DST-værdi", "kode"),
        Kolonne("ydelser", "Jeres ydelser", "antal"),
    )
    tal = {"kombinationer": len(raekker), "par": len(group_par(mapning))}
    svar = _("{antal} i vejledningen.", antal=antal_ord(len(raekker), "kombination", "kombinationer"))
    tabel = Rapporttabel("matrix", "Ydelse, tilbud og paragraf", kolonner, raekker, svar)
    konklusion = "klar", _("Matrix"), svar, _("N/A betyder: ingen DST-værdi, skal ikke indberettes.")
    return _opgoerelse(
        "mapning_matrix", "Kombinationer i mapningsvejledningen", grundlag, [tabel], tal, konklusion
    )


def _matrixfoelge(r: Raekke) -> tuple[Any, ...]:
    paragraf = (r["paragraf"] is None, paragraf_noegle(r["paragraf"] or "Uoplyst"))
    return r["ydelse"], r["ydelse_kode"], r["tilbud"], r["tilbud_kode"], paragraf, r["dst"]


def _opgoerelse(
    art: str,
    titel: Dansk,
    grundlag: Grundlag | None,
    tabeller: list[Rapporttabel],
    tal: dict[str, Any],
    konklusion: tuple[str, str, str, str],
) -> Opgoerelse:
    return Opgoerelse(
        art=art,
        titel=titel,
        kommune_kode=grundlag.kommune_kode or None if grundlag else None,
        kommune_navn=grundlag.kommune_navn if grundlag else _("uden leverancer"),
        demo=bool(grundlag and grundlag.demo),
        dannet_paa=grundlag.dannet_paa if grundlag else "",
        konklusion=konklusion,
        tabeller={t.navn: t for t in tabeller},
        tal=tal,
        forbehold=FORBEHOLD,
        sikker=bool(grundlag and grundlag.opsaetning.sikker),
    )
