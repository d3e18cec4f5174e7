"""Who everybody is: children, adults and the unborn, their names, families and addresses."""
