"""More than one machine: a run's blocks and chunks on Ray, and a plain callable for Ray, Spark and Dask jobs of your own."""

from localize.scale.batches import BatchLocalizer
from localize.scale.ray_workers import RayWorkers, ray_workers

__all__ = ["BatchLocalizer", "RayWorkers", "ray_workers"]
