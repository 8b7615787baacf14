"""The parts of the benchmark, in the order of the page."""

from __future__ import annotations

from bench.resultat import Del

_MODEL = ("src/ffb/model", "src/ffb/engine", "bench/national.py")
_ANALYSER = (*_MODEL, "src/ffb/analyses", "bench/national_omraader.py", "bench/analyser_koldt.py")
DELE = (
    Del(
        "fhir",
        "FHIR: læst, tjekket, gemt",
        "Bundter pr. sekund og kerne. *Læst* er afkodet til modellens rækker, *tjekket* er holdt op mod hele "
        "vejledningen, *gemt* er læst og skrevet som en leverance i lageret. Hvad hvert værktøj tjekker, "
        "og hvad det "
        "finder, står i [maalinger/fhir.md](maalinger/fhir.md); flere måder at læse på i "
        "[maalinger/fhir_raekker.md](maalinger/fhir_raekker.md).",
        "bench.dele.fhir",
        ("src/ffb/formats/fhir", "src/ffb/server/leverance/lager.py", "bench/dele/fhir.py"),
    ),
    Del(
        "regler",
        "Regler over en og ti millioner rækker",
        "Alle regler i SQL, med hvert fund, dets besked, ejer og sted; tyve af dem alene talt ved siden "
        "af en analytikers "
        "pandas; og dem, der kun ser på én række, ved siden af værktøjer til datakvalitet. Alle tæller "
        "de samme fund; er de "
        "uenige, bliver der ikke målt. Grænsen er at læse de kolonner, reglerne spørger om, én gang og regne "
        "et aftryk af hver række.",
        "bench.dele.regler",
        (*_MODEL, "src/ffb/rules", "bench/regler.py", "bench/regler_pandas.py", "bench/dele/regler.py"),
    ),
    Del(
        "tabeller",
        "Tabel 1 og 2 over landet og ti gange landet",
        "Begge tabeller for alle kommuner, fra Parquet til svar i en ny proces. Grænsen er, at DuckDB på "
        "én tråd læser "
        "netop de kolonner, tabellerne bruger, i de samme filer og regner ét aftryk af hver række; den "
        "ved intet om, "
        "hvem der tæller. pandas og polars er skrevet, som en analytiker ville, uden versioner, "
        "tidligere systemer "
        "og indstillinger, og er enige med os celle for celle. Væksten er eksponenten af tid over "
        "rækker: 1 er lineær, 2 er kvadratisk.",
        "bench.dele.tabeller",
        (*_MODEL, "src/ffb/rapport/sql", "bench/tabeller.py", "bench/dele/tabeller.py"),
    ),
    Del(
        "analyser",
        "Hver analyse over landet og ti gange landet",
        "Anden gang der spørges, med et andet valg, på en motor, der er klar. Grænsen er at læse "
        "grundvisningernes kolonner "
        "én gang. FSIII, beskæftigelse og regnskab er med, så V12-V14 har noget at tælle.",
        "bench.dele.analyser",
        (
            *_MODEL,
            "src/ffb/analyses",
            "bench/national_omraader.py",
            "bench/analyser.py",
            "bench/dele/analyser.py",
        ),
    ),
    Del(
        "analyser_andre",
        "Hver analyse fra fil til svar, ved siden af pandas og polars",
        "Første gang der spørges: en ny proces, fra Parquet til svar, hele 2025, alle kommuner, uden filtre. "
        "Grænsen er, at DuckDB læser de kolonner, ingen kan svare uden, og regner ét aftryk af hver "
        "række. pandas og polars er skrevet, som en dygtig analytiker ville (`bench/peers/analyser_v*.py`), "
        "uden versioner, tidligere systemer og indstillinger, og læser kun de kolonner, de bruger.",
        "bench.dele.analyser_andre",
        (*_ANALYSER, "bench/peers", "bench/analyser_andre.py", "bench/dele/analyser_andre.py"),
    ),
    Del(
        "lager",
        "Lageret: udgiv, åbn, som det var",
        "En leverance skrevet med fsync, aftryk og manifest; kommunens gældende leverancer åbnet i "
        "motoren; og "
        "det samme, som det var før den nyeste. Grænsen er at skrive de samme tabeller som Parquet uden "
        "fsync og "
        "læse de samme filer.",
        "bench.dele.lager",
        ("src/ffb/server/leverance", "bench/dele/lager.py"),
    ),
    Del(
        "server",
        "Serveren",
        "Bundter modtaget pr. sekund, vedvarende; rapportens side; og 50 faglig ansvarlige på én gang, "
        "der hver henter en "
        "side, ser på den i fem sekunder og henter den næste. Alt mod en rigtig server på samme maskine som "
        "afsenderne. Hver side for sig: [maalinger/server.md](maalinger/server.md).",
        "bench.dele.server",
        ("src/ffb/server", "src/ffb/rapport", "bench/server.py", "bench/dele/server.py"),
    ),
    Del(
        "opstart",
        "Opstart",
        "Fra kommando til svar, CPU i en ny proces med oversatte filer. Grænsen er biblioteket alene: "
        "typer for kommandoen, Django for serveren.",
        "bench.dele.opstart",
        ("src/ffb/cli", "bench/dele/opstart.py"),
    ),
    Del(
        "skriv",
        "Skriv XLSX og PDF",
        "Den samme rapport som regneark og PDF. Grænsen for regnearket er XlsxWriter, der skriver de samme "
        "værdier uden formater, for PDF typst på et tomt dokument.",
        "bench.dele.skriv",
        ("src/ffb/render", "bench/dele/skriv.py"),
    ),
    Del(
        "konvertering",
        "Konvertering fra et gammelt system",
        "100.000 poster læst, oversat, planlagt og rapporteret; ved siden af Pythons egen CSV-læser over "
        "den samme fil.",
        "bench.dele.konvertering",
        ("src/ffb/konvertering", "bench/konvertering.py", "bench/dele/konvertering.py"),
    ),
    Del(
        "gange100",
        "Hundrede gange landet",
        "Otte millioner borgere, skrevet af `python -m bench.national --gange 100 --til MAPPE`. Tabel 1 "
        "og 2 med højst 3 GB "
        "til motoren, resten på disken. Måles for sig: `python -m bench gange100`.",
        "bench.dele.gange100",
        (*_MODEL, "src/ffb/rapport/sql", "bench/tabeller.py", "bench/dele/gange100.py"),
        fast=False,
    ),
    Del(
        "analyser100",
        "Hver analyse over hundrede gange landet",
        "Otte millioner borgere, også FSIII, beskæftigelse og regnskab. Hver analyse i sin egen proces, fra "
        "Parquet til svar, med højst 3 GB til motoren. Måles for sig: `python -m bench analyser100`.",
        "bench.dele.analyser100",
        (*_ANALYSER, "bench/peers", "bench/analyser_andre.py", "bench/dele/analyser100.py"),
        fast=False,
    ),
    Del(
        "spark",
        "Analyserne på Spark",
        "De samme SQL-tekster over landet og ti gange landet på DuckDB med to tråde og på Spark på den samme "
        "maskine; svarene er ens. "
        "Tager længe, og måles for sig: `python -m bench spark`.",
        "bench.dele.spark",
        (*_MODEL, "src/ffb/analyses", "bench/national_omraader.py", "bench/dele/spark.py"),
        fast=False,
    ),
)


def find_del(navn: str) -> Del:
    """Raises SystemExit naming the parts there are."""
    for del_ in DELE:
        if del_.navn == navn:
            return del_
    raise SystemExit(f"{navn} er ingen del af målingen. Vælg mellem: {', '.join(d.navn for d in DELE)}")
