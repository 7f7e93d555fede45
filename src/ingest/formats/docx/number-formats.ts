/**
 * How Word writes the numbers of lists and notes: the formats of ECMA-376 part 1, 17.18.59 (ST_NumberFormat). One table, from
 * the format's name to a function of the number.
 */

/** So often Word repeats a letter (up to 780 in Latin); digits beyond. */
const mostRepeats = 30;

/** Letters over and over: `z`, then `aa`, `bb` … `zz`, `aaa`, as Word counts (not `ab`). */
const repeated = (letters: string) => {
  const alphabet = Array.from(letters);
  return (value: number): string => {
    const times = Math.ceil(value / alphabet.length);
    return value < 1 || times > mostRepeats ? String(value) : alphabet[(value - 1) % alphabet.length]!.repeat(times);
  };
};

/** Signs for the first numbers; digits beyond. */
const signs = (row: string) => {
  const characters = Array.from(row);
  return (value: number): string => characters[value - 1] ?? String(value);
};

/** The n-th character from `first` on, up to `last`; digits beyond. */
const run = (first: number, last: number) => (value: number): string => (value >= 1 && value <= last ? String.fromCodePoint(first + value - 1) : String(value));

const withDigits = (digits: string) => (value: number): string => String(value).replace(/\d/g, (digit) => Array.from(digits)[Number(digit)]!);

const romanParts = [['m', 1000], ['cm', 900], ['d', 500], ['cd', 400], ['c', 100], ['xc', 90], ['l', 50], ['xl', 40], ['x', 10], ['ix', 9], ['v', 5], ['iv', 4], ['i', 1]] as const;

function roman(value: number): string {
  // Word's lists end at 32,767.
  if (value < 1 || value > 32_767) return String(value);
  let rest = value;
  return romanParts.reduce((written, [letters, worth]) => {
    const times = Math.floor(rest / worth);
    rest -= times * worth;
    return written + letters.repeat(times);
  }, '');
}

/** 123 -> `百二十三`; `shortTen`: 10 is `十` in counting, `一十` in legal and thousand-wise writing. Below 100,000; digits beyond. */
function ideographs(value: number, digits: string, units: readonly [string, string, string, string], shortTen: boolean, zeroBetween: string): string {
  if (value < 1 || value >= 100_000) return value === 0 ? digits[0]! : String(value);
  const figures = Array.from(String(value), Number);
  let written = '';
  let gap = false;
  for (const [at, figure] of figures.entries()) {
    const place = figures.length - 1 - at;
    if (figure === 0) {
      gap = true;
      continue;
    }
    if (gap && zeroBetween !== '' && written !== '') written += zeroBetween;
    gap = false;
    const isPlainUnit = figure === 1 && place > 0 && place < 4 && shortTen && (zeroBetween === '' || (place === 1 && at === 0));
    written += (isPlainUnit ? '' : digits[figure]!) + (place === 0 ? '' : units[place - 1]!);
  }
  return written;
}

const counting = '〇一二三四五六七八九';
const japanese = (value: number): string => ideographs(value, counting, ['十', '百', '千', '万'], true, '');
const chinese = (value: number): string => ideographs(value, '○一二三四五六七八九', ['十', '百', '千', '万'], true, '零');

const englishUnits = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen'];
const englishTens = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];
const englishOrdinals: Readonly<Record<string, string>> = { One: 'First', Two: 'Second', Three: 'Third', Five: 'Fifth', Eight: 'Eighth', Nine: 'Ninth', Twelve: 'Twelfth' };

/** `Twenty-One`; digits from 100 on, which no list of a law is written out to. */
function englishWords(value: number): string {
  if (value < 1 || value > 99) return String(value);
  if (value < 20) return englishUnits[value]!;
  const unit = englishUnits[value % 10]!;
  return englishTens[Math.floor(value / 10)]! + (unit === '' ? '' : `-${unit.toLowerCase()}`);
}

function englishOrdinalWords(value: number): string {
  const words = englishWords(value);
  if (/\d/.test(words)) return englishOrdinal(value);
  const [head, tail] = words.includes('-') ? [words.slice(0, words.indexOf('-') + 1), words.slice(words.indexOf('-') + 1)] : ['', words];
  const capital = tail[0]!.toUpperCase() + tail.slice(1);
  const ordinal = englishOrdinals[capital] ?? `${capital.replace(/y$/, 'ie')}th`;
  return head + (head === '' ? ordinal : ordinal.toLowerCase());
}

function englishOrdinal(value: number): string {
  const tens = value % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

/** Hebrew letters as numbers: 15 and 16 are written 9+6 and 9+7. */
function hebrewNumber(value: number): string {
  if (value < 1 || value > 499) return String(value);
  let rest = value;
  let written = '';
  for (const [letter, worth] of [['ת', 400], ['ש', 300], ['ר', 200], ['ק', 100]] as const) {
    if (rest < worth) continue;
    written += letter;
    rest -= worth;
  }
  if (rest === 15 || rest === 16) return written + (rest === 15 ? 'טו' : 'טז');
  return written + (['', 'י', 'כ', 'ל', 'מ', 'נ', 'ס', 'ע', 'פ', 'צ'][Math.floor(rest / 10)] ?? '') + (['', 'א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט'][rest % 10] ?? '');
}

const latin = 'abcdefghijklmnopqrstuvwxyz';
const russian = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const fullWidthAiueo = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const fullWidthIroha = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン';
const halfWidthAiueo = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ';
const halfWidthIroha = 'ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ';

const formats: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  none: () => '',
  bullet: () => '',
  upperRoman: (value) => roman(value).toUpperCase(),
  lowerRoman: roman,
  upperLetter: repeated(latin.toUpperCase()),
  lowerLetter: repeated(latin),
  ordinal: englishOrdinal,
  cardinalText: englishWords,
  ordinalText: englishOrdinalWords,
  hex: (value) => value.toString(16).toUpperCase(),
  chicago: repeated('*†‡§'),
  numberInDash: (value) => `- ${value} -`,
  decimalHalfWidth: String,
  decimalFullWidth: withDigits('０１２３４５６７８９'),
  decimalFullWidth2: withDigits('０１２３４５６７８９'),
  decimalEnclosedCircle: run(0x2460, 20),
  decimalEnclosedCircleChinese: run(0x2460, 20),
  decimalEnclosedParen: run(0x2474, 20),
  decimalEnclosedFullstop: run(0x2488, 20),
  ideographEnclosedCircle: run(0x3280, 10),
  // Digit by digit: 21 is 二一.
  ideographDigital: withDigits(counting),
  japaneseDigitalTenThousand: withDigits(counting),
  taiwaneseDigital: withDigits('○一二三四五六七八九'),
  japaneseCounting: japanese,
  japaneseLegal: (value) => ideographs(value, '〇壱弐参四伍六七八九', ['拾', '百', '阡', '萬'], false, ''),
  chineseCounting: (value) => (value < 100 ? chinese(value) : withDigits('○一二三四五六七八九')(value)),
  chineseCountingThousand: chinese,
  taiwaneseCounting: (value) => (value < 100 ? chinese(value) : withDigits('○一二三四五六七八九')(value)),
  taiwaneseCountingThousand: chinese,
  chineseLegalSimplified: (value) => ideographs(value, '零壹贰叁肆伍陆柒捌玖', ['拾', '佰', '仟', '萬'], false, '零'),
  ideographLegalTraditional: (value) => ideographs(value, '零壹貳參肆伍陸柒捌玖', ['拾', '佰', '仟', '萬'], false, '零'),
  koreanDigital: withDigits('영일이삼사오육칠팔구'),
  koreanDigital2: withDigits('零一二三四五六七八九'),
  koreanCounting: (value) => ideographs(value, '영일이삼사오육칠팔구', ['십', '백', '천', '만'], true, ''),
  ganada: signs('가나다라마바사아자차카타파하'),
  chosung: signs('ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ'),
  ideographTraditional: signs('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: signs('子丑寅卯辰巳午未申酉戌亥'),
  aiueo: repeated(halfWidthAiueo),
  iroha: repeated(halfWidthIroha),
  aiueoFullWidth: repeated(fullWidthAiueo),
  irohaFullWidth: repeated(fullWidthIroha),
  arabicAlpha: repeated('أبتثجحخدذرزسشصضطظعغفقكلمنهوي'),
  arabicAbjad: repeated('أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'),
  hebrew1: hebrewNumber,
  hebrew2: repeated('אבגדהוזחטיכלמנסעפצקרשת'),
  russianLower: repeated(russian),
  russianUpper: repeated(russian.toUpperCase()),
  hindiNumbers: withDigits('०१२३४५६७८९'),
  thaiNumbers: withDigits('๐๑๒๓๔๕๖๗๘๙'),
  thaiLetters: repeated('กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ'),
  vietnameseCounting: (value) => ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'][value] ?? String(value),
};

/** `001, 002, 003, …` (17.9.17, `format`): the first example says how many digits there are at least. */
function customDecimal(value: number, pattern: string): string | null {
  const first = /^\s*(0*1)\s*(?:,|$)/.exec(pattern)?.[1];
  return first === undefined ? null : String(value).padStart(first.length, '0');
}

/** The number in that format; `null` when the format is not known here (Word's `bahtText` and the like). */
export function writeNumber(value: number, format: string, custom: string | null): string | null {
  if (format === 'custom') return custom === null ? null : customDecimal(value, custom);
  return Object.hasOwn(formats, format) ? formats[format]!(value) : null;
}
