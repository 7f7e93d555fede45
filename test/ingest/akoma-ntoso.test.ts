/** Akoma Ntoso of every maker: each trait in the shape in which real files have it. */
import { describe, expect, it } from 'vitest';
import { textOf, type LegalDocument } from '../../src/document.js';
import { akomaNtosoParser } from '../../src/ingest/formats/akoma-ntoso/akoma-ntoso.js';
import { sourceFile } from '../conformance/parser.js';
import { act, akn, dogs, frbr, namespace, outlineOf, paragraph, parse, parseAll, referencesOf, section } from './akoma-files.js';

describe('identity of Akoma Ntoso', () => {
  it.each([
    ['/akn/xa/act/2019/dogs', '/akn/xa/act/2019/dogs/eng@2020-01-01', { work: 'xa/act/2019/dogs', expression: 'xa/act/2019/dogs/eng@2020-01-01', jurisdiction: 'xa', type: 'act', from: '2020-01-01' }],
    ['/xa/act/by-law/2019/dogs/', '/xa/act/by-law/2019/dogs/eng@2020-01-01/main', { work: 'xa/act/by-law/2019/dogs', expression: 'xa/act/by-law/2019/dogs/eng@2020-01-01', jurisdiction: 'xa', type: 'by-law', from: '2020-01-01' }],
    ['http://www.legislation.gov.uk/id/uksi/2019/5/made', 'http://www.legislation.gov.uk/uksi/2019/5/made', { work: 'legislation.gov.uk/uksi/2019/5', expression: 'legislation.gov.uk/uksi/2019/5/eng', jurisdiction: 'zz', type: 'regulation', from: null }],
    ['eli/bund/bgbl-1/2019/5', 'eli/bund/bgbl-1/2019/5/2020-01-01/1/eng', { work: 'eli/bund/bgbl-1/2019/5', expression: 'eli/bund/bgbl-1/2019/5/2020-01-01/1/eng', jurisdiction: 'zz', type: 'act', from: null }],
    ['', '', { work: 'zz/act/law', expression: 'zz/act/law/eng', jurisdiction: 'zz', type: 'act', from: null }],
  ])('work and expression of "%s"', (work, expression, { from, ...expected }) => {
    const document = parse(act(paragraph('Text.'), frbr(work, expression)));
    expect(document).toMatchObject({ ...expected, language: 'en' });
    expect(document.inForce.from).toBe(from);
  });
  it.each([
    ['the address of the version', 'eng@2003-12-19', '<FRBRdate date="2011-01-01" name="Generation"/>', '<eventRef eId="e1" date="1997-08-29" type="generation"/>', '2003-12-19'],
    ['the event, where the original has only the day of editing', 'eng@', '<FRBRdate date="2011-01-01" name="Generation"/>', '<eventRef eId="e1" date="1997-08-29" type="generation"/>', '1997-08-29'],
    ['the event of coming into force before that of making', 'eng@', '', '<eventRef eId="e1" date="1997-08-29" type="generation"/><eventRef eId="coming-into-force-date-1" date="1998-01-01"/>', '1998-01-01'],
    ['a date that is named for what it is', 'eng@', '<FRBRdate date="2024-11-05" name="adoption"/>', '', '2024-11-05'],
    ['no date of the markup', 'eng', '<FRBRdate date="2011-01-01" name="markup"/>', '', null],
    ['no day that stands for "not known"', 'eng', '<FRBRdate date="2999-01-01" name=""/>', '<eventRef eId="e1" date="1001-01-01" type="generation"/>', null],
  ])('the first day is %s', (_why, version, date, events, from) => {
    const meta = `<identification><FRBRWork><FRBRuri value="/akn/xa/act/1997/3"/></FRBRWork><FRBRExpression><FRBRuri value="/akn/xa/act/1997/3/${version}"/>${date}<FRBRlanguage language="eng"/></FRBRExpression></identification><lifecycle>${events}</lifecycle>`;
    const document = parse(act(paragraph('Text.'), meta));
    expect([document.inForce.from, document.expression]).toEqual([from, `xa/act/1997/3/eng${from === null ? '' : `@${from}`}`]);
  });
  it.each([['esp', 'es'], ['gr', 'el'], ['en-EN', 'en'], ['http://publications.europa.eu/resource/authority/language/FRA', 'fr'], ['deu', 'de']])('language %s is %s', (written, language) => {
    expect(parse(act(paragraph('Text.'), dogs.replace('language="eng"', `language="${written}"`))).language).toBe(language);
  });
  it('takes names by which people cite, short ones first, and no addresses and keys', () => {
    const names = '<FRBRalias name="eli" value="http://a.example/eli/5"/><FRBRalias name="urn:nir" value="urn:nir:stato:legge:2019;5"/><FRBRalias name="title" value="Dog Control Act, 2019"/><FRBRalias name="short-title" value="Dog Act"/><FRBRnumber value="5"/><FRBRnumber value="2019 c. 5"/><FRBRname value="act"/>';
    const document = parse(act(`<preface><p><docTitle>Dog Control Act<authorialNote marker="1"><p>As amended.</p></authorialNote></docTitle></p></preface>${paragraph('Text.')}`, frbr('/akn/xa/act/2019/5', '/akn/xa/act/2019/5/eng@2020-01-01', names)));
    expect([document.title, ...document.aliases]).toEqual(['Dog Act', 'Dog Control Act, 2019', 'Dog Control Act', '2019 c. 5']);
  });
  it.each([
    ['a bracketed short title', '<act>', '<preface><longTitle><p><docTitle>Ordinance on Dogs</docTitle> <shortTitle>( Dog Ordinance - DogO)</shortTitle></p></longTitle></preface><body><p>x</p></body>', '</act>', ['Dog Ordinance', 'DogO', 'Ordinance on Dogs']],
    ['the neutral citation of a judgment', '<judgment>', '<header><p><neutralCitation>[2019] XASC 5</neutralCitation></p><p><docTitle>Approved Judgment</docTitle></p></header><judgmentBody><decision><p>Dismissed.</p></decision></judgmentBody>', '</judgment>', ['[2019] XASC 5']],
    ['the long title where there is no other', '<bill>', '<preface><longTitle><p>A Bill to license <i>dogs</i></p></longTitle></preface><body><p>x</p></body>', '</bill>', ['A Bill to license dogs']],
  ])('names it by %s', (_why, open, content, close, names) => {
    const document = parse(akn(`${open}<meta>${dogs}</meta>${content}${close}`));
    expect([document.title, ...document.aliases]).toEqual(names);
  });
  it('shows variables where the text only refers to them', () => {
    const meta = `${frbr('#varUri', '#varUri')}<references><TLCProcess eId="varUri" showAs="https://draft.example/pdr/5/bill"/><TLCConcept eId="varTitle" showAs="Dogs Bill #varYear"/><TLCConcept eId="varYear" showAs="2019"/></references>`;
    const document = parse(akn(`<bill><meta>${meta}</meta><preface><block><docTitle><ref class="placeholder" href="#varTitle"/></docTitle></block></preface>${paragraph('Text.')}</bill>`));
    expect(document).toMatchObject({ work: 'draft.example/pdr/5/bill', title: 'Dogs Bill 2019', text: 'Dogs Bill 2019\n1.\nText.' });
  });
  it('reads a document without metadata', () => {
    expect(parse(akn(`<act>${paragraph('Text.')}</act>`))).toMatchObject({ work: 'zz/act/law', title: 'law', language: 'und', text: '1.\nText.', warnings: [] });
  });
  it('reads any prefix, any namespace and none, also in an envelope', () => {
    const text = '<x:act><x:body><x:section><x:num>1.</x:num><x:content><x:p>Text.</x:p></x:content></x:section></x:body></x:act>';
    for (const uri of [namespace, `${namespace}/CSD11`, 'http://www.akomantoso.org/2.0', 'http://Inhaltsdaten.LegalDocML.de/1.8.2/']) expect(parse(`<x:akomaNtoso xmlns:x="${uri}">${text}</x:akomaNtoso>`).text).toBe('1.\nText.');
    expect(parse(`<record><akomaNtoso>${text.replace(/x:/g, '')}</akomaNtoso></record>`).text).toBe('1.\nText.');
  });
});

describe('time in Akoma Ntoso', () => {
  const meta = `${dogs}<lifecycle><eventRef eId="e1" date="2020-01-01" type="generation"/><eventRef eId="e2" date="2022-01-01" type="amendment"/><eventRef eId="e3" date="1001-01-01"/></lifecycle>
<temporalData><temporalGroup eId="t1"><timeInterval start="#e2" refersTo="#efficacy"/><timeInterval start="#e1" end="#e2" refersTo="#inForce"/></temporalGroup><temporalGroup eId="t2"><timeInterval start="#e3" refersTo="geltungszeit"/></temporalGroup></temporalData>`;
  it.each([
    ['the interval of force, not of efficacy', 'period="#t1"', { from: '2020-01-01', to: '2022-01-01' }, 'in-force', 0],
    ['events, as in 2.0', 'start="#e2" status="removed"', { from: '2022-01-01', to: null }, 'repealed', 0],
    ['nothing, where the day is not known', 'period="#t2"', null, 'in-force', 0],
    ['nothing, where `start` counts', 'start="3"', null, 'in-force', 0],
    ['nothing and a warning, where the group is missing', 'period="#t9"', null, 'in-force', 1],
  ])('a provision has %s', (_what, attributes, inForce, status, warnings) => {
    const document = parse(act(`<body><section eId="sec_1" ${attributes}><num>1.</num><content><p>Text.</p></content></section></body>`, meta));
    expect([document.provisions[0]!.inForce, document.provisions[0]!.status, document.warnings.length]).toEqual([inForce, status, warnings]);
  });
  it('ends a law with the event of its repeal', () => {
    expect(parse(act(paragraph('Text.'), `${dogs}<lifecycle><eventRef id="r" date="2025-06-01" type="repeal"/></lifecycle>`)).inForce).toEqual({ from: '2020-01-01', to: '2025-06-01' });
  });
});

describe('references of Akoma Ntoso', () => {
  const law = (text: string): string => act(`<body><section eId="sec_1"><num>1.</num><content><p>${text}</p></content></section>
<section eId="sec_2" wId="w2"><num>2.</num><subsection eId="sec_2__subsec_1"><num>(1)</num><content><p eId="p9">One.</p></content></subsection></section></body>`);
  it.each([
    ['<ref href="#sec_2">that rule</ref>', [['that rule', 'own', 'sec_2']]],
    ['<ref href="#w2">that rule</ref>', [['that rule', 'own', 'sec_2']]],
    ['<ref href="#p9">that line</ref>', [['that line', 'own', 'sec_2__subsec_1']]],
    ['<ref href="/akn/xa/act/2019/dogs/!main~sec_2">that rule</ref>', [['that rule', 'own', 'sec_2']]],
    ['<ref href="/akn/xa/act/2009/1~sec_7">the other one</ref>', [['the other one', 'xa/act/2009/1', 'sec_7']]],
    ['<mref><ref href="#sec_2">section 2</ref><ref href="#sec_2__subsec_1">(1)</ref></mref>', [['section 2(1)', 'own', 'sec_2__subsec_1']]],
    ['<mref><ref href="/akn/xa/act/2009/1~sec_7">that rule</ref> of the <ref href="/akn/xa/act/2009/1">Cat Act</ref></mref>', [['that rule of the Cat Act', 'xa/act/2009/1', 'sec_7']]],
    ['<mref><ref href="#sec_1">the first</ref> and <ref href="#sec_2">the second</ref></mref>', [['the first', 'own', 'sec_1'], ['the second', 'own', 'sec_2']]],
    ['<rref from="#sec_1" upTo="#sec_2">both rules</rref>', [['both rules', 'own', 'sec_1']]],
    ['<rref from="#sec_1" upTo="#sec_2"><ref href="#sec_1">these</ref> to <ref href="#sec_2">those</ref></rref>', [['these', 'own', 'sec_1'], ['those', 'own', 'sec_2']]],
    ['<ref class="ignore" href="#sec_2">that rule</ref>', []],
    ['<ref href="???">nothing</ref> <a href="https://a.example/x">page</a>', []],
  ])('%s', (text, references) => {
    expect(referencesOf(parse(law(`See ${text}.`)))).toEqual(references);
  });
  it('leads into quoted law by the provision that quotes it', () => {
    const document = parse(act(`<body><section eId="sec_1"><num>1.</num><content><p>Insert— <mod><quotedStructure eId="sec_1__qstr"><section eId="q_7"><num>7A</num><content><p>As <ref href="#q_7">here</ref>.</p></content></section></quotedStructure></mod></p></content></section></body>`));
    expect(referencesOf(document)).toEqual([['here', 'own', 'sec_1']]);
  });
});

describe('quoted law', () => {
  const quoted = `<section eId="sec_1__qstr__sec_7"><num>7A</num><heading>Leads</heading><subsection><num>(1)</num><intro><p>A dog is led if it is—</p></intro><paragraph><num>(a)</num><content><p>big, or</p></content></paragraph><paragraph><num>(b)</num><content><p>fierce.</p></content></paragraph></subsection></section>`;
  it('is text of the provision that quotes it, in quotation marks where the source has them', () => {
    const document = parse(act(paragraph(`<mod>After section 7 of the Dog Act insert—<quotedStructure startQuote="“" endQuote="”">${quoted}</quotedStructure></mod>.`)));
    expect(outlineOf(document)).toEqual(['section sec_1 "1."']);
    expect(textOf(document, document.provisions[0]!)).toBe('After section 7 of the Dog Act insert—\n“7A Leads\n(1) A dog is led if it is—\n(a) big, or\n(b) fierce.”.');
  });
  it.each(['quotedStructure', 'embeddedStructure', 'extractStructure'])('stays text where %s stands outside a paragraph', (name) => {
    const document = parse(act(section(`<content><${name}>${quoted}</${name}></content>`)));
    expect(outlineOf(document)).toEqual(['section sec_1 "1."']);
    expect(document.text).toContain('7A Leads\n(1) A dog is led');
  });
  it('keeps quoted words in their sentence', () => {
    expect(parse(act(paragraph('For <mod>“<quotedText>dog</quotedText>” read <quotedText startQuote="«" endQuote="»">hound</quotedText></mod>.'))).text).toBe('1.\nFor “dog” read «hound».');
  });
  it('a number with nothing behind it does not take the next one with it', () => {
    expect(parse(act(paragraph('<quotedStructure><section><num>7</num></section><section><num>8</num><content><p>Text.</p></content></section></quotedStructure>'))).text).toBe('1.\n7\n8 Text.');
  });
});

describe('notes', () => {
  it('stand behind the operative text of the provision they belong to, wherever their mark is', () => {
    const note = (marker: string, text: string): string => `<authorialNote marker="${marker}"><p>${text}</p></authorialNote>`;
    const document = parse(act(`<preface><p>Title${note('0', 'Of the preface.')}</p></preface><body><p>Loose${note('9', 'Of the loose line.')}</p><p>text</p>
<section eId="sec_1"><num>1.${note('1', 'Of the number.')}</num><heading>Dogs${note('2', 'Of the heading.')}</heading><subsection eId="s1"><num>(1)</num><content><p>First${note('3', 'Of the first.')} sentence.</p><p>Second.</p></content></subsection>
<wrapUp><p>Tail.</p><table><tr><td>cell${note('4', 'Of the cell.')}</td><td>next</td></tr></table></wrapUp></section></body>`));
    expect(document.text).toBe(['Title', '0 Of the preface.', 'Loose', 'text', '9 Of the loose line.', '1. Dogs', '(1) First sentence.', 'Second.', '3 Of the first.', 'Tail.', 'cell\tnext', '4 Of the cell.', '1 Of the number.', '2 Of the heading.'].join('\n'));
    expect(outlineOf(document).slice(4)).toEqual(['section sec_1 "1." Dogs', '  subsection s1 "(1)"', '    note s1__note_3 "3"', '  note sec_1__note_4 "4"', '  note sec_1__note_1 "1"', '  note sec_1__note_2 "2"']);
  });
  it('of the metadata stand where they are referred to or placed, the others at the end, each once', () => {
    const notes = '<notes><note eId="n1"><p>One.</p></note><note eId="n2" placementBase="#sec_2"><p>Two.</p></note><note eId="n3"><p>Three.</p></note></notes>';
    const document = parse(act(`<body><section eId="sec_1"><num>1.</num><content><p>A<noteRef href="#n1" marker="F1"/> b<noteRef href="#n1" marker="F1"/>.</p></content></section><section eId="sec_2"><num>2.</num><content><p>C.</p></content></section></body>`, `${dogs}${notes}`));
    expect(document.text).toBe('1.\nA b.\nF1 One.\n2.\nC.\nTwo.\nThree.');
    expect(outlineOf(document)).toEqual(['section sec_1 "1."', '  note n1 "F1"', 'section sec_2 "2."', '  note n2', 'notes notes', '  note n3']);
  });
  it('editorial remarks are notes, but the whole text of a repealed section stays its text', () => {
    const remark = (text: string): string => `<content><p><remark status="editorial">${text}</remark></p></content>`;
    const document = parse(act(`<body><section eId="sec_1"><num>1.</num>${remark('[S. 1 amended by Act 2.]')}<subsection eId="s"><num>(1)</num><content><p>Text.</p></content></subsection></section><section eId="sec_2"><num>2.</num>${remark('[Repealed by Act 3.]')}</section></body>`));
    expect(outlineOf(document)).toEqual(['section sec_1 "1."', '  subsection s "(1)"', '  note sec_1__note_1', 'section sec_2 "2."']);
    expect(document.provisions[1]!.status).toBe('repealed');
  });
});

describe('structure of Akoma Ntoso', () => {
  it.each([
    ['a paragraph sign makes an article a section', '<section eId="a"><num>Abschnitt 1</num><heading>Hunde</heading><article eId="b"><num>§ 1</num><content><p>x</p></content></article></section>', ['division a "Abschnitt 1" Hunde', '  section b "§ 1"']],
    ['a section that holds articles is a division', '<section eId="a"><heading>Dogs</heading><article eId="b"><num>1</num><content><p>x</p></content></article></section>', ['division a Dogs', '  article b "1"']],
    ['containers are what their makers call them', '<hcontainer name="schedule" eId="a"><num>Schedule 1</num><hcontainer name="crossheading" eId="b"><heading>Dogs</heading><paragraph eId="c"><num>1</num><content><p>x</p></content></paragraph></hcontainer></hcontainer><hcontainer name="regulation" eId="d"><num>2</num><content><p>y</p></content></hcontainer>', ['schedule a "Schedule 1"', '  hcontainer b Dogs', '    paragraph c "1"', 'rule d "2"']],
    ['what has neither number nor heading is text of what holds it', '<section eId="a"><num>1</num><paragraph eId="b"><content><p>x</p></content></paragraph><hcontainer eId="c" name="definition"><content><p>y</p></content></hcontainer><list><intro><p>z</p></intro><point eId="d"><num>a)</num><content><p>w</p></content></point></list></section>', ['section a "1"', '  point d "a)"']],
    ['a level is what its identifier says', '<section eId="s"><num>1</num><level eId="s__para_a"><num>(a)</num><level eId="s__para_a__subpara_i"><num>(i)</num><content><p>x</p></content></level><level><num>(ii)</num><content><p>y</p></content></level></level></section>', ['section s "1"', '  paragraph s__para_a "(a)"', '    subparagraph s__para_a__subpara_i "(i)"', '    level s__para_a__level_ii "(ii)"']],
    ['numbers are as printed', '<section eId="a"><num title="1.">1</num><paragraph eId="b"><num title="(a)">a</num><content><p>x</p></content></paragraph></section>', ['section a "1."', '  paragraph b "(a)"']],
    ['a provision without identifier gets one', '<section><num>1</num><subsection><num>(2)</num><content><p>x</p></content></subsection></section>', ['section sec_1 "1"', '  subsection sec_1__subsec_2 "(2)"']],
    ['a cross heading stands alone', '<crossHeading eId="a">Dogs</crossHeading><section eId="b"><num>1</num><content><p>x</p></content></section>', ['crossHeading a Dogs', 'section b "1"']],
  ])('%s', (_why, body, outline) => {
    expect(outlineOf(parse(act(`<body>${body}</body>`)))).toEqual(outline);
  });
  it('makes each row of a table a line, whatever is in its cells', () => {
    const document = parse(act(section('<content><table><caption>Fees</caption><tr><th rowspan="2"><p>Dog</p></th><th><p>Fee</p></th></tr><tr><td/><td><p>1<eol/>crown</p><blockList><item><num>(a)</num><p>big</p></item><item><num>(b)</num><p>old</p></item></blockList></td><td><foreign><h:table xmlns:h="x"><h:tbody><h:tr><h:td>in</h:td><h:td>ner</h:td></h:tr></h:tbody></h:table></foreign></td></tr></table></content>')));
    expect(document.text).toBe('1.\nFees\nDog\tFee\n\t1 crown (a) big (b) old\tin\tner');
  });
  it('leaves words together that are marked up letter by letter, and parts what is printed apart', () => {
    expect(parse(act(paragraph('<b>D</b>og <i>tax</i>: 5 m<sup>2</sup>, H<sub>2</sub>O.<eol/>Next<br/>line.<img src="a.png"/>'))).text).toBe('1.\nDog tax: 5 m², H2O.\nNext\nline.');
    expect(parse(act(paragraph('<![CDATA[a < b & c]]> &lt; &#x41;<!-- hidden --><?L 1?>'))).text).toBe('1.\na < b & c < A');
  });
  it('keeps a table of contents apart from the law', () => {
    const document = parse(act(`<preface><toc><tocItem href="#sec_1"><inline name="tocNum">1</inline><inline name="tocHeading">Dogs</inline></tocItem></toc></preface>${paragraph('Text.')}`));
    expect(outlineOf(document)).toEqual(['preface preface', '  toc preface__toc_1', 'section sec_1 "1."']);
    expect(document.text).toBe('1 Dogs\n1.\nText.');
  });
  it('leaves out of a law what it marks as deleted, and says so; a bill shows it', () => {
    const body = paragraph('The fee is <del>5</del><ins>6</ins> crowns.');
    expect(parse(act(body))).toMatchObject({ text: '1.\nThe fee is 6 crowns.', warnings: ['1 passage that the source marks as deleted is left out: "5"'] });
    expect(parse(akn(`<bill><meta>${dogs}</meta>${body}</bill>`))).toMatchObject({ text: '1.\nThe fee is 56 crowns.', warnings: [] });
  });
  it('reports provisions that print nothing', () => {
    const document = parse(act('<body><section eId="sec_1"><num>1.</num><content><p>Text.</p></content><subsection eId="sec_1__subsec_1"><content><p> </p></content></subsection></section><section eId="sec_2"><num/><heading/></section><section eId="sec_3"/></body>'));
    expect(outlineOf(document)).toEqual(['section sec_1 "1."']);
    expect(document.warnings).toEqual(['2 provisions print nothing and are left out, the first: section "sec_2"']);
  });
  it('gives every provision its own identifier where annexes start numbering again', () => {
    const annex = (number: number): string => `<attachment eId="att_${number}"><heading>Annex ${number}</heading><doc><mainBody><section eId="sec_1"><num>1.</num><content><p>Annexed.</p></content></section></mainBody></doc></attachment>`;
    const document = parse(act(`${paragraph('See <ref href="#sec_1">this</ref>.')}<attachments>${annex(1)}${annex(2)}</attachments>`));
    expect(outlineOf(document)).toEqual(['section sec_1 "1."', 'schedule att_1 "Annex 1"', '  section att_1__sec_1 "1."', 'schedule att_2 "Annex 2"', '  section att_2__sec_1 "1."']);
    expect(referencesOf(document)).toEqual([['this', 'own', 'sec_1']]);
    expect(document.warnings).toEqual(['identifiers stand more than once; where it stands again, "sec_1" is called "att_1__sec_1", and 1 more']);
  });
});

describe('schedules', () => {
  it.each([
    ['its heading', '<attachment eId="a"><heading>Schedule 2 — Fees</heading><doc><mainBody><p>Text.</p></mainBody></doc></attachment>', ['schedule a "Schedule 2" Fees'], 'Schedule 2 — Fees\nText.'],
    ['its first line', '<attachment eId="a"><doc><preface><p>ANNEX II</p></preface><mainBody><p>Text.</p></mainBody></doc></attachment>', ['schedule a "ANNEX II"'], 'ANNEX II\nText.'],
    ['number and heading', '<attachment eId="a"><num>Schedule 1</num><heading>Fees</heading><doc><mainBody><p>Text.</p></mainBody></doc></attachment>', ['schedule a "Schedule 1" Fees'], 'Schedule 1 Fees\nText.'],
    ['the name of its work', '<attachment eId="a"><heading>FEES</heading><doc><meta><identification><FRBRWork><FRBRalias value="Schedule 3"/></FRBRWork></identification></meta><mainBody><p>Text.</p></mainBody></doc></attachment>', ['schedule a "Schedule 3" FEES'], 'Schedule 3 FEES\nText.'],
    ['nothing', '<attachment eId="a"><doc><mainBody><p>Text.</p></mainBody></doc></attachment>', ['schedule a'], 'Text.'],
  ])('are named by %s', (_what, attachment, outline, text) => {
    const document = parse(act(`<attachments>${attachment}</attachments>`));
    expect([outlineOf(document), document.text]).toEqual([outline, text]);
  });
  it('stand where the law refers to them, or behind it; those in other files are reported', () => {
    const component = (id: string): string => `<component id="${id}"><doc><mainBody><article id="${id}-text"><heading>${id.toUpperCase()}</heading><paragraph><content><p>Text of ${id}.</p></content></paragraph></article></mainBody></doc></component>`;
    const document = parse(akn(`<act><meta>${dogs}</meta><body><p>Law.</p></body><attachments><componentRef src="#two"/><componentRef src="/xa/act/2019/dogs/schedule.xml" showAs="Third Schedule"/></attachments></act><components>${component('one')}${component('two')}</components>`));
    expect(document.text).toBe('Law.\nTWO\nText of two.\nONE\nText of one.');
    expect(outlineOf(document)).toEqual(['body body', 'schedule two-text TWO', 'schedule one-text ONE']);
    expect(document.warnings).toEqual(['"Third Schedule" is a document of its own (/xa/act/2019/dogs/schedule.xml), not part of this file']);
  });
});

describe('documents that are no acts', () => {
  it('reads the parts of a judgment', () => {
    const document = parse(akn(`<judgment><meta>${dogs}</meta><header><p>Between <party>A</party> and <party>B</party></p></header><judgmentBody><introduction><tblock><p>Introduction</p></tblock><paragraph><num>1</num><content><p>A sues.</p></content></paragraph></introduction><background><paragraph><num>2</num><content><p>B has a dog.</p></content></paragraph></background><motivation><tblock><heading>Law</heading><p>It bites.</p></tblock></motivation><decision><p>Dismissed.</p></decision></judgmentBody><conclusions><p>Signed</p></conclusions></judgment>`));
    expect(document.type).toBe('judgment');
    expect(outlineOf(document)).toEqual(['preface preface', 'introduction introduction_1', '  paragraph introduction_1__para_1 "1"', 'background background_1', '  paragraph background_1__para_2 "2"', 'motivation motivation_1', '  hcontainer h_1 Law', 'decision decision_1', 'conclusions conclusions']);
    expect(document.text.split('\n')[0]).toBe('Between A and B');
  });
  it('reads the record of a debate', () => {
    const document = parse(akn(`<debate><meta>${dogs}</meta><debateBody><debateSection id="a"><heading>Questions</heading><questions id="b"><heading>Dogs</heading><question><from>Mr A:</from><p>Why?</p></question><answer><from>Ms B:</from><p>Because.</p></answer></questions><scene>Applause</scene></debateSection></debateBody></debate>`));
    expect(outlineOf(document)).toEqual(['hcontainer a Questions', '  hcontainer b Dogs']);
    expect(document.text).toBe('Questions\nDogs\nMr A:\nWhy?\nMs B:\nBecause.\nApplause');
  });
  it('reads a list of amendments as one document', () => {
    const amendment = (id: string): string => `<component eId="${id}"><amendment><meta/><amendmentBody><amendmentHeading><block><docProponent>A</docProponent><docProponent>B</docProponent></block></amendmentHeading><amendmentContent><p>Omit clause ${id}.</p></amendmentContent></amendmentBody></amendment></component>`;
    const document = parse(akn(`<amendmentList><meta>${dogs}</meta><collectionBody>${amendment('a')}${amendment('b')}</collectionBody></amendmentList>`));
    expect(outlineOf(document)).toEqual(['amendment a', 'amendment b']);
    expect(document.text).toBe('A B\nOmit clause a.\nA B\nOmit clause b.');
  });
});

describe('several documents in one file', () => {
  const member = (name: string, uri: string, text: string, attributes = ''): string => `<${name}${attributes}><meta>${frbr(uri, '')}</meta><preface><p><docTitle>${text}</docTitle></p></preface><body><section><num>1.</num><content><p>${text} 1.</p></content></section></body></${name}>`;
  it('makes a document of each member of a collection, in the order in which the collection shows them', () => {
    const documents = parseAll(akn(`<documentCollection name="package"><meta>${frbr('/akn/xa/collection/5', '/akn/xa/collection/5/eng@2020-01-01')}</meta><preface><p>Package</p></preface><collectionBody>
<interstitial><p>First comes</p></interstitial><componentRef src="#b"/><component><documentRef href="#a"/></component><interstitial><p>The end</p></interstitial></collectionBody></documentCollection>
<components><component eId="a">${member('bill', '/akn/xa/bill/5', 'Bill')}</component><component eId="b">${member('doc', '/akn/xa/collection/5', 'Memorandum', ' name="memorandum"')}</component></components>`));
    expect(documents.map(({ work, type, title, text, inForce }) => [work, type, title, text, inForce.from])).toEqual([
      ['xa/collection/5', 'other', 'Package', 'Package\nThe end', '2020-01-01'],
      ['xa/collection/5/memorandum', 'other', 'Memorandum', 'First comes\nMemorandum\n1.\nMemorandum 1.', '2020-01-01'],
      ['xa/bill/5', 'bill', 'Bill', 'Bill\n1.\nBill 1.', '2020-01-01'],
    ]);
    expect(new Set(documents.map(({ expression }) => expression)).size).toBe(3);
  });
  it('leaves out the cover of a collection that has no text, and reports a member without', () => {
    const documents = parseAll(akn(`<officialGazette><meta>${dogs}</meta><collectionBody>${member('act', '/akn/xa/act/1', 'One')}<act><meta>${frbr('/akn/xa/act/2', '')}</meta><body/></act></collectionBody></officialGazette>`));
    expect(documents.map(({ work, warnings }) => [work, warnings])).toEqual([['xa/act/1', ['the act "xa/act/2" in it holds no text and is left out']]]);
  });
  it('reads several roots', () => {
    expect(parseAll(akn(member('act', '/akn/xa/act/1', 'One') + member('act', '/akn/xa/act/1', 'Two'))).map(({ work, title }) => [work, title])).toEqual([['xa/act/1', 'One'], ['xa/act/1/act', 'Two']]);
  });
  it('says of the first only what a side file says of names', () => {
    const file = { ...sourceFile('p.xml', akn(member('act', '/akn/xa/act/1', 'One') + member('act', '/akn/xa/act/2', 'Two'))), sideMetadata: { work: 'xa/act/named', title: 'Named', language: 'fr' } };
    expect((akomaNtosoParser.parse(file) as readonly LegalDocument[]).map(({ work, title, language }) => [work, title, language])).toEqual([['xa/act/named', 'Named', 'fr'], ['xa/act/2', 'Two', 'fr']]);
  });
});
