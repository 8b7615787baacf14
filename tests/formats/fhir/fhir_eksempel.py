"""What the FHIR tests share: the official bundles, one small bundle of ours, and a reading as dicts."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ffb.errors import Filfejl
from ffb.formats.fhir.laes import read_fhir
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler
from ffb.model.tabeller import TABELLER

ROD = Path(__file__).resolve().parents[3]
OFFICIELLE = ROD.parent / "shared" / "data" / "uddatasaet"
NOEGLE = b"en noegle til test, 32 tegn lang"

PROFIL = "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-"
FFB = "urn:oid:1.2.208.176.2.22"
CPR = "6101814321"  # day + 60: nobody
ANDEN_CPR = "7103904322"

FF_KODE = "4934e45a-0f93-4c23-a767-2b681378700b"  # Bevidsthedstilstand
AD_KODE = "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7"  # Indgå i samspil og kontakt
MODERAT = "5bdde847-2837-416b-ab63-bbff8b7aa531"
MAALGRUPPE_KODE = "5cfc9530-a193-4f66-9981-3b980ee9ea7b"
YDELSE_KODE = "7e419926-bb04-4829-99c9-95ea20403c2c"
TILBUD_KODE = "498fe92c-d7f7-41cd-9404-5b38fe113be0"


@dataclass(frozen=True)
class Laest:
    """A reading: rows as dicts by table, file faults and the head."""

    raekker: dict[str, list[dict[str, Any]]]
    fejl: list[Filfejl]
    hoved: Leverancehoved

    def fund(self) -> set[tuple[str, str]]:
        """(rule, place) of every finding but the one on our erstatningsnumre."""
        alle = self.raekker["formatfund"]
        return {(f["regel"], f["sti"]) for f in alle if f["regel"] != "FHIR-CPR-ERSTATNING"}


def laes(*filer: bytes | dict[str, Any], hoved: Leverancehoved | None = None, tjekket: bool = False) -> Laest:
    hoved = hoved or Leverancehoved()
    valg = Laesevalg(Identitet(NOEGLE), tjekket=tjekket)
    samler = Raekkesamler()
    data = [f if isinstance(f, bytes) else json.dumps(f, ensure_ascii=False).encode() for f in filer]
    fejl = read_fhir([Fil(f"{i}.json", d) for i, d in enumerate(data, 1)], hoved, 7, samler, valg)
    raekker = {
        navn: [dict(zip(TABELLER[navn].kolonnenavne, r, strict=True)) for r in liste]
        for navn, liste in samler.raekker.items()
    }
    tabeller = samler.tabeller()  # raises if a row does not fit its table
    ressourcer = tabeller["ressource_version"].to_pylist()
    raekker["ressource"] = sorted(ressourcer, key=lambda r: (r["fil_nr"], r["post_nr"]))
    return Laest(raekker, fejl, hoved)


def officielle() -> list[bytes]:
    """The five official bundles in order of time; skips the test where they are not at hand."""
    stier = sorted(OFFICIELLE.glob("*.json"))
    if not stier:
        pytest.skip(f"de officielle eksempler findes ikke i {OFFICIELLE.name}/")
    return [sti.read_bytes() for sti in stier]


def kode(vaerdi: str, system: str = FFB) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": vaerdi}]}


def ressource(type_: str, id_: str, profil: str, **felter: Any) -> dict[str, Any]:
    r = {"resourceType": type_, "id": id_, "meta": {"profile": [PROFIL + profil]}}
    return r | ({} if type_ == "Patient" else {"subject": {"reference": "Patient/p"}}) | felter


def patient(id_: str = "p", cpr: str = CPR) -> dict[str, Any]:
    return ressource(
        "Patient", id_, "citizen", identifier=[{"system": "urn:oid:1.2.208.176.1.2", "value": cpr}]
    )


def tema(id_: str = "t", **felter: Any) -> dict[str, Any]:
    fast = {"code": kode(FF_KODE), "recordedDate": "2025-03-01"}
    return ressource("Condition", id_, "condition", **(fast | felter))


def ydelse(id_: str = "y", **felter: Any) -> dict[str, Any]:
    fast = {
        "basedOn": [{"reference": "CarePlan/i"}],
        "status": "active",
        "intent": "order",
        "period": {"start": "2025-03-01"},
        "activity": [{"detail": {"code": kode(YDELSE_KODE), "status": "in-progress"}}],
    }
    return ressource("CarePlan", id_, "intervention", **(fast | felter))


def indsats(id_: str = "i", **felter: Any) -> dict[str, Any]:
    fast = {"status": "active", "intent": "order", "period": {"start": "2025-03-01"}}
    return ressource("CarePlan", id_, "carePlan", **(fast | felter))


def bundle(*ressourcer: dict[str, Any], **felter: Any) -> dict[str, Any]:
    """A bundle of the resources, a citizen first if none is among them."""
    alle = (
        ressourcer
        if any(r.get("resourceType") == "Patient" for r in ressourcer)
        else (patient(), *ressourcer)
    )
    poster = [{"fullUrl": f"{r.get('resourceType')}/{r.get('id')}", "resource": r} for r in alle]
    fast = {"resourceType": "Bundle", "id": "b", "type": "collection", "timestamp": "2025-03-02T10:00:00Z"}
    return copy.deepcopy(fast | felter | {"entry": poster})
