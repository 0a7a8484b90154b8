"""Translation: plans and their ladder of repairs, engines, cache, models. Knows nouns and text, no domain and no file."""
