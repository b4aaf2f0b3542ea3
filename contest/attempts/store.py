"""All SQL of attempts for pages and organisers' deeds; the hot batch statements are in ``hot_store``."""
