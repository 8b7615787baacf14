"""Tools of the data steward: what is held against the deliveries, beside the report and the findings."""
