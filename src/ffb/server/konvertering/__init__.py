"""A kommune's conversion from older practice: kept, edited, tried, run wave by wave, undone."""
