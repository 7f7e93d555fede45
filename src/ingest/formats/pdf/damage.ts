/**
 * What pdf.js says of damage besides its answers. It passes over what it cannot read (a font, an image, a branch of objects) and only
 * warns on the console; and it leaves some promises about damaged objects to themselves, for whose rejection Node ends the process or
 * the thread. Both are caught while a file is read, so that nothing is lost silently and nothing is printed. Undamaged files say nothing.
 */

const warningPrefix = 'Warning: ';
/** Names of what pdf.js throws. */
const errorName = /^(?:XRef(?:Entry|Parse)|InvalidPDF|MissingData|ParserEOF|Format|UnknownError|Abort|Response|Password|Jbig2|Jpx|Jpeg|PDFFunction)\w*(?:Exception|Error)|^FormatError/;

function textIn(reason: unknown, key: 'name' | 'message'): string {
  const value: unknown = typeof reason === 'object' && reason !== null ? Reflect.get(reason, key) : undefined;
  return typeof value === 'string' ? value : '';
}

/** Runs `work`; `damage` gets each message. Rejections that are not of pdf.js end the process as ever. */
export async function hearingOfDamage<T>(work: () => Promise<T>, damage: (message: string) => void): Promise<T> {
  const onRejection = (reason: unknown): void => {
    if (!errorName.test(textIn(reason, 'name'))) throw reason;
    damage(textIn(reason, 'message'));
  };
  const before = console.warn;
  let isListening = true;
  const listen = (...said: unknown[]): void => {
    const [first] = said;
    if (isListening && typeof first === 'string' && first.startsWith(warningPrefix)) damage(first.slice(warningPrefix.length));
    else before(...said);
  };
  process.on('unhandledRejection', onRejection);
  console.warn = listen;
  try {
    return await work();
  } finally {
    // Node reports a rejection after the tasks of the same turn.
    await new Promise((resolve) => void setImmediate(resolve));
    process.off('unhandledRejection', onRejection);
    isListening = false;
    // Another file may be being read in the same process, and listen on top of this one.
    if (console.warn === listen) console.warn = before;
  }
}
