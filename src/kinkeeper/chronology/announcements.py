"""What people, who lie below, tell of; and how their changes reach the trail and the listeners."""

from django.apps import apps

from kinkeeper.chronology import listeners
from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.chronology.save import save
from kinkeeper.people import upwards

announces(
    apps.get_model("people", "Person"),
    Announcement("child_died", on="died_on", child="id"),
)
upwards.save_with(save)
upwards.tell_also(listeners.tell)
