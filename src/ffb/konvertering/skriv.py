"""What has been converted, in the table format: one leverance that reads back and can be checked.

Opinion taken: everything whose wave has come, each time; so a second run writes the same bytes, and a wave
taken back is simply not there any more. Only mapped posts are written; a level that is lost is an empty
field, which the check asks for. A DST code is written only where the mapping guide has
exactly one for the pair.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ffb.begreber import find_begreb
from ffb.errors import BrugsFejl
from ffb.formats.tabel.spec import TABELSPEC
from ffb.konvertering.arter import DELT, OVERSAT
from ffb.konvertering.koer import Koersel
from ffb.konvertering.oversaet import Udfald
from ffb.model.mapning import Mapning
from ffb.sprog import _

SYSTEM = "Konvertering"
Raekke = dict[str, Any]
Tabeller = dict[str, list[Raekke]]


def build_leverance(
    koersel: Koersel, kommune: str, pr_dato: date, mapning: Iterable[Mapning] | None = None
) -> dict[str, bytes]:
    """File name -> content, of all that moves in a wave on or before a day."""
    dst: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
    for m in mapning or ():
        dst[m.tilbud_kode, m.ydelse_kode].add(m.dst_vaerdi)
    tabeller: Tabeller = defaultdict(list)
    for u in koersel.udfald:
        boelge = koersel.boelge(u.post)
        if u.udfald in (OVERSAT, DELT) and boelge is not None and boelge.dato <= pr_dato:
            cpr = koersel.gammelt.cpr.get(u.post.borger_id)
            for tabel, raekke in build_raekker(u, dst):
                tabeller[tabel].append({"CPR": cpr, **raekke})
    tabeller["indsats"] = _indsatser(koersel, tabeller["ydelse"])
    filer = {f"{n}.csv": _to_csv(n, r) for n, r in tabeller.items() if r}
    aftryk = hashlib.sha256(b"".join(filer[n] for n in sorted(filer))).hexdigest()[:12]
    hoved = {
        "KOMMUNE_KODE": kommune,
        "SYSTEM": SYSTEM,
        "FIL_ID": f"konvertering-{aftryk}",
        "INDBERETNINGSTIDSPUNKT": f"{pr_dato.isoformat()}T00:00:00+01:00",
        "ART": "fuld",
    }
    return {"leverance.csv": _to_csv("leverance", [hoved]), **filer}


def build_raekker(u: Udfald, dst: Mapping[tuple[str, str], set[str | None]]) -> Iterator[tuple[str, Raekke]]:
    """The rows of one mapped post: one per code, a goal one in all."""
    p, sider = u.post, u.sider or {}
    if p.art == "indsatsmaal":
        yield "indsatsmaal", _maal(u, sider)
        return
    for nr, kode in enumerate(u.koder, start=1):
        if p.art == "ydelse":
            yield "ydelse", _ydelse(u, kode, sider["tilbud"], nr, dst)
        elif p.art == "maalgruppe":
            rang = p.niveau if p.niveau in ("1", "2") else None
            yield "maalgruppe", {"FFB_MAALGRUPPE_UUID": kode, "RANG": rang, "DATO": p.dato}
        elif p.art == "stoettebehov":
            yield "stoettebehov", {"STOETTEBEHOVSNIVEAU": kode, "DATO": p.dato}
        elif p.art == "opfoelgning":
            yield "opfoelgning", {"INDSATS_ID": p.indsats_id, "DATO": p.dato, "RESULTAT": kode}
        elif p.art == "tema":
            yield _tema(kode, sider.get("niveau"), p.dato)


def _tema(kode: str, niveau: str | None, dato: date | None) -> tuple[str, Raekke]:
    begreb = find_begreb(kode)
    if begreb is not None and begreb.art == "ad_undertema":
        raekke = {"FFB_TEMA_UUID": kode, "FUNKTIONSEVNENIVEAU": niveau, "DATO": dato}
        return "aktivitet_deltagelse", raekke
    return "udredningstema", {"FFB_TEMA_UUID": kode, "DATO": dato}


def _maal(u: Udfald, sider: Mapping[str, str]) -> Raekke:
    p = u.post
    return {
        "MAAL_ID": p.post_id,
        "FFB_TEMA_UUID": u.koder[0],
        "MAALTYPE": sider["maaltype"],
        "FORVENTET_NIVEAU": sider["niveau"],
        "DATO": p.dato,
        "OPFOELGNINGSDATO": p.opfoelgning,
        "INDSATS_ID": p.indsats_id,
        "ANSVARLIG": p.sagsbehandler,
        "ANDRE_TEMAER": ",".join(u.koder[1:]) or None,
    }


def _ydelse(
    u: Udfald, kode: str, tilbud: str, nr: int, dst: Mapping[tuple[str, str], set[str | None]]
) -> Raekke:
    p = u.post
    vaerdier = dst.get((tilbud, kode), set())
    return {
        "YDELSE_ID": p.post_id if len(u.koder) == 1 else f"{p.post_id}-{nr}",
        "SAGSNUMMER": p.sagsnummer,
        "INDSATS_ID": p.indsats_id,
        "DST_YDELSE": next(iter(vaerdier)) if len(vaerdier) == 1 else None,
        "FFB_YDELSE_UUID": kode,
        "FFB_TILBUD_UUID": tilbud,
        "STARTDATO": p.dato,
        "SLUTDATO": p.slutdato,
        "ENHED": p.udfoerer,
        "SAGSBEHANDLER": p.sagsbehandler,
    }


def _indsatser(koersel: Koersel, ydelser: Sequence[Raekke]) -> list[Raekke]:
    """An indsats for each id the ydelser name: from its first day, with the first planned follow-up."""
    opfoelgning: dict[str, date] = {}
    for u in koersel.udfald:
        if u.post.indsats_id and u.post.opfoelgning:
            foer = opfoelgning.get(u.post.indsats_id, date.max)
            opfoelgning[u.post.indsats_id] = min(foer, u.post.opfoelgning)
    ud: dict[str, Raekke] = {}
    for y in ydelser:
        if id_ := y["INDSATS_ID"]:
            ny = {
                "CPR": y["CPR"],
                "INDSATS_ID": id_,
                "SAGSNUMMER": y["SAGSNUMMER"],
                "STARTDATO": y["STARTDATO"],
            }
            raekke = ud.setdefault(id_, ny | {"PLANLAGT_OPFOELGNING": opfoelgning.get(id_)})
            raekke["STARTDATO"] = min(filter(None, (raekke["STARTDATO"], y["STARTDATO"])), default=None)
    return list(ud.values())


def _to_csv(tabel: str, raekker: Iterable[Raekke]) -> bytes:
    kolonner = [k.navn for k in TABELSPEC[tabel].kolonner]
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow(kolonner)
    skriver.writerows([r.get(k) for k in kolonner] for r in raekker)
    return ud.getvalue().encode()


def write_mappe(filer: Mapping[str, bytes], mappe: Path) -> str:
    """Make a folder hold these files of ours and no older ones of them; says what it did.

    Raises:
        BrugsFejl: the folder holds a leverance that is not a conversion's.
    """
    mappe.mkdir(parents=True, exist_ok=True)
    hoved = mappe / "leverance.csv"
    if any(mappe.iterdir()) and not (hoved.is_file() and f";{SYSTEM};".encode() in hoved.read_bytes()):
        raise BrugsFejl(_("--out {mappe}: mappen er i brug til andet. Vælg en tom mappe.", mappe=mappe))
    gamle = {f.name: f.read_bytes() for f in mappe.glob("*.csv") if f.stem in TABELSPEC}
    if gamle == dict(filer):
        return _("{mappe}: uændret, alt var skrevet.", mappe=mappe)
    for navn in gamle.keys() - filer.keys():
        (mappe / navn).unlink()
    for navn, data in filer.items():
        sti = mappe / navn
        sti.touch(mode=0o600)
        sti.write_bytes(data)
    return _("{mappe}: {antal} filer skrevet.", mappe=mappe, antal=len(filer))
