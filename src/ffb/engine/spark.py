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
LOKAL_LILLE = "local[1]"
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
ROLIG = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.autoBroadcastJoinThreshold": "10m",
    "spark.sql.codegen.wholeStage": "true",
    "spark.sql.codegen.factoryMode": "FALLBACK",
    "spark.sql.adaptive.enabled": "true",
}
# One task a stage, no job of its own for the small side of a join, no code, and no search for better plans
LILLE = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.optimizer.dynamicPartitionPruning.enabled": "false",
    "spark.sql.optimizer.runtime.bloomFilter.enabled": "false",
}


class Spark:
    """One Spark session.

    Args:
        mester: `local[2]`, `spark://…`; without it as many threads as the rows are worth.
        lille: the data are few rows: no code is generated for them, Java compiles them quickly and not
            thoroughly, plans are not polished, and every view is kept. Generating code costs seconds per view
            and pays only from millions of rows.
    """

    def __init__(self, mester: str | None = None, *, lille: bool = False) -> None:
        from pyspark.sql import SparkSession

        self.gemmer_billigt = lille

        self._numre = itertools.count()
        self._udsat = Udsat()
        self._mappe = tempfile.TemporaryDirectory(prefix="ffb-spark-")
        self._spark: Any = (
            SparkSession.builder.master(mester or (LOKAL_LILLE if lille else LOKAL))
            .appName("ffb")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.extraJavaOptions", self._java_valg(lille))
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", f"{self._mappe.name}/lager")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.driver.memory", "3g")
            .config("spark.executor.extraJavaOptions", JAVA_LILLE if lille else "")
            .config(map=LILLE if lille else ROLIG)
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
        laeser = self._spark.read
        if isinstance(kilde, pa.Table):
            fil = self._ny_fil(navn)
            pq.write_table(kilde, fil)
            laeser, kilde = laeser.schema(_to_skema(kilde.schema)), fil
        filer = [str(f) for f in (kilde if isinstance(kilde, list) else [kilde])]
        laeser.parquet(*filer).createOrReplaceTempView(navn)

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

    @property
    def arbejdere(self) -> int:
        """How many executors the cluster has given so far; the driver itself where there is no cluster."""
        kendte = self._spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size()
        return max(1, int(kendte) - 1)

    def close(self) -> None:
        """Stop the session and remove its files."""
        self._spark.stop()
        self._mappe.cleanup()


def _to_skema(skema: pa.Schema) -> Any:
    """What Spark would read out of our own file, at the price of a job."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(skema, prefer_timestamp_ntz=True)


def transpile(sql: str) -> str:
    """Our dialect as Spark SQL."""
    return str(sqlglot.transpile(sql, read="duckdb", write="spark")[0])
