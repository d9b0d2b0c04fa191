"""Do many tasks at once, in processes of this machine or on a Dask cluster, and get the results in order.

Call ``dispatch.run_tasks``. ``protocol`` says what a task, a job and an executor are; ``processes`` (with
``forkserver``) and ``cluster`` are the two executors.
"""
