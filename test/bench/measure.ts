/** One line of a benchmark's table. */
export interface Row {
  readonly name: string;
  /** Median, in milliseconds of processor time. */
  readonly time: number;
  /** What `ratio` relates to: the median of the yardstick in milliseconds, or the limit itself. */
  readonly yardstick: number;
  readonly ratio: number;
  /** The highest ratio that is good enough. */
  readonly limit: number;
}

/** Processor time, so that what else the machine does counts as little as can be. */
function once(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** The middle of several numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Times something against a yardstick in the same process, turn by turn, after a warm-up; medians. */
export function compare(name: string, limit: number, run: () => unknown, yardstick: () => unknown, rounds = 11): Row {
  const times: number[] = [];
  const yardsticks: number[] = [];
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    const yardstickTime = once(yardstick);
    const time = once(run);
    if (round < 0) continue;
    times.push(time);
    yardsticks.push(yardstickTime);
  }
  const time = median(times);
  const base = median(yardsticks);
  return { name, time, yardstick: base, ratio: time / base, limit };
}

/** Times something that takes too little for one turn, in batches; the limit is in milliseconds. */
export function timeShort(name: string, limit: number, run: () => unknown, turns = 500, batches = 40): Row {
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch++)
    times.push(
      once(() => {
        for (let turn = 0; turn < turns; turn++) run();
      }) / turns,
    );
  const time = median(times.slice(batches / 2));
  return { name, time, yardstick: limit, ratio: time / limit, limit: 1 };
}

/** Prints a table and the rows as JSON; the process fails where a row is above its limit. */
export function report(title: string, rows: readonly Row[]): void {
  const cells = [
    [title, 'ms', 'yardstick ms', '×', 'limit', ''],
    ...rows.map(({ name, time, yardstick, ratio, limit }) => [
      name,
      time.toPrecision(4),
      yardstick.toPrecision(4),
      ratio.toFixed(3),
      limit.toFixed(2),
      ratio <= limit ? 'ok' : 'above',
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  for (const row of cells)
    console.log(
      row.map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[0]!))).join('  '),
    );
  console.log(JSON.stringify(rows));
  if (rows.some(({ ratio, limit }) => ratio > limit)) process.exitCode = 1;
}
