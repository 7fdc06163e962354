"""Run with `python -m unittest` in the folder above, where the package is installed."""
import logging

# What takes long on a busy machine is no news.
logging.getLogger("asyncio").setLevel(logging.ERROR)
