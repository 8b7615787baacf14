"""Exit code 0 when a PostgreSQL answers at FFB_TEST_POSTGRES; makes its database if it is missing."""

from __future__ import annotations

import os
import sys

import psycopg
from psycopg import sql


def main() -> int:
    vaert, _, navn = os.environ["FFB_TEST_POSTGRES"].rpartition("/")
    try:
        with psycopg.connect(f"{vaert}/postgres", autocommit=True, connect_timeout=3) as styr:
            if not styr.execute("SELECT 1 FROM pg_database WHERE datname = %s", [navn]).fetchone():
                styr.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(navn)))
    except psycopg.Error:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
