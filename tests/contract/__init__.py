"""The contract suites: every implementation of a port behaves alike, on real servers."""
