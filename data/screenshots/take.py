#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures for publishing: of the window alone, with its shadow and round corners, in each language.

They are of the installed Ferryboard, or with --flatpak of the installed Flatpak, with sample data. It is shown by a Weston
of its own, which needs no screen; the font is that of the platform. Besides Weston this takes ImageMagick 7, what the
end-to-end tests take, the locales, and a session bus: “dbus-run-session take.py” will do where there is none.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tests' / 'e2e'))

from driver import App, Atspi, Failure, Process, children, wait_until  # noqa: E402

APPLICATION_ID = 'io.github.ferryboard.Ferryboard'
ORGANIZATION = 'logistics'
LANGUAGES = {'': 'en_US.UTF-8', '-zh_CN': 'zh_CN.UTF-8'}
# With the shadow that is just below the 1000 × 700 which a picture may have. What is the same in all rows can do without.
SETTINGS = {'window-width': 960, 'window-height': 650, 'show-sidebar': 'false',
            'sort-order': "'repository,target-region'", 'column-visibility': "{'source-region': false}",
            'column-widths': "{'organization': 96}"}
# For screens of a high resolution.
SCALE = 2
SOCKET = 'ferryboard-screenshots'


class Weston(Process):
    """A screen that nobody sees, of one COLOR."""

    def __init__(self, folder, color):
        self.folder = folder
        configuration = folder / 'weston.ini'
        configuration.write_text('[core]\nidle-time=0\n[shell]\npanel-position=none\nlocking=false\n'
                                 f'background-color={color}\n')
        super().__init__('weston', '--backend=headless', '--renderer=pixman', '--width=1400', '--height=1000',
                         f'--scale={SCALE}', '--shell=desktop', f'--config={configuration}', f'--socket={SOCKET}',
                         '--debug', home=folder)   # which lets weston-screenshooter in
        socket = pathlib.Path(os.environ['XDG_RUNTIME_DIR'], SOCKET)
        wait_until('Weston listens', socket.exists, self.errors.read_text)

    def _capture(self):
        before = set(self.folder.glob('*.png'))
        subprocess.run(['weston-screenshooter'], cwd=self.folder, check=True, timeout=60, stdout=subprocess.DEVNULL,
                       env=os.environ | {'WAYLAND_DISPLAY': SOCKET})
        picture, = set(self.folder.glob('*.png')) - before
        return picture

    def take_picture(self):
        """Of the screen, once it has come to rest: what a busy machine has still to draw takes a while to begin."""
        pictures = []

        def is_still():
            pictures.append(self._capture())
            return len(pictures) > 4 and len({picture.read_bytes() for picture in pictures[-4:]}) == 1
        wait_until('the screen comes to rest', is_still, self.errors.read_text)
        return pictures[-1]


class Program(App):
    """Ferryboard on that screen, with SETTINGS and nothing else that it remembers."""

    def __init__(self, home, flatpak, language, settings):
        native_configuration = home / 'configuration'
        for configuration in native_configuration, home / '.var' / 'app' / APPLICATION_ID / 'config':
            keyfile = configuration / 'glib-2.0' / 'settings' / 'keyfile'
            keyfile.parent.mkdir(parents=True)
            keyfile.write_text('\n'.join([f'[{APPLICATION_ID.replace(".", "/")}]',
                                          *(f'{key}={value}' for key, value in settings.items())]))
        data = pathlib.Path(os.environ.get('XDG_DATA_HOME') or pathlib.Path.home() / '.local' / 'share')
        # Nothing of what makes the tests quick and their programs alike.
        Process.__init__(self, *(['flatpak', 'run', APPLICATION_ID] if flatpak else ['ferryboard']), '--sample',
                         home=home, XDG_CONFIG_HOME=str(native_configuration), WAYLAND_DISPLAY=SOCKET,
                         GDK_BACKEND='wayland', GDK_DEBUG='', ADW_DISABLE_PORTAL='', LANG=language, LC_ALL='',
                         LANGUAGE='', FLATPAK_USER_DIR=os.environ.get('FLATPAK_USER_DIR', str(data / 'flatpak')))
        self.accessible = wait_until('Ferryboard opens its window', self._find_accessible, self.errors.read_text)

    def _find_accessible(self):
        """In a Flatpak, the process is not the one that was started."""
        for application in children(Atspi.get_desktop(0)):
            if re.search('ferryboard', application.get_name(), re.IGNORECASE) and application.get_child_count() > 0:
                return application
        return None

    # There is no mouse and no keyboard here.

    def act(self, name):
        actions = self.windows()[0].get_action_iface()
        names = [Atspi.Action.get_action_name(actions, i) for i in range(Atspi.Action.get_n_actions(actions))]
        Atspi.Action.do_action(actions, names.index(name))

    def fill_accessible(self, entry, text):
        entry.get_editable_text_iface().set_text_contents(text)
        self.wait_text_of(entry, text)

    def scan(self):
        """Lists an organization. Which entry is which is told by their order, in every language."""
        self.wait_rows('the first repository is listed', len)
        for entry, text in zip(self.find_all('text'), (ORGANIZATION, '')):
            self.fill_accessible(entry, text)
        self.act('win.list')
        self.wait_gone('progress bar')
        self.wait_rows('more than one repository is listed',
                       lambda rows: len({list(row.cells.values())[0] for row in rows}) > 1)


def show_table(program):
    program.scan()


def show_filter(program):
    program.scan()
    before = len(program.read_rows())
    program.fill_accessible(program.wait('entry'), 'overwrite:yes')
    program.wait_rows('there are fewer rows', lambda rows: len(rows) < before)
    # The keyboard goes where people would have it.
    program.act('win.filter')


def show_export(program):
    program.scan()
    program.act('win.export-dialog')
    program.wait('dialog')


# What is shown, and with which settings.
PICTURES = {
    'window': (show_table, {}),
    'filter': (show_filter, {}),
    'export': (show_export, {}),
    'dark': (show_table, {'color-scheme': "'dark'"}),
}


def magick(*arguments):
    return subprocess.run(['magick', *map(str, arguments)], check=True, timeout=60, stdout=subprocess.PIPE).stdout


def cut_out(on_black, on_white, path):
    """Writes the window and its shadow alone: what differs on black and on white is what shows through them."""
    alpha, color = on_black.with_name('alpha.png'), on_black.with_name('color.png')
    magick(on_white, on_black, '-alpha', 'off', '-compose', 'difference', '-composite', '-negate',
           '-colorspace', 'gray', alpha)
    magick(on_black, alpha, '-alpha', 'off', '-compose', 'divide-src', '-composite', color)
    magick(color, alpha, '-alpha', 'off', '-compose', 'copy-alpha', '-composite', '-trim', '+repage', '-strip',
           '-define', 'png:compression-level=9', '-define', 'png:compression-filter=5', path)


def is_solid(path):
    """Whether nothing shows through the window. The minute may have changed between one picture and the other."""
    rim = f'{60 * SCALE}x{60 * SCALE}'
    return magick(path, '-alpha', 'extract', '-shave', rim, '-format', '%[fx:minima]', 'info:') == b'1'


def take_on(color, name, language, flatpak, path):
    show, settings = PICTURES[name]
    with tempfile.TemporaryDirectory(prefix='ferryboard-', ignore_cleanup_errors=True) as folder:
        with Weston(pathlib.Path(folder), color) as weston:
            with Program(pathlib.Path(folder), flatpak, language, SETTINGS | settings) as program:
                show(program)
                path.write_bytes(weston.take_picture().read_bytes())


def take(name, language, flatpak, path):
    with tempfile.TemporaryDirectory(prefix='ferryboard-') as folder:
        black, white, taken = (pathlib.Path(folder, f'{part}.png') for part in ('black', 'white', 'taken'))
        for _ in range(3):
            # Weston puts windows at random, and each time alike.
            take_on('0xff000000', name, language, flatpak, black)
            take_on('0xffffffff', name, language, flatpak, white)
            cut_out(black, white, taken)
            if is_solid(taken):
                path.write_bytes(taken.read_bytes())
                return
    raise Failure(f'{path.name} is never the same twice')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('names', nargs='*', metavar='NAME', help=f'{", ".join(PICTURES)}; all by default')
    parser.add_argument('--flatpak', action='store_true', help='take those of the Flatpak')
    parser.add_argument('--output', type=pathlib.Path, default=SOURCE / 'data' / 'screenshots', metavar='FOLDER')
    options = parser.parse_args()

    for name in options.names or PICTURES:
        for suffix, language in LANGUAGES.items():
            path = options.output / f'{name}{suffix}.png'
            take(name, language, options.flatpak, path)
            print(path, flush=True)


main()
