# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the started program from outside, as a person would.

What is on the screen is read through AT-SPI, as a screen reader reads it. The mouse and the keyboard are those
of the X server, moved by xdotool. Each program gets a home of its own, so nothing of the person who runs the
tests is read or changed. Whatever is waited for has a deadline, after which Failure says what it was and what
is there instead.
"""

import os
import pathlib
import re
import select
import subprocess
import sys
import time
import warnings
from dataclasses import dataclass

import gi

# Names and states are asked for each time, since they change. A cache mask for the desktop would not do: a program that
# libatspi takes for one without a parent, as now and then on a busy machine, does not have it, and its old states stay.
os.environ['ATSPI_NO_CACHE'] = '1'

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# PyGObject takes the interfaces of AT-SPI for deprecated, and there is nothing in their place.
warnings.filterwarnings('ignore', category=DeprecationWarning)

# Of entries, of search entries, and in newer GTK of those for secrets.
ENTRY = re.compile('^(text|entry|password text)$')

# What takes longer has failed; a busy machine takes a while.
DEADLINE = 30
PAUSE = 0.03

# What takes the keyboard tells of it at once.
SILENCE = 5

# GTK 4 has no cache to read from, which libatspi remarks upon with each program.
GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None)


class Failure(Exception):
    """What was expected did not come."""


def wait_until(what, condition, look=lambda: ''):
    """Returns the first true value of CONDITION; fails with WHAT and what LOOK sees when none comes in time."""
    deadline = time.monotonic() + DEADLINE
    while True:
        try:
            value = condition()
        except GLib.Error:
            # A widget went away while it was looked at.
            value = None
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f'{look()}\nWaited {DEADLINE} s in vain: {what}'.lstrip())
        time.sleep(PAUSE)


def xdotool(*arguments):
    result = subprocess.run(['xdotool', *map(str, arguments)], capture_output=True, text=True, timeout=DEADLINE)
    if result.returncode != 0 and arguments[0] != 'search':
        raise Failure(f'xdotool {" ".join(map(str, arguments))}: {result.stderr.strip()}')
    return result.stdout.split()


def children(accessible, backwards=False):
    indices = range(accessible.get_child_count())
    for index in reversed(indices) if backwards else indices:
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield child


def has_state(accessible, state):
    return accessible.get_state_set().contains(state)


def is_gone(accessible):
    try:
        return not has_state(accessible, Atspi.StateType.SHOWING)
    except GLib.Error:
        return True


def walk(accessible, into_tables=False, backwards=False):
    """ACCESSIBLE and all below it that is on the screen, in the order of the tree.

    Each part takes several messages to look at, and a table has hundreds. So what is in tables is left out but
    when it is asked for. Backwards comes first what was added last: what lies above everything else.
    """
    yield accessible
    for child in children(accessible, backwards):
        if not has_state(child, Atspi.StateType.SHOWING):
            continue
        if into_tables or child.get_role_name() != 'tree table':
            yield from walk(child, into_tables, backwards)
        else:
            yield child


def matches(wanted, text):
    """Whether TEXT is what is WANTED: a text, a pattern, or anything."""
    if isinstance(wanted, re.Pattern):
        return wanted.search(text) is not None
    return wanted is None or wanted == text


def describe(role, name):
    role, name = (getattr(wanted, 'pattern', wanted) for wanted in (role, name))
    return f'{role or "widget"} “{name or ""}”'


def get_text(accessible):
    text = accessible.get_text_iface()
    # GTK 4.18 takes no -1 for the end.
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else ''


def get_extents(accessible):
    extents = accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return extents.x, extents.y, extents.width, extents.height


def read_titles(header):
    """The titles of a table, whether or not they stand on two lines."""
    return [' '.join(title.get_name().split()) for title in children(header)]


def dump(accessible):
    """The tree below ACCESSIBLE as lines of text, without what has neither name nor text."""
    lines = []
    for node in walk(accessible, into_tables=True):
        name, text = node.get_name(), get_text(node)
        parent = node.get_parent()   # None when it went away meanwhile
        if (name or text) and parent and parent.get_role_name() not in ('table row', 'table cell', 'filler'):
            lines.append(f'  {node.get_role_name()} “{name}”' + (f' text “{text}”' if text not in ('', name) else ''))
    return '\n'.join(lines)


@dataclass(frozen=True)
class Place:
    """What has the keyboard. Two of the same name are told apart by what they are themselves."""
    role: str
    name: str
    accessible: Atspi.Accessible

    def __str__(self):
        return f'{self.role} “{self.name}”'


class Listener:
    """Hears what a program tells a screen reader by events of one TYPE, from when it is made until it is closed."""

    def __init__(self, event_type, hear):
        self.event_type = event_type
        self.listener = Atspi.EventListener.new(hear)
        self.listener.register(event_type)

    def close(self):
        self.listener.deregister(self.event_type)

    @staticmethod
    def listen():
        """Hears what has come so far."""
        while GLib.MainContext.default().iteration(False):
            pass


@dataclass(frozen=True)
class Row:
    """A row of the table: what is spoken for it, and the text of each cell by the heading above it."""
    label: str
    cells: dict


def private_environment(home, **changes):
    """The environment of a program that knows nothing but HOME. What is changed to None is not in it."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith('_proxy')}
    environment.update(XDG_CONFIG_HOME=str(home / '.config'), XDG_CACHE_HOME=str(home / '.cache'),
                       XDG_DATA_HOME=str(home / '.local/share'), XDG_STATE_HOME=str(home / '.local/state'))
    settings = home / '.config' / 'gtk-4.0' / 'settings.ini'
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n')
    environment.setdefault('XAUTHORITY', os.path.expanduser('~/.Xauthority'))
    environment.update(HOME=str(home), GDK_BACKEND='x11', GDK_DEBUG='no-portals', ADW_DISABLE_PORTAL='1',
                       GIO_USE_VFS='local', GIO_USE_VOLUME_MONITOR='unix', GSETTINGS_BACKEND='keyfile',
                       GSK_RENDERER='cairo', GTK_A11Y='atspi', TZ='UTC',
                       # Secrets are kept in a file that is encrypted, since no Secret Service runs in a bare session.
                       SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=str(home / 'secrets.keyring'),
                       SECRET_FILE_TEST_PASSWORD='a password for tests')
    environment.update(changes)
    return {name: value for name, value in environment.items() if value is not None}


class Process:
    """A started program. Its messages are in the file `errors`."""

    def __init__(self, *command, home, **changes):
        self.name = pathlib.Path(command[0]).name
        self.errors = home / f'.{self.name}.errors'
        with open(self.errors, 'w') as errors:
            self.process = subprocess.Popen(command, cwd=home, text=True, stderr=errors,
                                            stdout=subprocess.PIPE, env=private_environment(home, **changes))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends it, if it has not ended by itself."""
        self.process.terminate()
        try:
            self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class DemoServer(Process):
    """The demo service, with keys of its own."""

    ACCESS_KEY = 'E2EACCESSKEY00000001'
    SECRET_KEY = 'e2e-secret-key-of-the-demo-service-00001'

    def __init__(self, *arguments, home, port=0):
        super().__init__(*self.command(), '--port', str(port), '--access-key', self.ACCESS_KEY,
                         '--secret-key', self.SECRET_KEY, *arguments, home=home)
        # The first line comes as soon as it listens, or the pipe ends because it could not.
        readable, _, _ = select.select([self.process.stdout], [], [], DEADLINE)
        line = self.process.stdout.readline() if readable else ''
        greeting = re.fullmatch(r'Listening on (https?://127\.0\.0\.1:(\d+))\n', line)
        if greeting is None:
            self.stop()
            raise Failure(f'the demo service did not start\n{self.errors.read_text()}')
        self.address, self.port = greeting[1], int(greeting[2])

    def command(self):
        return [os.environ['FERRYBOARD_DEMO_SERVER']]


class App(Process):
    """Ferryboard with a window on the screen."""

    # Who hears where the keyboard goes, as soon as somebody asks, and where it was last heard.
    focus_listener = None
    place = None

    def __init__(self, *arguments, home, **changes):
        super().__init__(*self.command(), *arguments, home=home,
                         **{'LANG': 'C.UTF-8', 'LC_ALL': '', 'LANGUAGE': ''} | changes)
        self.desktop = Atspi.get_desktop(0)
        try:
            self.accessible = wait_until('Ferryboard opens its window', self._find_accessible,
                                         lambda: self.errors.read_text())
        except Failure:
            self.stop()
            raise

    def command(self):
        return [os.environ.get('FERRYBOARD', 'ferryboard')]

    def stop(self):
        if self.focus_listener:
            self.focus_listener.close()
        super().stop()

    def _hear_focus(self, event):
        try:
            if event.detail1:
                self.place = Place(event.source.get_role_name(), event.source.get_name(), event.source)
        except GLib.Error:
            # It went away while it was spoken of.
            pass

    def _find_accessible(self):
        if self.process.poll() is not None:
            raise Failure(f'{self.name} ended with status {self.process.returncode}\n{self.errors.read_text()}')
        for application in children(self.desktop):
            if self._is_mine(application) and application.get_child_count() > 0:
                return application
        return None

    def _is_mine(self, application):
        return application.get_process_id() == self.process.pid

    def _search_windows(self, title):
        return xdotool('search', '--onlyvisible', '--all', '--pid', self.process.pid, '--name', f'^{re.escape(title)}$')

    def quit(self):
        """Ends it by Ctrl+Q; it has to end well and to have complained about nothing."""
        self.press('ctrl+q')
        wait_until('Ferryboard ends', lambda: self.process.poll() is not None, self.dump)
        complaints = self.read_complaints()
        if self.process.returncode != 0 or complaints:
            raise Failure('\n'.join([f'ended with status {self.process.returncode}'] + complaints))

    def read_complaints(self):
        return re.findall(r'.*-(?:WARNING|CRITICAL) \*\*.*', self.errors.read_text())

    def __exit__(self, kind, *_):
        pictures = os.environ.get('E2E_PICTURES')
        if kind is not None and pictures:
            path = pathlib.Path(pictures) / f'{pathlib.Path(sys.argv[0]).stem}.png'
            subprocess.run(['import', '-window', 'root', str(path)], check=False, timeout=DEADLINE)
            print(f'The screen when it failed: {path}', file=sys.stderr)
        self.stop()

    # What is there

    def dump(self):
        return dump(self.accessible)

    def windows(self):
        """The windows on the screen, the newest last."""
        return [window for window in children(self.accessible) if has_state(window, Atspi.StateType.SHOWING)]

    def find(self, role=None, name=None, within=None, backwards=False):
        """The first widget of this ROLE and NAME (a text or a pattern) on the screen, or None."""
        for window in [within] if within else self.windows():
            for accessible in walk(window, backwards=backwards):
                if matches(role, accessible.get_role_name()) and matches(name, accessible.get_name()):
                    return accessible
        return None

    def find_all(self, role):
        return [accessible for window in self.windows() for accessible in walk(window)
                if accessible.get_role_name() == role]

    def wait(self, role=None, name=None, within=None):
        return wait_until(f'{describe(role, name)} appears',
                          lambda: self.find(role, name, within), self.dump)

    def wait_gone(self, role=None, name=None):
        wait_until(f'{describe(role, name)} goes away',
                   lambda: self.find(role, name) is None, self.dump)

    def wait_label(self, pattern):
        """Waits for a label with a text that matches PATTERN."""
        return self.wait('label', re.compile(pattern))

    def wait_toast(self, text):
        """Waits for a toast. It goes by itself after a few seconds, which can be over before one has looked around."""
        return wait_until(f'the toast “{text}” appears', lambda: self.find('label', text, backwards=True), self.dump)

    def wait_focus(self, name):
        """Waits until the keyboard is in the widget NAME."""
        wait_until(f'the keyboard is in “{name}”', lambda: name in self._focused(),
                   lambda: f'it is in {self._focused()}\n{self.dump()}')

    def _focused(self):
        return [accessible.get_name() for window in self.windows() for accessible in walk(window)
                if has_state(accessible, Atspi.StateType.FOCUSED)]

    def step(self, key='Tab'):
        """Presses a key, and returns what has the keyboard after it; None if it goes nowhere, of which nobody tells."""
        self.focus_listener = self.focus_listener or Listener('object:state-changed:focused', self._hear_focus)
        Listener.listen()
        self.place = None
        xdotool('key', key)
        deadline = time.monotonic() + SILENCE
        while self.place is None and time.monotonic() < deadline:
            Listener.listen()
            time.sleep(0.005)
        return self.place

    def tab_to(self, name):
        """Moves the keyboard on, step by step, to the widget NAME. What takes it comes into sight, too."""
        self.focus_window()
        if name in self._focused():
            return
        for _ in range(60):
            place = self.step()
            if place is None:
                raise Failure(f'the keyboard does not move on\n{self.dump()}')
            if place.name == name:
                return
        raise Failure(f'the keyboard never gets to “{name}”\n{self.dump()}')

    def read_status(self):
        """What the status lines on the screen say."""
        return [get_text(accessible) for accessible in self.find_all('status bar')]

    def wait_status(self, text):
        wait_until(f'a status line says “{text}”', lambda: text in self.read_status(), self.dump)

    def read_rows(self):
        """The rows of the table that are on the screen. GTK makes no others."""
        table = self.find('tree table')
        parts = list(children(table)) if table else []
        if len(parts) != 2:
            return []
        header, body = parts
        titles = read_titles(header)
        return [Row(row.get_name(), dict(zip(titles, [cell.get_name() for cell in children(row)])))
                for row in children(body)]

    def find_cell(self, position, title):
        """The cell in the column TITLE of one of the rows that are on the screen."""
        header, body = children(self.wait('tree table'))
        return list(children(list(children(body))[position]))[read_titles(header).index(title)]

    def wait_rows(self, what, condition):
        """Waits until the rows fulfil CONDITION, and returns them."""
        def read():
            rows = self.read_rows()
            return rows if rows and condition(rows) else None
        return wait_until(what, read, lambda: '\n'.join(map(str, self.read_rows())))

    # The mouse, the keyboard and the eyes

    def _window_of(self, accessible):
        """The X window that ACCESSIBLE is in, and where its top left corner is for AT-SPI."""
        while accessible.get_parent() != self.accessible:
            accessible = accessible.get_parent()
        title = accessible.get_name()
        windows = wait_until(f'there is a window with the title “{title}”', lambda: self._search_windows(title))
        x, y, _, _ = get_extents(accessible)
        return windows[0], x, y

    def click(self, role, name=None, within=None, to_left=0):
        """Moves the mouse onto a widget, or so many pixels to the left of its middle, and clicks."""
        self.click_accessible(self.wait(role, name, within), to_left=to_left)

    def click_accessible(self, accessible, button=1, to_left=0):
        self._move_to(accessible, 'click', button, to_left=to_left)

    def drag(self, source, target):
        """Drags one widget onto another, and lets go once that shows at its beginning that it takes what comes."""
        self._wait_still(target)
        window, window_x, window_y = self._window_of(target)
        x, y, width, height = get_extents(target)
        beginning = f'{width // 4}x{height}+{x - window_x}+{y - window_y}'

        def look():
            return subprocess.run(['import', '-window', window, '-crop', beginning, 'rgb:-'], check=True,
                                  capture_output=True, timeout=DEADLINE).stdout

        def is_taken():
            self._move_to(target)
            xdotool('mousemove_relative', '--sync', 1, 0)
            return look() != before
        self._move_to(source, 'mousedown', 1)
        before = look()
        wait_until(f'“{target.get_name()}” takes what is dragged', is_taken, self.dump)
        xdotool('mouseup', 1)

    def _move_to(self, accessible, *then, to_left=0):
        """Moves the mouse into the middle of a widget, and has xdotool do something there."""
        wait_until(f'“{accessible.get_name()}” can be clicked',
                   lambda: has_state(accessible, Atspi.StateType.SENSITIVE), self.dump)
        self._wait_still(accessible)
        window, window_x, window_y = self._window_of(accessible)
        x, y, width, height = get_extents(accessible)
        xdotool('mousemove', '--window', window, x - window_x + width // 2 - to_left, y - window_y + height // 2, *then)

    def _wait_still(self, accessible):
        """Until two looks in a row find it in the same place."""
        places = [None]

        def is_still():
            places.append(get_extents(accessible))
            return places[-1] == places[-2]
        wait_until(f'“{accessible.get_name()}” keeps still', is_still, self.dump)

    def focus_window(self):
        """Gives the keyboard to the newest window. A window manager would, but there need not be one."""
        window, _, _ = self._window_of(self.windows()[-1])
        if xdotool('getwindowfocus') != [window]:
            xdotool('windowfocus', '--sync', window)

    def press(self, *keys):
        self.focus_window()
        xdotool('key', *keys)

    def type(self, text):
        """Types TEXT, of ASCII characters: xdotool loses others now and then."""
        self.focus_window()
        xdotool('type', '--delay', 8, text)

    def fill(self, name, text):
        """Clicks into an entry and replaces what it holds."""
        self.fill_accessible(self.wait(ENTRY, name), text)

    def fill_accessible(self, entry, text):
        self.focus_window()
        self.click_accessible(entry)
        self.wait_focus(entry.get_name())
        self.press('ctrl+a')
        self.type(text)
        self.wait_text_of(entry, text)

    def wait_entry(self, name, text):
        self.wait_text_of(self.wait(ENTRY, name), text)

    def wait_text_of(self, entry, text):
        """Waits until an entry holds TEXT, in the clear or as so many dots."""
        wait_until(f'“{entry.get_name()}” holds “{text}”', lambda: get_text(entry) in (text, '●' * len(text)), self.dump)

    def resize(self, width, height):
        window, _, _ = self._window_of(self.windows()[0])
        xdotool('windowsize', '--sync', window, width, height)

    def take_screenshot(self, path):
        """Writes the picture of the window to PATH, without the rim that it has where nothing draws a shadow."""
        frame = self.windows()[0]
        window, _, _ = self._window_of(frame)
        _, _, outer_width, outer_height = get_extents(frame)
        _, _, width, height = get_extents(frame.get_child_at_index(0))
        crop = f'{width}x{height}+{(outer_width - width) // 2}+{(outer_height - height) // 2}'
        subprocess.run(['import', '-window', window, '-crop', crop, '+repage', str(path)], check=True, timeout=DEADLINE)
