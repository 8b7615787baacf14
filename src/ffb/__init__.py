"""FFB: from a kommune's deliveries to the FFB report, as Danmarks Statistik counts it."""

__version__ = "0.1.0"
