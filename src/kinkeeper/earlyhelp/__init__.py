"""Early help: a family helped by agencies together, before or instead of social care."""
