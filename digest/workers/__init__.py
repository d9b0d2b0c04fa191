"""Many files at once: what a worker does, and the processes or the cluster that do it."""
