/** Where links lead: addresses of every maker as work and provision. */
import { describe, expect, it } from 'vitest';
import { linkTarget, workOf } from '../../src/ingest/formats/link-target.js';

describe('links', () => {
  it.each([
    ['#sec_5', null, 'sec_5', []],
    ['~sec_5__subsec_2', null, 'sec_5__subsec_2', []],
    ['/akn/xa/act/2009/appeals/eng@2021-01-01/!main~sec_5', 'xa/act/2009/appeals', 'sec_5', []],
    ['/akn/xa/act/2009/dog', 'xa/act/2009/dog', null, []],
    ['/akn/xa/act/2009/dog/eng', 'xa/act/2009/dog', null, []],
    ['/akn/eu/act/directive/ep/2007/64/EN@2014-07-23/!main', 'eu/act/directive/ep/2007/64', null, []],
    ['/xa/act/1980-01-01/1/main#sec2', 'xa/act/1980-01-01/1', 'sec2', []],
    ['https://www.legislation.gov.uk/ukpga/2003/44#sec_2', 'legislation.gov.uk/ukpga/2003/44', 'sec_2', []],
    ['http://www.legislation.gov.uk/id/ukpga/2003/44/section/19A/2/b', 'legislation.gov.uk/ukpga/2003/44', 'section-19A-2-b', [{ kind: 'section', value: '19a' }, { kind: 'subsection', value: '2' }, { kind: 'paragraph', value: 'b' }]],
    ['https://www.legislation.gov.uk/ukpga/Eliz2/3-4/18/enacted', 'legislation.gov.uk/ukpga/Eliz2/3-4/18', null, []],
    ['http://data.europa.eu/eli/reg/2016/679/art_6/par_1/oj', 'data.europa.eu/eli/reg/2016/679', 'art_6__par_1', [{ kind: 'article', value: '6' }, { kind: 'paragraph', value: '1' }]],
  ])('%s', (href, work, id, parts) => {
    expect(linkTarget(href)).toEqual({ work, id, parts });
  });
  it.each(['', '#', 'https://a.example/act/5', '/about/contact/us/now', '/en/news/2024/05', 'mailto:a@a.example', '/akn/xa/act/2009/5.pdf', 'other.xml/~sec_5', 'https://www.legislation.gov.uk/'])('"%s" leads to no provision', (href) => {
    expect(linkTarget(href)).toBeNull();
  });
  it('gives work and link the same identifier', () => {
    expect(workOf('http://www.legislation.gov.uk/id/asp/2017/1/enacted')).toBe(linkTarget('https://www.legislation.gov.uk/asp/2017/1/contents#sec_1')!.work);
    expect(workOf('/akn/xa/act/2009/dog')).toBe(linkTarget('/akn/xa/act/2009/dog/eng@2021-01-01')!.work);
  });
});
