"""Browser tests of the desk against a small service of their own."""
