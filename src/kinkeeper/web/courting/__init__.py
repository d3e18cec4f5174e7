"""Forms of what goes before court and of proceedings: what each step asks, and the verb that keeps it."""
