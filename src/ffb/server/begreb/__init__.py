"""Pages of concepts: every term of the catalogues, with where it stands and where it is used."""
