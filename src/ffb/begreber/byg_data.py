"""Makes the shipped catalogue files from KL's terminology as it lies in the project's shared data.

Run by hand when the source changes: `python -m ffb.begreber.byg_data ../shared/data`. Nothing imports
this module at run time. It writes `data/<katalog>/<version>.csv` and `data/kommuner.csv`; `about.toml`,
`dst_koder.csv` and `faelles_indberettere.csv` are written by hand, because their facts are.

Opinion taken: the kind (`art`) of a leaf is decided by KL's value sets, not by the tree. Today both agree
(`check_blade`); should they differ, the value set wins and the difference is said aloud.

Source: hl7dk/kl-term (codes, terms, tree, value sets); the law table of 9-uddatasaet.md, which rests on
the indsatskatalog 4.00 (S2), the network meeting on §82 (S4) and the list of FFB-relevant ydelser (S0, S1).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

DATA = Path(__file__).parent / "data"

KATALOG_FIL = {
    "ffb": "ffb/2023-05.csv",
    "fsiii": "fsiii/2024-10.csv",
    "care_social_codes": "care_social_codes/2025-05.csv",
}

VAERDISAET_ART = {
    "KLInterventionsFFB": "ydelse",
    "KLServiceCodesFFB": "tilbud",
    "KLTargetGroupsFFB": "maalgruppe",
    "KLConditionFFCodesFFB": "ff_undertema",
    "KLConditionOCodesFFB": "omgivelse_undertema",
    "KLConditionADCodesFFB": "ad_undertema",
    "KLSeveritiesFFB": "funktionsevneniveau",
    "KLNeedsAssessmentCodesFFB": "stoettebehovsniveau",
    "KLChangeValueCodesFFB": "maaltype",
    "KLFollowUpCodesFFB": "opfoelgningsresultat",
}

# The heads of the branches and what their inner nodes are. A head itself is a `rod`.
GREN_ART = {
    "af7624f8-affd-4a7e-8754-b1b1dd9d8def": "ydelse_gruppe",
    "f708aea3-66bd-46c6-af11-7bf28942fa47": "tilbud_gruppe",
    "cda90d67-f65a-4a34-b8d8-168ee9ff0949": "maalgruppe_gruppe",
    "740934cd-002b-4b96-b92e-b3562eed9448": "ff_overtema",
    "a56d59c0-c8fd-468c-85f9-b67f66561b90": "omgivelse_overtema",
    "93433530-b85c-4d04-a4fb-5ae26cf16f1c": "ad_overtema",
}

# Both scales use the first word of the term; 9 is "ikke vurderet" (8-graenseflader).
VAERDI = {
    "ingen": 0,
    "intet": 0,
    "let": 1,
    "moderat": 2,
    "svært": 3,
    "højt": 3,
    "fuldstændig": 4,
    "fuldstændigt": 4,
    "ikke": 9,
}

KORTNAVN = {
    "d41c8072-52f8-42b5-9375-ddbea454d27f": "udvikle",
    "10752a63-00b4-4958-b7f4-9f3a18f74266": "fastholde",
    "e47c22bd-d88d-48ab-882b-419923e1f44e": "begraense",
    "1e971d84-10a4-4ef8-a8b3-0daa4c7d088a": "fortsaettelse",
    "d7d03656-4c87-4e67-9146-aa5990460f16": "afslutning",
    "b4c01aa8-82fd-44e4-83ff-ca19ec02c779": "ny",
}

# Law by code; a leaf takes its own, else the nearest group's. The first paragraf is the main one.
LOV = {
    # ydelser
    "72a2a2d4-5a83-4093-ba1c-7f759c132801": "§85",  # Afklaring (Pædagogisk udredning)
    "1f0ff82b-3243-422f-9651-1d00fd2dcd61": "§85",  # Socialpædagogisk støtte, 14
    "5af56051-8413-4115-aaa2-83a0767e1137": "§108",  # Længerevarende ophold
    "80aa8ea7-4ad8-405f-876a-4c0f89fde06a": "§107",  # Midlertidigt ophold
    "a81a3fa9-6601-4d1e-a11e-f7444dfd3828": "§82c",  # Akut ophold
    "a2256d86-1cf8-4da5-be49-1f49f4335ecb": "§104",  # Aktivitet og samvær, 6
    "d8505298-6ea5-4ca8-923d-6e4451cc9a48": "§103",  # Beskyttet beskæftigelse, 3
    "3459f530-7334-48c4-9037-53bf80df8851": "§82a",  # Gruppebaseret hjælp og støtte
    "b6e1f331-fccf-4a33-8bb6-566546edc405": "§82d,§82a",  # … i samarbejde med frivillige
    "fe42f8f4-d516-4bab-b006-12b0cd186603": "§82b",  # Individuel tidsbegrænset …
    "d580bcb7-145a-4346-8e99-d387bbf08a40": "§82d,§82b",  # … i samarbejde med frivillige
    "f3edac43-d0d6-4cc3-96c7-4658a557257a": "§82c",  # Akut rådgivning, omsorg og støtte
    # tilbud
    "5ea75f09-8eec-4edc-aafd-a330a523c33e": "§82c",  # Socialt akuttilbud
    "d90f4da6-f87a-43b5-833f-646b4baf16d6": "§82a,§82b,§82d,§85",  # Mobilt tilbud
    "9401777d-bdc5-4f52-9804-63c8cae9a792": "§104",  # Aktivitets- og samværstilbud
    "a0fb02a2-367c-48bc-bacd-92e49a861a4c": "§103",  # Beskyttet beskæftigelsestilbud
    "a7cbf55b-6906-4b2a-872e-c48b4d728837": "§85 i ABL §105",  # Almen ældre- og handicapvenlig bolig
    "25de7444-3919-4dab-b844-8cec6c15f30e": "§107",  # Midlertidigt botilbud til voksne
    "96c97f55-a11b-47f8-aa52-6fdae4e804c2": "§108",  # Længerevarende botilbud (almindeligt, sikret)
}

KOLONNER = ["kode", "term", "overordnet_kode", "art", "niveau", "vaerdi", "kortnavn", "lov"]
Raekke = dict[str, str]


def read_kilde(sti: Path) -> list[Raekke]:
    """Rows of one comma-separated source file, every value stripped (44 of 45 målgrupper end in blanks)."""
    with sti.open(encoding="utf-8-sig", newline="") as fil:
        return [{k: v.strip() for k, v in raekke.items()} for raekke in csv.DictReader(fil)]


def forfaedre(raekke: Raekke, efter_kode: dict[str, Raekke]) -> list[str]:
    """The code itself and its ancestors, nearest first."""
    kode_list = []
    kode = raekke["kode"]
    while kode:
        kode_list.append(kode)
        kode = efter_kode[kode]["overordnet_kode"]
    return kode_list


def ffb_art(raekke: Raekke, linje: list[str], saet_art: dict[str, str]) -> str:
    """The kind of an FFB code: by value set if it is in one, else by its branch, else `rod`."""
    if raekke["kode"] in saet_art:
        return saet_art[raekke["kode"]]
    return next((GREN_ART[kode] for kode in linje[1:] if kode in GREN_ART), "rod")


def build_ffb(kilde: list[Raekke], vaerdisaet: list[Raekke]) -> list[Raekke]:
    """FFB's rows with kind, value, short name and law, in the source's order."""
    saet_art = {
        r["kode"]: VAERDISAET_ART[r["vaerdisaet"]] for r in vaerdisaet if r["vaerdisaet"] in VAERDISAET_ART
    }
    efter_kode = {r["kode"]: r for r in kilde}
    check_blade(kilde, saet_art)
    ud = []
    for raekke in kilde:
        linje = forfaedre(raekke, efter_kode)
        art = ffb_art(raekke, linje, saet_art)
        niveau_art = art in ("funktionsevneniveau", "stoettebehovsniveau")
        vaerdi = str(VAERDI[raekke["term"].split()[0].lower()]) if niveau_art else ""
        lov = next((LOV[k] for k in linje if k in LOV), "") if art in ("ydelse", "tilbud") else ""
        kortnavn = KORTNAVN.get(raekke["kode"], "")
        ud.append({**raekke, "art": art, "vaerdi": vaerdi, "kortnavn": kortnavn, "lov": lov})
    return ud


def check_blade(kilde: list[Raekke], saet_art: dict[str, str]) -> None:
    """Says aloud where the tree's leaves and the value sets differ; the value set wins."""
    inde = {r["overordnet_kode"] for r in kilde}
    blade = {r["kode"] for r in kilde} - inde
    for kode in sorted(blade ^ set(saet_art)):
        hvor = "er et blad uden værdisæt" if kode in blade else "er i et værdisæt, men er ikke et blad"
        print(f"OBS: {kode} {hvor}; værdisættet gælder")


def build_andet(kilde: list[Raekke]) -> list[Raekke]:
    """A catalogue whose kinds FFB does not use: rod, gruppe or begreb by place in the tree."""
    inde = {r["overordnet_kode"] for r in kilde}

    def art(raekke: Raekke) -> str:
        if not raekke["overordnet_kode"]:
            return "rod"
        return "gruppe" if raekke["kode"] in inde else "begreb"

    return [{**r, "art": art(r), "vaerdi": "", "kortnavn": "", "lov": ""} for r in kilde]


def write_csv(sti: Path, kolonner: list[str], raekker: list[Raekke]) -> None:
    """Writes `;`-separated UTF-8 with LF, so that the same source gives the same bytes everywhere."""
    sti.parent.mkdir(parents=True, exist_ok=True)
    with sti.open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.DictWriter(fil, kolonner, delimiter=";", lineterminator="\n", extrasaction="ignore")
        skriver.writeheader()
        skriver.writerows(raekker)


def build_kommuner(kilde: list[Raekke]) -> list[Raekke]:
    """The 98 kommuner, ordered by code. Demo kommuner are made in `kommune.py`, not here."""
    ud = [
        {"kode": r["code"], "navn": r["name"], "region_kode": r["region_code"], "region": r["region"]}
        for r in kilde
    ]
    return sorted(ud, key=lambda r: r["kode"])


def main(kilde_mappe: Path, data: Path = DATA) -> None:
    """Writes all generated files under `data`. Raises FileNotFoundError if a source is missing."""
    begreber = kilde_mappe / "begreber"
    vaerdisaet = read_kilde(kilde_mappe / "vaerdisaet.csv")
    for navn, fil in KATALOG_FIL.items():
        kilde = read_kilde(begreber / f"{navn}.csv")
        raekker = build_ffb(kilde, vaerdisaet) if navn == "ffb" else build_andet(kilde)
        write_csv(data / fil, KOLONNER, raekker)
    kommuner = build_kommuner(read_kilde(begreber / "kommuner.csv"))
    write_csv(data / "kommuner.csv", ["kode", "navn", "region_kode", "region"], kommuner)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
