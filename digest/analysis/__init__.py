"""One Article -> its Analysis; never looks at a second article."""
