"""Lists of citizens that a kommune holds beside its deliveries: bevillinger, DST's own CPR lists, old posts.

Opinion taken: CSV or the first sheet of an XLSX; columns are ours by name, else by a guess at what they are
often called, else by `--kolonner` (`[bevilling]`, ours = theirs). A row that cannot be read stops the whole
list, for a list with holes says that people are missing who are not. All faults are told, no value of a row.
The layout of DST's files is unknown to us: their guessed names are guesses.
Source: 3-rapport (For the data steward), 8-graenseflader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import vis_sti
from ffb.formats.identitet import Identitet
from ffb.formats.lille_csv import open_tabelfil
from ffb.formats.tabel.cpr import read_cpr
from ffb.formats.tabel.kilde import Celle, Tabelkilde
from ffb.formats.tabel.vaerdier import FORTOLK
from ffb.sprog import Dansk, _, antal_ord


@dataclass(frozen=True, slots=True)
class Listekolonne:
    """A column of a list: our name, type (a key of FORTOLK, or `cpr`), and what others often call it."""

    navn: str
    type: str = "tekst"
    kraevet: bool = False
    gaet: tuple[str, ...] = ()


CPR = Listekolonne("CPR", "cpr", True, ("CPR-nummer", "CPR-nr", "CPRNR", "PNR", "Personnummer", "Borger CPR"))
START = ("Start", "Startdag", "Fra", "Gyldig fra", "Fra dato", "Bevilget fra", "Bevillingsstart")
SLUT = ("Slut", "Slutdag", "Til", "Gyldig til", "Til dato", "Bevilget til", "Bevillingsslut", "Ophør")
SAG = ("Sag", "Sagsnr", "Sags-id", "KMD sagsnummer")

LISTESPEC: dict[str, tuple[Listekolonne, ...]] = {
    "bevilling": (
        CPR,
        Listekolonne("PARAGRAF", "tekst", True, ("Lovparagraf", "Lov", "Lovgrundlag", "§", "Hjemmel")),
        Listekolonne("STARTDATO", "dato", True, START),
        Listekolonne("SLUTDATO", "dato", False, SLUT),
        Listekolonne("SAGSNUMMER", "tekst", False, SAG),
        Listekolonne("ENHED", "tekst", False, ("Team", "Afdeling", "Organisation")),
        Listekolonne("BEVILLING_ID", "tekst", False, ("Bevilling", "Bevillingsnr", "Bevillings-id", "Id")),
    ),
    "dst_liste_1": (
        CPR,
        Listekolonne("STARTDATO", "dato", False, START),
        Listekolonne("DST_YDELSE", "talkode", False, ("DST-kode", "DST_KODE", "Ydelse", "Ydelseskode")),
        Listekolonne("SAGSNUMMER", "tekst", False, SAG),
        Listekolonne("YDELSE_ID", "tekst", False, ("Ydelse-id", "YDELSESID")),
        Listekolonne("SYSTEM", "tekst", False, ("Fagsystem", "IT-system")),
        Listekolonne("FIL_ID", "tekst", False, ("Fil-id", "Dataleverance")),
        Listekolonne("FEJL", "tekst", False, ("Fejltype", "Mangel", "Årsag", "Bemærkning")),
    ),
    "konvertering": (
        CPR,
        Listekolonne("ART", "tekst", True, ("Posttype", "Slags")),
        Listekolonne("POST_ID", "tekst", True, ("Id", "Post-id")),
        Listekolonne("TERM", "tekst", False, ("Gammel term", "Begreb", "Kategori")),
        Listekolonne("NIVEAU", "tekst", False, ("Score", "Funktionsniveau")),
        Listekolonne("MAALTYPE", "tekst", False, ("Måltype",)),
        Listekolonne("TILBUD", "tekst", False, ("Tilbudstype",)),
        Listekolonne("DATO", "dato", False, START),
        Listekolonne("SLUTDATO", "dato", False, SLUT),
        Listekolonne("SAGSNUMMER", "tekst", False, SAG),
        Listekolonne("INDSATS_ID", "tekst", False, ("Indsats", "Indsats-id")),
        Listekolonne("OVER_ID", "tekst", False, ("Under", "Overordnet", "Mål-id")),
        Listekolonne("OPFOELGNING", "dato", False, ("Planlagt opfølgning", "Opfølgningsdato")),
        Listekolonne("UDFOERER", "tekst", False, ("Udfører", "Tilbuddets navn", "Leverandør")),
        Listekolonne("SAGSBEHANDLER", "tekst", False, ("Ansvarlig", "Rådgiver")),
        Listekolonne("NAVN", "tekst", False, ("Borgernavn", "Borgers navn")),
        Listekolonne("TEKST", "tekst", False, ("Formulering", "Målformulering", "Beskrivelse")),
    ),
    "dst_liste_2": (
        CPR,
        Listekolonne("MANGLER", "tekst", False, ("Mangel", "Mangelfulde oplysninger", "Fejl", "Bemærkning")),
    ),
}
SLUT_FOER_START: Dansk = "SLUTDATO ligger før STARTDATO."


@dataclass(slots=True)
class Personliste:
    """A list as read. Rows: {our column in lower case: value} and `linje`, `borger_id`, `cpr`.

    `kolonner`: our columns the file has. `noter`: sentences about the file itself.
    """

    navn: str
    sti: str
    kolonner: tuple[str, ...]
    raekker: list[dict[str, Any]]
    noter: list[str] = field(default_factory=list)


def read_personliste(
    sti: Path, navn: str, identitet: Identitet, kolonner: Mapping[str, str] | None = None
) -> Personliste:
    """Read list `navn` of LISTESPEC.

    Args:
        kolonner: ours -> theirs, from the column TOML; wins over the guessed names.

    Raises:
        Laesefejl: the file cannot be read as a table, a required column is missing, a column of the TOML is
            not there, or a row has a CPR, date or empty field that cannot be used; every fault is listed.
    """
    kilde = open_tabelfil(sti, navn)
    placering, fejl = _find_kolonner(kilde, LISTESPEC[navn], kolonner or {})
    if fejl:
        raise Laesefejl(fejl)
    laeser = _Laeser(kilde.sted, LISTESPEC[navn], placering, identitet)
    raekker = [
        laeser.read(linje, celler)
        for linjer, portion in kilde.portioner()
        for linje, celler in zip(linjer, portion, strict=True)
    ]
    if laeser.fejl:
        raise Laesefejl(laeser.fejl)
    return Personliste(navn, str(sti), tuple(placering), raekker, [*_filnoter(kilde), *laeser.noter()])


def _filnoter(kilde: Tabelkilde) -> Iterator[str]:
    if ("TAB-TEGNSAET", None) in kilde.noter:
        fil = vis_sti(Path(kilde.sti).name)
        yield _("{fil} er ikke UTF-8 og er læst som Latin-1: se efter, om æ, ø og å er rigtige.", fil=fil)


def _fold(navn: str) -> str:
    return re.sub(r"[^0-9a-zæøå§]", "", navn.casefold())


def _find_kolonner(
    kilde: Tabelkilde, spec: Sequence[Listekolonne], egne: Mapping[str, str]
) -> tuple[dict[str, int], list[Filfejl]]:
    """Our column -> its place; what is missing or told twice."""
    header = [_fold(n) for n in kilde.header]
    placering: dict[str, int] = {}
    fejl: list[Filfejl] = []

    def meld(hvad: Dansk, goer: Dansk) -> None:
        fejl.append(Filfejl(vis_sti(kilde.sted), hvad, goer, Exit.MANGLER_ARK_ELLER_KOLONNE))

    for kolonne in spec:
        deres = egne.get(kolonne.navn)
        navne = [deres] if deres else [kolonne.navn, *kolonne.gaet]
        fundet = next((header.index(_fold(n)) for n in navne if _fold(n) in header), None)
        if fundet is not None and fundet not in placering.values():
            placering[kolonne.navn] = fundet
        elif deres:
            meld(
                _("Kolonnen {deres} ({vores}) findes ikke.", deres=deres, vores=kolonne.navn),
                "Ret navnet i TOML-filen (--kolonner).",
            )
        elif kolonne.kraevet:
            ret = _(
                'Kald den {navn}, eller skriv [{tabel}] {navn} = "jeres navn" i en TOML-fil (--kolonner).',
                navn=kolonne.navn,
                tabel=kilde.tabel,
            )
            meld(_("Kolonnen {kolonne} findes ikke.", kolonne=kolonne.navn), ret)
    return placering, fejl


class _Laeser:
    """Rows of one list; faults are gathered."""

    def __init__(
        self, sted: str, spec: Sequence[Listekolonne], placering: dict[str, int], identitet: Identitet
    ) -> None:
        self.sted = sted
        self.spec = [k for k in spec if k.navn in placering]
        self.placering = placering
        self.identitet = identitet
        self.fejl: list[Filfejl] = []
        self.nuller = 0

    def read(self, linje: int, celler: list[Celle]) -> dict[str, Any]:
        raekke: dict[str, Any] = {"linje": linje}
        for k in self.spec:
            i = self.placering[k.navn]
            celle = celler[i] if i < len(celler) else ""
            if k.type == "cpr":
                self._read_cpr(linje, celle, raekke)
            else:
                raekke[k.navn.lower()] = self._read_celle(linje, k, celle)
        start, slut = raekke.get("startdato"), raekke.get("slutdato")
        if isinstance(start, date) and isinstance(slut, date) and slut < start:
            self._add_fejl(linje, SLUT_FOER_START, "Ret en af datoerne.")
        return raekke

    def _read_cpr(self, linje: int, celle: Celle, raekke: dict[str, Any]) -> None:
        cpr, tilfoejet_nul = read_cpr(celle)
        person = self.identitet.person(cpr)
        if not cpr or person.fejl == "cpr_form" or (tilfoejet_nul and person.fejl):
            hvad = "CPR er tom." if not cpr else "CPR kan ikke læses."
            self._add_fejl(linje, hvad, "Skriv ti cifre, gerne med bindestreg.")
            return
        self.nuller += tilfoejet_nul
        raekke |= {"borger_id": person.borger_id, "cpr": cpr}

    def _read_celle(self, linje: int, k: Listekolonne, celle: Celle) -> Any:
        vaerdi, regel = FORTOLK[k.type](celle)
        if vaerdi is None and regel is not None:
            goer = "Skriv 31.12.2025 eller 2025-12-31." if k.type == "dato" else "Skriv feltet som tekst."
            self._add_fejl(linje, _("{felt} kan ikke læses.", felt=k.navn), goer)
        elif vaerdi is None and k.kraevet:
            self._add_fejl(linje, _("{felt} er tom.", felt=k.navn), "Udfyld feltet.")
        return vaerdi

    def _add_fejl(self, linje: int, hvad: Dansk, goer: Dansk) -> None:
        self.fejl.append(
            Filfejl(
                vis_sti(_("{sted}, linje {linje}", sted=self.sted, linje=linje)), hvad, goer, Exit.OPSAETNING
            )
        )

    def noter(self) -> Iterator[str]:
        if self.nuller:
            yield antal_ord(
                self.nuller,
                "CPR-nummer på listen havde mistet det foranstillede nul; det er sat på igen.",
                "CPR-numre på listen havde mistet det foranstillede nul; det er sat på igen.",
            )
