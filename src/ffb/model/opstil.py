"""From stored tables to the views the report, the rules and the analyses read.

Opinion taken: which rows count is said once, in `sql/`, in the order of the file numbers. A view with
`gem = true` is computed once and kept, because several tables read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ffb.model.tabeller import TABELLER, Tabel

# `ydelse` gets its counted rows from its own views, which read the plain ones as `gaeldende_ydelse_raekke`.
UDEN_EGEN_VISNING = {"ressource"}


def gaeldende_visninger(*, direkte: bool = True, lagt: bool = True) -> Iterator[tuple[str, str]]:
    """(name, SQL) of the plain `gaeldende_<tabel>` of every versioned table.

    Args:
        direkte: some leverance counts as it stands.
        lagt: some leverancer are laid on top of each other. A branch that can find nothing is left out:
            planning and scanning it for every view costs more than most reports.
    """
    for tabel in TABELLER.values():
        if tabel.versioneret and tabel.navn not in UDEN_EGEN_VISNING:
            navn = "ydelse_raekke" if tabel.navn == "ydelse" else tabel.navn
            yield f"gaeldende_{navn}", _gaeldende_sql(tabel, direkte or not lagt, lagt)


def _gaeldende_sql(tabel: Tabel, direkte: bool, lagt: bool) -> str:
    """Rows of leverancer that count: as they stand, as newest version of an id, or without an id."""
    navne = [k for k in tabel.kolonnenavne if k != "trukket"]
    kolonner = ", ".join(f"t.{k}" for k in navne)
    fra = (
        f"SELECT {kolonner}, l.kommune_kode AS leverance_kommune, l.gruppe_id\n"
        f"FROM {tabel.fysisk} t\nJOIN leverance_brugt l ON t.leverance_id = l.leverance_id\n"
    )
    nyeste = (
        "JOIN ressource_gaeldende r\n"
        "  ON t.leverance_id = r.leverance_id AND t.fil_nr = r.fil_nr AND t.post_nr = r.post_nr\n"
    )
    grene = [f"{fra}WHERE l.direkte AND NOT t.trukket"] if direkte else []
    if lagt:
        grene.append(f"{fra}{nyeste}WHERE NOT l.direkte")
        grene.append(
            f"{fra}WHERE NOT l.direkte AND l.kilde = 'tabel' AND t.kilde_id IS NULL AND NOT t.trukket"
        )
    return "\nUNION ALL\n".join(grene)
