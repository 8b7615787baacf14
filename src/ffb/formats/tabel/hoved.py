"""The head of a leverance from leverance.csv and kontakt.csv (or the sheets of those names).

Every fault of the head is a file fault: without it nobody knows whose rows they are. Faults never show the
value, since a shifted column may hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ffb.begreber import find_kommune
from ffb.errors import Exit, Filfejl
from ffb.formats.graenser import vis_sti
from ffb.formats.grundlag import Leverancehoved
from ffb.formats.tabel.kilde import Celle, Tabelkilde
from ffb.formats.tabel.overskrift import Kolonnenavne, find_kolonner
from ffb.formats.tabel.vaerdier import parse_kommune, parse_tekst
from ffb.sprog import Dansk, _

DANSK_TID = ZoneInfo("Europe/Copenhagen")
ART = {"fuld": "fuld", "løbende": "loebende", "loebende": "loebende"}
SYSTEM_STATUS = {
    "nuværende": "Nuværende",
    "nuvaerende": "Nuværende",
    "tidligere anvendt": "Tidligere anvendt",
}
ROLLER = ("faglig ansvarlig", "kvitteringsmodtager", "teknisk ansvarlig")

Raekke = dict[str, Celle]


def read_hoved(kilde: Tabelkilde, kolonner: Kolonnenavne, hoved: Leverancehoved) -> list[Filfejl]:
    """Fills `hoved` from the one row of table leverance; returns every fault."""
    fundet, fejl = find_kolonner(kilde, kolonner)
    if fejl:
        return fejl
    raekker = _raekker(kilde, fundet.placering)
    if len(raekker) != 1:
        hvad = _("Tabellen har {raekker} rækker.", raekker=len(raekker))
        return [_fejl(kilde.sted, hvad, "Der skal være netop én række under overskriften.")]
    return _fill_hoved(kilde.sted, raekker[0], hoved)


def _fill_hoved(sted: str, raekke: Raekke, hoved: Leverancehoved) -> list[Filfejl]:
    fejl: list[Filfejl] = []
    hoved.kommune_kode = _read_kommune(sted, raekke["KOMMUNE_KODE"], fejl)
    hoved.system = _read_tekst(sted, "SYSTEM", raekke, fejl)
    hoved.fil_id = _read_tekst(sted, "FIL_ID", raekke, fejl)
    hoved.tid, hoved.tid_tekst = _read_tid(sted, raekke["INDBERETNINGSTIDSPUNKT"], fejl)
    hoved.art = _read_valg(sted, "ART", raekke, ART, fejl) or hoved.art
    status = _read_valg(sted, "SYSTEM_STATUS", raekke, SYSTEM_STATUS, fejl)
    hoved.system_status = status or hoved.system_status
    return fejl


def _raekker(kilde: Tabelkilde, placering: Mapping[str, int]) -> list[Raekke]:
    return [
        {navn: (raekke[i] if i < len(raekke) else "") for navn, i in placering.items()}
        for _, raekker in kilde.portioner()
        for raekke in raekker
    ]


def _fejl(sted: str, hvad: Dansk, goer: Dansk, kode: Exit = Exit.MANGLER_ARK_ELLER_KOLONNE) -> Filfejl:
    return Filfejl(vis_sti(sted), hvad, goer, kode)


def _read_kommune(sted: str, celle: Celle, fejl: list[Filfejl]) -> str | None:
    kode, _form = parse_kommune(celle)
    if kode is None:
        hvad = "KOMMUNE_KODE er tom eller er ikke tre eller fire cifre."
        fejl.append(_fejl(sted, hvad, "Skriv kommunekoden, fx 0101.", Exit.UKENDT_KOMMUNE))
    elif find_kommune(kode) is None:
        hvad = _("Der er ingen kommune med koden {kode}.", kode=kode)
        fejl.append(_fejl(sted, hvad, "Skriv kommunekoden, fx 0101.", Exit.UKENDT_KOMMUNE))
    return kode  # type: ignore[no-any-return]


def _read_tekst(sted: str, navn: str, raekke: Raekke, fejl: list[Filfejl]) -> str | None:
    vaerdi: str | None = parse_tekst(raekke[navn])[0]
    if vaerdi is None:
        fejl.append(_fejl(sted, _("{navn} er tom.", navn=navn), "Udfyld feltet."))
    return vaerdi


def _read_valg(
    sted: str, navn: str, raekke: Raekke, tilladt: dict[str, str], fejl: list[Filfejl]
) -> str | None:
    vaerdi = parse_tekst(raekke.get(navn, ""))[0]
    if vaerdi is not None and vaerdi.lower() not in tilladt:
        ord_list = _(" eller ").join(dict.fromkeys(tilladt.values()))
        fejl.append(
            _fejl(
                sted,
                _("{navn} har en værdi, der ikke findes.", navn=navn),
                _("Skriv {ord_list}.", ord_list=ord_list),
            )
        )
    return tilladt.get(vaerdi.lower()) if vaerdi is not None else None


def _read_tid(sted: str, celle: Celle, fejl: list[Filfejl]) -> tuple[datetime | None, str | None]:
    tid, tekst = parse_tid(celle)
    if tid is None:
        hvad = "INDBERETNINGSTIDSPUNKT er tomt eller er ikke et tidspunkt."
        fejl.append(_fejl(sted, hvad, "Skriv ISO 8601, fx 2026-01-14T08:30:00+01:00."))
    return tid, tekst


def parse_tid(celle: Celle) -> tuple[datetime | None, str | None]:
    """A moment as naive UTC, and as delivered. Without zone it is Danish local time."""
    if isinstance(celle, datetime):
        return til_utc(celle), celle.isoformat()
    if isinstance(celle, date):
        return til_utc(datetime(celle.year, celle.month, celle.day)), celle.isoformat()  # noqa: DTZ001
    tekst = celle.strip() if isinstance(celle, str) else ""
    # Python 3.11 reads 20260114 and 2026-W03 too; the format does not
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ])", tekst):
        return None, None
    try:
        return til_utc(datetime.fromisoformat(tekst)), tekst
    except (ValueError, OverflowError):
        return None, None


def til_utc(tid: datetime) -> datetime:
    """With zone or Danish local time -> naive UTC."""
    med_zone = tid if tid.tzinfo else tid.replace(tzinfo=DANSK_TID)
    return med_zone.astimezone(UTC).replace(tzinfo=None)


def read_kontakter(kilde: Tabelkilde, kolonner: Kolonnenavne, hoved: Leverancehoved) -> list[Filfejl]:
    """Adds the rows of table kontakt to `hoved.kontakter`; returns every fault."""
    fundet, fejl = find_kolonner(kilde, kolonner)
    if fejl:
        return fejl
    for raekke in _raekker(kilde, fundet.placering):
        system, rolle, navn = (parse_tekst(raekke[n])[0] or "" for n in ("SYSTEM", "ROLLE", "NAVN"))
        email, telefon = (parse_tekst(raekke.get(n, ""))[0] for n in ("EMAIL", "TELEFON"))
        kendt = rolle.lower() if rolle.lower() in ROLLER else rolle
        if kendt not in ROLLER and ("TAB-KONTAKT-ROLLE", "ROLLE") not in kilde.noter:
            kilde.noter.append(("TAB-KONTAKT-ROLLE", "ROLLE"))
        hoved.kontakter.append((system, kendt, navn, email, telefon))
    return []
