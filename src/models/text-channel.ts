/** From pushed pieces of text to an async generator of them. */

export interface TextChannel {
  readonly push: (text: string) => void;
  readonly end: () => void;
  /** The pieces in order, each once; ends after `end`. For one reader. */
  readonly texts: () => AsyncGenerator<string>;
}

export function textChannel(): TextChannel {
  const waiting: string[] = [];
  let ended = false;
  let wake = (): void => undefined;
  return {
    push: (text) => {
      waiting.push(text);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    texts: async function* () {
      while (!ended || waiting.length > 0) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
