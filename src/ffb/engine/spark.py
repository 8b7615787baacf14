"""The same SQL on Apache Spark: transpiled from our dialect by sqlglot, answered as the same types.

Needs the extra `ffb[spark]` and Java 17. Only this file knows Spark. A text that sqlglot lets through
unchanged may still mean something else there: only the tests that run every text on both engines prove it.
"""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot

from ffb.engine.motor import Resultat
from ffb.engine.udsat import Udsat

LOKAL = "local[2]"
LOGVALG = """rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
"""
TYPER = {"string": "VARCHAR", "bigint": "BIGINT", "int": "INTEGER", "date": "DATE", "boolean": "BOOLEAN"}
# Few rows never pay back what a thorough compiler and a parallel collector cost
JAVA_LILLE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class Spark:
    """One Spark session.

    Args:
        mester: `local[2]`, `spark://…`.
        lille: the data are few rows: no code is generated for them, Java compiles them quickly and not
            thoroughly, and every view is kept. Generating code costs seconds per view and pays only from
            millions of rows.
    """

    def __init__(self, mester: str = LOKAL, *, lille: bool = False) -> None:
        from pyspark.sql import SparkSession

        self.gemmer_billigt = lille

        self._numre = itertools.count()
        self._udsat = Udsat()
        self._mappe = tempfile.TemporaryDirectory(prefix="ffb-spark-")
        self._spark: Any = (
            SparkSession.builder.master(mester)
            .appName("ffb")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.extraJavaOptions", self._java_valg(lille))
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", f"{self._mappe.name}/lager")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.autoBroadcastJoinThreshold", "10m")
            .config("spark.driver.memory", "3g")
            .config("spark.sql.codegen.wholeStage", str(not lille).lower())
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN" if lille else "FALLBACK")
            .config("spark.sql.adaptive.enabled", str(not lille).lower())
            .getOrCreate()
        )
        self._spark.sparkContext.setLogLevel("ERROR")

    def _java_valg(self, lille: bool) -> str:
        return f"-Dlog4j2.configurationFile={self._write_logvalg()}{f' {JAVA_LILLE}' if lille else ''}"

    def _write_logvalg(self) -> Path:
        """Only errors reach the terminal: the start of Spark is not news to a person."""
        fil = Path(self._mappe.name) / "log4j2.properties"
        fil.write_text(LOGVALG, encoding="ascii")
        return fil

    def load(self, navn: str, kilde: pa.Table | Path | list[Path]) -> None:
        self._udsat.add(navn, "", lambda: self._load(navn, kilde))

    def _load(self, navn: str, kilde: pa.Table | Path | list[Path]) -> None:
        if isinstance(kilde, pa.Table):
            fil = self._ny_fil(navn)
            pq.write_table(kilde, fil)
            kilde = fil
        filer = [str(f) for f in (kilde if isinstance(kilde, list) else [kilde])]
        self._spark.read.parquet(*filer).createOrReplaceTempView(navn)

    def define(self, navn: str, sql: str, *, gem: bool = False) -> None:
        self._udsat.add(navn, sql, lambda: self._define(navn, sql, gem))

    def _define(self, navn: str, sql: str, gem: bool) -> None:
        """A kept view is written out and read back: Spark's plans of views on views grow without bound."""
        ramme = self._spark.sql(transpile(sql))
        if gem:
            fil = str(self._ny_fil(navn))
            ramme.write.parquet(fil)
            ramme = self._spark.read.schema(ramme.schema).parquet(fil)
        ramme.createOrReplaceTempView(navn)

    def _ny_fil(self, navn: str) -> Path:
        """A place no earlier table or view of that name has: it may still be read from there."""
        return Path(self._mappe.name) / f"{navn}-{next(self._numre)}.parquet"

    def query(self, sql: str) -> Resultat:
        self._udsat.run(sql)
        ramme = self._spark.sql(transpile(sql))
        felter = ramme.schema.fields
        return Resultat(
            tuple(f.name for f in felter),
            tuple(TYPER.get(f.dataType.simpleString(), f.dataType.simpleString().upper()) for f in felter),
            [tuple(r) for r in ramme.collect()],
        )

    def close(self) -> None:
        """Stop the session and remove its files."""
        self._spark.stop()
        self._mappe.cleanup()


def transpile(sql: str) -> str:
    """Our dialect as Spark SQL."""
    return str(sqlglot.transpile(sql, read="duckdb", write="spark")[0])
