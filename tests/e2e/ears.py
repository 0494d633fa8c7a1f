# SPDX-License-Identifier: GPL-3.0-or-later
"""What is announced to a screen reader."""

from driver import GLib, Listener, wait_until


class Ears:
    """Listens to a program as long as the context lasts."""

    def __init__(self, app):
        self.app = app
        self.announcements = []

    def __enter__(self):
        self.listener = Listener('object:announcement', self._hear)
        return self

    def __exit__(self, *_):
        self.listener.close()

    def _hear(self, event):
        try:
            self.announcements.append(event.any_data)
        except GLib.Error:
            # It went away while it spoke.
            pass

    def wait_announcement(self, text):
        """Waits until TEXT is announced, and forgets it and what came before."""
        def is_announced():
            Listener.listen()
            return text in self.announcements
        wait_until(f'“{text}” is announced', is_announced, lambda: f'there is {self.announcements}')
        del self.announcements[:self.announcements.index(text) + 1]
