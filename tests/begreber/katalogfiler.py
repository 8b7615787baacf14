"""Official catalogue files made for tests: the shipped codes and terms as KL's FHIR JSON through the years.

The history is KL's own (9-uddatasaet, hl7dk): 210 concepts, + 9 for §82, then Omgivelsesfaktorer.
Definitions are made up: KL's are not ours to ship.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ffb import begreber as bg

OMGIVELSER, FAKTORER = "7445fb2b-0009-43d9-b49b-1b9782f2fcd9", "a56d59c0-c8fd-468c-85f9-b67f66561b90"
TILSTANDE, ROD = "b3ddc7d7-f6c1-4d47-8280-456992cbe0a6", "67b4ac73-dedf-4337-ad56-476b0a55ab03"
FORTSAT = "1e971d84-10a4-4ef8-a8b3-0daa4c7d088a"
P82 = {
    "a81a3fa9-6601-4d1e-a11e-f7444dfd3828",
    "21dca9cf-c238-465b-9f12-15351f51b038",
    "794ebc42-0639-46eb-aca2-40e996568578",
    "3459f530-7334-48c4-9037-53bf80df8851",
    "fe42f8f4-d516-4bab-b006-12b0cd186603",
    "b6e1f331-fccf-4a33-8bb6-566546edc405",
    "f3edac43-d0d6-4cc3-96c7-4658a557257a",
    "5ea75f09-8eec-4edc-aafd-a330a523c33e",
    "d580bcb7-145a-4346-8e99-d387bbf08a40",
}
Begreber = dict[str, tuple[str, str | None]]


def nu() -> Begreber:
    """Code -> (term, parent), as shipped (220)."""
    return {b.kode: (b.term, b.overordnet_kode) for b in bg.load_katalog("ffb/2023-05").begreb_list}


def i_2023() -> Begreber:
    """May 2023: the root's name had [Servicelov]; otherwise as now."""
    return nu() | {ROD: ("Social indsats [Servicelov]", None)}


def i_2021() -> Begreber:
    """November 2021: 219, without the parent Omgivelsesfaktorer, whose name another code had."""
    ud = nu() | {OMGIVELSER: ("Omgivelsesfaktorer", TILSTANDE)}
    del ud[FAKTORER]
    return ud


def i_2020() -> Begreber:
    """October 2020: 210, without §82, and one result called otherwise."""
    ud = {kode: b for kode, b in i_2021().items() if kode not in P82}
    return ud | {FORTSAT: ("Fortsæt indsats", ud[FORTSAT][1])}


def kodesystem(begreber: Begreber, **hoved: Any) -> dict[str, Any]:
    """A FHIR CodeSystem with the concepts nested as KL nests them."""
    poster: dict[str, dict[str, Any]] = {
        kode: {"code": kode, "display": term, "definition": f"Om {term.strip()}"}
        for kode, (term, _) in begreber.items()
    }
    rod = []
    for kode, (_, over) in begreber.items():
        (poster[over].setdefault("concept", []) if over else rod).append(poster[kode])
    return {
        "resourceType": "CodeSystem",
        "id": "FFB",
        "url": bg.FFB_SYSTEM,
        "version": "20240530",
        "status": "active",
        "content": "complete",
        "concept": rod,
        **hoved,
    }


def skriv(sti: Path, indhold: Any, kodning: str = "utf-8") -> Path:
    """JSON onto the disk in an encoding."""
    sti.write_bytes(json.dumps(indhold, ensure_ascii=False, indent=1).encode(kodning))
    return sti


def klasse(
    kode: str, titel: str, over: str = "", *, ekstra: str = "", egenskaber: str = "", relationer: str = ""
) -> str:
    """One OIO Klasse as Støttesystemet Klassifikation writes it (namespaces of 9-uddatasaet)."""
    overordnet = f"<sd:OverordnetKlasse>{_ref(over)}</sd:OverordnetKlasse>" if over else ""
    egenskab = egenskaber or f"<k:Egenskab><sd:TitelTekst>{titel}</sd:TitelTekst>{ekstra}</k:Egenskab>"
    return (
        f"<k:Klasse><sd:UUIDIdentifikator>{kode}</sd:UUIDIdentifikator><k:Registrering>"
        "<sd:Tidspunkt>2024-01-01T00:00:00</sd:Tidspunkt><sd:LivscyklusKode>Importeret</sd:LivscyklusKode>"
        f"<k:AttributListe>{egenskab}</k:AttributListe><k:TilstandListe><k:PubliceretStatus>"
        "<sd:ErPubliceretIndikator>true</sd:ErPubliceretIndikator></k:PubliceretStatus></k:TilstandListe>"
        f"<k:RelationListe>{overordnet}{relationer}</k:RelationListe></k:Registrering></k:Klasse>"
    )


def _ref(kode: str) -> str:
    return f"<sd:ReferenceID><sd:UUIDIdentifikator>{kode}</sd:UUIDIdentifikator></sd:ReferenceID>"


def erstatter(kode: str) -> str:
    """The relation that says which class a class replaces."""
    return f"<sd:Erstatter>{_ref(kode)}</sd:Erstatter>"


def klasser(*dele: str, foran: str = "") -> str:
    """An extract of classes."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{foran}<LaesOutput '
        'xmlns:k="http://stoettesystemerne.dk/klassifikation/klasse/7/" xmlns:sd="urn:oio:sagdok:3.0.0">'
        + "".join(dele)
        + "</LaesOutput>"
    )


BOERN_UNGE = """kode;term;overordnet_kode;definition;lov
DEMO-BU;DEMO Børn og unge;;;
DEMO-BU-T;Temaer;DEMO-BU;;
DEMO-BU-T1;Barnets udvikling;DEMO-BU-T;;
DEMO-BU-T11;Søvn og hvile;DEMO-BU-T1;Om søvn;
DEMO-BU-T12;Leg;DEMO-BU-T1;Om leg;
DEMO-BU-Y;Ydelser;DEMO-BU;;
DEMO-BU-Y1;Familiebehandling;DEMO-BU-Y;Om familiebehandling;§32
DEMO-BU-M;Målgrupper;DEMO-BU;;
DEMO-BU-M1;Barn med nedsat funktionsevne;DEMO-BU-M;;
"""
"""A made-up catalogue for children: whatever the real one holds, it has temaer, ydelser and målgrupper."""
