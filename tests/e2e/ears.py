# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told: where the keyboard goes, and what is announced."""

import time
from dataclasses import dataclass

from driver import Atspi, Failure, GLib, wait_until, xdotool

# What takes the keyboard tells of it at once; where nothing does, nobody tells.
SILENCE = 5


@dataclass(frozen=True)
class Place:
    """What has the keyboard. Two of the same name are told apart by what they are themselves."""
    role: str
    name: str
    accessible: Atspi.Accessible

    def __str__(self):
        return f'{self.role} “{self.name}”'


def read_place(accessible):
    return Place(accessible.get_role_name(), accessible.get_name(), accessible)


class Ears:
    """Listens to a program as long as the context lasts."""

    EVENTS = ['object:announcement', 'object:state-changed:focused']

    def __init__(self, app):
        self.app = app
        self.announcements = []
        self.focused = None
        self.listener = Atspi.EventListener.new(self._heard)

    def __enter__(self):
        for event in self.EVENTS:
            self.listener.register(event)
        return self

    def __exit__(self, *_):
        for event in self.EVENTS:
            self.listener.deregister(event)

    def _heard(self, event):
        try:
            if event.type.startswith('object:announcement'):
                self.announcements.append(event.any_data)
            elif event.detail1:
                self.focused = read_place(event.source)
        except GLib.Error:
            # It went away while it was spoken of.
            pass

    def _listen(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def wait_announcement(self, text):
        """Waits until TEXT is announced, and forgets it and what came before."""
        def is_announced():
            self._listen()
            return text in self.announcements
        wait_until(f'“{text}” is announced', is_announced, lambda: f'there is {self.announcements}')
        del self.announcements[:self.announcements.index(text) + 1]

    def step(self, key='Tab'):
        """Presses a key, and returns what has the keyboard after it; None if it goes nowhere."""
        self._listen()
        self.focused = None
        xdotool('key', key)
        deadline = time.monotonic() + SILENCE
        while self.focused is None and time.monotonic() < deadline:
            self._listen()
            time.sleep(0.005)
        return self.focused

    def go_around(self, where):
        """Goes on by Tab until the keyboard is again where it was after the first step, and returns the places."""
        self.app.focus_window()
        places = [self.step()]
        for _ in range(120):
            place = self.step()
            if place is None:
                raise Failure(f'{where}: the keyboard does not get on from {places[-1]}\n{self.app.dump()}')
            if place == places[0]:
                return places
            places.append(place)
        raise Failure(f'{where}: the keyboard does not get back to {places[0]}: {[str(place) for place in places]}')
