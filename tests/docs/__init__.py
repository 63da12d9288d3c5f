"""The documents say what is there: nothing is missing from them and nothing else stands in them."""
