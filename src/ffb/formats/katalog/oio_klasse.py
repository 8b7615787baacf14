"""OIO Klasse XML (Støttesystemernes Klassifikation): a stream of Klasse elements, whatever wraps them.

A Klasse is a UUID and its Registreringer; the newest one that is not deleted counts, and in it what is in
effect last. Opinion taken: a class that is not published, or is passivated, is listed as withdrawn; Erstatter
tells which code to use instead. A file with a DOCTYPE is refused: entities are how XML is made to explode.
Source: 9-uddatasaet, OIO Klasse XML; the schema in kombit/kosdy_infrastructureSamples-java (klasse/6, /7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ffb.begreber import normaliser_kode
from ffb.begreber.udkast import Post, Udkast
from ffb.errors import Exit
from ffb.formats.graenser import filfejl
from ffb.formats.katalog.tegn import rens
from ffb.sprog import _, antal_ord

KLASSE = re.compile(r"\{http://stoettesystemerne\.dk/klassifikation/klasse/\d+/\}Klasse")
DOED = frozenset({"Slettet", "Passiveret"})
PARAGRAF = re.compile(r"§{1,2}\s*(\d+)\s*([a-h](?!\w))?", re.IGNORECASE)


def read_klasse_fil(sti: Path, navn: str, udkast: Udkast) -> None:
    """Adds the file to the draft, a Klasse at a time.

    Raises:
        Laesefejl: no XML, a DOCTYPE, or no Klasse in it.
    """
    antal = blanke = 0
    try:
        for klasse in _klasser(sti, navn):
            antal += 1
            blanke += _take_klasse(klasse, antal, navn, udkast)
    except etree.XMLSyntaxError as fejl:
        hvor = f"{navn}, {fejl.lineno}:{fejl.offset}" if fejl.lineno else navn
        goer = _("Hent den igen fra kilden.")
        raise filfejl(hvor, "Filen er ikke gyldig XML.", goer, Exit.BESKADIGET) from None
    if not antal:
        hvad = _("Filen er XML, men har ingen OIO Klasse.")
        goer = _("Giv et udtræk af klasser fra Støttesystemet Klassifikation.")
        raise filfejl(navn, hvad, goer, Exit.BESKADIGET)
    if blanke:
        navne = antal_ord(blanke, "navn", "navne")
        udkast.noter.append(_("{sti}: {navne} havde blanktegn om sig; de er fjernet", sti=navn, navne=navne))


def _klasser(sti: Path, navn: str) -> Iterator[Any]:
    """Each Klasse element, thrown away after use; nothing is fetched and no entity is filled in."""
    kontekst = etree.iterparse(
        str(sti), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    set_rod = False
    for haendelse, element in kontekst:
        if not set_rod:
            set_rod = True
            if element.getroottree().docinfo.doctype:
                hvad = _("Filen har en DOCTYPE.")
                raise filfejl(navn, hvad, "Fjern den; OIO Klasse bruger den ikke.", Exit.BESKADIGET)
        if haendelse == "end" and isinstance(element.tag, str) and KLASSE.fullmatch(element.tag):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _navn(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _under(element: Any, *navne: str) -> list[Any]:
    """Elements one step down for each name, whatever their namespace."""
    fundne = [element]
    for navn in navne:
        fundne = [barn for e in fundne for barn in e if _navn(barn) == navn]
    return fundne


def _tekst(element: Any, *navne: str) -> str:
    fundne = _under(element, *navne)
    return (fundne[0].text or "").strip() if fundne else ""


def _fra(element: Any) -> str:
    """When a piece takes effect, as text that sorts; nothing stated is from the start."""
    return _tekst(element, "Virkning", "FraTidspunkt", "TidsstempelDatoTid")


def _sidste(elementer: list[Any]) -> Any | None:
    """The one in effect last; of equals the one written last."""
    return max(enumerate(elementer), key=lambda par: (_fra(par[1]), par[0]), default=(0, None))[1]


def _take_klasse(klasse: Any, nr: int, navn: str, udkast: Udkast) -> bool:
    kode = normaliser_kode(_tekst(klasse, "UUIDIdentifikator"))
    registrering = _nyeste(_under(klasse, "Registrering"))
    if registrering is None:
        udkast.add_fejl(_sted(navn, nr), "Klassen har ingen registrering.", "Hent klassen igen fra kilden.")
        return False
    egenskab = _sidste(_under(registrering, "AttributListe", "Egenskab"))
    titel = _tekst(egenskab, "TitelTekst") if egenskab is not None else ""
    noegle = _tekst(egenskab, "BrugervendtNoegleTekst") if egenskab is not None else ""
    raa = _under(egenskab, "TitelTekst")[0].text if titel else ""
    term, blank = rens(raa or noegle)
    status = _sidste(_under(registrering, "TilstandListe", "PubliceretStatus"))
    publiceret = _tekst(status, "ErPubliceretIndikator") if status is not None else ""
    udkast.poster.append(
        Post(
            kode=kode,
            term=term,
            overordnet_kode=next(iter(_relation(registrering, "OverordnetKlasse")), None),
            fil=navn,
            nr=nr,
            definition=(_tekst(egenskab, "BeskrivelseTekst") or None) if egenskab is not None else None,
            lov=_lov(_tekst(egenskab, "RetskildeTekst")) if egenskab is not None else (),
            udgaaet=publiceret in ("false", "0") or _tekst(registrering, "LivscyklusKode") in DOED,
        )
    )
    for gammel in _relation(registrering, "Erstatter"):
        udkast.erstatter.setdefault(gammel, []).append(kode)
    return blank


def _sted(navn: str, nr: int) -> str:
    return _("{sti}, begreb nr. {nr}", sti=navn, nr=nr)


def _nyeste(registreringer: list[Any]) -> Any | None:
    """The registration of the newest moment; of equals the one written last."""
    tid = (
        (_tekst(r, "Tidspunkt") or _tekst(r, "FraTidspunkt", "TidsstempelDatoTid")) for r in registreringer
    )
    return max(zip(tid, range(len(registreringer)), registreringer, strict=True),
               key=lambda r: r[:2], default=("", 0, None))[2]  # fmt: skip


def _relation(registrering: Any, navn: str) -> list[str]:
    """The UUIDs a relation points at, the one in effect last first."""
    fundne = sorted(_under(registrering, "RelationListe", navn), key=_fra, reverse=True)
    koder = (normaliser_kode(_tekst(r, "ReferenceID", "UUIDIdentifikator")) for r in fundne)
    return [kode for kode in koder if kode]


def _lov(retskilde: str) -> tuple[str, ...]:
    """`Servicelovens § 82 a` -> §82a; each paragraf once, in order."""
    fundne = (f"§{m[1]}{(m[2] or '').lower()}" for m in PARAGRAF.finditer(retskilde))
    return tuple(dict.fromkeys(fundne))
