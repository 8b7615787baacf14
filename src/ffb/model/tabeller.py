"""Every table of the model: grain, key, columns, units.

Opinion taken: one declaration feeds the readers, the engine, the writer and the docs. All delivered
versions of a row are kept in `<tabel>_version`; `gaeldende_<tabel>` (sql/gaeldende) are the rows that
count. Codes are text, dates are DATE, levels are 0–4, 8 (ikke relevant) and 9 (ikke vurderet).

Source: 12-model and 8-graenseflader. Columns beyond those pages exist so that a bundle written from the
model says what the bundle read said (ADR 0005).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyarrow as pa

TYPER: dict[str, pa.DataType] = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BOOLEAN": pa.bool_(),
    "DECIMAL(12,2)": pa.decimal128(12, 2),
}

FAELLES = (
    "leverance_id INTEGER",  # which leverance the row came in
    "fil_nr INTEGER",  # which file (or sheet, or bundle) of it
    "post_nr INTEGER",  # line, sheet row or bundle entry, from 1
    "borger_id BIGINT",  # keyed pseudonym, see formats.identitet
    "kilde_id VARCHAR",  # the source's own id, else null
    "version_tid TIMESTAMP",  # UTC: Bundle.timestamp, else indberetningstidspunkt
    "trukket BOOLEAN",  # entered-in-error
)


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table of the model.

    Args:
        navn: singular Danish noun.
        en_raekke_per: the grain.
        noegle: the columns that identify a row among the counted ones.
        kolonner: (name, SQL type) in the order readers emit them.
        fhir: the FHIR resource type it is read from, or None.
        versioneret: rows are kept per delivery as `<navn>_version`.
    """

    navn: str
    en_raekke_per: str
    noegle: str
    kolonner: tuple[tuple[str, str], ...]
    fhir: str | None = None
    versioneret: bool = True

    @property
    def fysisk(self) -> str:
        """Name of the stored table."""
        return f"{self.navn}_version" if self.versioneret else self.navn

    @property
    def kolonnenavne(self) -> tuple[str, ...]:
        return tuple(navn for navn, _ in self.kolonner)

    @property
    def egne(self) -> tuple[str, ...]:
        """The columns after the common ones."""
        return self.kolonnenavne[len(FAELLES) :] if self.versioneret else self.kolonnenavne

    def schema(self) -> pa.Schema:
        return _schema(self.navn)


def _kol(tekster: tuple[str, ...] | list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((t.split(" ", 1)[0], t.split(" ", 1)[1]) for t in tekster)


def _t(navn: str, en_raekke_per: str, noegle: str, kolonner: str, fhir: str | None = None) -> Tabel:
    egne = [k.strip() for k in kolonner.split(";") if k.strip()]
    return Tabel(navn, en_raekke_per, noegle, _kol([*FAELLES, *egne]), fhir)


def _fast(navn: str, en_raekke_per: str, noegle: str, kolonner: str) -> Tabel:
    egne = [k.strip() for k in kolonner.split(";") if k.strip()]
    return Tabel(navn, en_raekke_per, noegle, _kol(egne), None, versioneret=False)


TABELLER: dict[str, Tabel] = {
    t.navn: t
    for t in (
        # -- what was delivered ---------------------------------------------------------------------
        _fast(
            "leverance",
            "dataleverance",
            "leverance_id",
            "leverance_id INTEGER; kommune_kode VARCHAR; system VARCHAR; fil_id VARCHAR; tid TIMESTAMP;"
            "tid_tekst VARCHAR; art VARCHAR; system_status VARCHAR; kilde VARCHAR;"
            "sti VARCHAR; sts_uuid VARCHAR",
        ),
        _fast(
            "leverance_tabel",
            "tabel i en leverance",
            "leverance_id, tabel",
            "leverance_id INTEGER; tabel VARCHAR; status VARCHAR; raekker BIGINT",
        ),
        _fast(
            "fil",
            "fil, ark eller bundle i en leverance",
            "leverance_id, fil_nr",
            "leverance_id INTEGER; fil_nr INTEGER; sti VARCHAR; ark VARCHAR; linje INTEGER;"
            "bundle_id VARCHAR; tid TIMESTAMP; tid_tekst VARCHAR",
        ),
        _fast(
            "kontakt",
            "person og rolle",
            "leverance_id, system, rolle, navn",
            "leverance_id INTEGER; system VARCHAR; rolle VARCHAR; navn VARCHAR; email VARCHAR;"
            "telefon VARCHAR",
        ),
        _fast(
            "formatfund",
            "strukturel fejl",
            "leverance_id, fil_nr, post_nr, regel, sti",
            "leverance_id INTEGER; fil_nr INTEGER; post_nr INTEGER; borger_id BIGINT; regel VARCHAR;"
            "tabel VARCHAR; sti VARCHAR; vaerdi VARCHAR; aarsag VARCHAR; forventet VARCHAR",
        ),
        _fast("cpr", "borger", "borger_id", "borger_id BIGINT; cpr VARCHAR"),
        _t("ressource", "FHIR-ressource i en bundle", "type, kilde_id", "type VARCHAR", "*"),
        # -- the citizen and the case -----------------------------------------------------------------
        _t(
            "borger",
            "borger i en leverance",
            "borger_id",
            "foedselsaar INTEGER; koen VARCHAR; sts_uuid VARCHAR",
            "Patient",
        ),
        _t(
            "henvendelse",
            "henvendelse",
            "kilde_id",
            "sagsnummer VARCHAR; sagsnummer_system VARCHAR; sagsnummer_art VARCHAR; status VARCHAR",
            "ServiceRequest",
        ),
        _t(
            "udredning",
            "udredning",
            "kilde_id",
            "henvendelse_id VARCHAR; status VARCHAR; dato DATE; dato_tekst VARCHAR",
            "ClinicalImpression",
        ),
        _t(
            "udredning_tema",
            "tema (finding) eller støttebehov (investigation) i en udredning",
            "kilde_id, slags, nr",
            "nr INTEGER; slags VARCHAR; tema_id VARCHAR",
            "ClinicalImpression",
        ),
        _t(
            "indsats",
            "indsats (carePlan)",
            "indsats_id",
            "indsats_id VARCHAR; sagsnummer VARCHAR; sagsnummer_system VARCHAR; sagsnummer_art VARCHAR;"
            "status VARCHAR; hensigt VARCHAR; startdato DATE; slutdato DATE; start_tekst VARCHAR;"
            "slut_tekst VARCHAR; planlagt_opfoelgning DATE; opfoelgning_id VARCHAR",
            "CarePlan",
        ),
        _t(
            "indsats_tilbud",
            "tilbud på en indsats",
            "indsats_id, nr",
            "indsats_id VARCHAR; nr INTEGER; tilbud_id VARCHAR; ffb_tilbud_kode VARCHAR",
            "CarePlan",
        ),
        _t(
            "indsats_stoettebehov",
            "støttebehov på en indsats",
            "indsats_id, nr",
            "indsats_id VARCHAR; nr INTEGER; stoettebehov_id VARCHAR",
            "CarePlan",
        ),
        _t(
            "indsats_maal",
            "mål på en indsats",
            "indsats_id, nr",
            "indsats_id VARCHAR; nr INTEGER; maal_id VARCHAR",
            "CarePlan",
        ),
        _t(
            "indsats_maalgruppe",
            "målgruppe på en indsats",
            "indsats_id, nr",
            "indsats_id VARCHAR; nr INTEGER; maalgruppe_id VARCHAR; rang INTEGER",
            "CarePlan",
        ),
        _t("tilbud", "tilbud (careTeam)", "kilde_id", "ffb_tilbud_kode VARCHAR", "CareTeam"),
        _t(
            "ydelse",
            "bevilget ydelse",
            "ydelse_id, aktivitet_nr",
            "ydelse_id VARCHAR; aktivitet_nr INTEGER; indsats_id VARCHAR; sagsnummer VARCHAR;"
            "dst_kode VARCHAR; ffb_ydelse_kode VARCHAR; ffb_tilbud_kode VARCHAR; startdato DATE;"
            "slutdato DATE; start_tekst VARCHAR; slut_tekst VARCHAR; p_nummer VARCHAR;"
            "afdeling_uuid VARCHAR; enhed VARCHAR; sagsbehandler VARCHAR; timer_pr_uge DECIMAL(12,2);"
            "takst DECIMAL(12,2); kommune_kode VARCHAR; status VARCHAR; hensigt VARCHAR;"
            "oprettet_tekst VARCHAR; aktivitet_status VARCHAR",
            "CarePlan",
        ),
        _t(
            "ydelse_indsats",
            "indsats efter den første, som en ydelse peger på",
            "ydelse_id, nr",
            "ydelse_id VARCHAR; nr INTEGER; indsats_id VARCHAR",
            "CarePlan",
        ),
        _t(
            "maalgruppe",
            "målgruppe",
            "kilde_id",
            "ydelse_id VARCHAR; indsats_id VARCHAR; ffb_maalgruppe_kode VARCHAR; rang INTEGER; dato DATE;"
            "dato_tekst VARCHAR; klinisk_status VARCHAR; verifikation VARCHAR",
            "Condition",
        ),
        _t(
            "udredningstema",
            "F&F- eller omgivelsestema",
            "kilde_id, ellers borger_id, kode, dato",
            "kode VARCHAR; dato DATE; dato_tekst VARCHAR; senest_tekst VARCHAR; klinisk_status VARCHAR;"
            "verifikation VARCHAR",
            "Condition",
        ),
        _t(
            "aktivitet_deltagelse",
            "A&D-tema med score",
            "kilde_id, ellers borger_id, kode, dato",
            "kode VARCHAR; niveau_kode VARCHAR; niveau INTEGER; dato DATE; dato_tekst VARCHAR;"
            "senest_tekst VARCHAR; klinisk_status VARCHAR; verifikation VARCHAR",
            "Condition",
        ),
        _t(
            "stoettebehov",
            "støttebehovsvurdering",
            "kilde_id, ellers borger_id, dato",
            "niveau_kode VARCHAR; niveau INTEGER; dato DATE; dato_tekst VARCHAR; status VARCHAR",
            "Observation",
        ),
        _t(
            "indsatsmaal",
            "indsatsmål",
            "maal_id",
            "maal_id VARCHAR; tema_kode VARCHAR; maaltype_kode VARCHAR; forventet_kode VARCHAR;"
            "forventet_niveau INTEGER; dato DATE; opfoelgningsdato DATE; indsats_id VARCHAR;"
            "aktuelt_kode VARCHAR; aktuelt_niveau INTEGER; ansvarlig VARCHAR; status VARCHAR",
            "Goal",
        ),
        _t(
            "indsatsmaal_tema",
            "tema på et indsatsmål",
            "maal_id, nr",
            "maal_id VARCHAR; nr INTEGER; rang INTEGER; tema_id VARCHAR; tema_kode VARCHAR",
            "Goal",
        ),
        _t(
            "planlagt_opfoelgning",
            "planlagt opfølgning",
            "kilde_id",
            "dato DATE; dato_tekst VARCHAR",
            "Encounter",
        ),
        _t(
            "opfoelgning",
            "opfølgning med resultat",
            "kilde_id, ellers borger_id, indsats_id, dato",
            "indsats_id VARCHAR; dato DATE; dato_tekst VARCHAR; resultat_kode VARCHAR; status VARCHAR",
            "Observation",
        ),
        _t(
            "opfoelgning_indsats",
            "indsats efter den første, som en opfølgning gælder",
            "kilde_id, nr",
            "nr INTEGER; indsats_id VARCHAR",
            "Observation",
        ),
        # -- other domains ----------------------------------------------------------------------------
        _t(
            "fsiii_ydelse",
            "FSIII-ydelse",
            "borger_id, fsiii_kode, startdato",
            "fsiii_kode VARCHAR; startdato DATE; slutdato DATE; lov VARCHAR",
        ),
        _t(
            "beskaeftigelse",
            "borger, måned og type",
            "borger_id, maaned, type",
            "maaned VARCHAR; type VARCHAR",
        ),
        _t(
            "regnskab",
            "kommune, år og funktion",
            "kommune_kode, aar, funktion",
            "kommune_kode VARCHAR; aar INTEGER; funktion VARCHAR; beloeb_1000_kr DECIMAL(12,2)",
        ),
    )
}


@cache
def _schema(navn: str) -> pa.Schema:
    return pa.schema([(kolonne, TYPER[sqltype]) for kolonne, sqltype in TABELLER[navn].kolonner])
