"""Faults of form as findings: what the readers wrote in `formatfund`, with the words of the rule's header.

Opinion taken: the header (`<emne>/<ID>.toml`) holds the words; where it names what the reader did not keep,
the reader's own are used. A header no reader tells of was not run. `formatfund.aarsag` is a detail of the
fault (what was found) and never folds anything.
Source: 4-regler, families 1-3 and A finding (stable key).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from ffb.engine.motor import Motor
from ffb.formats.fhir.fund import FUND
from ffb.formats.fhir.regler import ALVOR
from ffb.formats.tabel.fund import TAB_FUND
from ffb.model.fund import Alvor, Fund, Sted
from ffb.model.tabeller import TABELLER
from ffb.rules.fundbygger import make_noegle, vis_fil
from ffb.rules.hoved import Regel, Tekst, load_regler
from ffb.rules.koer import Regelsvar
from ffb.rules.raekkekommune import Raekkekommune
from ffb.sprog import SPROG, Dansk, _, brug_sprog

KILDE_NAVN: dict[str, Dansk] = {"fhir": "FHIR-bundle", "tabel": "CSV-fil eller XLSX"}
PLADS = re.compile(r"\[\d+\]")
NAVN = re.compile(r"\{(\w+)\}")
CPR_FELT = "CPR"
LAESERNES: Mapping[str, Mapping[str, Any]] = {"fhir": FUND, "tabel": TAB_FUND}
IKKE_VED_LAESNING: Dansk = (
    "uddatasættets profiler (kardinaliteter, værdisæt, invarianter) tjekkes endnu ikke ved læsning"
)

Post = tuple[int, int, int | None]


@cache
def load_formregler(tilsyn: str | None = None) -> Mapping[str, Regel]:
    """Every kind of fault of form, by id: the header, with the alvor of the one who judged.

    Args:
        tilsyn: the mode the bundles were held against the guide in; None = only the reader looked.
    """
    hoveder = {r.id: r for r in load_regler() if r.sql is None}
    laest = {
        id_: replace(hoveder.get(id_) or _uden_hoved(id_, kontrol, type_), alvor=cast(Alvor, type_.alvor))
        for kontrol, typer in LAESERNES.items()
        for id_, type_ in typer.items()
    }
    if tilsyn is None:
        return hoveder | laest
    set_efter = {id_: hoveder[id_] for id_ in ALVOR}
    if tilsyn == "streng":
        set_efter = {id_: replace(regel, alvor=regel.alvor_streng) for id_, regel in set_efter.items()}
    return hoveder | laest | set_efter


def _uden_hoved(id_: str, kontrol: str, type_: Any) -> Regel:
    tekster: dict[str, Tekst] = {}
    for s in SPROG:
        with brug_sprog(s):
            tekster[s] = Tekst(_(type_.titel), _(type_.besked), _(type_.besked), _(type_.goer))
    return Regel(
        id=id_,
        navn=id_,
        emne=kontrol,
        alvor=type_.alvor,
        kilde=_("læseren"),
        ejer="it_leverandoer",
        fase="indberetning",
        hvorfor="",
        tekster=tekster,
        kontrol=kontrol,
    )


def find_form(motor: Motor, tilsyn: str | None = None) -> tuple[list[Regelsvar], list[Fund]]:
    """What became of every rule of form, and its findings.

    Args:
        motor: made ready by `engine.koersel.prepare_motor`.
        tilsyn: as in `load_formregler`.

    Raises:
        RuntimeError: a reader told of a fault that has neither header nor text.
    """
    raekker = _query_raekker(motor)
    regler = load_formregler(tilsyn)
    ukendte = sorted({r["regel"] for r in raekker} - set(regler))
    if ukendte:
        raise RuntimeError(f"Læseren melder regler uden hoved: {', '.join(ukendte)}")
    kilder = {r[0] for r in motor.query("SELECT DISTINCT kilde FROM leverance").raekker}
    taelling = Counter(r["regel"] for r in raekker)
    svar = [_svar(regel, kilder, taelling[id_], tilsyn) for id_, regel in sorted(regler.items())]
    poster = _query_poster(motor, raekker)
    tvillinger: Counter[str] = Counter()
    kommuner = Raekkekommune(motor)
    return svar, [
        _fund(
            regler[r["regel"]],
            r,
            *poster.get(_post(r), (None, None)),
            tvillinger,
            kommuner.find(_post(r), r["borger_id"]),
        )
        for r in raekker
    ]


def _svar(regel: Regel, kilder: set[str], antal: int, tilsyn: str | None) -> Regelsvar:
    if regel.kontrol not in kilder and not antal:
        return Regelsvar(
            regel, "ikke_relevant", _("der er ingen {kilde} i leverancen", kilde=_(KILDE_NAVN[regel.kontrol]))
        )
    set_efter = regel.id in LAESERNES[regel.kontrol] or (tilsyn is not None and regel.id in ALVOR)
    if not set_efter and not antal:
        return Regelsvar(regel, "ikke_koert", _(IKKE_VED_LAESNING))
    return Regelsvar(regel, "koert", None, antal)


def _query_raekker(motor: Motor) -> list[dict[str, Any]]:
    """Every fault with its file and leverance, in the order of their places."""
    svar = motor.query(
        "SELECT f.leverance_id, f.fil_nr, f.post_nr, f.borger_id, f.regel, f.tabel, f.sti AS felt, f.vaerdi, "
        "f.aarsag, f.forventet, l.kommune_kode, l.system, l.fil_id, l.kilde, l.sti AS leverance_sti, "
        "x.sti AS fil, x.ark, x.linje FROM formatfund f "
        "JOIN leverance l ON f.leverance_id = l.leverance_id "
        "LEFT JOIN fil x ON f.leverance_id = x.leverance_id AND f.fil_nr = x.fil_nr"
    )
    noegler = ("leverance_id", "fil_nr", "post_nr", "regel", "felt", "vaerdi", "borger_id")
    return sorted(
        svar.dicts(), key=lambda r: tuple("" if r[k] is None else str(r[k]).rjust(12) for k in noegler)
    )


def _query_poster(motor: Motor, raekker: list[dict[str, Any]]) -> dict[Post, tuple[str | None, str | None]]:
    """The source's own id and, in FHIR, the type of the rows at fault."""
    fysiske = {
        TABELLER[r["tabel"]].fysisk for r in raekker if r["tabel"] and TABELLER[r["tabel"]].versioneret
    }
    poster: dict[Post, tuple[str | None, str | None]] = {}
    for fysisk in sorted(fysiske):
        poster |= {p[:3]: (p[3], None) for p in _query_tabel(motor, fysisk, "v.kilde_id")}
    if any(r["kilde"] == "fhir" for r in raekker):
        alle = _query_tabel(motor, TABELLER["ressource"].fysisk, "v.kilde_id, v.type")
        poster |= {p[:3]: (p[3], p[4]) for p in alle}
    return poster


def _query_tabel(motor: Motor, fysisk: str, kolonner: str) -> list[tuple[Any, ...]]:
    svar = motor.query(
        f"SELECT DISTINCT v.leverance_id, v.fil_nr, v.post_nr, {kolonner} "  # noqa: S608 - our own names
        f"FROM {fysisk} v JOIN formatfund f ON v.leverance_id = f.leverance_id "
        "AND v.fil_nr = f.fil_nr AND v.post_nr = f.post_nr WHERE v.kilde_id IS NOT NULL"
    )
    return sorted(svar.raekker)


def _post(r: Mapping[str, Any]) -> Post:
    return r["leverance_id"], r["fil_nr"], r["post_nr"]


def _fund(
    regel: Regel,
    r: dict[str, Any],
    kilde_id: str | None,
    type_: str | None,
    tvillinger: Counter[str],
    kommune: str | None,
) -> Fund:
    tekst = regel.tekst()
    vist = {k: v for k, v in (r | {"element": _element(r["felt"], type_)}).items() if v is not None}
    return Fund(
        regel=regel.id,
        alvor=regel.alvor,
        titel=tekst.titel,
        besked=_udfyld(regel, tekst, "besked", vist),
        goer=_udfyld(regel, tekst, "goer", vist),
        ejer=regel.ejer,
        fase=regel.fase,
        borger=None if r["borger_id"] is None else str(r["borger_id"]),
        felt=r["felt"],
        vaerdi=r["vaerdi"],
        noegle=_noegle(r, kilde_id, tvillinger),
        leverance=r["fil_id"] or "",
        tabel=r["tabel"],
        sted=_sted(r, kilde_id),
        forventet=r["forventet"],
        aarsag=r["aarsag"],
        kommune=kommune,
        system=r["system"],
    )


def _udfyld(regel: Regel, tekst: Tekst, navn: str, vist: Mapping[str, Any]) -> str:
    """The header's words where all they name is known; else the reader's, which name nothing."""
    skabelon: str = getattr(tekst, navn)
    if set(NAVN.findall(skabelon)) <= set(vist):
        return skabelon.format_map(vist)
    laeserens = LAESERNES[regel.kontrol].get(regel.id)
    return _(str(getattr(laeserens, navn))) if laeserens else f"{tekst.titel}."


def _element(felt: str | None, type_: str | None) -> str | None:
    """`Bundle.entry[2].resource.code.coding[0]` of a Condition -> `Condition.code.coding`."""
    _, resource, rest = (felt or "").partition("].resource")
    return PLADS.sub("", f"{type_}{rest}" if resource and type_ else felt or "") or None


def _sted(r: Mapping[str, Any], kilde_id: str | None) -> Sted:
    sti = vis_fil(r["fil"] or r["leverance_sti"] or "", r["ark"])
    if r["kilde"] == "fhir":
        return Sted(sti, r["linje"], None, kilde_id, r["felt"])
    return Sted(sti, r["post_nr"], r["felt"], kilde_id, None)


def _noegle(r: Mapping[str, Any], kilde_id: str | None, tvillinger: Counter[str]) -> str:
    """Stable over deliveries: row numbers and file names are left out; twins are numbered.

    The value of a CPR field is left out too: a short hash of ten digits can be undone.
    """
    vaerdi = None if r["felt"] == CPR_FELT else r["vaerdi"]
    person = kilde_id or f"{r['borger_id']}|{vaerdi}"
    felt = PLADS.sub("[]", r["felt"] or "")
    stamme = "|".join(
        str(d or "") for d in (r["kommune_kode"], r["system"], r["regel"], r["tabel"], person, felt)
    )
    return make_noegle(stamme, tvillinger)
