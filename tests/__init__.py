"""The tests of Baton: one folder for each part, `fakes` for the ports."""
