import type { GateAnswer } from '../model/gate.ts'
import type { Bench, Context, Figure } from './bench.ts'
import { timeOurs } from './ours.ts'
import { readTruthTable, type Standing, type Step, standingOf } from './truth-table.ts'
import { withWorkFolder } from './work-cache.ts'

/** Set it to a part of a step's place, as it is printed, to ask of such steps alone: `openai-node 5.17.0`. */
const ONLY = 'SDKDRIFT_BENCH_ONLY'

export const verdictsBench: Bench = {
  title: 'What a gate says of real steps, held against what was found without it (fixtures/verdicts)',
  byDefault: false,
  mustMeetBars: true,
  run: (context) =>
    // A folder without a matrix and without a project: the built-in list, and none of its acceptances.
    withWorkFolder(context.cacheDir, async (cwd) => {
      const only = context.env[ONLY] ?? ''
      const chosen = (await readTruthTable()).filter((step) => placeOf(step).includes(only))
      const steps = context.smoke ? chosen.slice(0, 1) : chosen
      const all: Held[] = []
      for (const step of steps) {
        const held = await hold(step, cwd, context)
        all.push(held)
        if (held.standing !== 'right') context.say(told(held))
      }
      const wrong = all.filter(({ standing }) => standing !== 'right')
      return {
        kind: 'measured',
        figures: [
          { label: 'steps', unit: '', value: all.length },
          ...(['wrong-yes', 'wrong-no', 'other-cause', 'no-answer'] as const).map(
            (standing): Figure => ({
              label: WORDS[standing],
              unit: '',
              value: all.filter((held) => held.standing === standing).length,
              bar: { is: '≤', value: 0 },
            }),
          ),
        ],
        notes: wrong.map(told),
      }
    }),
}

type Held = { readonly step: Step; readonly standing: Standing | 'no-answer'; readonly said: string }

const WORDS = {
  right: 'right',
  'wrong-yes': 'told better than it is (wrong yes)',
  'wrong-no': 'told worse than it is (wrong no)',
  'other-cause': 'the right verdict by another cause',
  'no-answer': 'no answer',
} as const satisfies Record<Held['standing'], string>

const hold = async (step: Step, cwd: string, context: Context): Promise<Held> => {
  try {
    const { stdout } = await timeOurs(argsOf(step), { cwd }, context)
    const answer: GateAnswer = JSON.parse(stdout)
    return { step, standing: standingOf(step, answer), said: saidBy(answer) }
  } catch (error) {
    return { step, standing: 'no-answer', said: error instanceof Error ? error.message : String(error) }
  }
}

const argsOf = ({ sdk, from, to, scenarios, gateways }: Step): readonly string[] => [
  ...['gate', sdk, '--from', from, '--to', to, '--json'],
  ...scenarios.filter((id) => id !== '*').flatMap((id) => ['--scenario', id]),
  ...gateways.filter((id) => id !== '*').flatMap((id) => ['--gateway', id]),
]

const saidBy = ({ verdict, candidates }: GateAnswer): string => {
  const causes = candidates.flatMap(({ findings, unknown }) => [...findings.map(({ cause }) => cause), ...unknown])
  return causes.length > 0 ? `${verdict} (${causes.join('; ')})` : verdict
}

const placeOf = ({ sdk, from, to, scenarios, gateways }: Step): string => {
  const behind = gateways.includes('*') ? '' : ` behind ${gateways.join(', ')}`
  return `${sdk} ${from} → ${to}, ${scenarios.join(', ')}${behind}`
}

const told = ({ step, standing, said }: Held): string =>
  `${WORDS[standing]}: ${placeOf(step)}: right is ${step.verdict}${step.cause ? ` by ${step.cause}` : ''}, said was ${said}. ${step.because}`
