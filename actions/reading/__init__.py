"""Reading what people write: application numbers, dates, and words that end a form."""
