"""Forms of one question a page: what is asked, what was answered, and what is wrong with it."""
