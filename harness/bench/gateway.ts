import type { Bench, Figure } from './bench.ts'
import { type Load, type Rate, underLoad } from './gateway/under-load.ts'
import { several } from './timing.ts'

const REQUESTS = 15_000
const SMOKE = 1_000
/** Runs that count for nothing. */
const WARM_UP = 4
const BESIDE = 300
const LEAST_RATIO = 0.35
/** Of what is in use after so many requests more: what a cell leaves behind would show here many times over. */
const MOST_GROWTH = 1.2

export const gatewayBench: Bench = {
  title:
    'Requests a second that the capture answers behind three gateways, beside a bare node:http and a bare msw that send them back',
  byDefault: true,
  run: async (context) => {
    const ours = await underLoad('our-server.ts')
    const bare = await underLoad('bare-server.ts')
    const msw = await underLoad('msw-server.ts')
    const requests = context.smoke ? SMOKE : REQUESTS
    /** Each in turn, as often as asked: what slows the machine down slows both. */
    const inTurn = async (load: Load, runs: number): Promise<Rates> => {
      const rates: RatesOfAll[] = []
      for (let run = 0; run < runs; run++) {
        const rate = { bare: await bare.put(load), msw: await msw.put(load), ours: await ours.put(load) }
        const told = [rate.ours, rate.bare, rate.msw].map(({ perSecond }) => Math.round(perSecond))
        context.say(`${told.join(', ')} requests a second`)
        rates.push(rate)
      }
      return rates
    }
    try {
      // Both are compiled by then, and have as much memory as they need.
      await inTurn({ requests, beside: 0 }, context.smoke ? 1 : WARM_UP)
      const before = await ours.live()
      const alone = await inTurn({ requests, beside: 0 }, context.runs ?? 5)
      const beside = await inTurn({ requests, beside: BESIDE }, context.runs ?? 5)
      return {
        kind: 'measured',
        figures: [
          ...ratesOf('', alone),
          ...ratesOf(`, ${BESIDE} slow and broken clients beside`, beside),
          ...memoryOf(before, await ours.live(), ours.peak()),
        ],
        notes: [
          'Every request was answered with the status it must have, and stood whole in its cell.',
          'Bare msw: one handler for every request, which sends its body back; nothing is kept, no rule is asked.',
        ],
      }
    } finally {
      await Promise.all([ours.stop(), bare.stop(), msw.stop()])
    }
  },
}

type RatesOfAll = Readonly<Record<'ours' | 'bare' | 'msw', Rate>>
type Rates = readonly RatesOfAll[]

const ratesOf = (when: string, rates: Rates): readonly Figure[] => {
  const dearer = rates.flatMap(({ ours, bare }) => (ours.cpuUs && bare.cpuUs ? [ours.cpuUs / bare.cpuUs] : []))
  return [
    rounded(
      `requests a second${when}`,
      rates.map(({ ours }) => ours.perSecond),
    ),
    rounded(
      `bare node:http${when}`,
      rates.map(({ bare }) => bare.perSecond),
    ),
    {
      ...several(
        `as many as bare${when}`,
        '×',
        rates.map(({ ours, bare }) => ours.perSecond / bare.perSecond),
      ),
      bar: { is: '≥', value: LEAST_RATIO },
    },
    several(
      `bare msw, as many as bare${when}`,
      '×',
      rates.map(({ msw, bare }) => msw.perSecond / bare.perSecond),
    ),
    ...(dearer.length === 0 ? [] : [several(`processor time of bare${when}`, '×', dearer)]),
  ]
}

const rounded = (label: string, all: readonly number[]): Figure => several(label, '', all.map(Math.round))

const memoryOf = (before: number, after: number, peak: number | null): readonly Figure[] => [
  { label: 'memory in use', unit: 'MiB', value: after },
  { label: 'of what it was when warm', unit: '×', value: after / before, bar: { is: '≤', value: MOST_GROWTH } },
  ...(peak === null ? [] : [{ label: 'memory at most', unit: 'MiB' as const, value: peak }]),
]
