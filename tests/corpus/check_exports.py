#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what the program exports against parsers that are not its own: bibtex, pandoc, bibutils, cmark-gfm, Python.

Each list is exported in every format; the foreign programs must take it without a complaint, and the titles, years, ids and
addresses that they read must be those of `list --format json`. So must be notes and tags of a reader, with whatever may end a
field in one format or another, on the lists of the project. Lists of a corpus are taken along where one lies beside the
project. A program that is not installed is named; without any of them the test skips (exit status 77)."""
import argparse
import csv
import html.parser
import io
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as xml

SKIPPED = 77
MOST_BYTES = 1_000_000  # larger ones of the corpus say nothing new and take foreign programs minutes

# Writes what BibTeX has read, one line a field, so that the program itself says how it understood the file.
STYLE = '''ENTRY { archiveprefix booktitle doi eprint howpublished journal title url year } {} {}
FUNCTION {told} { duplicate$ empty$ 'pop$ { write$ newline$ } if$ }
FUNCTION {entry} { "KEY " cite$ * told title "t" change.case$ told }
FUNCTION {article} { entry }
FUNCTION {inproceedings} { entry }
FUNCTION {misc} { entry }
FUNCTION {default.type} { #1 "a type that no style has" warning$ }
READ
ITERATE {call.type$}
'''

# What a reader may say of papers: a query for these, a note, tags. Later ones take the place of earlier ones.
REMARKS = [('is:unread', 'Plain words', []),
           ('year:>=2020', 'Half of it: {50%} "quoted", \'so\', 100 $ #1 a_b & c ~ ^ \\ | `code` *bold* [x](y)', ['to read', 'kv, cache']),
           ('year:>=2022', 'First line\nTY  - JOUR\n\nER  - \n@misc{a,\n  title = {b}}\n} and { alone', ['{50%}', '100% & "all"']),
           ('year:>=2023', '标题：很好\n:-- | --\na | b\n=== \n1. one\n- two\n    four', ['标签']),
           ('year:>=2024', '--> </DD></DL><script>alert(1)</script> <b>&amp;</b>\r\n<!-- \u202e \x1b[31m,,;; =1+1', ['--> <i>', 'a; b'])]

passed = 0
failures = []


def check(condition, message):
    global passed
    if condition:
        passed += 1
        return
    failures.append(message)
    if len(failures) <= 40:
        print('FAILED', message)


RAISED = str.maketrans('0123456789', '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079')


def plain(text):
    """Text as all readers agree on it: they may make quotes, dashes and dots typographic, cut blanks, drop what is unseen
    and mark up what is raised."""
    text = re.sub('<sup>([0-9]+)</sup>', lambda raised: raised[1].translate(RAISED), text)
    text = ''.join(c for c in unicodedata.normalize('NFC', text) if unicodedata.category(c) != 'Cf')
    text = re.sub('[\'"`\u2018\u2019\u201c\u201d]+', "'", text)
    text = re.sub('[-\u2010-\u2015\u2212]+', '-', text)
    return ' '.join(text.replace('\u2026', '...').split())


class Works:
    """What the program's own JSON says, one work after the other in the order in which exports name them."""

    def __init__(self, entries):
        self.entries = entries
        self.order = list(dict.fromkeys(entry['work'] for entry in entries))
        self.of = {}
        for entry in entries:
            self.of.setdefault(entry['work'], []).append(entry)

    def titles(self, work):
        return {plain(shown(entry['title'])) or '(no title)' for entry in self.of[work]}

    def ids(self, work, scheme):
        return {name.split(':', 1)[1] for entry in self.of[work] for name in entry['ids'] if name.startswith(scheme + ':')}

    def years(self, work):
        return {entry['year'] for entry in self.of[work]}


def shown(text):
    """Without what acts on a terminal instead of being seen, as every format but JSON leaves it out."""
    return ''.join(' ' if c in '\t\n\r' else c for c in text
                   if c in '\t\n\r' or unicodedata.category(c) not in ('Cc', 'Cf', 'Zl', 'Zp'))


class Tools:
    def __init__(self, program, folder, options=()):
        self.program = program
        self.options = options
        self.folder = pathlib.Path(folder)
        self.environment = dict(os.environ, HOME=folder, TEXMFCNF=folder, LC_ALL='C.UTF-8')
        (self.folder / 'told.bst').write_text(STYLE)
        (self.folder / 'texmf.cnf').write_text(
            'BIBINPUTS = .\nBSTINPUTS = .\nhash_size = 2000000\nmax_strings = 2000000\n')
        (self.folder / 'list.aux').write_text('\\relax\n\\citation{*}\n\\bibstyle{told}\n\\bibdata{list}\n')

    def run(self, *arguments, given=None):
        done = subprocess.run([str(argument) for argument in arguments], input=given, capture_output=True, cwd=self.folder,
                              env=self.environment, timeout=300, check=False)
        return done.returncode, done.stdout, done.stderr.decode('utf-8', 'replace')

    def export(self, path, form):
        status, output, errors = self.run(self.program, 'list', '--catalog', path, '--format', form, '--data', self.folder / 'data',
                                          *self.options)
        check(status == 0, f'{path.name}: no {form}: {errors}')
        return output

    def quietly(self, name, *arguments, given=None):
        """The output of a foreign program that has to be content."""
        status, output, errors = self.run(*arguments, given=given)
        errors = re.sub(r'\S+: Processed \d+ references\.\s*', '', errors)
        check(status == 0 and not errors.strip(), f'{name}: {arguments[0]} says {status}, {errors[:400]!r}')
        return output


def same(name, what, work, read, wanted, required=False):
    """What a foreign program read is something the list says, or nothing where that is allowed."""
    found = read if read is None else str(read)
    missing = found in (None, '') and bool(wanted) and required
    strange = found not in (None, '') and found not in {str(value) for value in wanted}
    check(not missing and not strange, f'{name}: {what} {found!r} of {work}, not one of {sorted(map(str, wanted))[:3]}')


def check_order(name, works, records):
    check(len(records) == len(works.order), f'{name}: {len(records)} records of {len(works.order)} works')
    return zip(works.order, records) if len(records) == len(works.order) else ()


def check_bibtex(tools, path, works):
    name = f'{path.name}, BibTeX'
    exported = tools.export(path, 'bibtex')
    (tools.folder / 'list.bib').write_bytes(exported)
    if works.order and shutil.which('bibtex'):
        (tools.folder / 'list.bbl').unlink(missing_ok=True)
        status, output, errors = tools.run('bibtex', 'list')
        said = output.decode('utf-8', 'replace')
        check(status == 0 and 'arning' not in said and 'error' not in said, f'{name}: bibtex says {said[-400:]!r}{errors!r}')
        told = (tools.folder / 'list.bbl').read_text('utf-8')
        check(told.count('KEY ') >= len(works.order), f'{name}: bibtex has read {told.count("KEY ")} entries')
        keys = re.findall('^KEY (.*)$', told, re.MULTILINE)
        check(len({key.lower() for key in keys}) == len(keys), f'{name}: keys repeat')
    if shutil.which('bib2xml'):
        # It parts a title from its subtitle and knows few commands of TeX, so it only counts.
        tree = xml.fromstring(tools.quietly(name, 'bib2xml', 'list.bib').decode('utf-8-sig')) if works.order else []
        check(len(tree) == len(works.order), f'{name}: bib2xml has read {len(tree)} entries')
    if shutil.which('pandoc'):
        read = json.loads(tools.quietly(name, 'pandoc', '-f', 'bibtex', '-t', 'csljson', 'list.bib'))
        by_key = {record['id']: record for record in read}
        keys = re.findall(rb'^@\w+\{(.*),$', exported, re.MULTILINE)
        records = [by_key.get(key.decode(), {}) for key in keys]
        for record in records:
            record['title'] = re.sub(r'</?(span|i|b)\b[^>]*>', '', record.get('title', ''))
        for work, record in check_order(name, works, records):
            check_capitals(name, works, work, record)
        check_records(name, works, records, arxiv=False)


def check_capitals(name, works, work, record):
    """Pandoc lowers titles as a style does: capitals inside of words must survive it. All else is compared without case."""
    read = plain(record['title'])
    alike = [title for title in works.titles(work) if title.lower() == read.lower()]
    kept = [title for title in alike if set(re.findall(r'\w+[A-Z]\w*', title)) <= set(re.findall(r'\w+', read))]
    check(kept or not alike, f'{name}: {record["title"]!r} lost capitals')
    record['title'] = alike[0] if alike else read


def check_records(name, works, records, arxiv=True):
    for work, record in check_order(name, works, records):
        same(name, 'title', work, plain(record.get('title', '')), works.titles(work), required=True)
        same(name, 'DOI', work, record.get('DOI'), works.ids(work, 'doi'), required=True)
        if arxiv:
            same(name, 'arXiv id', work, record.get('archive_location'), works.ids(work, 'arxiv'), required=True)
        issued = record.get('issued', {}).get('date-parts', [[None]])[0][0]
        if works.years(work) != {None}:
            same(name, 'year', work, issued, works.years(work))
        openable = any(link['kind'] not in ('relative', 'anchor', 'unsafe', 'invalid')
                       for entry in works.of[work] for link in entry['links'])
        check(bool(record.get('URL')) == openable, f'{name}: {work} has the address {record.get("URL")}')


def check_csl(tools, path, works):
    name = f'{path.name}, CSL JSON'
    exported = tools.export(path, 'csl')
    check_records(name, works, json.loads(exported))
    if shutil.which('pandoc'):
        read = json.loads(tools.quietly(name, 'pandoc', '-f', 'csljson', '-t', 'csljson', given=exported))
        by_key = {record['id']: record for record in read}
        check_records(f'{name} by pandoc', works, [by_key.get(record['id'], {}) for record in json.loads(exported)])


def check_ris(tools, path, works):
    name = f'{path.name}, RIS'
    exported = tools.export(path, 'ris')
    lines = exported.decode('utf-8').split('\r\n')
    check(lines.pop() == '' and all(re.fullmatch('[A-Z][A-Z0-9]  - .*', line) for line in lines), f'{name}: odd lines')
    if works.order and shutil.which('ris2xml'):
        (tools.folder / 'list.ris').write_bytes(exported)
        space = '{http://www.loc.gov/mods/v3}'
        tree = xml.fromstring(tools.quietly(name, 'ris2xml', 'list.ris').decode('utf-8-sig'))
        records = []
        for mods in tree:
            info = mods.find(f'{space}titleInfo')
            title = [info.findtext(space + part) or '' for part in ('nonSort', 'title', 'subTitle')]
            records.append({'title': title[0] + ' ' + title[1] + (': ' + title[2] if title[2] else ''),
                            'DOI': next((each.text for each in mods.findall(f'{space}identifier') if each.get('type') == 'doi'), None),
                            'URL': mods.findtext(f'{space}location/{space}url')})
        for work, record in check_order(name, works, records):
            loosely = {re.sub(r'\W', '', title) for title in works.titles(work)}
            same(name, 'title', work, re.sub(r'\W', '', plain(record['title'])), loosely)
            # It knows no DOI whose first part has more than four digits.
            short = {doi for doi in works.ids(work, 'doi') if re.match(r'10\.\d{4}/', doi)}
            same(name, 'DOI', work, record['DOI'], short, required=True)
    if shutil.which('pandoc') and 'ris' in tools.run('pandoc', '--list-input-formats')[1].decode().split():
        read = json.loads(tools.quietly(name, 'pandoc', '-f', 'ris', '-t', 'csljson', given=exported))
        check(len(read) == len(works.order), f'{name}: pandoc has read {len(read)} references')


def check_csv(tools, path, works):
    name = f'{path.name}, CSV'
    text = tools.export(path, 'csv').decode('utf-8')
    rows = list(csv.DictReader(io.StringIO(text, newline=''), strict=True))
    check(len(rows) == len(works.entries), f'{name}: {len(rows)} rows of {len(works.entries)} entries')
    for row, entry in zip(rows, works.entries):
        check(None not in row and None not in row.values(), f'{name}: fields of line {entry["line"]}')
        same(name, 'title', entry['line'], plain(row['title']), [plain(shown(entry['title']))])
        same(name, 'year', entry['line'], row['year'], [entry['year'] or ''])
        check(row['ids'].split() == entry['ids'], f'{name}: ids of line {entry["line"]}: {row["ids"]}')
        check(int(row['line']) == entry['line'], f'{name}: line {row["line"]}')


class Bullets(html.parser.HTMLParser):
    """The text of each outermost bullet and the addresses in it."""

    def __init__(self):
        super().__init__()
        self.depth = 0
        self.items = []

    def handle_starttag(self, tag, attributes):
        if tag == 'ul':
            self.depth += 1
        elif tag == 'li' and self.depth == 1:
            self.items.append(['', []])
        elif tag == 'a' and self.items:
            self.items[-1][1].append(dict(attributes).get('href'))

    def handle_endtag(self, tag):
        self.depth -= tag == 'ul'

    def handle_data(self, data):
        if self.depth == 1 and self.items:
            self.items[-1][0] += data


def check_markdown(tools, path, works):
    name = f'{path.name}, Markdown'
    if not shutil.which('cmark-gfm'):
        return
    bullets = Bullets()
    rendered = tools.quietly(name, 'cmark-gfm', '-e', 'autolink', '-e', 'strikethrough', given=tools.export(path, 'markdown'))
    bullets.feed(rendered.decode('utf-8'))
    check(len(bullets.items) == len(works.entries), f'{name}: {len(bullets.items)} bullets of {len(works.entries)} entries')
    for (text, _), entry in zip(bullets.items, works.entries):
        check(plain(shown(entry['title'])) in plain(text), f'{name}: line {entry["line"]} reads {plain(text)[:120]!r}')


class Bookmarks(html.parser.HTMLParser):
    """Title, address and folders of each bookmark, as browsers read the file."""

    def __init__(self):
        super().__init__()
        self.folders = []
        self.read = []
        self.remarks = []
        self.describes = False
        self.heading = ''
        self.inside = None

    def handle_starttag(self, tag, attributes):
        if tag == 'dl':
            self.folders.append(self.heading)
        elif tag in ('h3', 'a'):
            self.inside = tag
            self.heading = ''
            if tag == 'a':
                self.read.append([self.folders[1:], dict(attributes)['href'], ''])
                self.remarks.append([dict(attributes).get('tags'), ''])
        self.describes = tag == 'dd'

    def handle_endtag(self, tag):
        if tag == 'dl':
            self.folders.pop()
        elif tag == self.inside:
            self.inside = None

    def handle_data(self, data):
        if self.inside == 'h3':
            self.heading += data
        elif self.inside == 'a':
            self.read[-1][2] += data
        elif self.describes:
            self.remarks[-1][1] += data


def check_bookmarks(tools, path, works):
    name = f'{path.name}, bookmarks'
    bookmarks = Bookmarks()
    bookmarks.feed(tools.export(path, 'html').decode('utf-8'))
    bookmarks.close()
    check(not bookmarks.folders, f'{name}: open folders {bookmarks.folders}')
    check(len(bookmarks.read) == len(works.entries), f'{name}: {len(bookmarks.read)} bookmarks of {len(works.entries)} entries')
    for (folders, address, title), entry in zip(bookmarks.read, works.entries):
        line = entry['line']
        same(name, 'title', line, plain(title), [plain(shown(entry['title'])) or '(no title)'])
        wanted = [section for section in entry['section'] + ([entry['group']] if entry['group'] else [])]
        check([plain(folder) for folder in folders] == [plain(shown(section)) for section in wanted],
              f'{name}: line {line} in {folders}, not in {wanted}')
        check(re.match('https?://[^/]', address), f'{name}: line {line} leads to {address!r}')


CHECKS = [check_bibtex, check_csl, check_ris, check_csv, check_markdown, check_bookmarks]


def folded(note):
    """A note where a format has no lines."""
    return plain(shown(note))


def lines_of(note):
    return [line for line in (plain(shown(line)) for line in note.splitlines()) if line]


def commas(tags):
    return plain(', '.join(shown(tag.replace(',', ' ')) for tag in tags))


def has_partners(text):
    depths = list(itertools.accumulate(((c == '{') - (c == '}') for c in text), initial=0))
    return min(depths) == depths[-1] == 0


def check_remarks_of_references(tools, path, works):
    """What each work has for note and tags in the formats that write a work once."""
    said = [(works.of[work][0]['readerTags'], works.of[work][0]['readerNote'] or '') for work in works.order]
    csl = json.loads(tools.export(path, 'csl'))
    for work, record, (tags, note) in zip(works.order, csl, said, strict=True):
        check(plain(record.get('keyword', '')) == commas(tags), f'{path.name}, CSL: tags of {work}: {record.get("keyword")!r}')
        check(lines_of(record.get('note', '')) == lines_of(note), f'{path.name}, CSL: note of {work}: {record.get("note")!r}')
    records = re.findall(r'^TY  - .*?^ER  - ', tools.export(path, 'ris').decode('utf-8'), re.MULTILINE | re.DOTALL)
    for work, record, (tags, note) in zip(works.order, records, said, strict=True):
        read = re.findall(r'^KW  - (.*)\r$', record, re.MULTILINE)
        check([plain(tag) for tag in read] == [plain(shown(tag)) for tag in tags], f'{path.name}, RIS: tags of {work}: {read}')
        read = re.findall(r'^N1  - (.*)\r$', record, re.MULTILINE)
        check([plain(text) for text in read] == [folded(note)], f'{path.name}, RIS: note of {work}: {read}')
    if shutil.which('pandoc'):
        exported = tools.export(path, 'bibtex')
        read = json.loads(tools.quietly(path.name, 'pandoc', '-f', 'bibtex', '-t', 'csljson', given=exported))
        by_key = {record['id']: record for record in read}
        keys = re.findall(rb'^@\w+\{(.*),$', exported, re.MULTILINE)
        for key, (tags, note) in zip(keys, said, strict=True):
            record = by_key.get(key.decode(), {})
            for field, wanted in (('keyword', commas(tags)), ('annote', folded(note))):
                text = plain(record.get(field, ''))
                # It does not know the names of braces that have no partner.
                known = wanted if has_partners(wanted) else re.sub('[{}]', '', wanted)
                check(text.split() == known.split(), f'{path.name}, BibTeX: {field} of {key}: {text!r}, not {wanted!r}')


class Nested(html.parser.HTMLParser):
    """The texts of the bullets below each outermost bullet, in lines."""

    def __init__(self):
        super().__init__()
        self.depth = 0
        self.items = []

    def handle_starttag(self, tag, attributes):
        if tag == 'ul':
            self.depth += 1
        elif tag == 'li' and self.depth == 1:
            self.items.append([])
        elif tag == 'li' and self.depth == 2:
            self.items[-1].append('')

    def handle_endtag(self, tag):
        self.depth -= tag == 'ul'

    def handle_data(self, data):
        if self.depth == 2 and self.items[-1]:
            self.items[-1][-1] += data


def check_remarks_of_places(tools, path, works):
    """The same in the formats that write every entry."""
    rows = csv.DictReader(io.StringIO(tools.export(path, 'csv').decode('utf-8'), newline=''), strict=True)
    for row, entry in zip(rows, works.entries, strict=True):
        tags, note = entry['readerTags'], entry['readerNote'] or ''
        check(plain(row['readerTags']) == plain('; '.join(map(shown, tags))), f'{path.name}, CSV: tags {row["readerTags"]!r}')
        check(lines_of(row['readerNote']) == lines_of(note), f'{path.name}, CSV: note {row["readerNote"]!r}')
    page = Bookmarks()
    page.feed(tools.export(path, 'html').decode('utf-8'))
    for (tags, note), entry in zip(page.remarks, works.entries, strict=True):
        check(plain(tags or '') == commas(entry['readerTags']), f'{path.name}, bookmarks: tags {tags!r}')
        check(lines_of(note) == lines_of(entry['readerNote'] or ''), f'{path.name}, bookmarks: note {note!r}')
    if shutil.which('cmark-gfm'):
        nested = Nested()
        nested.feed(tools.quietly(path.name, 'cmark-gfm', '-e', 'autolink', '-e', 'table', '-e', 'strikethrough',
                                  given=tools.export(path, 'markdown')).decode('utf-8'))
        for texts, entry in zip(nested.items, works.entries, strict=True):
            wanted = ['Tags: ' + plain(', '.join(map(shown, entry['readerTags'])))] if entry['readerTags'] else []
            wanted += ['Note: ' + folded(entry['readerNote'])] if entry['readerNote'] else []
            read = [plain(text) for text in texts][-len(wanted):] if wanted else []
            check(read == wanted, f'{path.name}, Markdown: {read}, not {wanted}')
            last = lines_of(texts[-1]) if wanted else []
            check(len(last) == len(lines_of(entry['readerNote'] or '')), f'{path.name}, Markdown: lines {last}')


def check_remarks(program, path):
    """All checks once more on a list that a reader has said a lot of."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools(program, folder, ('--with-notes',))
        for query, note, tags in REMARKS:
            options = [option for tag in tags for option in ('--tag', tag)]
            status, output, errors = tools.run(program, 'mark', query, '--bookmark', '--note', note, *options, '--catalog', path,
                                               '--data', 'data')
            check(status == 0 and not output.startswith(b'0 '), f'{path.name}: {query} not marked: {output!r} {errors}')
        works = Works(json.loads(tools.export(path, 'json')))
        said = {entry['readerNote'] for entry in works.entries}
        check(said == {note for _, note, _ in REMARKS}, f'{path.name}: notes {said}')
        for each in CHECKS + [check_remarks_of_references, check_remarks_of_places]:
            each(tools, path, works)
        check(tools.export(path, 'html').count(b' ADD_DATE="') == len(works.entries), f'{path.name}: dates of bookmarks')


def lists(arguments):
    paths = [pathlib.Path(path) for path in arguments.lists]
    corpus = arguments.corpus / 'corpus'
    if not corpus.is_dir():
        print(f'There is no corpus at {corpus}: only the lists of the project are checked.')
        return paths
    found = [path for folder in ('primary', 'lists', 'nasty') for path in sorted((corpus / folder).glob('*.md'))]
    return paths + [path for path in found if path.stat().st_size < MOST_BYTES]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--carrel', required=True)
    parser.add_argument('--corpus', type=pathlib.Path, required=True)
    parser.add_argument('lists', nargs='+')
    arguments = parser.parse_args()
    absent = [tool for tool in ('bibtex', 'pandoc', 'bib2xml', 'ris2xml', 'cmark-gfm') if not shutil.which(tool)]
    for tool in absent:
        print(f'NOT CHECKED: {tool} is not installed (./dev setup test)')
    read = 0
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools(pathlib.Path(arguments.carrel).resolve(), folder)
        for path in lists(arguments):
            path = path.resolve()
            status, output, _ = tools.run(tools.program, 'list', '--catalog', path, '--format', 'json', '--data', 'data')
            if status != 0:
                continue  # no list; that the program says so is checked elsewhere
            read += 1
            works = Works(json.loads(output))
            for each in CHECKS:
                each(tools, path, works)
    for path in arguments.lists:
        check_remarks(pathlib.Path(arguments.carrel).resolve(), pathlib.Path(path).resolve())
    print(f'{read} lists, {passed} checks passed, {len(failures)} failed')
    if failures:
        return 1
    return SKIPPED if len(absent) == 5 else 0


if __name__ == '__main__':
    sys.exit(main())
