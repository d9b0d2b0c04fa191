"""One file -> its articles and their analyses: what a worker does. Joins intake and analysis, nothing else."""
