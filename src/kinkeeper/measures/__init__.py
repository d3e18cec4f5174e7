"""How the service stands and has stood: measures by month and by team, kept ready for the pages."""
