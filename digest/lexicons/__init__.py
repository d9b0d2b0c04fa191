"""The shipped lexicons: diplomacy, deployments, incidents, what competes with them, and the words they share."""
