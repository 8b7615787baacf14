"""The thirteen tables of the table format, one short declaration each.

The reader, the writer and the column mapping read these and nothing else: a new column is one line here.
Source: 8-graenseflader (names, required columns), 12-model (target columns).

A line says `NAVN[!][+] type maal`: `!` = the column must be there, `+` = and no row may leave it empty,
`type` = a name in `vaerdier.FORTOLK`, `maal` = column of the model (`a,b` = two, `-` = handled apart).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Kolonne:
    """One column: its name in the file, its type, where it goes in the model."""

    navn: str
    type: str
    maal: tuple[str, ...]
    kraevet: bool
    udfyldt: bool


@dataclass(frozen=True, slots=True)
class Tabelspec:
    """One table.

    Args:
        navn: file stem, sheet name and name in the model.
        kolonner: in the order they are written.
        kilde_id: the model column that holds the source's own id, or None.
        faste: model columns with the same value in every row.
    """

    navn: str
    kolonner: tuple[Kolonne, ...]
    kilde_id: str | None = None
    faste: dict[str, Any] = field(default_factory=dict)

    @property
    def kraevede(self) -> tuple[str, ...]:
        return tuple(k.navn for k in self.kolonner if k.kraevet)

    @property
    def har_cpr(self) -> bool:
        return any(k.navn == "CPR" for k in self.kolonner)


def _kolonne(linje: str) -> Kolonne:
    navn, type_, maal = linje.split()
    maal_list = () if maal == "-" else tuple(maal.split(","))
    return Kolonne(navn.rstrip("!+"), type_, maal_list, "!" in navn, "+" in navn)


def _t(navn: str, linjer: str, kilde_id: str | None = None, **faste: Any) -> Tabelspec:
    kolonner = tuple(_kolonne(linje) for linje in linjer.strip().splitlines())
    return Tabelspec(navn, kolonner, kilde_id, faste)


_CPR = "CPR! cpr -\n"

TABELSPEC: dict[str, Tabelspec] = {
    t.navn: t
    for t in (
        _t(
            "leverance",
            """
            KOMMUNE_KODE! kommune kommune_kode
            SYSTEM! tekst system
            FIL_ID! tekst fil_id
            INDBERETNINGSTIDSPUNKT! tid tid
            ART tekst art
            SYSTEM_STATUS tekst system_status
            """,
        ),
        _t(
            "kontakt",
            """
            SYSTEM! tekst system
            ROLLE! tekst rolle
            NAVN! tekst navn
            EMAIL tekst email
            TELEFON tekst telefon
            """,
        ),
        _t(
            "ydelse",
            _CPR
            + """
            YDELSE_ID!+ tekst ydelse_id
            SAGSNUMMER tekst sagsnummer
            INDSATS_ID tekst indsats_id
            DST_YDELSE! talkode dst_kode
            FFB_YDELSE_UUID! kode ffb_ydelse_kode
            FFB_TILBUD_UUID! kode ffb_tilbud_kode
            STARTDATO! dato startdato
            SLUTDATO dato slutdato
            P_NUMMER tekst p_nummer
            AFDELING_UUID kode afdeling_uuid
            ENHED tekst enhed
            SAGSBEHANDLER tekst sagsbehandler
            TIMER_PR_UGE decimal timer_pr_uge
            TAKST decimal takst
            KOMMUNE_KODE kommune kommune_kode
            """.lstrip(),
            "ydelse_id",
            aktivitet_nr=1,
        ),
        _t(
            "indsats",
            _CPR
            + """
            INDSATS_ID!+ tekst indsats_id
            SAGSNUMMER tekst sagsnummer
            STATUS tekst status
            STARTDATO dato startdato
            SLUTDATO dato slutdato
            PLANLAGT_OPFOELGNING dato planlagt_opfoelgning
            """.lstrip(),
            "indsats_id",
        ),
        _t(
            "maalgruppe",
            _CPR
            + """
            YDELSE_ID tekst ydelse_id
            FFB_MAALGRUPPE_UUID!+ kode ffb_maalgruppe_kode
            RANG rang rang
            DATO dato dato
            """.lstrip(),
        ),
        _t(
            "udredningstema",
            _CPR
            + """
            FFB_TEMA_UUID!+ kode kode
            DATO! dato dato
            """.lstrip(),
        ),
        _t(
            "aktivitet_deltagelse",
            _CPR
            + """
            FFB_TEMA_UUID!+ kode kode
            FUNKTIONSEVNENIVEAU score niveau_kode,niveau
            DATO! dato dato
            """.lstrip(),
        ),
        _t(
            "stoettebehov",
            _CPR
            + """
            STOETTEBEHOVSNIVEAU!+ stoettebehov niveau_kode,niveau
            DATO! dato dato
            """.lstrip(),
        ),
        _t(
            "indsatsmaal",
            _CPR
            + """
            MAAL_ID!+ tekst maal_id
            FFB_TEMA_UUID! kode tema_kode
            MAALTYPE maaltype maaltype_kode
            FORVENTET_NIVEAU forventet forventet_kode,forventet_niveau
            DATO dato dato
            OPFOELGNINGSDATO dato opfoelgningsdato
            INDSATS_ID tekst indsats_id
            AKTUELT_NIVEAU score aktuelt_kode,aktuelt_niveau
            ANSVARLIG tekst ansvarlig
            ANDRE_TEMAER kode_list -
            """.lstrip(),
            "maal_id",
        ),
        _t(
            "opfoelgning",
            _CPR
            + """
            INDSATS_ID tekst indsats_id
            DATO! dato dato
            RESULTAT resultat resultat_kode
            """.lstrip(),
        ),
        _t(
            "fsiii_ydelse",
            _CPR
            + """
            FSIII_KODE!+ talkode fsiii_kode
            STARTDATO! dato startdato
            SLUTDATO dato slutdato
            LOV tekst lov
            """.lstrip(),
        ),
        _t(
            "beskaeftigelse",
            _CPR
            + """
            MAANED!+ maaned maaned
            TYPE!+ tekst type
            """.lstrip(),
        ),
        _t(
            "regnskab",
            """
            KOMMUNE_KODE!+ kommune kommune_kode
            AAR!+ aar aar
            FUNKTION!+ talkode funktion
            BELOEB_1000_KR!+ decimal beloeb_1000_kr
            """,
        ),
    )
}

HOVED = ("leverance", "kontakt")
DATATABELLER = tuple(navn for navn in TABELSPEC if navn not in HOVED)
