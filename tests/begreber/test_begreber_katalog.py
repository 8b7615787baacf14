"""The shipped catalogues: how many there are of each kind, KL's value sets, law, look-up."""

from __future__ import annotations

import csv
import importlib
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from ffb import begreber as bg

DELT = Path(__file__).parents[3] / "shared" / "data"
kraever_delt = pytest.mark.skipif(not DELT.is_dir(), reason="../shared/data findes ikke: kilden kan ikke ses")
MOBILT_TILBUD = "d90f4da6-f87a-43b5-833f-646b4baf16d6"

ART_ANTAL = {
    "ydelse": 32,
    "tilbud": 8,
    "maalgruppe": 45,
    "ff_overtema": 4,
    "ff_undertema": 33,
    "omgivelse_overtema": 1,
    "omgivelse_undertema": 3,
    "ad_overtema": 6,
    "ad_undertema": 31,
    "funktionsevneniveau": 6,
    "stoettebehovsniveau": 6,
    "maaltype": 3,
    "opfoelgningsresultat": 3,
    "ydelse_gruppe": 11,
    "tilbud_gruppe": 4,
    "maalgruppe_gruppe": 12,
    "rod": 12,
}


@pytest.fixture(scope="module")
def ffb() -> bg.Katalog:
    return bg.load_katalog("ffb/2023-05")


def test_antal_pr_art(ffb: bg.Katalog) -> None:
    assert ffb.art_antal() == ART_ANTAL
    assert len(ffb.begreb_list) == sum(ART_ANTAL.values()) == 220


def test_undertemaer_pr_overtema(ffb: bg.Katalog) -> None:
    """9-uddatasaet: F&F 5+12+8+8, A&D 3+5+4+6+9+4 (in any order)."""

    def antal(art: str) -> list[int]:
        return sorted(len(ffb.boern(b.kode)) for b in ffb.art(art))

    assert antal("ff_overtema") == [5, 8, 8, 12]
    assert antal("ad_overtema") == [3, 4, 4, 5, 6, 9]
    assert antal("omgivelse_overtema") == [3]


@kraever_delt
def test_vaerdisaet_er_kl_s(ffb: bg.Katalog) -> None:
    kilde: dict[str, dict[str, str]] = defaultdict(dict)
    with (DELT / "vaerdisaet.csv").open(encoding="utf-8-sig", newline="") as fil:
        for r in csv.DictReader(fil):
            if r["system"] == bg.FFB_SYSTEM:
                kilde[r["vaerdisaet"]][r["kode"]] = r["term"].strip()
    assert set(kilde) == set(bg.VAERDISAET)
    for navn, arter in bg.VAERDISAET.items():
        assert {b.kode: b.term for art in arter for b in ffb.art(art)} == kilde[navn], navn


@kraever_delt
def test_byg_data_giver_de_samme_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    byg_data = importlib.import_module("ffb.begreber.byg_data")
    byg_data.main(DELT, tmp_path)
    lavet = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*.csv"))
    assert len(lavet) == 4
    for fil in lavet:
        assert (tmp_path / fil).read_bytes() == (bg.DATA_ROD / fil).read_bytes(), fil
    assert capsys.readouterr().out == "", "blade og værdisæt er ikke længere enige"


def test_niveauer_har_samme_vaerdier(ffb: bg.Katalog) -> None:
    for art in bg.NIVEAU_ART:
        assert [b.vaerdi for b in ffb.art(art)] == [0, 1, 2, 3, 4, 9]
        assert ffb.art(art)[-1].term == "Ikke vurderet"
    assert [b.term.split()[0] for b in ffb.art("funktionsevneniveau")][3] == "Svært"
    assert [b.term.split()[0] for b in ffb.art("stoettebehovsniveau")][3] == "Højt"
    assert {b.art for b in ffb.begreb_list if b.vaerdi is not None} == set(bg.NIVEAU_ART)


def test_kortnavne(ffb: bg.Katalog) -> None:
    kort = {b.kortnavn: b.term for b in ffb.begreb_list if b.kortnavn}
    assert kort == {
        "udvikle": "Udvikle funktionsevne",
        "fastholde": "Fastholde funktionsevne",
        "begraense": "Begrænse tab af funktionsevne",
        "fortsaettelse": "Træf afgørelse om fortsættelse af indsats",
        "afslutning": "Træf afgørelse om afslutning af indsats",
        "ny": "Træf afgørelse om afslutning af indsats og visiter til ny",
    }


@pytest.mark.parametrize(
    ("term", "lov"),
    [
        ("Almen ældre- og handicapvenlig bolig", ("§85 i ABL §105",)),
        ("Mobilt tilbud", ("§82a", "§82b", "§82d", "§85")),
        ("Socialt akuttilbud", ("§82c",)),
        ("Sikret længerevarende botilbud til voksne", ("§108",)),
        ("Gruppebaseret hjælp og støtte", ("§82a",)),
        ("Gruppebaseret hjælp og støtte etableret i samarbejde med frivillige", ("§82d", "§82a")),
        ("Individuel tidsbegrænset socialpædagogisk hjælp og støtte", ("§82b",)),
        (
            "Individuel tidsbegrænset socialpædagogisk hjælp og støtte leveret i samarbejde med frivillige",
            ("§82d", "§82b"),
        ),
        ("Akut ophold", ("§82c",)),
        ("Midlertidigt ophold", ("§107",)),
        ("Pædagogisk udredning", ("§85",)),
    ],
)
def test_lov(ffb: bg.Katalog, term: str, lov: tuple[str, ...]) -> None:
    assert [b.lov for b in ffb.begreb_list if b.term == term] == [lov]


def test_lov_for_alle_ydelser_og_tilbud_og_kun_dem(ffb: bg.Katalog) -> None:
    assert {b.art for b in ffb.begreb_list if b.lov} == {"ydelse", "tilbud"}
    for begreb in ffb.art("ydelse") + ffb.art("tilbud"):
        assert begreb.lov
        assert set(begreb.lov) <= set(bg.PARAGRAF_RAEKKEFOELGE)
    hoved = [b.lov[0] for b in ffb.art("ydelse")]
    assert {p: hoved.count(p) for p in set(hoved)} == {
        "§85": 15,
        "§104": 6,
        "§103": 3,
        "§107": 1,
        "§108": 1,
        "§82a": 1,
        "§82b": 1,
        "§82c": 2,
        "§82d": 2,
    }


def test_tre_navne_staar_to_gange(ffb: bg.Katalog) -> None:
    termer = [b.term for b in ffb.begreb_list]
    assert {t for t in termer if termer.count(t) > 1} == {"Kriminalitet", "Prostitution", "Ikke vurderet"}
    assert all(t == t.strip() for t in termer)


@pytest.mark.parametrize(
    "skrevet",
    [
        MOBILT_TILBUD,
        MOBILT_TILBUD.upper(),
        f"  {MOBILT_TILBUD}\n",
        f"{{{MOBILT_TILBUD}}}",
        f"urn:uuid:{MOBILT_TILBUD}",
        f"\ufeff URN:UUID:{{{MOBILT_TILBUD.upper()}}}\u00a0",
        f"{{urn:uuid:{MOBILT_TILBUD}}}",
    ],
)
def test_normaliser_kode(skrevet: str) -> None:
    assert bg.normaliser_kode(skrevet) == MOBILT_TILBUD
    fundet = bg.find_begreb(skrevet)
    assert fundet is not None
    assert fundet.term == "Mobilt tilbud"


@pytest.mark.parametrize(
    ("skrevet", "ud"),
    [(" H1.1 ", "H1.1"), ("DEMO-103", "DEMO-103"), ("N/A", "N/A"), ("{x}", "{x}"), ("", ""), (None, "")],
)
def test_normaliser_lader_andet_staa(skrevet: str | None, ud: str) -> None:
    assert bg.normaliser_kode(skrevet) == ud


@pytest.mark.parametrize(
    "kode", ["", "x", None, "00000000-0000-0000-0000-000000000000", "H1.1", "'; --", "å" * 9999]
)
def test_ukendt_kode_er_none(ffb: bg.Katalog, kode: str | None) -> None:
    assert bg.find_begreb(kode) is None
    assert ffb.find(kode) is None
    assert ffb.sti(kode or "") == ffb.boern(kode or "") == ()
    assert bg.overtema_kode(kode or "") is None


def test_sti_boern_overtema(ffb: bg.Katalog) -> None:
    kode = "22eef871-6650-426f-8b79-8d40a6c62808"
    assert [b.term for b in ffb.sti(kode)] == [
        "FFB tilstande",
        "Omgivelsesfaktorer",
        "Omgivelser",
        "Holdninger i omgivelserne",
    ]
    overtema = bg.overtema_kode(kode)
    assert overtema == "7445fb2b-0009-43d9-b49b-1b9782f2fcd9"
    assert bg.overtema_kode(overtema) == overtema
    assert kode in {b.kode for b in ffb.boern(overtema)}
    assert bg.overtema_kode(MOBILT_TILBUD) is None
    for art in bg.UNDERTEMA_ART:
        for begreb in ffb.art(art):
            assert bg.find_begreb(ffb.overtema_kode(begreb.kode)).art in bg.OVERTEMA_ART  # type: ignore[union-attr]


def test_opslag_er_ikke_en_gennemgang(ffb: bg.Katalog) -> None:
    """A look-up of every code against a scan of the list: a ratio, so that a slow machine does not matter."""
    kode_list = [b.kode for b in ffb.begreb_list]

    def tid(slaa_op: object) -> float:
        bedst = 9e9
        for _ in range(5):
            start = time.perf_counter()
            for kode in kode_list:
                slaa_op(kode)  # type: ignore[operator]
            bedst = min(bedst, time.perf_counter() - start)
        return bedst

    scan = tid(lambda kode: next(b for b in ffb.begreb_list if b.kode == kode))
    assert tid(ffb.find) * 5 < scan


@pytest.mark.parametrize(
    ("tekst", "term"),
    [
        ("MOBILT", "Mobilt tilbud"),
        ("stoette til transport", "Støtte til transport"),
        ("støtte transprt", "Støtte til transport"),
        ("Selvskadende adfaerd", "Selvskadende adfærd"),
        ("autismespektrm", "Autismespektrum"),
        ("laengerevarende ophold", "Længerevarende ophold"),
        ("akuttilbud", "Socialt akuttilbud"),
        ("orienteringsævne", "Orienteringsevne"),
        (MOBILT_TILBUD.upper(), "Mobilt tilbud"),
    ],
)
def test_soeg_tilgiver(ffb: bg.Katalog, tekst: str, term: str) -> None:
    assert ffb.soeg(tekst)[0].term == term


def test_soeg_rigtigt_stavet_giver_ikke_gaet(ffb: bg.Katalog) -> None:
    assert {b.art for b in ffb.soeg("Prostitution")} == {"ff_undertema", "maalgruppe"}
    assert ffb.soeg("") == ffb.soeg("!!") == ffb.soeg("kvantefysik") == ()
    assert len(ffb.soeg("støtte", antal=3)) == 3


@pytest.mark.parametrize(
    ("sagt", "art"),
    [
        ("ydelse", "ydelse"),
        ("Ydelser", "ydelse"),
        ("målgrupper", "maalgruppe"),
        ("maaltype", "maaltype"),
        ("tilbuddet", None),
        ("ff undertema", "ff_undertema"),
        ("noget", None),
    ],
)
def test_find_art(sagt: str, art: str | None) -> None:
    assert bg.find_art(sagt) == art


def test_fsiii_og_care_social() -> None:
    fsiii = bg.load_katalog("fsiii/2024-10")
    assert len(fsiii.begreb_list) == 828
    assert fsiii.system == bg.FSIII_SYSTEM
    assert [b.term for b in (fsiii.find("H1.1"), fsiii.find("H1")) if b] == ["Personlig hygiejne", "SEL § 83"]
    care_social = bg.load_katalog("care_social_codes/2025-05")
    assert len(care_social.begreb_list) == 91
    for kode in (
        "0bb3daef-538d-45dc-b444-abdbcb63f6bc",
        "66959f77-6e2a-4574-8423-3ff097f8b9fa",
        "90c48f03-f194-4b2f-ad7d-6cba1069ae48",
        "9f03dfbb-7a97-45a5-94db-d4c3501714a9",
        "effe55c7-572c-4a99-8fb4-2a9dda2f6572",
    ):
        assert care_social.find(kode), "koden bruges af uddatasættet"


def test_ingen_lag_og_intet_tungt_ved_import() -> None:
    kode = (
        "import sys; import ffb.begreber; "
        "print([m for m in ('duckdb','pyarrow','typer','rich','msgspec','csv','difflib','tomllib') "
        "if m in sys.modules], [m for m in sys.modules if m.startswith('ffb.') "
        "and not m.startswith(('ffb.begreber', 'ffb.errors', 'ffb.sprog'))])"
    )
    ud = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True).stdout
    assert ud.strip() == "[] []"
