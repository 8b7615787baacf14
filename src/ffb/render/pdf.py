"""The report as an A4 PDF for the archive and the meeting: tagged (PDF/UA-1), same bytes every time.

Opinion taken: typst sets it from rapport.typ with its own bundled fonts; every value goes in as JSON data,
never as markup, so no text of a file can become layout. Figures come as finished text from `format`.
Left out unless asked for: the CPR lists (their length is stated) and quarters of the ydelsesrapport.
"""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from ffb.rapport.resultat import Kolonne, Rapport, Rapporttabel
from ffb.render import overblik, tekster
from ffb.render.format import Celle, dannet_tid, er_tal, rens
from ffb.sprog import Dansk, _, sprog

STANDARD: Literal["ua-1"] = "ua-1"  # accessible PDF: typst refuses to write one that is not
ORD_I_CELLE = 34  # characters a text column asks for at most; longer text wraps
# (table, columns left to the other formats): what does not help a reader of paper
UDELADT = {
    "cpr_liste_1": {
        "tilbud",
        "kommune",
        "system",
        "fil_id",
        "ydelse_id",
        "ffb_ydelse_kode",
        "ffb_tilbud_kode",
        "lovlige_dst_koder",
        "lovlige_kombinationer",
    },
    "cpr_liste_2": {"tilbud", "kommune"},
}
LISTER_NOTE: Dansk = (
    "Listerne står ikke i denne PDF, fordi de indeholder personoplysninger. De findes i XLSX og CSV."
)
UDELADT_NOTE: Dansk = "Alle kolonner findes i XLSX, CSV og JSON."
ORD: dict[str, Dansk] = {
    "side": "Side",
    "af": "af",
    "naeste": "Det sker nu:",
    "indstillinger": "Indstillinger",
    "noter": "Noter",
}


def til_pdf(rapport: Rapport, *, med_lister: bool = False) -> bytes:
    """The PDF. `med_lister` adds the CPR lists, on landscape pages."""
    return compile_pdf(_data(rapport, med_lister), dannet_tid(rapport))


def compile_pdf(data: Any, tid: datetime, skabelon: str = "rapport.typ") -> bytes:
    """A template of this folder with `data` (for rapport.typ the keys of `_data`), created at `tid`."""
    import typst  # 30 ms that no other format should wait for

    return typst.compile(
        (files("ffb.render") / skabelon).read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
        timestamp=tid,
        sys_inputs={"data": msgspec.json.encode(data).decode()},
    )


def write(rapport: Rapport, mappe: Path, stamme: str, *, med_lister: bool = False) -> list[Path]:
    """Write `{stamme}.pdf` in `mappe`."""
    sti = mappe / f"{stamme}.pdf"
    sti.write_bytes(til_pdf(rapport, med_lister=med_lister))
    return [sti]


def _data(rapport: Rapport, med_lister: bool) -> dict[str, Any]:
    kode, ikon, ord_, saetning, naeste = overblik.konklusion(rapport)
    return {
        "titel": overblik.titel(rapport),
        "kort": overblik.kort_periode(rapport),
        "kommune": overblik.kommune(rapport),
        "demo": _(tekster.DEMO) if rapport.demo else None,
        "sikker": _(tekster.SIKKER) if rapport.sikker else None,
        "forbehold": _(tekster.FORBEHOLD),
        "konklusion": {"kode": kode, "ikon": ikon, "ord": ord_, "tekst": saetning, "naeste": naeste},
        "fakta": overblik.fakta(rapport),
        "tabeller": [
            tabel_data(t, _tal(rapport, t))
            for t in rapport.tabeller.values()
            if med_lister or not t.persondata
        ],
        "lister_titel": _("CPR-lister"),
        "lister_note": _(LISTER_NOTE),
        "lister": [] if med_lister else [(titel, n) for _, titel, n in overblik.listetal(rapport)],
        "indstillinger": overblik.indstillinger(rapport),
        "noter": [rens(n) for n in rapport.noter],
        "sprog": sprog(),
        "ord": {noegle: _(tekst) for noegle, tekst in ORD.items()},
    }


def _tal(rapport: Rapport, tabel: Rapporttabel) -> list[overblik.Par]:
    return [(t, overblik.figur_tekst(k, v)) for t, k, v in overblik.figurer(rapport, tabel.navn)]


def tabel_data(tabel: Rapporttabel, tal: list[overblik.Par]) -> dict[str, Any]:
    """A table as rapport.typ takes it; `tal` are the single figures beside it."""
    noter = overblik.noter(tabel)
    vis = _papir(overblik.aar_alene(tabel))
    if len(vis.kolonner) < len(tabel.kolonner) and tabel.persondata:
        noter = [*noter, _(UDELADT_NOTE)]
    kolonner = overblik.kolonner(vis)
    celler = overblik.celler(vis)
    return {
        "navn": tabel.navn,
        "titel": rens(tabel.titel),
        "svar": rens(tabel.svar),
        "liggende": tabel.persondata,
        "total": tabel.total,
        "kolonner": [_kolonne(vis, k, [r[i] for r in celler]) for i, k in enumerate(kolonner)],
        "raekker": [[{"t": c.tekst, "a": c.art} for c in raekke] for raekke in celler],
        "tal": tal,
        "noter": noter,
        "tom": _(tekster.TOM_TABEL),
    }


def _papir(tabel: Rapporttabel) -> Rapporttabel:
    udeladt = UDELADT.get(tabel.navn, set())
    kolonner = tuple(k for k in tabel.kolonner if k.navn not in udeladt)
    return Rapporttabel(
        tabel.navn,
        tabel.titel,
        kolonner,
        tabel.raekker,
        tabel.svar,
        tabel.noter,
        tabel.persondata,
        tabel.total,
    )


def _kolonne(tabel: Rapporttabel, kolonne: Kolonne, celler: list[Celle]) -> dict[str, Any]:
    """Heading, side, and how many characters the cells and the longest word of the heading take."""
    titel = overblik.kolonnetitel(tabel, kolonne)
    laengst = max((len(c.tekst) for c in celler), default=0)
    return {
        "titel": titel,
        "tal": er_tal(kolonne),
        "vores": kolonne.vores,
        "celler": laengst if er_tal(kolonne) else min(laengst, ORD_I_CELLE),
        "ord": max((len(o) for o in titel.replace("-", "- ").split()), default=0),
    }
