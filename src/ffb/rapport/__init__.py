"""The FFB report: overviews, Tabel 1, Tabel 2, CPR lists and ydelsesrapport, from model tables."""
