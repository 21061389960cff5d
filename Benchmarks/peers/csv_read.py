"""wide.csv to typed columns in memory, dates parsed."""

from timing import arguments, report

given = arguments()
path = str(given.data / "wide.csv")

if given.system == "polars":
    import polars as pl

    def read():
        return pl.read_csv(path, try_parse_dates=True)
elif given.system == "pyarrow":
    import pyarrow as pa
    import pyarrow.csv

    pa.set_cpu_count(given.threads)

    def read():
        return pyarrow.csv.read_csv(path)
elif given.system == "duckdb":
    import duckdb

    database = duckdb.connect(config={"threads": given.threads})

    def read():
        return database.sql(f"SELECT * FROM read_csv('{path}')").to_arrow_table()
else:
    import pandas as pd
    import pyarrow as pa

    pa.set_cpu_count(given.threads)

    def read():
        return pd.read_csv(path, engine="pyarrow", parse_dates=["day"])


def checked():
    """Reads, and makes sure that the work asked for was done."""
    table = read()
    assert len(table) > 0 and len(getattr(table, "column_names", table.columns)) == 35
    return table


report(given, checked)
