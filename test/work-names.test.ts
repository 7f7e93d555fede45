import { describe, expect, it } from 'vitest';
import { foldName, meantByNoun, nameKeys, nameReadings } from '../src/work-names.js';

it.each([['The Dog-Control Act, 2019', 'dog control act 2019'], ['L’Impôt', 'impot'], ['der Straße', 'strasse'], ['ＢＧＢ', 'bgb'], ['اللائحة', 'اللايحه'], ['إقامة', 'اقامه'], ['—', '']])('the name %s is folded to %s', (name, folded) => {
  expect(foldName(name)).toBe(folded);
});

describe('a cited name finds the title', () => {
  const finds = (named: string, title: string, language: string): boolean => {
    const keys = new Set(nameKeys(title, language));
    return nameReadings(named).some((reading) => reading.some((key) => keys.has(key)));
  };
  it.each([
    ['Imkerlichen Gesetzbuchs', 'Imkerliches Gesetzbuch', 'de'],
    ['der Wachsordnung', 'Wachsordnung', 'de'],
    ['des Bienensteuergesetzes', 'Bienensteuergesetz', 'de'],
    ['Gesetz über die Honigprüfung in der jeweils geltenden Fassung', 'Gesetz über die Honigprüfung', 'de'],
    ['code de la ruche et du miel s’applique', 'Code de la ruche et du miel', 'fr'],
    ['kui tööandja peab mesindusseadus', 'Mesindusseadus', 'et'],
    ['大臣は巣箱の管理に関する法律', '巣箱の管理に関する法律', 'ja'],
    ['SGB V', 'SGB 5', 'de'],
    ['directive (UE) 2016/680', 'Directive (EU) 2016/680 on bees', 'en'],
  ])('%s -> %s', (named, title, language) => {
    expect(finds(named, title, language)).toBe(true);
  });
  it.each([
    ['Dog Act 2010', 'Dog Act 2019', 'en'],
    ['code pénal militaire', 'Code pénal', 'fr'],
    ['Wehrstrafgesetzbuch', 'Strafgesetzbuch', 'de'],
    ['Gesetz', 'Gesetz über die Honigprüfung', 'de'],
    ['code', 'Code du miel', 'fr'],
    ['töölepingu seadus', 'Seadus', 'et'],
    ['SGB V', 'SGB 15', 'de'],
  ])('%s does not find %s', (named, title, language) => {
    expect(finds(named, title, language)).toBe(false);
  });
});

describe('a noun with nothing but the article', () => {
  it.each([
    ['النظام', 'نظام النحل', 'نظام النحل'],
    ['النظام', 'اللائحة التنفيذية لنظام النحل', 'نظام النحل'],
    ['اللائحة', 'اللائحة التنفيذية لنظام النحل', 'اللائحة التنفيذية لنظام النحل'],
    ['اللائحة', 'نظام النحل', null],
    ['نظام العسل', 'نظام النحل', null],
  ])('%s in %s is %s', (named, title, meant) => {
    expect(meantByNoun(named, title)).toBe(meant);
  });
});
