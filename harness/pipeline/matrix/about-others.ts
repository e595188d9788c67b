import { YOUR_COMMAND } from '../../model/gate.ts'
import type { RunResult } from '../../model/report.ts'
import type { Session } from '../measure/session.ts'

/** SDKs that the command never asks for, each with the reason; none when it asks for none of them. */
export type AboutOthers = ReadonlyMap<string, string>

/** Whoever gives one command for several SDKs means those that it uses. */
export const aboutOthers = async (
  sdks: readonly string[],
  { choices }: Pick<Session, 'choices'>,
): Promise<AboutOthers> => {
  const made = await Promise.all(
    sdks.map(async (sdk) => ({ sdk, choice: await choices.get(`${sdk} ${YOUR_COMMAND}`) })),
  )
  const unused = made.flatMap(({ sdk, choice }) => (choice?.kind === 'unused' ? [[sdk, choice.reason] as const] : []))
  return new Map(made.some(({ choice }) => choice && choice.kind !== 'unused') ? unused : [])
}

/** The runs without what the command says of SDKs that it is not about; a version at which nothing else was asked is left out. */
export const withoutOthers = (runs: readonly RunResult[], others: AboutOthers): readonly RunResult[] =>
  runs.flatMap((run) => {
    if (!others.has(run.sdk)) return [run]
    const scenarios = run.scenarios.filter(({ id }) => id !== YOUR_COMMAND)
    const nothing = run.status === 'measured' ? scenarios.length === 0 : run.reason === others.get(run.sdk)
    return nothing ? [] : [{ ...run, scenarios }]
  })
