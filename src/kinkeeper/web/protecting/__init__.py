"""Forms of child protection: what each step asks, and the verb that keeps the answers."""
