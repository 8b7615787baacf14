"""A list of persons as a file: CSV and XLSX where nothing can be taken for a formula."""

from __future__ import annotations

import csv
import io

from ffb.rapport.resultat import Rapporttabel
from ffb.render import overblik
from ffb.render.csv import sikker_tekst
from ffb.render.xlsx import BREDEST, cut_tekst, open_bog


def til_csv(tabel: Rapporttabel) -> bytes:
    """Semicolon and BOM, as Excel in Danish opens it; a text that begins like a formula gets an
    apostrophe."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow([overblik.kolonnetitel(tabel, k) for k in overblik.kolonner(tabel)])
    for raekke in overblik.celler(tabel):
        skriver.writerow([sikker_tekst(c.tekst) for c in raekke])
    return "\ufeff".encode() + ud.getvalue().encode()


def til_xlsx(tabel: Rapporttabel) -> bytes:
    """One sheet, every cell as text, header frozen, columns as wide as their words."""
    ud = io.BytesIO()
    with open_bog(ud, {"title": tabel.titel}) as bog:
        ark = bog.add_worksheet(tabel.navn[:31])
        fed, tekst = bog.add_format({"bold": True, "bottom": 1}), bog.add_format({"num_format": "@"})
        hoveder = [overblik.kolonnetitel(tabel, k) for k in overblik.kolonner(tabel)]
        raekker = [[cut_tekst(c.tekst) for c in r] for r in overblik.celler(tabel)]
        ark.write_row(0, 0, hoveder, fed)
        for nr, raekke in enumerate(raekker, start=1):
            for kolonne, vaerdi in enumerate(raekke):
                ark.write_string(nr, kolonne, vaerdi, tekst)
        for kolonne, hoved in enumerate(hoveder):
            bredde = max([len(hoved), *(len(r[kolonne]) for r in raekker[:500])])
            ark.set_column(kolonne, kolonne, min(BREDEST, bredde + 2))
        ark.freeze_panes(1, 0)
        ark.autofilter(0, 0, max(1, len(raekker)), len(hoveder) - 1)
    return ud.getvalue()
