/** Marks of Arabic, Ukrainian, Japanese and Estonian. Sources: see marks.ts. */
import type { MarkTable } from './marks.js';

/** Words that Arabic writes together with the next one. */
const and = '[وف]?';

export const arabic: MarkTable = {
  modality: {
    'must-not': [`${and}لا (?:يجوز|يحق|يمكن|تجوز)`, `${and}(?:يحظر|يمنع|تحظر|تمنع|يحرم)`, `${and}لا يسمح`],
    'need-not': [`${and}لا (?:يجب|يلزم|يتعين|يشترط|تجب|تلزم|تشترط)`, `${and}لا حاجة`],
    must: [`${and}(?:يجب|يتعين|يلزم|تجب|يلتزم|تلتزم|يشترط|تشترط|تلزم)`, `${and}لا ?بد`, `${and}من الواجب`],
    may: [`${and}(?:يجوز|يحق|يمكن|تجوز|يسمح)`, `${and}من حق`],
    should: [`${and}(?:ينبغي|يستحسن|يفضل)`],
  },
  not: [`${and}(?:لا|لم|لن|ليس|ليست|غير|دون|عدم)`, `${and}ب(?:دون|غير|عدم)`],
  none: [`${and}لا أحد`],
  if: [`${and}(?:إذا|اذا|متى|إن كان|حال|كلما|عند)`, `${and}في (?:حال|حالة|الحالات|الأحوال)`, 'بشرط', 'شريطة', 'بحسب الأحوال', 'على أن'],
  unless: [`${and}إلا(?: إذا| في)?`, `${and}الا(?: اذا| في)?`, `${and}ما لم`, `${and}مالم`, 'باستثناء', 'باستثنا', `${and}(?:يستثنى|تستثنى|استثناء)`, 'فيما عدا', 'ما عدا', 'عدا', 'سوى'],
  before: ['قبل'],
  after: ['بعد'],
  inert: [`${and}لا (?:يتجاوز|تتجاوز|يقل|تقل|يزيد|تزيد)`, 'لا سيما', 'بما لا يتجاوز', 'بما لا يزيد', 'بما لا يقل'],
  conditionFollows: false,
  spaced: true,
};

export const ukrainian: MarkTable = {
  modality: {
    'must-not': ['не (?:може|можуть|повинен|повинна|повинно|повинні|має права|мають права|вправі)', '(?:забороняється|забороняються|заборонено)', 'не (?:допускається|допускаються|дозволяється)'],
    'need-not': ['не зобов[’\'ʼ]яз\\p{L}+', 'не (?:потрібно|вимагається|обов[’\'ʼ]язково|мусить)'],
    must: ['повинен', 'повинна', 'повинно', 'повинні', 'зобов[’\'ʼ]яз\\p{L}+', 'мусить', 'мусять', 'необхідно', 'потрібно', 'підлягає', 'підлягають'],
    may: ['може', 'можуть', 'має право', 'мають право', 'вправі', 'дозволяється', 'допускається'],
    should: ['слід', 'рекомендується', 'доцільно'],
  },
  not: ['не', 'ні', 'ніколи', 'нічого', 'без', 'немає'],
  none: ['ніхто', 'жод\\p{L}+'],
  if: ['якщо', 'у разі', 'в разі', 'у випадку', 'у випадках', 'за умови', 'коли', 'за наявності'],
  unless: ['крім', 'окрім', 'за винятком', 'якщо не', 'якщо інше не', 'хіба що', 'незважаючи на'],
  before: ['перед', 'раніше'],
  after: ['після', 'пізніше'],
  inert: ['не лише', 'не тільки', 'не пізніше', 'не раніше', 'не більше', 'не менше', 'не перевищу\\p{L}+'],
  conditionFollows: false,
  spaced: true,
};

export const japanese: MarkTable = {
  modality: {
    'must-not': ['てはならない', 'てはなりません', 'ではならない', 'てはいけ(?:ない|ません)', 'ことができ(?:ない|ません)', '(?:を|は)禁止する'],
    'need-not': ['必要は(?:ない|ありません)', '(?:を)?要しない', 'なくて(?:も)?よい', 'なくてもかまわない', '義務は?(?:ない|を負わない)'],
    must: ['なければなら(?:ない|なかった)', 'なければなりません', 'なければいけません', 'ねばならない', 'ものとする', 'ものとします', '義務を負う', '義務がある', '必要が(?:ある|あります)', 'を要する'],
    may: ['ことができ(?:る|ます)', 'て(?:も)?よい', 'ても差し支えない', '(?:する)?権利を有する'],
    should: ['よう努め(?:なければならない|るものとする|る)', '努めなければならない', 'べきである', 'ことが望ましい'],
  },
  not: ['ない', 'なかった', 'ません', 'ず(?=[に、])', '不要', 'なく(?!な)'],
  none: ['何人も'],
  if: ['場合', 'ときは', 'とき', '限り', 'に限る'],
  unless: ['を除くほか', 'を除く', 'を除き', 'を除いて', 'ただし', '但し', 'この限りで(?:は)?ない', 'にかかわらず', 'のほか'],
  before: ['前に', '前まで', '以前'],
  after: ['後に', '以後', '以降', 'の後'],
  inert: ['だけでなく', '少なくとも', '超えない', 'やむを得ない', 'でない(?=者|もの)'],
  conditionFollows: true,
  spaced: false,
};

export const estonian: MarkTable = {
  modality: {
    'must-not': ['ei (?:tohi|või|saa|ole lubatud|ole õigust)', 'on (?:keelatud|lubamatu)', 'ei ole õigus'],
    'need-not': ['ei (?:pea|pruugi)', 'ei ole (?:kohustatud|vaja|nõutav)'],
    must: ['peab', 'peavad', 'tuleb', 'on kohustatud', 'on kohustus', 'kohustub'],
    may: ['võib', 'võivad', 'tohib', 'tohivad', 'on õigus', 'on lubatud', 'saab', 'saavad'],
    should: ['peaks', 'peaksid', 'on soovitatav'],
  },
  not: ['ei', 'mitte', 'pole', 'ilma', 'ega'],
  none: ['keegi ei', 'ükski'],
  if: ['kui', 'juhul', 'tingimusel', 'korral', 'siis kui'],
  unless: ['välja arvatud', 'v\\.a', 'erandina', 'kui .{0,20}ei ole sätestatud teisiti'],
  before: ['enne'],
  after: ['pärast', 'peale', 'järel'],
  inert: ['mitte ainult', 'mitte hiljem kui', 'mitte rohkem kui', 'mitte vähem kui', 'mitte üle', 'rohkem kui', 'vähem kui', 'hiljemalt'],
  conditionFollows: false,
  spaced: true,
};
