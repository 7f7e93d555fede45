import { describe, expect, it } from 'vitest';
import { textOf, walk, type LegalDocument } from '../../src/document.js';
import { columnsOf } from '../../src/ingest/formats/faq/columns.js';
import { faqParser } from '../../src/ingest/formats/faq/faq.js';
import { isKnownNonDocument } from '../../src/ingest/known-files.js';
import { parsers } from '../../src/ingest/parsers.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';

async function parse(path: string, content: string | Uint8Array, fields: Parameters<typeof sourceFile>[2] = {}): Promise<readonly LegalDocument[]> {
  const documents = await faqParser.parse(sourceFile(path, content, fields));
  documents.forEach(expectSoundTree);
  return documents;
}
/** Identifier, number, heading and lines of each provision. */
const entriesOf = (document: LegalDocument): unknown[] => [...walk(document.provisions)].map(({ provision }) => [provision.eId, provision.number, provision.heading, provision.provisions.length === 0 ? textOf(document, provision) : null]);

describe('columns', () => {
  it.each([
    ['Question', 'Answer'], ['Q', 'A'], ['Frage', 'Antwort'], ['QUESTION', 'Réponse'], ['question', 'reponse'], ['سؤال', 'جواب'], ['السؤال', 'الإجابة'], ['質問', '回答'], ['問', '答'], ['küsimus', 'vastus'], [' Question: ', 'answer?'],
  ])('%s and %s', (question, answer) => {
    expect(columnsOf([question, answer]).map(({ role }) => role)).toEqual(['question', 'answer']);
  });
  it('tells columns for several languages from those that only look like it', () => {
    expect(columnsOf(['question_id', 'question_en', 'Answer (en)', 'question[fr]', 'Réponse (fr)', 'question_no', 'valid_to', 'gültig bis', 'Mise à jour']).map(({ role, language }) => [role, language])).toEqual([
      ['id', null], ['question', 'en'], ['answer', 'en'], ['question', 'fr'], ['answer', 'fr'], ['number', null], ['to', null], ['until', null], ['from', null],
    ]);
  });
});

describe('CSV', () => {
  const german = '\uFEFFNr;Frage;Antwort;Thema;gültig ab;gültig bis;Quelle;Rechtsgrundlage\r\n12;"Wann ist die Hundesteuer\r\nfällig?";"Am 1. Juli; siehe ""Satzung"".\r\n\r\nSonst später.";Hunde;01.01.2024;31.12.2024;https://seefurt.example/1;§ 5 der Hundesteuersatzung\r\n13;Wer zahlt?;Der Halter.;Hunde;;9999-12-31;;\r\n\r\n14;Und Katzen?;Frei.;Katzen;;;;\r\n';
  it('keeps quotes, line breaks, separators, topics, periods, sources and legal bases in their places', async () => {
    const [document, ...others] = await parse('faq.csv', german);
    expect(others).toEqual([]);
    expect(document).toMatchObject({ type: 'guidance', language: 'de', work: 'zz/guidance/faq', title: 'faq', inForce: { from: null, to: null }, source: { format: 'faq', url: null }, warnings: [] });
    expect(entriesOf(document!)).toEqual([
      ['topic_1', null, 'Hunde', null],
      ['h_12', '12', 'Wann ist die Hundesteuer fällig?', null],
      ['h_12__note_1', null, null, 'https://seefurt.example/1'],
      ['h_13', '13', 'Wer zahlt?', 'Der Halter.'],
      ['topic_2', null, 'Katzen', null],
      ['h_14', '14', 'Und Katzen?', 'Frei.'],
    ]);
    expect(document!.text).toBe('Hunde\n12 Wann ist die Hundesteuer fällig?\nAm 1. Juli; siehe "Satzung".\nSonst später.\n§ 5 der Hundesteuersatzung\nhttps://seefurt.example/1\n13 Wer zahlt?\nDer Halter.\nKatzen\n14 Und Katzen?\nFrei.');
    const [first, second] = document!.provisions[0]!.provisions;
    expect([first!.kind, first!.inForce, second!.inForce]).toEqual(['hcontainer', { from: '2024-01-01', to: '2025-01-01' }, null]);
    expect(first!.references.map(({ text }) => text)).toContain('§ 5 der Hundesteuersatzung');
  });
  it.each([
    ['comma', 'question,answer\n"a, b",c\n'], ['semicolon', 'question;answer\n"a, b";c\n'], ['tab', 'question\tanswer\na, b\tc\n'], ['bar', 'question|answer\na, b|c\n'], ['named', 'sep=;\r\nquestion;answer\r\na, b;c\r\n'],
    ['old Macintosh line ends', 'question;answer\ra, b;c\r'], ['empty lines before', '\n;\nquestion;answer\na, b;c\n'],
  ])('separator: %s', async (_, csv) => {
    const [document] = await parse('faq.csv', csv);
    expect(entriesOf(document!)).toEqual([['h_1', null, 'a, b', 'c']]);
  });
  it('finds the names of the columns below the title of the sheet, and says what stood above', async () => {
    const [document] = await parse('faq.csv', 'Questions of the town;;\n;;\nquestion;answer;\na?;b;\n');
    expect([document!.text, document!.warnings]).toEqual(['a?\nb', ['text above the names of the columns is left out: "Questions of the town"']]);
  });
  it('makes one document for each language of a column', async () => {
    const documents = await parse('faq.csv', 'id,lang,question,answer\nfee,en,How much?,Five.\nfee,fr,Combien ?,Cinq.\ndog,en,Which dog?,Any.\ndog,fr-CA,Quel chien ?,Tous.\nx,English,Why?,So.\n', { collection: { id: 'c', language: 'en', jurisdiction: 'xa' } });
    expect(documents.map(({ work, expression, language }) => [work, expression, language])).toEqual([['xa/guidance/faq', 'xa/guidance/faq/eng', 'en'], ['xa/guidance/faq', 'xa/guidance/faq/fra', 'fr']]);
    expect(documents.map((document) => document.provisions.map(({ eId }) => eId))).toEqual([['h_fee', 'h_dog', 'h_x'], ['h_fee', 'h_dog']]);
    expect(documents.map(({ warnings }) => warnings)).toEqual([['row 6: the language "English" is no language tag; that of the file is used'], []]);
  });
  it('makes one document for each language with columns of its own, the same entry under the same identifier', async () => {
    const documents = await parse('faq.tsv', 'question_en\tanswer_en\tquestion_fr\tanswer_fr\tcategory\nWho?\tYou.\t\t\tA\nWhen?\tNow.\tQuand ?\tMaintenant.\tA\n');
    expect(documents.map((document) => [document.language, document.provisions[0]!.provisions.map(({ eId, heading }) => `${eId} ${heading!}`)])).toEqual([['en', ['h_1 Who?', 'h_2 When?']], ['fr', ['h_2 Quand ?']]]);
    expect(documents[0]!.warnings).toEqual([]);
  });
  it('reports ragged rows, missing answers, dates and columns it cannot read, by row; keeps what it can', async () => {
    const [document] = await parse('faq.csv', 'question,answer,date,author\nA?,one, two,2024-02-30\nB?\nC?,three,soon,Meier\n,four,,\nD?,five,,,six,seven\n');
    expect(document!.warnings).toEqual([
      'columns of no known meaning are left out: "author"',
      'row 3: no answer, left out', 'row 5: an answer without a question; it stands without a heading',
      'row 6: more cells than the table has columns; what is too much stands at the end of the answer (put answers with separators in quotation marks)',
      'row 2: the date "two" cannot be read (expected YYYY-MM-DD); it is left open', 'row 4: the date "soon" cannot be read (expected YYYY-MM-DD); it is left open',
    ]);
    expect(document!.text).toBe('A?\none\nC?\nthree\nfour\nD?\nfive\nsix\nseven');
  });
  it('reads the HTML of content systems in the cells', async () => {
    const [document] = await parse('faq.csv', 'question,answer\n"Is <b>this</b> &amp; that free?","<p>Yes,<br>for:</p><ol><li>dogs</li><li>cats</li></ol><script>x()</script><p>See <a href=""/x"">the page</a>.</p>"\nif a <b or c> d?,2 < 3\n');
    expect(document!.provisions.map(({ heading }) => heading)).toEqual(['Is this & that free?', 'if a <b or c> d?']);
    expect(document!.text).toBe('Is this & that free?\nYes,\nfor:\n1. dogs\n2. cats\nSee the page.\nif a <b or c> d?\n2 < 3');
  });
  it('takes one address for all entries as that of the page', async () => {
    const [document] = await parse('faq.csv', 'question,answer,url\nA?,one,https://a.example/faq\nB?,two,https://a.example/faq\n');
    expect([document!.source.url, document!.text]).toEqual(['https://a.example/faq', 'A?\none\nB?\ntwo']);
  });
  it('lets the side file say what it is', async () => {
    const [document] = await parse('faq.csv', 'question,answer\nA?,one\n', { sideMetadata: { work: 'xa/guidance/dogs', title: 'Dog questions', language: 'en', in_force_from: '2024-01-01' } });
    expect(document).toMatchObject({ work: 'xa/guidance/dogs', expression: 'xa/guidance/dogs/eng@2024-01-01', title: 'Dog questions' });
  });
  it.each([
    ['other columns', 'name,price\nA,1\n', 'It has no columns for question and answer; the columns found are "name", "price".'],
    ['no answer at all', 'question,answer\nA?,\n', 'It has columns for question and answer but no answer in them.'],
    ['an open quotation mark', 'question,answer\n"A?,one\nB?,two\n', 'A quotation mark that opens a cell is closed nowhere'],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0, 0, 1, 2, 3, 4]), 'zero bytes'],
  ])('refuses %s', async (_, content, reason) => {
    await expect(faqParser.parse(sourceFile('faq.csv', content))).rejects.toThrow(reason);
  });
  it('reads windows-1252 of spreadsheets, with a warning', async () => {
    const [document] = await parse('faq.csv', Buffer.from('Frage;Antwort\nWie hoch ist die Gebühr?;Fünf Kronen.\n', 'latin1'));
    expect([document!.text, document!.warnings]).toEqual(['Wie hoch ist die Gebühr?\nFünf Kronen.', ['it is not UTF-8 and declares no other encoding; read as windows-1252 (Western European). Save it as UTF-8 to be sure']]);
  });
  it('reads ten thousand rows at once, and an open quotation mark does not swallow them', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `Question ${i}?,"Answer ${i}, at length."`).join('\n');
    expect((await parse('faq.csv', `question,answer\n${rows}\n`))[0]!.provisions).toHaveLength(10_000);
    await expect(faqParser.parse(sourceFile('faq.csv', `question,answer\n"${rows.replace(/"/g, '').repeat(4)}\n`))).rejects.toThrow('A quotation mark that opens a cell is closed nowhere');
  });
});

describe('JSON', () => {
  it('reads lines, objects inside them, lists of lines', async () => {
    const documents = await parse('faq.jsonl', '{"id":7,"question":"A?","answer":["one","two"],"valid_from":"2024-01-01"}\n\nbroken\n{"question":{"en":"B?","fr":"B ?"},"answer":{"en":"three","fr":"trois"},"views":{"n":1}}\n[1]\n');
    expect(documents.map((document) => [document.language, document.text])).toEqual([['en', 'A?\none\ntwo\nB?\nthree'], ['fr', 'B ?\ntrois']]);
    expect(documents[0]!.provisions[0]).toMatchObject({ eId: 'h_7', inForce: { from: '2024-01-01', to: null } });
    expect(documents[0]!.warnings[0]).toMatch(/^1 line is no JSON and left out, first line 3: /);
    expect(documents[0]!.warnings[1]).toBe('1 of its entries are no JSON objects and are left out, the first is number 5');
  });
  it.each([['[{"Frage":"A?","Antwort":"eins"}]'], ['{"faq":[{"Frage":"A?","Antwort":"eins"}],"stand":"heute"}']])('reads %s', async (json) => {
    expect((await parse('faq.json', json))[0]).toMatchObject({ language: 'de', text: 'A?\neins' });
  });
  it.each([
    ['x.jsonl', '{"_id":"1","title":"T","text":"x"}\n', 'the columns found are "_id", "title", "text"'], ['x.jsonl', 'no\n', 'None of its lines is a JSON object'],
    ['x.json', '{"a":1,"b":2}', 'It is no list of questions and answers; it has the keys "a", "b".'], ['x.json', '{', 'It is no JSON'], ['x.json', '[[1]]', 'the columns found are none'],
  ])('refuses %s: %s', async (path, content, reason) => {
    await expect(faqParser.parse(sourceFile(path, content))).rejects.toThrow(reason);
  });
});

describe('among the other parsers', () => {
  const formatOf = (path: string): string | undefined => parsers.find((parser) => parser.accepts(sourceFile(path, '{}')))?.format;
  it('leaves the BEIR form to its own, and test data alone', () => {
    expect(['a/corpus.jsonl', 'faq.jsonl', 'faq.csv', 'faq.TSV', 'faq.json', 'faq.txt'].map(formatOf)).toEqual(['beir', 'faq', 'faq', 'faq', 'faq', 'text']);
    expect(['topics.en.jsonl', 'follow-ups.jsonl', 'queries.jsonl', 'answers.jsonl', 'qrels.tsv', 'qrels.test.tsv'].every(isKnownNonDocument)).toBe(true);
  });
});
