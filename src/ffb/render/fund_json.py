"""A check as JSON: the keys of 8-graenseflader, and those docs/json.md adds; equal checks give equal bytes.

Opinion taken: values stand here as delivered (mode 600 for that), the citizen only as pseudonym. No CPR.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ffb.model.fund import Fund
from ffb.rules.tjek import Siden, Tjek
from ffb.rules.virkning import Virkning


def til_json(tjek: Tjek) -> bytes:
    """The check as UTF-8 JSON, indent 2."""
    return json.dumps(som_dict(tjek), ensure_ascii=False, indent=2).encode() + b"\n"


def som_dict(tjek: Tjek) -> dict[str, Any]:
    """The document; with `--siden` also `siden` and `loeste`."""
    ud: dict[str, Any] = {
        "konklusion": tjek.konklusion,
        "raekker": tjek.raekker,
        "borgere": tjek.borgere,
        "borgere_uden_fund": tjek.borgere_uden_fund,
        "borgere_uden_fejl": tjek.borgere_uden_fejl,
        "leverancer": tjek.leverancer,
        "demo": tjek.demo,
        "noegle_id": tjek.noegle_id,
        "regler": {
            "koert": len(tjek.med_status("koert")),
            "ikke_koert": _uden_svar(tjek, "ikke_koert"),
            "ikke_relevant": _uden_svar(tjek, "ikke_relevant"),
            "antal": {s.regel.id: s.antal for s in tjek.svar if s.antal},
        },
        "normer": {id_: dict(egne) for id_, egne in sorted(tjek.normer.items())},
        "fund": [_fund(f) for f in tjek.fund],
        "virkning": [_virkning(v) for v in tjek.virkning],
        "ikke_tjekket": tjek.ikke_tjekket,
        "omfang": [asdict(o) for o in tjek.omfang],
    }
    return ud | (_siden(tjek.siden) if tjek.siden else {})


def _uden_svar(tjek: Tjek, status: str) -> list[dict[str, str | None]]:
    return [{"id": s.regel.id, "grund": s.grund} for s in tjek.med_status(status)]


def _siden(siden: Siden) -> dict[str, Any]:
    tal: dict[str, Any] = {
        "nye": siden.nye,
        "loest": siden.loest,
        "fortsat": siden.fortsat,
        "genopstaaet": siden.genopstaaet,
        "uafklaret": siden.uafklaret,
        "fald": [asdict(f) for f in siden.fald],
    }
    return {"siden": tal, "loeste": list(siden.loeste)}


def _virkning(v: Virkning) -> dict[str, Any]:
    return {
        "kommune": v.kommune,
        "regel": v.regel,
        "ejer": v.ejer,
        "paragraf": v.paragraf,
        "enhed": v.enhed,
        "antal": v.antal,
        "fejlfri": v.fejlfri,
        "fuldt_oplyst": v.fuldt_oplyst,
        "celler": [asdict(c) for c in v.celler],
    }


def _fund(f: Fund) -> dict[str, Any]:
    return {
        "regel": f.regel,
        "alvor": f.alvor,
        "titel": f.titel,
        "besked": f.besked,
        "goer": f.goer,
        "ejer": f.ejer,
        "borger": f.borger,
        "felt": f.felt,
        "vaerdi": f.vaerdi,
        "noegle": f.noegle,
        "status": f.status,
        "leverance": f.leverance,
        "tabel": f.tabel,
        "dato": f.dato.isoformat() if f.dato else None,
        "sagsnummer": f.sagsnummer,
        "enhed": f.enhed,
        "sagsbehandler": f.sagsbehandler,
        "tilbud": f.tilbud,
        "forventet": f.forventet,
        "aarsag": f.aarsag,
        "foldet": list(f.foldet),
        "fase": f.fase,
        "kommune": f.kommune,
        "system": f.system,
        "saadan": f.saadan,
        "sted": {
            "fil": f.sted.fil,
            "linje": f.sted.linje,
            "kolonne": f.sted.kolonne,
            "id": f.sted.id,
            "fhir": f.sted.fhir,
        },
    }
