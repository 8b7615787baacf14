"""The still centre: which tables there are (`tabeller`), how rows become tables (`raekker`), and the
views that say which rows count (`sql/`)."""
