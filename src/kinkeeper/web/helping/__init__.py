"""Forms of early help: what each step asks, and the verb that keeps the answers."""
