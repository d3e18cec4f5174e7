"""Pages: scope, query, presenter, template."""
