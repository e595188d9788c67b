import type { Stage, Timings } from '../../../model/timings.ts'

const SAYS = {
  load: 'the tool itself and what it reads',
  resolve: 'which versions and runtimes there are',
  keys: "this run's credentials",
  install: 'versions laid down in their folders',
  start: 'drivers until their runtime is up',
  import: 'the SDK loaded in each driver',
  requests: 'scenarios carried out',
  program: 'commands of your own, from start to end',
  judge: 'captures normalised, compared and judged',
  write: 'reports rendered and written',
} as const satisfies Record<Stage, string>

/** Where the time went, as a table for people. */
export const timingsText = ({ totalMs, stages, elseMs }: Timings): string => {
  const rows = [
    ['', 'clock', 'sum', ''],
    ...stages.map(({ stage, wallMs, summedMs, pieces }) => [
      stage,
      seconds(wallMs),
      seconds(summedMs),
      `${SAYS[stage]}${pieces > 1 ? ` (${pieces})` : ''}`,
    ]),
    ['else', seconds(elseMs), '', 'none of these went on'],
    ['whole', seconds(totalMs), '', 'what goes on at once is in several rows'],
  ]
  const lines = rows.map(
    ([stage = '', clock = '', sum = '', says = '']) =>
      `  ${stage.padEnd(8)}  ${clock.padStart(8)}  ${sum.padStart(8)}  ${says}`,
  )
  return `Where the time went, in seconds:\n${lines.map((line) => `${line.trimEnd()}\n`).join('')}`
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2)
