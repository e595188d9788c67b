import { execa } from 'execa'
import type { Bar, Figure } from './bench.ts'
import type { Timed } from './time-command.ts'

/** One way to do the work; each call does all of it once. */
export type Ways<Name extends string> = Readonly<Record<Name, () => Promise<Timed>>>

/**
 * Every way in turn, `runs` times over: what slows the machine down for a while slows all of them. The order turns with
 * each round, so that none always follows the same one.
 */
export const interleave = async <Name extends string>(
  ways: Ways<Name>,
  runs: number,
  say: (text: string) => void,
  settle: () => Promise<void> = settled,
): Promise<Readonly<Record<Name, readonly Timed[]>>> => {
  const names = Object.keys(ways) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as Timed[]])) as Record<Name, Timed[]>
  for (let round = 0; round < runs; round += 1)
    for (const name of names.map((_, at) => names[(at + round) % names.length] ?? names[0])) {
      if (name === undefined) continue
      await settle()
      const timed = await ways[name]()
      times[name].push(timed)
      say(`run ${round + 1}/${runs}: ${name} ${seconds(timed.wallMs).toFixed(2)} s`)
    }
  return times
}

/** What the one before wrote and removed is on the disk: the next does not wait for it. */
const settled = async (): Promise<void> => {
  await execa('sync', { reject: false })
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  if (low === undefined || high === undefined) throw new Error('no median of nothing')
  return (low + high) / 2
}

/** Seconds on the clock of one way, and of the processor where the system tells. */
export const timesOf = (label: string, times: readonly Timed[]): readonly Figure[] => [
  several(
    label,
    's',
    times.map(({ wallMs }) => seconds(wallMs)),
  ),
  ...processorTimes(label, times),
]

const processorTimes = (label: string, times: readonly Timed[]): readonly Figure[] => {
  const all = times.flatMap(({ cpuMs }) => (cpuMs === null ? [] : [seconds(cpuMs)]))
  return all.length === 0 ? [] : [several(`${label}, processor`, 's', all)]
}

/** `above` in terms of `below`, round by round: a slow minute weighs on both sides of a quotient. */
export const ratioOf = (label: string, above: readonly Timed[], below: readonly Timed[], bar: Bar): Figure => ({
  ...several(
    label,
    '×',
    above.flatMap(({ wallMs }, round) => wallMs / (below[round]?.wallMs ?? Number.NaN)),
  ),
  bar,
})

/** The same of processor time, which other work on the machine does not lengthen. No bar: a hint beside the ratio. */
export const processorRatioOf = (
  label: string,
  above: readonly Timed[],
  below: readonly Timed[],
): readonly Figure[] => {
  const all = above.flatMap(({ cpuMs }, round) => {
    const other = below[round]?.cpuMs
    return cpuMs === null || !other ? [] : [cpuMs / other]
  })
  return all.length === 0 ? [] : [several(label, '×', all)]
}

export const several = (label: string, unit: Figure['unit'], all: readonly number[]): Figure => ({
  label,
  unit,
  value: median(all),
  all,
})

export const seconds = (ms: number): number => ms / 1000
