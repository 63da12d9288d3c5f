"""The widget in a real browser, against a service that does what each test tells it."""
