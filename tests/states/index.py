#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes an index.html that shows the pictures in FOLDER/LANGUAGE/LOOK/STATE.png side by side, a row for each state."""

import html
import pathlib
import sys

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Ferryboard, state by state</title>
<style>
body {{ font-family: sans-serif; background: #777; color: #fff }}
h2 {{ font-size: 1em; margin: 1em 0 0.3em }}
div {{ display: flex; gap: 8px; overflow-x: auto; align-items: start }}
figure {{ margin: 0 }}
img {{ height: 300px; display: block }}
</style>
{sections}
</html>
"""


def show_picture(folder, path):
    address = html.escape(path.relative_to(folder).as_posix())
    return f'<figure><a href="{address}"><img loading="lazy" src="{address}" alt=""></a>' \
           f'<figcaption>{html.escape(path.parent.relative_to(folder).as_posix())}</figcaption></figure>'


def main():
    folder = pathlib.Path(sys.argv[1])
    states = {}
    for path in sorted(folder.glob('*/*/*.png')):
        states.setdefault(path.stem, []).append(path)
    if not states:
        sys.exit(f'There are no pictures in {folder}.')

    sections = [f'<h2>{html.escape(state)}</h2>\n<div>{"".join(show_picture(folder, path) for path in paths)}</div>'
                for state, paths in sorted(states.items())]
    (folder / 'index.html').write_text(PAGE.format(sections='\n'.join(sections)), encoding='utf-8')
    print(f'{sum(map(len, states.values()))} pictures of {len(states)} states')


main()
