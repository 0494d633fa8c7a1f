#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the Flatpak manifests ask for no more than they have to, and build from the same, pinned sources.

check_manifests.py RELEASE-MANIFEST DEVELOPMENT-MANIFEST
"""
import json
import re
import sys
from pathlib import Path

# No file system and nobody on a bus: files come and go through the file portal, secrets through the Secret portal.
FINISH_ARGS = ['--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri']

# What the development variant may have of its own.
OWN_KEYS = {'id', 'desktop-file-name-suffix'}
OWN_OPTIONS = ['-Ddevelopment=true']

# What a source is pinned by, besides where it comes from.
PINS = {'archive': {'sha256': '[0-9a-f]{64}'},
        'git': {'tag': '.+', 'commit': '[0-9a-f]{40}'}}


def find_source_problems(source):
    """What would let another source be built one day than is built now."""
    kind = source.get('type')
    if kind not in PINS:
        return [f'a source of the type “{kind}”']
    problems = [f'{key} of {source.get("url")} is “{source.get(key)}”' for key, pattern in PINS[kind].items()
                if not re.fullmatch(pattern, source.get(key, ''))]
    if not source.get('url', '').startswith('https://'):
        problems.append(f'{source.get("url")} is no https address')
    if 'branch' in source:
        problems.append(f'{source.get("url")} follows a branch')
    return problems


def find_problems(manifest, name):
    """What is wrong with one MANIFEST, which was read from the file NAME."""
    *libraries, ferryboard = manifest['modules']
    problems = []
    if f'{manifest["id"]}.json' != name:
        problems.append(f'the file of “{manifest["id"]}” is “{name}”')
    if manifest['finish-args'] != FINISH_ARGS:
        problems.append(f'finish-args are {manifest["finish-args"]}')
    if 'branch' in manifest:
        problems.append('the manifest names a branch')
    if manifest.get('separate-locales', True):
        problems.append('a bundle would be without translations: separate-locales')
    if '--share=network' in json.dumps([manifest.get('build-options'), manifest['modules']]):
        problems.append('a build has the network')
    if [source['type'] for source in ferryboard['sources']] != ['dir']:
        problems.append('Ferryboard is not built from this folder')
    for library in libraries:
        if not library['sources']:
            problems.append(f'{library["name"]} has no sources')
        for source in library['sources']:
            problems += find_source_problems(source)
    return problems


def find_differences(release, development):
    """Where the DEVELOPMENT manifest says something else than the RELEASE, and need not."""
    problems = [f'“{key}” differs between the manifests' for key in sorted((release.keys() | development.keys()) - OWN_KEYS)
                if key != 'modules' and release.get(key) != development.get(key)]
    if development['id'] != f'{release["id"]}.Devel':
        problems.append(f'the development variant is “{development["id"]}”')

    *libraries, ferryboard = release['modules']
    options = ferryboard['config-opts'] + OWN_OPTIONS
    if development['modules'] != [*libraries, ferryboard | {'config-opts': options}]:
        problems.append('the modules differ between the manifests')
    return problems


def main(*paths):
    manifests = [json.loads(Path(path).read_text(encoding='utf-8')) for path in paths]
    problems = [f'{path}: {problem}' for path, manifest in zip(paths, manifests)
                for problem in find_problems(manifest, Path(path).name)]
    problems += find_differences(*manifests)
    print('\n'.join(problems), file=sys.stderr, end='\n' if problems else '')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
