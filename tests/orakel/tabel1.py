"""FFB-relevant ydelse, its paragraf, and the errors of Tabel 1 (3-rapport)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ffb.formats.grundlag import Mapning
from orakel.koder import Koder, load_dst_tabel, load_koder
from orakel.ydelser import Ydelse

FEM_FEJL = (
    "mangler_ydelse_uuid",
    "mangler_tilbud_uuid",
    "fejl_mapning",
    "ukendt_uuid",
    "ugyldig_kombination",
)
PARAGRAFFER = (
    "§82a", "§82b", "§82c", "§82d", "§85", "§85 i ABL §105", "§103", "§104", "§107", "§108",
)  # fmt: skip
UOPLYST = "Uoplyst"


@dataclass(slots=True)
class Grundlag:
    """What ydelser are judged by.

    Args:
        par: (tilbud, ydelse) -> its DST values, None for N/A; None without a guide.
        dst_tabel: DST-kode -> (paragraf, relevant).
    """

    par: dict[tuple[str, str], set[str | None]] | None
    dst_tabel: dict[str, tuple[str, bool]]
    kladde_taeller: bool
    koder: Koder = field(default_factory=load_koder)

    @property
    def vejledningens_koder(self) -> set[str]:
        return {v for vaerdier in (self.par or {}).values() for v in vaerdier if v is not None}


@dataclass(slots=True)
class Dom:
    """One ydelse judged. `fejl` holds the five errors, `mangler_maalgruppe` and `heraf_skift`."""

    ydelse: Ydelse
    dst: str | None
    afledt: str | None
    relevant: bool
    paragraf: str
    fejl: set[str]

    @property
    def vist_dst(self) -> str | None:
        return self.dst or self.afledt

    @property
    def fem_fejl(self) -> tuple[str, ...]:
        return tuple(sorted(self.fejl & set(FEM_FEJL)))

    def i_perioden(self, fra: date, til: date) -> bool:
        """'startdato from periode_start to periode_slut, both inclusive'."""
        start = self.ydelse.startdato
        return start is not None and fra <= start <= til


def make_grundlag(
    mapning: list[Mapning] | None, dst_koder: list[tuple[str, str, bool]] | None, kladde_taeller: bool
) -> Grundlag:
    """The guide as a dict of pairs, and the installation's DST table."""
    par: dict[tuple[str, str], set[str | None]] | None = None
    if mapning is not None:
        par = {}
        for linje in mapning:
            par.setdefault((linje.tilbud_kode, linje.ydelse_kode), set()).add(linje.dst_vaerdi)
    return Grundlag(par, load_dst_tabel(dst_koder), kladde_taeller)


def judge(ydelser: list[Ydelse], grundlag: Grundlag) -> list[Dom]:
    """Every ydelse with its DST-kode, relevance, paragraf and errors."""
    vejledningens = grundlag.vejledningens_koder
    domme = [_judge(ydelse, grundlag, vejledningens) for ydelse in ydelser]
    _mark_skift(domme)
    return domme


def _judge(ydelse: Ydelse, grundlag: Grundlag, vejledningens: set[str]) -> Dom:
    kendt = ydelse.sendt_dst in grundlag.dst_tabel or ydelse.sendt_dst in vejledningens
    dst = ydelse.sendt_dst if kendt else None
    vaerdier = _parrets_vaerdier(ydelse, grundlag)
    rigtige = {v for v in vaerdier or () if v is not None}
    afledt = next(iter(rigtige)) if dst is None and len(rigtige) == 1 else None
    return Dom(
        ydelse,
        dst,
        afledt,
        is_relevant(ydelse, dst, vaerdier, grundlag),
        find_paragraf(ydelse, dst or afledt, rigtige, grundlag),
        find_fejl(ydelse, dst, vaerdier, grundlag),
    )


def _parrets_vaerdier(ydelse: Ydelse, grundlag: Grundlag) -> set[str | None] | None:
    """The pair's DST values; None where the pair is not in the guide (or there is none)."""
    if grundlag.par is None or ydelse.ydelse_kode is None or ydelse.tilbud_kode is None:
        return None
    return grundlag.par.get((ydelse.tilbud_kode, ydelse.ydelse_kode))


def is_relevant(ydelse: Ydelse, dst: str | None, vaerdier: set[str | None] | None, g: Grundlag) -> bool:
    """3-rapport, 'Relevant: the DST-kode sent is in the relevant set …; a row without DST-kode …'."""
    if ydelse.status == "draft" and not g.kladde_taeller:
        return False
    if dst is not None:
        return g.dst_tabel[dst][1] if dst in g.dst_tabel else True
    if g.koder.art.get(ydelse.ydelse_kode or "") != "ydelse":
        return False
    if ydelse.hensigt not in (None, "order") or ydelse.status in ("revoked", "entered-in-error"):
        return False
    return vaerdier != {None}


def find_paragraf(ydelse: Ydelse, dst: str | None, rigtige: set[str], g: Grundlag) -> str:
    """(1) the DST-kode by the table; (2) the pair's DST value; (3) the tilbud's law; (4) the ydelse's."""
    if dst in g.dst_tabel:
        return g.dst_tabel[dst][0]
    parrets = {g.dst_tabel[v][0] for v in rigtige if v in g.dst_tabel}
    if len(parrets) == 1:
        return parrets.pop()
    tilbuddets = g.koder.lov_af(ydelse.tilbud_kode, "tilbud")
    if len(tilbuddets) == 1:
        return tilbuddets[0]
    ydelsens = g.koder.lov_af(ydelse.ydelse_kode, "ydelse")
    return ydelsens[0] if ydelsens else UOPLYST


def find_fejl(ydelse: Ydelse, dst: str | None, vaerdier: set[str | None] | None, g: Grundlag) -> set[str]:
    """The columns of Tabel 1 that one ydelse counts in; what cannot be judged is no error."""
    koder = [kode for kode in (ydelse.ydelse_kode, ydelse.tilbud_kode) if kode is not None]
    ukendt = any(kode not in g.koder.kendte for kode in koder)
    fejl = set()
    if ydelse.ydelse_kode is None:
        fejl.add("mangler_ydelse_uuid")
    if ydelse.tilbud_kode is None:
        fejl.add("mangler_tilbud_uuid")
    if ukendt:
        fejl.add("ukendt_uuid")
    if g.par is not None and len(koder) == 2 and not ukendt and vaerdier is None:
        fejl.add("ugyldig_kombination")
    if vaerdier is not None and dst is not None and dst not in vaerdier:
        fejl.add("fejl_mapning")
    if not ydelse.har_maalgruppe:
        fejl.add("mangler_maalgruppe")
    return fejl


def _mark_skift(domme: list[Dom]) -> None:
    """'A new row after a change of P-nummer or afdelings-UUID counts as a start; "heraf skift" is shown.'"""
    sluttede: dict[tuple[Any, ...], set[tuple[str, str]]] = {}
    for dom in domme:
        if dom.ydelse.slutdato is not None:
            sluttede.setdefault((*_samme(dom), dom.ydelse.slutdato), set()).add(dom.ydelse.adresse)
    for dom in domme:
        start = dom.ydelse.startdato
        for dag in (start, start - timedelta(days=1)) if start is not None else ():
            if sluttede.get((*_samme(dom), dag), set()) - {dom.ydelse.adresse}:
                dom.fejl.add("heraf_skift")


def _samme(dom: Dom) -> tuple[Any, ...]:
    y = dom.ydelse
    return y.kommune, y.borger_id, dom.dst or "", y.ydelse_kode or "", y.tilbud_kode or ""


def count_linje(domme: list[Dom], grundlag: Grundlag) -> dict[str, int | None]:
    """One line of counts. None = cannot be judged: 'their number is stated, never a silent 0'."""
    linje: dict[str, int | None] = {"antal": len(domme)}
    for kolonne in (*FEM_FEJL, "mangler_maalgruppe", "heraf_skift"):
        linje[kolonne] = sum(kolonne in dom.fejl for dom in domme)
    linje["fejlfri"] = sum(not dom.fem_fejl for dom in domme)
    if domme and grundlag.par is None:
        linje["ugyldig_kombination"] = linje["fejl_mapning"] = None
    if domme and all(dom.dst is None for dom in domme):
        linje["fejl_mapning"] = None
    return linje


def make_tabel1(domme: list[Dom], grundlag: Grundlag) -> list[dict[str, Any]]:
    """Rows per paragraf in the fixed order, then 'others as named', Uoplyst, I alt; empty ones left out."""
    fundne = {dom.paragraf for dom in domme}
    andre = sorted(fundne - {*PARAGRAFFER, UOPLYST})
    raekker = []
    for paragraf in (*PARAGRAFFER, *andre, UOPLYST):
        if paragraf in fundne:
            linjens = [dom for dom in domme if dom.paragraf == paragraf]
            raekker.append({"paragraf": paragraf, **count_linje(linjens, grundlag)})
    return [*raekker, {"paragraf": "I alt", **count_linje(domme, grundlag)}]


def make_pr_dst_kode(domme: list[Dom], grundlag: Grundlag) -> list[dict[str, Any]]:
    """Rows per DST-kode (sent or afledt), those without last; `paragraffer` = those met under the kode."""
    raekker = []
    for kode in sorted({dom.vist_dst for dom in domme}, key=lambda k: (k is None, k or "")):
        linjens = [dom for dom in domme if dom.vist_dst == kode]
        paragraffer = {dom.paragraf for dom in linjens}
        raekker.append({"dst_kode": kode, "paragraffer": paragraffer, **count_linje(linjens, grundlag)})
    return raekker


def make_tal(alle: list[Dom], relevante: list[Dom], koder: Koder, fra: date, til: date) -> dict[str, int]:
    """The figures beside Tabel 1. `alle`: every ydelse that counts; `relevante`: those of Tabel 1."""
    startede = [dom for dom in alle if dom.i_perioden(fra, til)]
    uden = [dom for dom in relevante if dom.dst is None]
    return {
        "uden_dst_kode": len(uden),
        "afledt_dst_kode": sum(dom.afledt is not None for dom in uden),
        "ukendt_dst_kode": sum(d.ydelse.sendt_dst is not None and d.dst is None for d in startede),
        "uden_alt": sum(d.ydelse.sendt_dst is None and d.ydelse.ydelse_kode is None for d in startede),
        "ukendt_ydelse_uden_dst": sum(
            d.dst is None
            and d.ydelse.ydelse_kode is not None
            and koder.art.get(d.ydelse.ydelse_kode) != "ydelse"
            for d in startede
        ),
    }
