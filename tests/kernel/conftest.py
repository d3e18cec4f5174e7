"""How the kernel's property tests run."""

from hypothesis import settings

# A busy machine is not a broken promise: examples are judged by their result, not their speed.
settings.register_profile("kinkeeper", deadline=None)
settings.load_profile("kinkeeper")
