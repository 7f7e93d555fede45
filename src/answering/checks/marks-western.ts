/** Marks of English, German and French. Sources: see marks.ts. */
import type { MarkTable } from './marks.js';

export const english: MarkTable = {
  modality: {
    'must-not': ['(?:must|shall|may|can) ?not', '(?:must|shall|may|can) never', 'can[’\']t', 'mustn[’\']t', '(?:is|are) not to be', '(?:is|are) not (?:allowed|permitted|entitled|authori[sz]ed)(?: to)?', '(?:is|are) (?:prohibited|forbidden)(?: from)?'],
    'need-not': ['need not', 'needn[’\']t', '(?:does|do) not (?:have|need) to', '(?:doesn|don)[’\']t (?:have|need) to', '(?:is|are) not (?:required|obliged|obligated|bound) to', '(?:is|are) under no (?:obligation|duty) to'],
    must: ['must', 'shall', '(?:has|have) to', '(?:is|are) to be', '(?:is|are) (?:required|obliged|obligated|bound) to', '(?:is|are) under (?:an obligation|a duty) to', 'needs? to', '(?:has|have) (?:a|the) duty to', 'it is mandatory (?:for|to)'],
    may: ['may', 'can', '(?:is|are) (?:allowed|permitted|entitled|authori[sz]ed|free|empowered) to', '(?:has|have) the (?:right|power|option) to'],
    should: ['should', 'ought to', '(?:is|are) (?:advised|encouraged|recommended) to'],
  },
  not: ['not', 'never', 'neither', 'nor', 'nothing', 'without', '(?:is|are|was|were|does|do|did|has|have|would|could)n[’\']t'],
  none: ['no', 'no one', 'nobody', 'none'],
  if: ['if', 'when', 'whenever', 'where', 'wherever', 'provided(?: that)?', 'in the event (?:that|of)', 'in the case of', 'in case', 'as long as', 'so long as', 'on (?:the )?condition that', 'subject to', 'only if'],
  unless: ['unless', 'except(?: if| when| where| that| as| for| in)?', 'excepting', 'excluding', 'other than', 'save (?:as|where|that|for|if|in)', 'with the exception of', 'notwithstanding', 'despite', 'without prejudice to', 'but not if'],
  before: ['before', 'prior to', 'ahead of', 'preceding'],
  after: ['after', 'following', 'subsequent to'],
  inert: ['not only', 'without delay', 'the following', '\\d{1,2}(?:st|nd|rd|th)? may', 'may(?= \\d)', 'whether or not', 'no later than', 'not later than', 'no earlier than', 'not earlier than', 'no fewer than', 'no less than', 'not less than', 'not fewer than', 'not more than', 'no more than', 'not exceeding', 'does not exceed', 'do not exceed', '(?:may|shall|must) not exceed', '(?:may|shall|must) not be (?:less|more|fewer|later|earlier) than', 'no\\. ?(?=\\d)'],
  conditionFollows: false,
  spaced: true,
};

export const german: MarkTable = {
  modality: {
    'must-not': ['(?:darf|dürfen|kann|können) nicht', '(?:ist|sind) (?:es )?(?:untersagt|verboten|unzulässig)', '(?:ist|sind) nicht (?:zulässig|erlaubt|gestattet|berechtigt|befugt)'],
    'need-not': ['(?:muss|muß|müssen) nicht', '(?:braucht|brauchen) nicht', '(?:ist|sind) nicht (?:verpflichtet|gehalten)', 'bedarf keiner', 'bedürfen keiner', 'nicht (?:erforderlich|notwendig)'],
    must: ['muss', 'muß', 'müssen', '(?:ist|sind) (?:verpflichtet|gehalten)', 'verpflichtet', 'obliegt', 'bedarf', 'bedürfen', 'zwingend'],
    may: ['darf', 'dürfen', 'kann', 'können', 'berechtigt', 'befugt', 'zulässig', 'gestattet', 'ermächtigt', 'erlaubt'],
    should: ['soll', 'sollen', 'sollte', 'sollten'],
  },
  not: ['nicht', 'nichts', 'nie', 'niemals', 'weder', 'noch nicht', 'ohne'],
  none: ['kein', 'keine', 'keinen', 'keinem', 'keiner', 'keines', 'niemand', 'niemanden', 'niemandem'],
  if: ['wenn', 'falls', 'sofern', 'soweit', 'sobald', 'solange', 'im falle?', 'in fällen', 'in den fällen', 'vorausgesetzt', 'unter der voraussetzung', 'unter der bedingung', 'vorbehaltlich', 'nur wenn'],
  unless: ['es sei denn', 'außer(?: wenn)?', 'ausgenommen', 'mit ausnahme', 'abgesehen von', 'sofern nicht', 'soweit nicht', 'wenn nicht', 'soweit nichts', 'sofern nichts', 'unbeschadet', 'abweichend', 'ungeachtet'],
  before: ['vor', 'bevor', 'ehe'],
  after: ['nach(?= (?:dem |der |den |des )?(?:ablauf|eingang|zustellung|bekanntgabe|beginn|ende|abschluss|erhalt|inkrafttreten|verkündung))', 'nachdem'],
  inert: ['nicht nur', 'ohne verzug', 'ohne schuldhaftes zögern', 'nicht mehr als', 'nicht weniger als', 'nicht länger als', 'nicht später als', 'nicht übersteigt', 'nicht übersteigen', 'nicht überschreiten', 'nicht überschreitet', 'noch', 'gilt(?: folgendes)?(?=:)'],
  conditionFollows: false,
  spaced: true,
};

export const french: MarkTable = {
  modality: {
    'must-not': ['ne (?:peut|peuvent|pourra|pourront|doit|doivent|saurait|sauraient)(?: pas| plus| en aucun cas)?', 'n[’\'](?:est|a|ont) pas (?:le droit|autorisée?s?|permis)', '(?:est|sont) (?:interdite?s?|prohibée?s?)', 'il est (?:interdit|défendu)', 'n[’\']est pas (?:admise?|permise?)'],
    'need-not': ['n[’\']est pas (?:tenue?|obligée?|obligatoire|nécessaire)(?: d[e’\'])?', 'ne sont pas (?:tenue?s|obligée?s)', 'n[’\']a pas (?:à|besoin)'],
    must: ['doit', 'doivent', 'devra', 'devront', '(?:est|sont) (?:tenue?s?|obligée?s?|astreinte?s?)', 'il faut', '(?:est|sont) obligatoires?', 'a l[’\']obligation', 'ont l[’\']obligation'],
    may: ['peut', 'peuvent', 'pourra', 'pourront', 'a le droit', 'ont le droit', 'a la faculté', '(?:est|sont) (?:autorisée?s?|habilitée?s?|admise?s?)(?: à)?', 'il est (?:permis|loisible)', 'a la possibilité', 'a le pouvoir'],
    should: ['devrait', 'devraient'],
  },
  not: ['ne', 'n[’\']', 'ni', 'jamais', 'sans'],
  none: ['nul', 'nulle', 'aucune?', 'personne ne'],
  if: ['si', 's[’\'](?=ils?\\b)', 'lorsque', 'lorsqu[’\']', 'quand', 'dans le cas', 'dans les cas', 'au cas où', 'en cas d[e’\']', 'à condition', 'pourvu que', 'sous réserve', 'dès lors qu[e’\']', 'dès qu[e’\']', 'tant qu[e’\']', 'dans la mesure où', 'uniquement si'],
  unless: ['sauf(?: si| lorsque| dans| en)?', 'à moins (?:que|qu[’\']|de|d[’\'])', 'excepté(?: si)?', 'à l[’\']exception', 'à l[’\']exclusion', 'hormis', 'par dérogation', 'nonobstant', 'sans préjudice', 'hors(?: le)? cas'],
  before: ['avant', 'préalablement à', 'antérieurement à'],
  after: ['après', 'postérieurement à', 'à l[’\']issue', 'à la suite'],
  inert: ['non seulement', 'sans délai', 'sans retard', 'ne \\p{L}+ que', 'n[’\']\\p{L}+ que', 'ne peut (?:excéder|dépasser|être inférieure?|être supérieure?)', 'ne peuvent (?:excéder|dépasser|être inférieure?s?|être supérieure?s?)', 'ne (?:dépass|excèd)\\p{L}+(?: pas)?', 'ci-après', 'n[’\']excéd\\p{L}+(?: pas)?'],
  conditionFollows: false,
  spaced: true,
};
