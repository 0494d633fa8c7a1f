#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each slip in a manifest is found.

test_check_manifests.py FOLDER-OF-MANIFESTS
"""
import json
import sys
import unittest
from pathlib import Path

from check_manifests import find_differences, find_problems

NAME = 'io.github.ferryboard.Ferryboard'
FOLDER = Path(sys.argv.pop())


def read(variant=''):
    return json.loads((FOLDER / f'{NAME}{variant}.json').read_text(encoding='utf-8'))


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.manifest = read()
        self.source = self.manifest['modules'][0]['sources'][0]

    def expect(self, words):
        """That there is one problem, which is told in these WORDS."""
        problems = find_problems(self.manifest, f'{NAME}.json')
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(words, problems[0])

    def test_good(self):
        self.assertEqual(find_problems(self.manifest, f'{NAME}.json'), [])

    def test_name(self):
        self.manifest['id'] += '.Other'
        self.expect('the file of')

    def test_permissions(self):
        for slip in '--filesystem=home', '--talk-name=org.freedesktop.secrets', '--socket=x11':
            with self.subTest(slip):
                self.manifest = read()
                self.manifest['finish-args'].append(slip)
                self.expect(slip)

    def test_permission_lost(self):
        self.manifest['finish-args'].remove('--share=network')
        self.expect('finish-args')

    def test_branch(self):
        self.manifest['branch'] = 'stable'
        self.expect('branch')

    def test_translations_left_out(self):
        self.manifest['separate-locales'] = True
        self.expect('separate-locales')
        del self.manifest['separate-locales']
        self.expect('separate-locales')

    def test_network_in_build(self):
        self.manifest['modules'][1]['build-options'] = {'build-args': ['--share=network']}
        self.expect('has the network')

    def test_archive_not_pinned(self):
        for slip in '', self.source['sha256'][1:], self.source['sha256'] + '0', 'Z' * 64:
            with self.subTest(slip):
                self.source['sha256'] = slip
                self.expect('sha256')
        del self.source['sha256']
        self.expect('sha256')

    def test_address(self):
        for slip in 'http://example.org/a.tar.gz', 'a.tar.gz', '':
            with self.subTest(slip):
                self.source['url'] = slip
                self.expect('no https address')

    def test_git(self):
        pinned = {'type': 'git', 'url': 'https://example.org/a.git', 'tag': '1.0', 'commit': '0123456789' * 4}
        for key, slip in ('tag', ''), ('commit', ''), ('commit', 'main'), ('branch', 'main'):
            with self.subTest(key=key, slip=slip):
                self.source.clear()
                self.source.update(pinned)
                self.assertEqual(find_problems(self.manifest, f'{NAME}.json'), [])
                self.source[key] = slip
                self.expect(key)

    def test_other_source(self):
        self.source['type'] = 'extra-data'
        self.expect('extra-data')

    def test_no_source(self):
        self.manifest['modules'][0]['sources'] = []
        self.expect('no sources')

    def test_ferryboard_from_elsewhere(self):
        self.manifest['modules'][-1]['sources'] = [self.source]
        self.expect('not built from this folder')


class DifferenceTest(unittest.TestCase):
    def setUp(self):
        self.release, self.development = read(), read('.Devel')

    def expect(self, *words):
        problems = find_differences(self.release, self.development)
        self.assertEqual(len(problems), len(words), problems)
        for word, problem in zip(words, problems):
            self.assertIn(word, problem)

    def test_good(self):
        self.expect()

    def test_id(self):
        self.development['id'] = self.release['id']
        self.expect('development variant')

    def test_runtime(self):
        self.development['runtime-version'] = '50'
        self.expect('runtime-version')

    def test_key_lost(self):
        del self.development['cleanup']
        self.expect('cleanup')

    def test_modules(self):
        for change in (lambda modules: modules.pop(0),
                       lambda modules: modules[0]['sources'][0].update(sha256='0' * 64),
                       lambda modules: modules[-1].pop('config-opts'),
                       lambda modules: modules[-1]['config-opts'].append('-Db_ndebug=true')):
            self.development = read('.Devel')
            change(self.development['modules'])
            self.expect('modules')


if __name__ == '__main__':
    unittest.main()
