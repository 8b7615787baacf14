"""KL's FHIR JSON: CodeSystem (concepts in concepts), ValueSet (which codes are of a kind), a Bundle of them.

Opinion taken: the concepts are the CodeSystem's; a ValueSet beside it tells kinds. Alone it is the list it
is. A supplement or a part of a code system is refused: what it leaves out would look withdrawn.
Source: hl7dk/kl-term; HL7 FHIR R4 CodeSystem, ValueSet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ffb.begreber import normaliser_kode
from ffb.begreber.udkast import DYBDE, Post, Udkast
from ffb.errors import Exit
from ffb.formats.graenser import filfejl
from ffb.formats.katalog.tegn import decode_tolerant, rens
from ffb.sprog import _, antal_ord

Objekt = dict[str, Any]
OVER = frozenset({"parent", "partOf", "subsumedBy"})
AFLOESER = frozenset({"replacedBy", "replaced-by", "successor", "erstattes_af"})
UDGAAET = frozenset({"retired", "inactive", "entered-in-error"})


def read_fhir_fil(sti: Path, navn: str, udkast: Udkast) -> list[Objekt]:
    """Adds the file's code systems to the draft and returns its value sets, for `take_vaerdisaet`.

    Raises Laesefejl if it is no JSON, or none of these resources.
    """
    tekst, noter = decode_tolerant(sti.read_bytes(), navn)
    udkast.noter += noter
    try:
        rod = json.loads(tekst)
    except (json.JSONDecodeError, RecursionError) as fejl:
        hvor = f", {fejl.lineno}:{fejl.colno}" if isinstance(fejl, json.JSONDecodeError) else ""
        raise filfejl(
            f"{navn}{hvor}", "Filen er ikke gyldig JSON.", "Hent den igen fra kilden.", Exit.BESKADIGET
        ) from None
    ressourcer = list(_ressourcer(rod))
    if not ressourcer:
        hvad = _("Filen er JSON, men hverken CodeSystem eller ValueSet.")
        raise filfejl(navn, hvad, "Giv KL's CodeSystem-…json eller ValueSet-…json.", Exit.BESKADIGET)
    for r in ressourcer:
        if r["resourceType"] == "CodeSystem":
            _take_kodesystem(r, navn, udkast)
    return [r for r in ressourcer if r["resourceType"] == "ValueSet"]


def _ressourcer(rod: Any) -> Iterator[Objekt]:
    if isinstance(rod, list):
        for r in rod:
            yield from _ressourcer(r)
    if not isinstance(rod, dict):
        return
    if rod.get("resourceType") == "Bundle":
        for post in rod.get("entry") or []:
            yield from _ressourcer(post.get("resource") if isinstance(post, dict) else None)
    elif rod.get("resourceType") in ("CodeSystem", "ValueSet"):
        yield rod


def _take_kodesystem(r: Objekt, navn: str, udkast: Udkast) -> None:
    if r.get("content") in ("fragment", "supplement", "example", "not-present"):
        hvad = _("Kodesystemet er kun en del (content = {hvad}).", hvad=r["content"])
        udkast.add_fejl(navn, hvad, "Giv det hele kodesystem (content = complete).")
    _set_hoved(r, navn, udkast)
    blanke = 0
    for nr, (begreb, over) in enumerate(_walk(r.get("concept"), navn, udkast), start=len(udkast.poster) + 1):
        post, blank = _post(begreb, over, navn, nr)
        udkast.poster.append(post)
        blanke += blank
    _note_blanke(blanke, navn, udkast)


def _set_hoved(r: Objekt, navn: str, udkast: Udkast) -> None:
    """System and version; two different ones in one import are a fault."""
    for felt, noegle in (("system", "url"), ("version", "version"), ("titel", "title")):
        ny, kendt = str(r.get(noegle) or ""), getattr(udkast, felt)
        if ny and kendt and ny != kendt and felt != "titel":
            hvad = _("Filerne hører ikke sammen: {en} og {to}.", en=kendt, to=ny)
            udkast.add_fejl(navn, hvad, "Importér én version af ét katalog ad gangen.")
        elif ny and not kendt:
            setattr(udkast, felt, ny)


def _note_blanke(blanke: int, navn: str, udkast: Udkast) -> None:
    if blanke:
        udkast.noter.append(
            _(
                "{sti}: {navne} havde blanktegn om sig; de er fjernet",
                sti=navn,
                navne=antal_ord(blanke, "navn", "navne"),
            )
        )


def _walk(begreber: Any, navn: str, udkast: Udkast) -> Iterator[tuple[Objekt, str | None]]:
    """Every concept with the code above it, in the file's order; no recursion, so depth breaks nothing."""
    stak: list[tuple[Iterator[Any], str | None]] = [
        (iter(begreber if isinstance(begreber, list) else []), None)
    ]
    while stak:
        naeste = next(stak[-1][0], None)
        if naeste is None:
            stak.pop()
            continue
        if not isinstance(naeste, dict):
            udkast.add_fejl(navn, "Et begreb er ikke et objekt.", "Hent filen igen fra kilden.")
            continue
        yield naeste, stak[-1][1]
        under = naeste.get("concept") or naeste.get("contains")
        if isinstance(under, list) and under:
            if len(stak) > DYBDE:
                hvad = _("Begreberne ligger mere end {dybde} trin nede.", dybde=DYBDE)
                udkast.add_fejl(navn, hvad, "Kontrollér filen.")
                return
            stak.append((iter(under), normaliser_kode(str(naeste.get("code") or ""))))


def _post(r: Objekt, over: str | None, navn: str, nr: int) -> tuple[Post, bool]:
    term, blank = rens(r.get("display"))
    definition = r.get("definition")
    post = Post(
        kode=normaliser_kode(str(r.get("code") or "")),
        term=term,
        overordnet_kode=over,
        fil=navn,
        nr=nr,
        definition=definition.strip() if isinstance(definition, str) and definition.strip() else None,
    )
    for egenskab in r.get("property") or []:
        if isinstance(egenskab, dict):
            _take_egenskab(post, str(egenskab.get("code")), _vaerdi(egenskab))
    return post, blank


def _vaerdi(egenskab: Objekt) -> Any:
    vaerdi = next((v for k, v in egenskab.items() if k.startswith("value")), None)
    return vaerdi.get("code") if isinstance(vaerdi, dict) else vaerdi


def _take_egenskab(post: Post, kode: str, vaerdi: Any) -> None:
    if kode in OVER and isinstance(vaerdi, str) and not post.overordnet_kode:
        post.overordnet_kode = normaliser_kode(vaerdi)
    elif kode in AFLOESER and isinstance(vaerdi, str):
        post.erstattes_af = (*post.erstattes_af, normaliser_kode(vaerdi))
    elif (kode == "inactive" and vaerdi is True) or (kode == "status" and vaerdi in UDGAAET):
        post.udgaaet = True
    elif kode == "art" and isinstance(vaerdi, str):
        post.art = vaerdi


# -- value sets -----------------------------------------------------------------------------------------


def take_vaerdisaet(r: Objekt, navn: str, udkast: Udkast, *, alene: bool) -> None:
    """Which codes the set holds; `alene`: there is no code system, so they are the concepts."""
    saet = str(r.get("name") or r.get("id") or navn)
    koder = udkast.vaerdisaet.setdefault(saet, set())
    begreber = list(_i_vaerdisaet(r, navn, udkast))
    koder.update(normaliser_kode(str(b.get("code") or "")) for b, __ in begreber)
    if not alene:
        _check_kendte(koder, saet, navn, udkast)
        return
    blanke, kendte = 0, {p.kode for p in udkast.poster}
    for begreb, over in begreber:
        post, blank = _post(begreb, over, navn, len(udkast.poster) + 1)
        if post.kode not in kendte:
            kendte.add(post.kode)
            udkast.poster.append(post)
            blanke += blank
    _note_blanke(blanke, navn, udkast)


def _check_kendte(koder: set[str], saet: str, navn: str, udkast: Udkast) -> None:
    """Codes of other systems may be in a set; one of them in ours that is not there is told."""
    ukendte = koder - {p.kode for p in udkast.poster}
    if ukendte:
        note = _(
            "{sti}: {antal} koder i {saet} er ikke i kodesystemet", sti=navn, antal=len(ukendte), saet=saet
        )
        udkast.noter.append(note)


def _i_vaerdisaet(r: Objekt, navn: str, udkast: Udkast) -> Iterator[tuple[Objekt, str | None]]:
    udvidet = (r.get("expansion") or {}).get("contains")
    if udvidet:
        yield from _walk(udvidet, navn, udkast)
        return
    for del_ in (r.get("compose") or {}).get("include") or []:
        if del_.get("system") and not udkast.system:
            udkast.system = str(del_["system"])
        yield from _walk(del_.get("concept"), navn, udkast)
        for filter_ in del_.get("filter") or []:
            yield from _filter(filter_, udkast)


def _filter(filter_: Objekt, udkast: Udkast) -> Iterator[tuple[Objekt, str | None]]:
    """`descendent-of` and `is-a` over the concepts read so far."""
    if filter_.get("op") not in ("descendent-of", "is-a"):
        return
    rod = normaliser_kode(str(filter_.get("value") or ""))
    under = {rod} if filter_["op"] == "is-a" else set[str]()
    i_gren = {rod}
    for p in udkast.poster:  # parents stand before their children in a nested file
        if p.overordnet_kode in i_gren:
            i_gren.add(p.kode)
            under.add(p.kode)
    yield from (({"code": kode}, None) for kode in sorted(under))
