"""What the bits of `fejl` (views ffb_dom, ffb_ydelse) and `mangler` (borger_status) stand for.

Source: 3-rapport, Tabel 1 and Tabel 2; the views of `sql/` set them.
"""

from __future__ import annotations

FEJL_BIT = {
    "mangler_ydelse_uuid": 1,
    "mangler_tilbud_uuid": 2,
    "fejl_mapning": 4,
    "ukendt_uuid": 8,
    "ugyldig_kombination": 16,
}  # the five errors: a ydelse with none of them is fejlfri
MAALGRUPPE_BIT = 32  # ours, not part of fejlfri

MANGEL_BIT = {
    "udredningstema": 1,
    "aktivitet_deltagelse": 2,
    "funktionsevneniveau": 4,
    "stoettebehov": 8,
    "maaltype": 16,
}
FEM_FEJL = sum(FEJL_BIT.values())
ALLE_MANGLER = sum(MANGEL_BIT.values())
