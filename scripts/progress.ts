/** Progress on a terminal as a bar for each stage, elsewhere as one line per stage. Written to stderr: stdout is for results. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  readonly report: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
  readonly stop: () => void;
}

export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): Progress {
  let stage = '';
  let bar: SingleBar | null = null;
  return {
    report: (progress) => {
      if (progress.stage !== stage) {
        bar?.stop();
        stage = progress.stage;
        bar = new SingleBar({ stream, format: '{stage} {bar} {value}/{total} · {eta_formatted} left', hideCursor: true }, Presets.shades_classic);
        bar.start(progress.total, 0, { stage: stage.padEnd(10) });
      }
      bar?.setTotal(progress.total);
      bar?.update(progress.done);
    },
    stop: () => bar?.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  let finished = '';
  return {
    report: ({ stage, done, total }) => {
      if (done < total || finished === stage) return;
      finished = stage;
      stream.write(`${stage}: ${done}\n`);
    },
    stop: () => undefined,
  };
}
