"""Code sets of the SSDA903 return of looked-after children. Each is named after its column."""

from kinkeeper.law.codes import ssda903_after, ssda903_child, ssda903_episodes

CODE_SETS = (
    *ssda903_child.CODE_SETS,
    *ssda903_episodes.CODE_SETS,
    *ssda903_after.CODE_SETS,
)
