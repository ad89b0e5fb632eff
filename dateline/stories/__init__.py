"""Many reports: text families, same-event merging, stories, corroboration. Pure functions over coded articles."""
